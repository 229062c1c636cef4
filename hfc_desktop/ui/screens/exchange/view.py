"""Four pages under one bar: files, receipts, devices, what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHeaderView, QProgressBar, QTabWidget, QWidget

from hfc_desktop.i18n import gettext as _
from hfc_desktop.i18n import ngettext
from hfc_desktop.ui import tokens
from hfc_desktop.ui.screens.exchange.state import device_row, file_row, receipt_row, summary_of, waiting_row
from hfc_desktop.ui.widgets.boxes import column, row, surface
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.ledger.plain_table import PlainTable
from hfc_desktop.ui.widgets.text import paragraph, set_paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QPushButton

    from hfc_desktop.domain.devices import Device
    from hfc_desktop.domain.exchange import ImportReport
    from hfc_desktop.ui.screens.exchange.state import Standing
    from hfc_desktop.ui.theme import Theme


class ExchangeView(QWidget):
    """The layout; what its buttons do is told to ``act`` by name."""

    def __init__(self, theme: Theme, act: Callable[[str], object]) -> None:
        super().__init__()
        self._theme, self._act = theme, act
        self.files = self._table(
            _("Files"),
            (_("File"), _("Office"), _("New events"), _("New cases"), _("Changed"), _("Held already"),
             _("Side by side"), _("What becomes of it")),
            (220, 76, 84, 84, 70, 84, 84),
        )  # fmt: skip
        for column_of_numbers in range(1, 7):  # as wide as they are, so that the last column has room for its sentence
            self.files.horizontalHeader().setSectionResizeMode(
                column_of_numbers, QHeaderView.ResizeMode.ResizeToContents
            )
        self.receipts = self._table(
            _("Receipts"),
            (_("Office"), _("Way"), _("Receipt number"), _("At"), _("Up to"), _("Numbers missing")),
            (110, 120, 80, 150, 100),
        )
        self.devices = self._table(
            _("Devices"), (_("Office"), _("Device"), _("State"), _("Fingerprint")), (110, 190, 150)
        )
        self.waiting = self._table(
            _("Set aside"), (_("At"), _("File"), _("State"), _("Why, and what to do")), (150, 220, 100)
        )
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(tokens.LIST_WIDTH[0] // 2)
        self.said = paragraph("", ink="second")
        self.cancel = self._button("cancel", _("Cancel"), look="quiet")
        self.choose = self._button("choose", _("Files…"), icon="pack")
        self.folder = self._button("folder", _("Folder or stick…"), icon="down")
        self.conflicts = self._button("conflicts", "")
        self.conflicts.hide()
        self.take = self._button("take", _("Take in"), look="primary", icon="check")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._lay_out()
        self.show_nothing()

    def _table(self, name: str, headings: Sequence[str], widths: Sequence[int]) -> PlainTable:
        made = PlainTable(self._theme, name, headings, widths)
        made.horizontalHeader().setSectionResizeMode(len(headings) - 1, QHeaderView.ResizeMode.Stretch)
        return made

    def _button(self, name: str, text: str, look: str = "plain", icon: str = "") -> QPushButton:
        theme = self._theme if icon else None
        return button(text, lambda: self._act(name), look=look, icon=icon, theme=theme)

    def _lay_out(self) -> None:
        self.send = self._button("send", _("Send what is new…"))
        self.receipt = self._button("receipt", _("Give a receipt…"))
        self.resend = self._button("resend", _("Send again what is missing…"))
        self.own_file = self._button("own_file", _("This device's file…"))
        self.enrol = self._button("enrol", _("A device's file…"))
        self.approve = self._button("approve", _("Let in…"))
        self.revoke = self._button("revoke", _("Revoke…"), look="danger")
        self.replay = self._button("replay", _("Try again"))
        pages = (
            (_("Files"), self.files, ()),
            (_("Receipts"), self.receipts, (None, self.resend)),
            (_("Devices"), self.devices, (self.own_file, self.enrol, None, self.revoke, self.approve, self.receipt,
                                          self.send)),
            (_("Set aside"), self.waiting, (None, self.replay)),
        )  # fmt: skip
        for text, table, tools in pages:
            page = QWidget()
            parts = [table, row(*tools, gap=tokens.GAP)] if tools else [table]
            page.setLayout(column(*parts, gap=tokens.GAP))
            self.tabs.addTab(page, text)
        head = row(
            self.conflicts, None, self.progress, self.cancel, self.choose, self.folder, self.take, gap=tokens.PAD
        )
        inside = column(self.tabs)
        inside.setContentsMargins(tokens.STEP, tokens.STEP, tokens.STEP, tokens.STEP)
        whole = column(head, self.said, surface(inside), gap=tokens.GAP)
        whole.setContentsMargins(tokens.ROOMY, tokens.PAD, tokens.ROOMY, tokens.PAD)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    # -- what is shown ------------------------------------------------------------------------------------------------

    def show_nothing(self) -> None:
        """Before files were chosen."""
        self.files.show_rows([])
        set_paragraph(self.said, _(
            "Drag files of other offices here, or choose files, a folder or a stick (.hfcx, .hfcr). They are looked "
            "into first; nothing is written before you press Take in."
        ))  # fmt: skip
        self.working(None)
        self.take.setEnabled(False)

    def working(self, text: str | None, done: int = 0, total: int = 0) -> None:
        """Show progress; ``None`` ends it."""
        busy = text is not None
        self.progress.setVisible(busy)
        self.cancel.setVisible(busy)
        for made in (self.choose, self.folder, self.take):
            made.setVisible(not busy)
        if text is not None:
            self.progress.setRange(0, total)
            self.progress.setValue(done)
            set_paragraph(self.said, text)

    def show_reports(self, reports: Sequence[ImportReport], *, foreseen: bool) -> None:
        """Files that were looked into, or taken in; refused ones first."""
        self.working(None)
        ordered = sorted(reports, key=lambda report: report.quarantined is None)
        self.files.show_rows([file_row(report, foreseen=foreseen) for report in ordered])
        set_paragraph(self.said, summary_of(reports, foreseen=foreseen))
        self.take.setEnabled(foreseen and bool(reports))
        self.tabs.setCurrentIndex(0)
        (self.take if foreseen else self.choose).setFocus()

    def show_standing(self, standing: Standing) -> None:
        """Receipts, devices, what waits."""
        status = standing.status
        self.receipts.show_rows([receipt_row(line) for line in status.receipts])
        self.waiting.show_rows([waiting_row(incoming) for incoming in status.files])
        devices: Sequence[Device] = standing.devices
        self.devices.show_rows([device_row(device, standing.own) for device in devices])
        self.tabs.setTabText(1, _("Receipts ({n})").format(n=len(status.receipts)))
        self.tabs.setTabText(2, _("Devices ({n})").format(n=len(devices)))
        self.tabs.setTabText(3, _("Set aside ({n})").format(n=len(status.files)))
        self.resend.setEnabled(any(not line.given for line in status.receipts))
        self.replay.setEnabled(bool(status.files or status.parked_lines))
        for made in (self.send, self.receipt, self.approve, self.revoke):
            made.setEnabled(len(devices) > 0)
        count = standing.conflicts
        text = ngettext("{n} value stands side by side…", "{n} values stand side by side…", count).format(n=count)
        self.conflicts.setText(text)
        self.conflicts.setAccessibleName(text)
        self.conflicts.setVisible(count > 0)
