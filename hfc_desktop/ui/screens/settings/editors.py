"""One editor for each kind of setting, and the page of a group of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from hfc_desktop.i18n import N_
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import column, row
from hfc_desktop.ui.widgets.text import paragraph, set_paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hfc_desktop.settings import Entry, Value

_WORDS: Final[Mapping[str, str]] = {
    "zh": "中文",
    "en": "English",
    "light": N_("Light"),
    "dark": N_("Dark"),
}
"""Words for the values of a choice; languages are named in themselves."""
_LONGEST: Final = 260


def word(value: str) -> str:
    """A value of a choice, in words."""
    return _(_WORDS[value]) if value in _WORDS else value


class Editor(QWidget):
    """Name, control, and below them why it cannot be changed or what was wrong.

    Attributes:
        changed: ``(key, value)`` by hand.
    """

    changed = Signal(str, object)

    def __init__(self, entry: Entry, value: Value, locked: str) -> None:
        super().__init__()
        self.entry = entry
        name = paragraph(_(entry.text))
        self.control = self._control(value)
        self.control.setAccessibleName(_(entry.text))
        self.control.setFixedWidth(tokens.CARRIED_WIDTH[0])
        self.control.setEnabled(not locked)
        self.hint = paragraph("", Type.CAPTION, "second")
        line = row(name, self.control, gap=tokens.ROOMY)
        line.setStretch(0, 1)
        line.setAlignment(self.control, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(line, self.hint, gap=0))
        self.say(locked)

    def say(self, text: str, fault: bool = False) -> None:
        """A line below; empty for none."""
        set_paragraph(self.hint, text)
        self.hint.setProperty("ink", "never" if fault else "second")
        self.hint.style().polish(self.hint)
        self.hint.setVisible(bool(text))

    def _control(self, value: Value) -> QWidget:
        if isinstance(value, bool):
            return self._tick(value)
        if isinstance(value, int):
            return self._number(value)
        return self._choice(value) if self.entry.choices else self._line(value)

    def _tell(self, value: Value) -> None:
        self.changed.emit(self.entry.key, value)

    def _tick(self, value: bool) -> QWidget:
        made = QCheckBox(_("Yes"))
        made.setChecked(value)
        made.toggled.connect(self._tell)
        return made

    def _number(self, value: int) -> QWidget:
        made = QSpinBox()
        made.setRange(self.entry.minimum, self.entry.maximum)
        made.setValue(value)
        made.setKeyboardTracking(False)
        made.valueChanged.connect(self._tell)
        return made

    def _choice(self, value: str) -> QWidget:
        made = QComboBox()
        for one in self.entry.choices:
            made.addItem(word(one), one)
        made.setCurrentIndex(self.entry.choices.index(value))
        made.activated.connect(lambda at: self._tell(self.entry.choices[at]))
        return made

    def _line(self, value: str) -> QWidget:
        made = QLineEdit(value)
        made.setMaxLength(_LONGEST)
        kept = [value]

        def finished() -> None:
            if made.text() != kept[0]:
                kept[0] = made.text()
                self._tell(made.text())

        made.editingFinished.connect(finished)
        return made
