"""The due list over the services: spans, the printed form, and an iCalendar file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QPushButton

from hfc_desktop.domain.documents import Form
from hfc_desktop.domain.people import Right, allows
from hfc_desktop.domain.printing import PrintOrder
from hfc_desktop.errors import HfcError
from hfc_desktop.i18n import CHINESE, N_, language, ngettext
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.printing import paper
from hfc_desktop.ui.screen import Screen
from hfc_desktop.ui.widgets.boxes import column, row, surface
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.ledger.assigning import Assigning
from hfc_desktop.ui.widgets.ledger.due_lines import DueLines
from hfc_desktop.ui.widgets.ledger.names import Names, read_names
from hfc_desktop.ui.widgets.text import label, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.services.changes import Changes
    from hfc_desktop.services.terms import DueLine
    from hfc_desktop.ui.context import Context

_SPANS: Final = ((0, N_("Late and today")), (7, N_("7 days")), (14, N_("14 days")), (None, N_("All that runs")))
"""Days ahead that each choice shows, beside what is late; none shows everything."""
_PRINTED_DAYS: Final = 7
_FOLDER: Final = "print.folder"
_PRINTER: Final = "print.printer"
_REFRESH_MS: Final = 200


class DueListScreen(Screen):
    """What must be done until when."""

    name: ClassVar[str] = "due_list"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._days: int | None = _PRINTED_DAYS
        self._lines: Sequence[DueLine] = ()
        self.due = DueLines(context.theme, context.today)
        self.assigning = Assigning(self, context)
        self.ask_printer = paper.asked_printer
        self._count = label("", ink="second")
        self._nothing = paragraph(_("Nothing is due in this span."), ink="second")
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_REFRESH_MS)
        self._late.timeout.connect(self._read)
        self._lay_out()
        self.due.opened.connect(lambda case_id: context.navigator.open("case", case_id))
        keys.bind(self, "ledger.assign", self.assign)
        keys.bind(self, "preview.print", self.print)
        keys.bind(self, "preview.save_pdf", self.ask_pdf)

    def _lay_out(self) -> None:
        self._spans = QButtonGroup(self)
        spans = row(gap=tokens.STEP)
        for at, (_days, text) in enumerate(_SPANS):
            made = QPushButton(_(text))
            made.setProperty("look", "segment")
            made.setCheckable(True)
            made.setChecked(_days == self._days)
            self._spans.addButton(made, at)
            spans.addWidget(made)
        self._spans.idClicked.connect(self.choose)
        theme = self.context.theme
        tools = row(
            spans,
            None,
            button(_("Into a calendar…"), self.ask_calendar, look="quiet", icon="save", theme=theme),
            button(_("Save PDF"), self.ask_pdf, look="quiet", key="preview.save_pdf"),
            button(_("Print"), self.print, look="primary", key="preview.print"),
            gap=tokens.GAP,
        )
        inside = column(self._nothing, self.due)
        inside.setContentsMargins(tokens.STEP, tokens.STEP, tokens.STEP, tokens.STEP)
        inside.setStretch(1, 1)
        whole = column(tools, self._count, surface(inside), gap=tokens.GAP)
        whole.setContentsMargins(tokens.ROOMY, tokens.PAD, tokens.ROOMY, tokens.PAD)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    # -- the contract of a screen -------------------------------------------------------------------------------------

    def title(self) -> str:
        """Never customer data."""
        return _("Due list")

    def arrive(self, argument: object = None) -> None:
        """Show the span that was chosen last."""
        self.due.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def command(self, name: str) -> bool:
        """Take back the last assignment."""
        return name == "undo" and self.assigning.undo()

    def refresh(self, changes: Changes) -> None:
        """Cases changed."""
        if changes.concerns("complaint"):
            self._late.start()

    # -- reading ------------------------------------------------------------------------------------------------------

    def choose(self, at: int) -> None:
        """Show another span."""
        self._days = _SPANS[at][0]
        self._read()

    def _read(self) -> None:
        actor, application, days = self.context.session.actor, self.context.application, self._days
        if actor is None:
            return
        last = None if days is None else self.context.today().fromordinal(self.context.today().toordinal() + days)

        def read() -> tuple[Sequence[DueLine], Names]:
            terms = application.open_records().ledger.terms
            return terms.due_list(actor, None, last), read_names(application, actor)

        self.context.operations.query(lambda _p: read(), owner=self).in_lane("due_list").on_success(self._show).start()

    def _show(self, found: tuple[Sequence[DueLine], Names]) -> None:
        self._lines, names = found
        self.due.show_lines(self._lines, names)
        self._nothing.setVisible(not self._lines)
        late = sum(line.days_left < 0 for line in self._lines)
        text = ngettext("{n} case, {late} late", "{n} cases, {late} late", len(self._lines))
        self._count.setText(text.format(n=len(self._lines), late=late))

    def assign(self) -> None:
        """Give the marked case to a colleague."""
        line = self.due.current_line()
        if line is not None:
            self.assigning.ask(line.id)

    # -- paper and calendar -------------------------------------------------------------------------------------------

    def _made(self) -> tuple[object, bytes]:
        """The printed form and its bytes; call it in a worker."""
        actor, records = self.context.session.actor, self.context.application.open_records()
        assert actor is not None, "one has signed in to see this screen"
        order = PrintOrder(form=Form.DUE_LIST, language=language())
        made = records.papers.due_list(order, actor, self._days if self._days is not None else _PRINTED_DAYS)
        content = records.notes.pdf(made)
        records.notes.record_print(made, actor, content)
        return made, content

    def print(self) -> None:
        """Ask for a printer, then print; what was printed is recorded."""
        actor = self.context.session.actor
        if actor is None or not allows(actor.role, Right.COMPLAINT_READ_BRANCH):
            return
        try:
            printer = self.ask_printer(self.context.application.settings.text(_PRINTER), 0, self)
        except HfcError as error:
            self.context.hub.fault.emit(error)
            return
        if printer is None:
            return
        name = printer.printerName() or _("the printer")

        def work() -> tuple[None, None]:
            paper.print_pdf(printer, self._made()[1])
            return None, None

        self.context.operations.command(lambda _p: work(), owner=self).on_success(
            lambda _nothing: self.context.navigator.say(_("Sent to {printer}.").format(printer=name))
        ).start()

    def ask_pdf(self) -> None:
        """Choose where to save."""
        path = self._asked(_("Save the due list"), "pdf")
        if path is not None:
            self.save_pdf(path)

    def save_pdf(self, path: Path) -> None:
        """Save the printed form."""

        def save() -> tuple[None, None]:
            from hfc_desktop.bootstrap.guidance import save_document

            save_document(path, self._made()[1])
            return None, None

        self.context.operations.command(lambda _p: save(), owner=self).on_success(
            lambda _nothing: self.context.navigator.say(_("Saved as {name}.").format(name=path.name))
        ).start()

    def ask_calendar(self) -> None:
        """Choose where the calendar file goes."""
        path = self._asked(_("Save as a calendar file"), "ics")
        if path is not None:
            self.save_calendar(path)

    def save_calendar(self, path: Path) -> None:
        """Save what is shown as all-day entries, with numbers and terms and no names."""
        lines, english = self._lines, language() != CHINESE

        def save() -> tuple[None, None]:
            from hfc_desktop.bootstrap.guidance import save_document

            terms = self.context.application.open_records().ledger.terms
            save_document(path, terms.calendar_file(lines, english=english).encode())
            return None, None

        self.context.operations.command(lambda _p: save(), owner=self).on_success(
            lambda _nothing: self.context.navigator.say(_("Saved as {name}.").format(name=path.name))
        ).start()

    def _asked(self, title: str, form: str) -> Path | None:
        folder = self.context.application.settings.text(_FOLDER)
        start = Path(folder) if folder else Path.home()
        offered = start / f"due-{self.context.today():%Y%m%d}.{form}"
        chosen, _kind = QFileDialog.getSaveFileName(self, title, str(offered), f"*.{form}")
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_suffix(f".{form}")
