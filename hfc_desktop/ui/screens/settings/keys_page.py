"""The key map, changeable: each key with a field that takes the next chord that is pressed."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLineEdit, QWidget

from hfc_desktop.errors import UserMistakeError
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import column, row
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.text import label, paragraph, set_paragraph
from hfc_desktop.wording.errors import error_text

_PORTABLE: Final = QKeySequence.SequenceFormat.PortableText
_SYSTEM: Final = frozenset({"F10", "Alt+F4", "Esc", "Return", "Enter", "Tab", "Backspace", "Space"})


def check(name: str, sequence: str) -> None:
    """Refuse a sequence that means something else already, or that the system or typing needs.

    Raises:
        UserMistakeError: choose another one.
    """
    plain = "+" not in sequence.rstrip("+") and not (sequence.startswith("F") and sequence[1:].isdecimal())
    letters_only = keys.BY_NAME[name].sequences[0].isalpha() and len(keys.BY_NAME[name].sequences[0]) == 1
    if sequence in _SYSTEM or {"Ctrl", "Alt"} <= set(sequence.split("+")) or (plain and not letters_only):
        raise UserMistakeError("desk.key_reserved", key=keys.written(sequence))
    for other in keys.KEYS:
        if other.name != name and sequence in keys.sequences(other.name):
            raise UserMistakeError("desk.key_taken", key=keys.written(sequence), other=_(other.text))


class KeysPage(QWidget):
    """Every key that may be changed.

    Attributes:
        changed: ``({name: sequence})`` all keys that are not as in the map.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, QKeySequenceEdit] = {}
        self.fault = paragraph("", ink="never")
        self.fault.hide()
        reset = button(_("All keys as they were"), self._reset)
        reset.setEnabled(bool(keys.changes()))
        head = row(paragraph(_("Go to a field and press the new key. Tab leads on."), ink="second"), reset)
        head.setStretch(0, 1)
        whole = column(head, self.fault, gap=tokens.PAD)
        group = ""
        for key in keys.KEYS:
            if not keys.changeable(key):
                continue
            if key.group != group:
                group = key.group
                whole.addWidget(label(_(group), Type.CARD_TITLE))
            whole.addWidget(self._line(key))
        whole.addStretch(1)
        self.setLayout(whole)

    def _line(self, key: keys.Key) -> QWidget:
        field = QKeySequenceEdit(QKeySequence(keys.sequences(key.name)[0]))
        field.setMaximumSequenceLength(1)
        field.setFixedWidth(tokens.CARRIED_WIDTH[0])
        field.setAccessibleName(_(key.text))
        inner = field.findChild(QLineEdit)
        if inner is not None:
            inner.setPlaceholderText(_("Press a key"))
            inner.setAccessibleName(_(key.text))
        field.editingFinished.connect(partial(self._take, key.name))
        self.fields[key.name] = field
        made = QWidget()
        line = row(paragraph(_(key.text)), field, gap=tokens.ROOMY)
        line.setStretch(0, 1)
        made.setLayout(line)
        return made

    def _take(self, name: str) -> None:
        field = self.fields[name]
        wanted = field.keySequence().toString(_PORTABLE)
        if not wanted or wanted == keys.sequences(name)[0]:
            field.setKeySequence(QKeySequence(keys.sequences(name)[0]))
            return
        try:
            check(name, wanted)
        except UserMistakeError as error:
            self._say(error_text(error))
            field.setKeySequence(QKeySequence(keys.sequences(name)[0]))
            return
        self._say("")
        after = {**keys.changes(), name: wanted}
        if wanted == keys.BY_NAME[name].sequences[0]:
            del after[name]
        self.changed.emit(after)

    def _reset(self) -> None:
        self.changed.emit({})

    def _say(self, text: str) -> None:
        set_paragraph(self.fault, text)
        self.fault.setVisible(bool(text))
