"""The dialog for a fault of the surroundings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QDialog, QLabel, QWidget

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import icons, tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import column, row
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.text import label, paragraph
from hfc_desktop.wording.errors import error_text

if TYPE_CHECKING:
    from hfc_desktop.errors import HfcError
    from hfc_desktop.ui.theme import Theme

RETRY: Final = 2
"""Result of the dialog when another folder was chosen; Close gives 0."""


class FaultDialog(QDialog):
    """One fault of the surroundings: what happened, what is safe, what to do."""

    def __init__(self, theme: Theme, error: HfcError, parent: QWidget | None = None, retry: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(_("HFC Desktop"))
        sign = QLabel()
        sign.setPixmap(icons.pixmap(theme, "warn", "warn", tokens.BIG_ICON, self.devicePixelRatioF()))
        self.text = paragraph(error_text(error))
        self.text.setMinimumWidth(tokens.DIALOG[0] - tokens.BIG_ICON - 4 * tokens.ROOMY)
        body = column(
            label(_("This cannot go on as it is"), Type.CARD_TITLE),
            self.text,
            label(error.code, Type.CAPTION, "faint"),
            gap=tokens.PAD,
        )
        close = button(_("Close"), self.reject, look="plain" if retry else "primary")
        actions = row(None, close, gap=tokens.PAD)
        if retry:
            actions.addWidget(button(retry, lambda: self.done(RETRY), look="primary"))
        whole = column(row(column(sign, None), body, gap=tokens.ROOMY), actions, gap=tokens.ROOMY, margin=tokens.ROOMY)
        self.setLayout(whole)
        self.resize(tokens.DIALOG[0], self.sizeHint().height())
