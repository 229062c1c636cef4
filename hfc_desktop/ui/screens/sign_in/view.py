"""The sign-in form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFormLayout, QFrame, QLineEdit, QWidget

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import column, row, surface
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.scrolling import scrolled
from hfc_desktop.ui.widgets.text import label, paragraph, set_paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST = 64


class SignInView(QWidget):
    """Two fields, a third where the store's key needs a passphrase, and one button."""

    def __init__(self, sign_in: Callable[[], object], cancel: Callable[[], object]) -> None:
        super().__init__()
        self.staff_no = _field(_("Staff number"))
        self.pin = _field(_("PIN"), secret=True)
        self.passphrase = _field(_("Passphrase of this data folder"), secret=True)
        self._form = QFormLayout()
        self._form.setVerticalSpacing(tokens.PAD)
        self._form.setHorizontalSpacing(tokens.PAD)
        for field in (self.staff_no, self.pin, self.passphrase):
            self._form.addRow(label(field.accessibleName(), ink="second"), field)
            field.returnPressed.connect(sign_in)
        self.fault = paragraph("", ink="never")
        self.go = button(_("Sign in"), sign_in, look="primary", big=True)
        actions = row(None, button(_("Back to the counter"), cancel, look="quiet", key="back"), self.go)
        inside = column(
            label(_("Sign in to record"), Type.PAGE_TITLE),
            paragraph(_("Guidance works without signing in. Records carry the name of who wrote them."), ink="second"),
            self._form,
            self.fault,
            actions,
            gap=tokens.PAD,
            margin=tokens.ROOMY * 2,
        )
        card: QFrame = surface(inside)
        card.setMaximumWidth(tokens.DIALOG[0])
        card.setMinimumWidth(min(tokens.DIALOG[0], tokens.WINDOW[0] // 2))
        holder = QWidget()
        holder.setLayout(column(None, row(None, card, None), None, None, margin=tokens.GAP))
        self.setLayout(column(scrolled(holder)))
        self.ask_passphrase(False)
        self.say("")

    def ask_passphrase(self, wanted: bool) -> None:
        """Show the third field."""
        self._form.setRowVisible(self.passphrase, wanted)

    def say(self, text: str) -> None:
        """Why it did not work; empty for nothing."""
        set_paragraph(self.fault, text)
        self.fault.setVisible(bool(text))

    def busy(self, working: bool) -> None:
        """While the store opens and the PIN is checked."""
        for part in (self.staff_no, self.pin, self.passphrase, self.go):
            part.setEnabled(not working)
        self.go.setText(_("Opening the records…") if working else _("Sign in"))


def _field(name: str, *, secret: bool = False) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setMaxLength(_LONGEST)
    if secret:
        field.setEchoMode(QLineEdit.EchoMode.Password)
    return field
