"""Taking over over the services: one plan for the preview and for the commit, and undone as a whole."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QProgressBar, QTabWidget, QWidget

from hfc_desktop.domain.imports import ImportMapping, Verdict
from hfc_desktop.i18n import N_, ngettext
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.screen import Screen
from hfc_desktop.ui.screens.ledger_import.mapping import Mapping
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import column, row, surface
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.ledger.columns import moment
from hfc_desktop.ui.widgets.ledger.plain_table import PlainTable
from hfc_desktop.ui.widgets.text import badge, label, paragraph
from hfc_desktop.wording.cells import cell_text
from hfc_desktop.wording.errors import error_text
from hfc_desktop.wording.terms import TERMS, term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.domain.imports import ImportDone, ImportPlan, PlannedRow
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.errors import HfcError
    from hfc_desktop.services.changes import Changes
    from hfc_desktop.services.imports import ImportService
    from hfc_desktop.services.ports import Progress
    from hfc_desktop.ui.context import Context

_VERDICTS: Final = {
    Verdict.NEW: (N_("New"), "say"),
    Verdict.CHANGED: (N_("Changes a case"), "accent"),
    Verdict.SAME: (N_("Same as here"), "second"),
    Verdict.REJECTED: (N_("Rejected"), "never"),
}
"""Word and ink of what a row would do."""
_SHOWN: Final = 5000
"""Rows that the preview shows; rejected ones come first, so that none of those is hidden."""


class LedgerImportScreen(Screen):
    """Takes over ledgers of tables."""

    name: ClassVar[str] = "ledger_import"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._path: Path | None = None
        self._plan: ImportPlan | None = None
        self._done: Sequence[ImportDone] = ()
        self._stopped = False
        theme = context.theme
        self.rows = PlainTable(
            theme, _("Rows of the file"), (_("Row"), _("What becomes of it"), _("Number"), _("Why, or what changes")),
            (70, 130, 210),
        )  # fmt: skip
        self.mapping = Mapping(self._remapped)
        self.past = PlainTable(
            theme, _("Ledgers that were taken over"),
            (_("When"), _("By"), _("File"), _("New"), _("Changed rows"), _("Rejected"), _("State")),
            (150, 110, 260, 80, 110, 90),
        )  # fmt: skip
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(tokens.LIST_WIDTH[0])
        self._file = label(_("No file is chosen yet."), Type.STRONG)
        self._said = paragraph(
            _("Choose an Excel or CSV file. Nothing is written before you have seen what each row would do."),
            ink="second",
        )
        self._badges = row(gap=tokens.STEP)
        self.choose = button(_("Choose a file…"), self.ask_file, icon="pack", theme=theme)
        self.cancel = button(_("Cancel"), self.stop, look="quiet")
        self.commit = button(_("Take over"), self.take_over, look="primary")
        self.undo = button(_("Take back…"), self.ask_undo, look="danger")
        self._lay_out()

    def _lay_out(self) -> None:
        head = row(
            self._file, self._badges, None, self._progress, self.cancel, self.choose, self.commit, gap=tokens.PAD
        )
        for part in (self.rows, self.mapping):
            self.tabs.addTab(part, "")
        past = QWidget()
        past.setLayout(column(self.past, row(None, self.undo), gap=tokens.GAP))
        self.tabs.addTab(past, "")
        for at, text in enumerate((_("What each row does"), _("How columns are read"), _("Taken over before"))):
            self.tabs.setTabText(at, text)
        inside = column(self.tabs)
        inside.setContentsMargins(tokens.STEP, tokens.STEP, tokens.STEP, tokens.STEP)
        whole = column(head, self._said, surface(inside), gap=tokens.GAP)
        whole.setContentsMargins(tokens.ROOMY, tokens.PAD, tokens.ROOMY, tokens.PAD)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._working(False)

    # -- the contract of a screen -------------------------------------------------------------------------------------

    def title(self) -> str:
        """Never customer data."""
        return _("Take over a ledger")

    def arrive(self, argument: object = None) -> None:
        """Show the plan in hand, and what was taken over before."""
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read_past()

    def refresh(self, changes: Changes) -> None:
        """Something was taken over or back."""
        if changes.concerns("ledger_import"):
            self._read_past()

    def _actor(self) -> Actor | None:
        return self.context.session.actor

    def _imports(self) -> ImportService:
        return self.context.application.open_records().custody.imports

    # -- planning -----------------------------------------------------------------------------------------------------

    def ask_file(self) -> None:
        """Choose a table."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Choose a ledger"), "", _("Tables (*.xlsx *.csv);;All files (*)")
        )
        if chosen:
            self.plan(Path(chosen))

    def plan(self, path: Path, mapping: ImportMapping | None = None) -> None:
        """See what each row would do; nothing is written."""
        actor = self._actor()
        if actor is None:
            return
        self._path = path
        self._file.setText(path.name)
        self._working(True)
        wanted = mapping or ImportMapping()
        self.context.operations.query(
            lambda progress: self._imports().plan(path, actor, mapping=wanted, progress=self._told(progress)),
            owner=self,
        ).with_progress(self._so_far).on_success(self._planned).on_failure(self._failed).on_end(
            partial(self._working, False)
        ).start()

    def _remapped(self, mapping: ImportMapping) -> None:
        if self._path is not None:
            self.plan(self._path, mapping)

    def _told(self, progress: Progress) -> Progress:
        return lambda done, total: progress(done, total) and not self._stopped

    def _planned(self, plan: ImportPlan | None) -> None:
        if plan is None:
            self.context.navigator.say(_("Stopped. Nothing was written."), "accent")
            return
        self._plan = plan
        self._show_counts(plan)
        order = (Verdict.REJECTED, Verdict.CHANGED, Verdict.NEW, Verdict.SAME)
        rows = sorted(plan.rows, key=lambda one: (order.index(one.verdict), one.row))[:_SHOWN]
        self.rows.show_rows([_row(one) for one in rows])
        self.mapping.show_columns(plan.columns)
        self.tabs.setCurrentIndex(0)

    def _show_counts(self, plan: ImportPlan) -> None:
        while (item := self._badges.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.deleteLater()
        counts = {verdict: sum(one.verdict is verdict for one in plan.rows) for verdict in _VERDICTS}
        for verdict, (text, ink) in _VERDICTS.items():
            tone = "plain" if ink == "second" else ink
            self._badges.addWidget(badge(f"{_(text)} {counts[verdict]:,}", tone))
        self.commit.setEnabled(bool(counts[Verdict.NEW] + counts[Verdict.CHANGED]))

    # -- doing and undoing --------------------------------------------------------------------------------------------

    def take_over(self) -> None:
        """Do what the plan says, all or nothing."""
        plan, actor = self._plan, self._actor()
        if plan is None or actor is None:
            return
        self._working(True)

        def work(progress: Progress) -> tuple[ImportDone | None, Changes | None]:
            return self._imports().commit(plan, actor, self._told(progress)) or (None, None)

        self.context.operations.command(work, owner=self).with_progress(self._so_far).on_success(
            self._taken
        ).on_failure(self._failed).on_end(partial(self._working, False)).start()

    def _taken(self, done: ImportDone | None) -> None:
        if done is None:
            self.context.navigator.say(_("Stopped. Nothing was written."), "accent")
            return
        self._plan = None
        self.commit.setEnabled(False)
        text = ngettext("{n} case taken over.", "{n} cases taken over.", done.new + done.changed)
        self.context.navigator.say(text.format(n=done.new + done.changed))
        self.tabs.setCurrentIndex(2)

    def _read_past(self) -> None:
        actor = self._actor()
        if actor is not None:
            self.context.operations.query(lambda _p: self._imports().done(actor), owner=self).in_lane(
                "imports"
            ).on_success(self._show_past).start()

    def _show_past(self, done: Sequence[ImportDone]) -> None:
        self._done = done
        self.past.show_rows([_past_row(one) for one in done])
        self.undo.setEnabled(bool(done))

    def ask_undo(self) -> None:
        """Take the marked import back, for a reason."""
        at = self.past.current()
        if not 0 <= at < len(self._done):
            return
        reason, agreed = QInputDialog.getText(
            self, _("Take back"), _("What it brought is gone, what it changed is as before. Why?")
        )
        if agreed:
            self.take_back(self._done[at].id, reason)

    def take_back(self, import_id: str, reason: str) -> None:
        """Take an import back as a whole."""
        actor = self._actor()
        if actor is None:
            return
        self._working(True)

        def work(progress: Progress) -> tuple[ImportDone | None, Changes | None]:
            return self._imports().undo(import_id, actor, reason, self._told(progress)) or (None, None)

        self.context.operations.command(work, owner=self).with_progress(self._so_far).on_success(
            lambda done: self.context.navigator.say(_("Taken back as a whole.")) if done else None
        ).on_failure(self._failed).on_end(partial(self._working, False)).start()

    # -- long work ----------------------------------------------------------------------------------------------------

    def stop(self) -> None:
        """Stop; nothing half done stays."""
        self._stopped = True

    def _so_far(self, done: int, total: int) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def _working(self, busy: bool) -> None:
        self._stopped = False
        self._progress.setVisible(busy)
        self.cancel.setVisible(busy)
        self.choose.setEnabled(not busy)
        ready = self._plan is not None and any(one.verdict in (Verdict.NEW, Verdict.CHANGED) for one in self._plan.rows)
        self.commit.setEnabled(not busy and ready)

    def _failed(self, error: HfcError) -> None:
        self.context.navigator.say(error_text(error), "never")


def _row(one: PlannedRow) -> tuple[tuple[str, ...], str]:
    text, ink = _VERDICTS[one.verdict]
    if one.faults:
        why = "; ".join(cell_text(fault) for fault in one.faults)
    elif one.verdict is Verdict.CHANGED:
        why = ", ".join(term("field", name) if name in TERMS["field"] else name for name in one.changes)
    else:
        why = ""
    return (str(one.row), _(text), one.number, why), "text" if ink == "second" else ink


def _past_row(one: ImportDone) -> tuple[tuple[str, ...], str]:
    state = _("stands") if one.undone_at is None else _("taken back {when}").format(when=moment(one.undone_at))
    texts = (moment(one.at), one.by, one.file, str(one.new), str(one.changed), str(one.rejected), state)
    return texts, "text" if one.undone_at is None else "faint"
