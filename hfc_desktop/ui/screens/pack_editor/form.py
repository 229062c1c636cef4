"""One item as a form: every text with the name of its field, choices to choose from, lists that grow and shrink."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import column, row
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.scrolling import scrolled
from hfc_desktop.ui.widgets.text import label, paragraph
from hfc_desktop.wording.pack_fields import field_label

if TYPE_CHECKING:
    from hfc_desktop.domain.authoring import FieldPath, Form, FormField

_LONG: Final = 44
"""From so many characters on, a text gets several lines."""
_HIGH: Final = 72
"""Height of such a field."""


class FormView(QWidget):
    """Shows a form.

    Attributes:
        changed: ``(path, value)`` somebody typed or chose a value.
        grown: ``(path)`` one more entry is wanted in that list.
        removed: ``(path)`` that value is to go.
        added: ``(name)`` that field is wanted.
    """

    changed = Signal(object, str)
    grown = Signal(object)
    removed = Signal(object)
    added = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._fields = QVBoxLayout()
        self.editors: dict[FieldPath, QWidget] = {}
        self._read_only = False
        self._area = scrolled(QWidget())
        self.setLayout(column(self._area, gap=0))

    def show_form(self, form: Form | None, *, read_only: bool) -> None:
        """Show another form; ``None`` when the text cannot be read as one."""
        self._fields = column(gap=tokens.STEP, margin=tokens.PAD)
        self.editors = {}
        self._read_only = read_only
        if form is None:
            text = _("The text cannot be read as an item yet. Mend it in the YAML view; the list below says where.")
            self._fields.addWidget(paragraph(text, ink="second"))
        else:
            self._fill(form)
        self._fields.addStretch(1)
        inside = QWidget()
        inside.setLayout(self._fields)
        self._area.setWidget(inside)  # a fresh one: an area learns the height of its widget when it takes it

    def _fill(self, form: Form) -> None:
        for at, field in enumerate(form.fields):
            after = form.fields[at + 1] if at + 1 < len(form.fields) else None
            self._add(field)
            if field.grows and not self._read_only and (after is None or after.grows != field.grows):
                self._fields.addLayout(
                    row(button(_("One more"), partial(self.grown.emit, field.grows), look="link"), None)
                )
        if form.absent and not self._read_only:
            self._fields.addLayout(self._absent(form.absent))

    def _add(self, field: FormField) -> None:
        caption = " › ".join(_step(step) for step in field.path)
        editor = self._editor(field)
        editor.setAccessibleName(caption)
        self.editors[field.path] = editor
        head = row(label(caption, Type.CAPTION, "second"), None)
        if field.removable and not self._read_only:
            gone = button(_("Remove"), partial(self.removed.emit, field.path), look="link")
            gone.setAccessibleName(_("Remove {field}").format(field=caption))
            head.addWidget(gone)
        self._fields.addLayout(head)
        self._fields.addWidget(editor)

    def _editor(self, field: FormField) -> QWidget:
        if field.choices:
            choice = QComboBox()
            choice.addItems([*field.choices, *([] if field.value in field.choices else [field.value])])
            choice.setCurrentText(field.value)
            choice.setEnabled(not self._read_only)
            choice.textActivated.connect(partial(self.changed.emit, field.path))
            return choice
        if "\n" in field.value or len(field.value) > _LONG:
            long = QPlainTextEdit(field.value)
            long.setFixedHeight(_HIGH)
            long.setTabChangesFocus(True)
            long.setReadOnly(self._read_only)
            long.textChanged.connect(lambda: self.changed.emit(field.path, long.toPlainText()))
            return long
        short = QLineEdit(field.value)
        short.setCursorPosition(0)
        short.setReadOnly(self._read_only)
        short.textEdited.connect(partial(self.changed.emit, field.path))
        return short

    def _absent(self, names: tuple[str, ...]) -> QVBoxLayout:
        choice = QComboBox()
        choice.setAccessibleName(_("Field to add"))
        for name in names:
            choice.addItem(f"{field_label(name)} ({name})", name)
        add = button(_("Add the field"), lambda: self.added.emit(str(choice.currentData())))
        return column(label(_("Field to add"), Type.CAPTION, "second"), row(choice, add, None))


def _step(step: str | int) -> str:
    return str(step + 1) if isinstance(step, int) else field_label(step)
