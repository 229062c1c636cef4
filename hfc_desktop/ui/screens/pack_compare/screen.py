"""Compares a pack with its last published issue, or with any other, and offers the text for the circular."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QPlainTextEdit, QSplitter, QTextBrowser

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.circular import circular, counts
from hfc_desktop.ui.screen import Screen
from hfc_desktop.ui.screens.pack_compare.page import page
from hfc_desktop.ui.widgets.boxes import column, row
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.text import ElidedLabel

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.pack import PackManifest
    from hfc_desktop.domain.guidance.reports import PackDifference
    from hfc_desktop.services.authoring import AuthoringService
    from hfc_desktop.services.ports import Progress
    from hfc_desktop.ui.context import Context

_CIRCULAR: Final = (180, 420)
"""Width of the circular's text, narrowest and usual."""


class PackCompareScreen(Screen):
    """What changed at the left, the circular at the right."""

    name: ClassVar[str] = "pack_compare"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._made: AuthoringService | None = None
        self.folder: Path | None = None
        self.found: PackDifference | None = None
        self.changes = QTextBrowser()
        self.changes.setAccessibleName(_("What changed"))
        self.changes.setOpenLinks(False)
        self.changes.document().setDocumentMargin(tokens.PAD)
        self.circular = QPlainTextEdit()
        self.circular.setAccessibleName(_("Text for the circular"))
        self.circular.setTabChangesFocus(True)
        self._said = ElidedLabel("", ink="second")
        self.next = button(_("Next step"), self._step, look="primary", key="editor.step")
        tools = row(
            self._said,
            button(_("Compare with…"), self._choose),
            button(_("Copy the circular"), self._copy, icon="copy", theme=context.theme),
            button(_("Print…"), self._print, icon="print", theme=context.theme),
            self.next,
            gap=tokens.STEP,
        )
        tools.setStretch(0, 1)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setHandleWidth(tokens.GAP)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.changes)
        halves.addWidget(self.circular)
        halves.setStretchFactor(0, 1)
        halves.setSizes([2 * _CIRCULAR[1], _CIRCULAR[1]])
        self.circular.setMinimumWidth(_CIRCULAR[0])
        whole = column(tools, halves, gap=tokens.GAP)
        whole.setContentsMargins(tokens.PAD, tokens.GAP, tokens.PAD, tokens.GAP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        keys.bind(self, "editor.step", self._step)
        context.theme.changed.connect(self._draw)

    def title(self) -> str:
        """What this is."""
        return _("Compare with the last issue")

    def arrive(self, argument: object = None) -> None:
        """``argument`` is the folder of the pack."""
        if isinstance(argument, str | Path):
            self.folder = Path(argument)
        self.next.setEnabled(self.folder is not None)
        if self.folder is None:
            self._said.set_whole(_("Open a pack under “Write guidance” first, then compare it from there."))
        else:
            self._compare(None)
        self.changes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _service(self) -> AuthoringService:
        if self._made is None:
            from hfc_desktop.bootstrap.authoring import open_authoring

            self._made = open_authoring(self.context.application)
        return self._made

    def _compare(self, against: Path | None) -> None:
        folder, actor = self.folder, self.context.session.actor
        if folder is None or actor is None:
            return
        service = self._service()
        self._said.set_whole(_("Comparing…"))

        def work(_progress: Progress) -> tuple[PackDifference | None, PackManifest]:
            return service.compare(folder, actor, against), service.contents(folder, actor)[0]

        self.context.operations.query(work, owner=self).in_lane("pack_compare").on_success(self._show).start()

    def _show(self, found: tuple[PackDifference | None, PackManifest]) -> None:
        self.found, manifest = found
        self.circular.setPlainText(circular(manifest, self.found))
        if self.found is None:
            self._said.set_whole(_("No issue of this pack was published from here yet."))
        else:
            self._said.set_whole(counts(self.found))
        self._draw()

    def _draw(self) -> None:
        if self.found is None:
            self.changes.setPlainText(_("There is nothing to compare with. “Compare with…” takes any pack file."))
        elif not self.found:
            self.changes.setPlainText(_("Nothing differs."))
        else:
            self.changes.setHtml(page(self.found, self.context.theme.colours()))

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Compare with…"), "", f"{_('Guidance packs')} (*.hfcpack *.zip)"
        )
        if chosen:
            self._compare(Path(chosen))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.circular.toPlainText())
        self.context.navigator.say(_("Copied."))

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """The comparison on paper, in the colours of paper whatever the window's are."""
        if self.found is None:
            return
        document = QTextDocument()
        document.setDefaultFont(self.context.theme.font())
        document.setHtml(page(self.found, tokens.LIGHT))
        document.print_(printer)

    def _step(self) -> None:
        """Go back to the pack and take its next step."""
        if self.folder is not None:
            self.context.navigator.open("pack_editor", ("step", self.folder))
