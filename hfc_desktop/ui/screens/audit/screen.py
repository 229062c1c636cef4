"""The audit over the services: searched page by page as one scrolls, checked as a whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit

from hfc_desktop.domain.audit import AuditFilter
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.ledger import ComplaintFilter
from hfc_desktop.domain.ledger_lists import Query
from hfc_desktop.domain.people import Right, allows
from hfc_desktop.i18n import N_
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.screen import Screen
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import column, row, surface
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.ledger.columns import moment
from hfc_desktop.ui.widgets.ledger.plain_table import PlainTable
from hfc_desktop.ui.widgets.text import label, paragraph, set_paragraph, set_property
from hfc_desktop.wording.event_details import event_details
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hfc_desktop.domain.audit import AuditLine, Verification
    from hfc_desktop.ui.context import Context

_PAGE: Final = 200
_TYPING_MS: Final = 250
_KINDS: Final[Mapping[str, tuple[str, tuple[Op, ...]]]] = {
    "all": (N_("Everything"), ()),
    "reading": (N_("Looked at, printed, exported"), (Op.READ, Op.PRINT, Op.EXPORT)),
    "writing": (N_("Written"), (Op.CREATE, Op.SET, Op.ADD, Op.REMOVE, Op.ACT, Op.LINK, Op.UNLINK, Op.IMPORT)),
    "refused": (N_("Refused attempts"), (Op.REFUSED,)),
    "signing": (N_("Signing in"), (Op.LOGIN,)),
    "ending": (N_("Deleted or destroyed"), (Op.TOMBSTONE, Op.REDACT)),
}

_RECORDS: Final[Mapping[str, str]] = {
    "complaint": N_("Matter"),
    "draft": N_("Draft"),
    "reception": N_("Reception"),
    "user": N_("User"),
    "organisation": N_("Office"),
    "house": N_("This office"),
    "log": N_("Log"),
    "saved_list": N_("Kept list"),
    "verdict": N_("Not a repeat"),
    "task": N_("Task"),
    "early_sign": N_("Early sign"),
    "ledger_import": N_("Taking over"),
    "rule_edition": N_("Edition of rules"),
    "destruction": N_("Destruction"),
    "destruction_proof": N_("Proof of destruction"),
    "pack": N_("Guidance pack"),
    "feedback": N_("Feedback"),
    "receipt": N_("Notice read"),
}
"""Kinds of record as they stand in events."""


class AuditScreen(Screen):
    """Searches and checks the log."""

    name: ClassVar[str] = "audit"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._wanted = AuditFilter(limit=_PAGE)
        self._lines: list[AuditLine] = []
        self._more = False
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self.search)
        self.kind, self.person, self.record = QComboBox(), QLineEdit(), QLineEdit()
        self.first, self.last = QLineEdit(), QLineEdit()
        headings = (
            _("When"),
            _("Member of staff"),
            _("Role"),
            _("What"),
            _("Kind of record"),
            _("Number"),
            _("Why, and details"),
        )
        self.table = PlainTable(context.theme, _("Log"), headings, (150, 150, 120, 110, 110, 190))
        self.table.end_seen.connect(self._read_more)
        self.table.chosen.connect(self._open)
        self.verdict = paragraph("", ink="second")
        self._lay_out()

    def _lay_out(self) -> None:
        for key, (text, _ops) in _KINDS.items():
            self.kind.addItem(_(text), key)
        self.kind.setAccessibleName(_("Kind of event"))
        self.kind.currentIndexChanged.connect(lambda _at: self.search())
        for field, name in (
            (self.person, _("Staff number")),
            (self.record, _("Complaint number")),
            (self.first, _("From, 2026-01-31")),
            (self.last, _("To, 2026-01-31")),
        ):
            field.setPlaceholderText(name)
            field.setAccessibleName(name)
            field.setClearButtonEnabled(True)
            field.textChanged.connect(lambda _text: self._typing.start())
        self._verify = button(_("Check the whole log"), self.verify, look="primary")
        tools = row(self.kind, self.person, self.record, self.first, self.last)
        tools.setStretch(2, 1)
        self.count = label("", Type.CAPTION, "second")
        inside = column(self.table)
        inside.setContentsMargins(tokens.STEP, tokens.STEP, tokens.STEP, tokens.STEP)
        whole = column(tools, self.verdict, surface(inside), row(self.count, None, self._verify), gap=tokens.GAP)
        whole.setContentsMargins(tokens.ROOMY, tokens.PAD, tokens.ROOMY, tokens.GAP)
        whole.setStretch(2, 1)
        self.verdict.hide()
        self.setLayout(whole)

    # -- the contract of a screen -------------------------------------------------------------------------------------

    def title(self) -> str:
        """Never customer data."""
        return _("Audit")

    def arrive(self, argument: object = None) -> None:
        """``argument`` is a complaint number whose events are wanted."""
        actor = self.context.session.actor
        self._verify.setVisible(actor is not None and allows(actor.role, Right.LOG_VERIFY))
        if isinstance(argument, str):
            self.record.setText(argument)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search()

    # -- searching ----------------------------------------------------------------------------------------------------

    def search(self) -> None:
        """Read the first page of what is asked for; a day that is not finished yet is passed over."""
        actor, application = self.context.session.actor, self.context.application
        if actor is None:
            return
        self._typing.stop()
        number = self.record.text().strip()
        wanted = AuditFilter(
            first=_day(self.first.text()),
            last=_day(self.last.text()),
            actor=self.person.text().strip(),
            ops=_KINDS[str(self.kind.currentData())][1],
            limit=_PAGE,
        )

        def read() -> tuple[AuditFilter, Sequence[AuditLine]]:
            records = application.open_records()
            asked = wanted
            if number:
                found = records.lists.top(Query(wanted=ComplaintFilter(text=number)), actor, 1)
                asked = replace(wanted, table="complaint", record=found[0].id if found else number)
            return asked, records.audit.search(asked, actor)

        self.context.operations.command(lambda _p: (read(), None), owner=self).in_lane("audit").on_success(
            self._show
        ).start()

    def _show(self, found: tuple[AuditFilter, Sequence[AuditLine]]) -> None:
        self._wanted, lines = found
        self._lines = list(lines)
        self.table.show_rows([_row(line) for line in lines])
        self._seen(lines)

    def _read_more(self) -> None:
        actor, application = self.context.session.actor, self.context.application
        if actor is None or not self._more:
            return
        self._more = False
        wanted = replace(self._wanted, after=self._lines[-1].mark)
        self.context.operations.command(
            lambda _p: (application.open_records().audit.search(wanted, actor), None), owner=self
        ).in_lane("audit").on_success(self._add).start()

    def _add(self, lines: Sequence[AuditLine]) -> None:
        self._lines += lines
        self.table.rows.add([_row(line) for line in lines])
        self._seen(lines)

    def _seen(self, lines: Sequence[AuditLine]) -> None:
        self._more = len(lines) == _PAGE
        more = _("; more come as one scrolls") if self._more else ""
        self.count.setText(_("{n} events").format(n=f"{len(self._lines):,}") + more)

    def _open(self, at: int) -> None:
        line = self._lines[at]
        actor = self.context.session.actor
        if line.table == "complaint" and line.number and actor is not None:
            self.context.navigator.open("case", line.record)

    # -- checking -----------------------------------------------------------------------------------------------------

    def verify(self) -> None:
        """Check every event, and the head that is kept beside the store."""
        actor, application = self.context.session.actor, self.context.application
        if actor is None:
            return
        self._say(_("Checking every event…"), "accent")
        self._verify.setEnabled(False)
        self.context.operations.query(
            lambda progress: application.open_records().audit.verify(actor, progress), owner=self
        ).with_progress(self._checked_so_far).on_success(self._verified).on_end(
            lambda: self._verify.setEnabled(True)
        ).start()

    def _checked_so_far(self, done: int, total: int) -> None:
        self._say(_("Checking: {done} of {all} events…").format(done=f"{done:,}", all=f"{total:,}"), "accent")

    def _verified(self, found: Verification | None) -> None:
        if found is None:
            return
        if found.first_break is None:
            text = _("All {n} events are as they were written; none is missing.")
            self._say(text.format(n=f"{found.events:,}"), "say")
            return
        reason = term("log_break", found.reason.value) if found.reason else ""
        text = _("The log does not hold at event {event}: {reason}. Keep the file as it is and tell the auditor.")
        self._say(text.format(event=found.first_break, reason=reason), "never")

    def _say(self, text: str, tone: str) -> None:
        set_paragraph(self.verdict, text)
        set_property(self.verdict, "ink", tone)
        self.verdict.show()


def _row(line: AuditLine) -> tuple[tuple[str, ...], str]:
    refused = line.op is Op.REFUSED
    texts = (
        moment(datetime.fromisoformat(line.at)),
        f"{line.name} {line.actor}".strip(),
        term("role", line.role),
        term("op", line.op.value),
        _(_RECORDS[line.table]) if line.table in _RECORDS else line.table,
        line.number,
        " · ".join(part for part in (line.reason, event_details(line.fields)) if part),
    )
    return texts, "never" if refused else "text"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
