"""A box to try the card reader in. What it reads is shown masked and forgotten at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.scan import ScanKind
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.wedge import GAP_MS, SHORTEST
from hfc_desktop.ui.widgets.boxes import column, surface
from hfc_desktop.ui.widgets.text import label, paragraph, set_paragraph

if TYPE_CHECKING:
    from hfc_desktop.ui.scan import Scan


class ReaderTest(QWidget):
    """Says what the last reading was."""

    def __init__(self) -> None:
        super().__init__()
        rule = _(
            "Set the reader to send one sign before and Enter after each reading. Signs that follow one another "
            "within {gap} ms and are at least {least} count as a reading; they land in no field."
        ).format(gap=GAP_MS, least=SHORTEST)
        self.told = paragraph(_("Read a card now: what comes is shown here, the number hidden."), Type.CARD_TITLE)
        box = surface(column(self.told, margin=tokens.ROOMY), "accent")
        self.setLayout(column(paragraph(rule, ink="second"), label(_("Try it"), Type.STRONG), box, gap=tokens.PAD))

    def show_scan(self, scan: Scan) -> None:
        """A reading arrived."""
        words = {
            ScanKind.IDENTITY: _("Identity card {shown}"),
            ScanKind.CARD: _("Bank card {shown}"),
            ScanKind.CODE: _("Code of {n} signs"),
        }[scan.kind]
        set_paragraph(self.told, _("Works. {what}").format(what=words.format(shown=scan.shown, n=len(scan.value))))
