"""The form of one user; a PIN is asked for twice and never shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFormLayout, QLineEdit, QWidget

from hfc_desktop.domain.people import Role, User
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import column, row
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.text import label, paragraph, set_paragraph
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.domain.people import Organisation

_LONGEST_PIN: Final = 64


class UserDialog(QDialog):
    """Adds a user, changes one, or gives a new PIN.

    Attributes:
        agreed: ``(User, pin)``; an empty PIN stays as it was.
    """

    agreed = Signal(object, str)

    def __init__(
        self, parent: QWidget, offices: Sequence[Organisation], user: User | None, *, pin_only: bool = False
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._user = user
        title = _("New user") if user is None else (_("New PIN") if pin_only else _("Change a user"))
        self.setWindowTitle(title)
        self.staff_no, self.name, self.post, self.counter = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.role, self.office = QComboBox(), QComboBox()
        for role in Role:
            self.role.addItem(term("role", role.value), role)
        for office in offices:
            self.office.addItem(f"{office.code} {office.name}", office.code)
        self.active = QCheckBox(_("Works here"))
        self.active.setChecked(True)
        self.pin, self.again = _secret(), _secret()
        self.said = paragraph("", ink="never")
        self.said.hide()
        self.go = button(_("Save"), self._agree, look="primary", key="record.save")
        self._fill(user)
        self._lay_out(title, user is None, pin_only=pin_only)
        keys.bind(self, "record.save", self._agree)

    def _fill(self, user: User | None) -> None:
        if user is None:
            return
        self.staff_no.setText(user.staff_no)
        self.staff_no.setEnabled(False)
        self.name.setText(user.name)
        self.post.setText(user.post)
        self.counter.setText(user.counter)
        self.role.setCurrentIndex(self.role.findData(user.role))
        self.office.setCurrentIndex(self.office.findData(user.organisation))
        self.active.setChecked(user.active)

    def _lay_out(self, title: str, new: bool, *, pin_only: bool) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(tokens.GAP)
        form.setHorizontalSpacing(tokens.PAD)
        fields: list[tuple[str, QWidget]] = [(_("Staff number"), self.staff_no)]
        if not pin_only:
            fields += [
                (_("Name"), self.name),
                (_("Role"), self.role),
                (_("Office"), self.office),
                (_("Post, as printed for customers"), self.post),
                (_("Counter"), self.counter),
            ]
        if new or pin_only:
            fields += [(_("PIN"), self.pin), (_("PIN once more"), self.again)]
        for name, field in fields:
            field.setAccessibleName(name)
            form.addRow(label(name, ink="second"), field)
        if not (new or pin_only):
            form.addRow("", self.active)
        buttons = row(None, button(_("Cancel"), self.reject, look="quiet", key="back"), self.go)
        self.setLayout(
            column(label(title, Type.CARD_TITLE), form, self.said, buttons, gap=tokens.PAD, margin=tokens.ROOMY)
        )
        self.resize(tokens.DIALOG[0], self.sizeHint().height())
        (self.pin if pin_only else (self.staff_no if new else self.name)).setFocus()

    def _agree(self) -> None:
        if self.pin.text() != self.again.text():
            self.refuse(_("The two PINs differ. Type it once more."))
            self.again.clear()
            self.again.setFocus()
            return
        user = User(
            staff_no=self.staff_no.text().strip(),
            name=self.name.text().strip(),
            role=Role(self.role.currentData()),
            organisation=str(self.office.currentData()),
            post=self.post.text().strip(),
            counter=self.counter.text().strip(),
            active=self.active.isChecked(),
        )
        self.agreed.emit(user, self.pin.text())

    def refuse(self, text: str) -> None:
        """Say why it was not done; what was typed stays."""
        set_paragraph(self.said, text)
        self.said.show()


def _secret() -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setMaxLength(_LONGEST_PIN)
    return made
