"""Papers of a branch: what is due, the report of a period, the minutes of a meeting."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypeVar

from hfc_desktop.domain.branch_papers import DueList, DueRow, PeriodReport
from hfc_desktop.domain.complaint import Nature
from hfc_desktop.domain.days import local_day
from hfc_desktop.domain.documents import Copy, Form, Mark, NoteHead, Office, check_code
from hfc_desktop.domain.ledger import ComplaintFilter, Sort
from hfc_desktop.domain.minutes import Minutes
from hfc_desktop.domain.people import Right
from hfc_desktop.domain.record_json import document
from hfc_desktop.domain.report_periods import report_period
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.services.notes import office_of
from hfc_desktop.services.period_figures import Spans, Terms, from_regulators, is_counted, weeks_of
from hfc_desktop.services.prints import earlier_prints, print_number
from hfc_desktop.services.records import HOUSE
from hfc_desktop.services.rights import needs
from hfc_desktop.services.scenarios import class_entries
from hfc_desktop.services.scopes import reading_scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime

    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.domain.ledger import ComplaintRow, Scope
    from hfc_desktop.domain.minutes import Meeting
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.domain.printing import PrintOrder
    from hfc_desktop.domain.report_periods import ReportPeriod
    from hfc_desktop.services.deadlines import RuleSource
    from hfc_desktop.services.notes import House
    from hfc_desktop.services.ports import Now, Progress, UnitOfWork, UnitOfWorkFactory
    from hfc_desktop.services.terms import DueLine, TermService

_PAGE: Final = 1000
_LISTED: Final = 40
"""Topics and offices listed at most; a report is read, not searched."""
_WEEKS: Final = {Form.BRANCH_REPORT: 26, Form.HEADOFFICE_REPORT: 52}
_LONGEST_TERM: Final = timedelta(days=400)
"""A case whose term ends in a period came at most so long before: 60 days and what mediation took out."""
_NUMBER: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z./_-]{0,23}")
_WEEK: Final = timedelta(days=7)


class BranchPaperService:
    """Use cases of a branch's own papers.

    Args:
        uow: the store.
        terms: finds what is due.
        names: where names of topics and causes are found.
        now: the clock.
        house: what stands on every print.
    """

    def __init__(
        self, uow: UnitOfWorkFactory, terms: TermService, names: RuleSource | None, now: Now, house: House
    ) -> None:
        self._units = uow
        self._terms = terms
        self._names = names
        self._now = now
        self._house = house

    @needs(Right.COMPLAINT_READ_BRANCH)
    def due_list(self, order: PrintOrder, actor: Actor, days: int = 7) -> DueList:
        """What is over and what ends within so many days, names masked.

        Args:
            order: language and print time.
            actor: who prints.
            days: length of the span, today included as its first day.
        """
        moment = order.at or self._now()
        first = local_day(moment)
        last = first + timedelta(days=days)
        topics = self._class_names("scenario")
        rows = tuple(_due_row(line, topics) for line in self._terms.due_list(actor, None, last))
        head = self._head(order, actor, f"{actor.organisation}-{first:%Y%m%d}")
        return _sealed(DueList(head=head, first=first, last=last, rows=rows))

    @needs(Right.COMPLAINT_READ_BRANCH)
    def minutes(self, meeting: Meeting, order: PrintOrder, actor: Actor) -> Minutes:
        """The minutes of a meeting.

        Raises:
            UserMistakeError: the meeting's number cannot stand in a bar code.
        """
        if not _NUMBER.fullmatch(meeting.number):
            raise UserMistakeError("documents.bad_number", number=meeting.number)
        head = self._head(replace(order, form=Form.MINUTES), actor, f"{actor.organisation}-{meeting.number}")
        return _sealed(Minutes(head=head, meeting=meeting))

    @needs(Right.COMPLAINT_READ_BRANCH)
    def report(
        self, text: str, order: PrintOrder, actor: Actor, progress: Progress | None = None
    ) -> PeriodReport | None:
        """The report of a period over all offices that the actor may read; ``None`` when cancelled.

        Args:
            text: ``2026-10``, ``2026-Q3`` or ``2026``.
            order: branch or head-office form, language, print time.
            actor: who prints.
            progress: told how far it is.

        Raises:
            UserMistakeError: it is no period.
        """
        period = report_period(text)
        head = self._head(order, actor, f"{actor.organisation}-{text.strip().upper()}")
        with self._units(read_only=True) as uow:
            scope = reading_scope(uow, actor, self._now())
            spans = Spans(*(self._received(uow, scope, one) for one in (period, period.before(), period.year_ago())))
            terms = self._judged(uow, scope, period, progress)
            if terms is None:
                return None
            offices = {one.code: (one.name, one.name_en) for one in uow.people.organisations()}
            weeks, of_period = self._weeks(uow, scope, period, _WEEKS[order.form])
        report = self._made(head, text.strip().upper(), period, spans, terms)
        per_office = spans.counted().by(lambda row: row.organisation, offices)
        return _sealed(
            replace(
                report,
                weeks=weeks,
                weeks_of_period=of_period,
                offices_covered=len(scope.organisations),
                offices=per_office if order.form is Form.HEADOFFICE_REPORT or len(scope.organisations) > 1 else (),
            )
        )

    # -- report -------------------------------------------------------------------------------------------------------

    def _made(self, head: NoteHead, text: str, period: ReportPeriod, spans: Spans, terms: Terms) -> PeriodReport:
        counted = spans.counted()
        complaints = Spans(*(tuple(row for row in rows if row.nature is Nature.COMPLAINT) for rows in _rows(spans)))
        return PeriodReport(
            head=head,
            period=text,
            first=period.first,
            last=period.last,
            offices_covered=0,
            raw=complaints.whole("raw"),
            merged=counted.whole("merged"),
            natures=spans.by(lambda row: row.nature.value),
            sources=counted.by(lambda row: row.source.value),
            lines=counted.by(lambda row: row.business_line),
            topics=counted.by(lambda row: row.scenario, self._class_names("scenario"))[:_LISTED],
            reasons=counted.by(lambda row: row.reason, self._class_names("reason"))[:_LISTED],
            offices=(),
            levels=counted.by(lambda row: str(row.level), in_order=True),
            weeks=(),
            weeks_of_period=0,
            kept=terms.result(),
            on_the_spot=sum(row.settled_on_spot for row in counted.now),
            from_regulator=from_regulators(counted.now),
            repeats=sum(bool(row.repeat_no) for row in complaints.now),
            escalated=sum(row.level > 0 for row in counted.now),
            extended=terms.extended,
            rechecks=terms.rechecks,
            rechecks_changed=terms.changed,
        )

    @staticmethod
    def _received(uow: UnitOfWork, scope: Scope, period: ReportPeriod) -> tuple[ComplaintRow, ...]:
        return tuple(_all_rows(uow, scope, period.first, period.last))

    def _judged(self, uow: UnitOfWork, scope: Scope, period: ReportPeriod, progress: Progress | None) -> Terms | None:
        terms, today = Terms(period), local_day(self._now())
        rows = [row for row in _all_rows(uow, scope, period.first - _LONGEST_TERM, period.last) if is_counted(row)]
        for done, row in enumerate(rows):
            if progress is not None and not progress(done, len(rows)):
                return None
            case: Complaint | None = uow.complaints.get(row.id)
            if case is not None:
                terms.take(case, min(today, period.last))
        return terms

    @staticmethod
    def _weeks(
        uow: UnitOfWork, scope: Scope, period: ReportPeriod, count: int
    ) -> tuple[tuple[tuple[str, int], ...], int]:
        """Counts of the last ``count`` weeks, and how many of them lie in the period."""
        monday = period.last - timedelta(days=period.last.weekday())
        days = [monday - _WEEK * back for back in reversed(range(count))]
        rows = [row for row in _all_rows(uow, scope, days[0], period.last) if is_counted(row)]
        return weeks_of(rows, days), sum(day + _WEEK > period.first for day in days)

    def _class_names(self, axis: str) -> Mapping[str, tuple[str, str]]:
        """Name and English name of each value of an axis, by slug."""
        entries = class_entries(self._names) if self._names else {}
        return {slug: (one.std_name, one.name_en) for slug, (found, one) in entries.items() if found == axis}

    # -- heads --------------------------------------------------------------------------------------------------------

    def _head(self, order: PrintOrder, actor: Actor, number: str) -> NoteHead:
        with self._units(read_only=True) as uow:
            office = office_of(uow, actor.organisation) or Office(code="", name="", name_en="")
            prints = earlier_prints(uow, HOUSE, actor.organisation, order.form, Copy.FILE, number)
        moment: datetime = order.at or self._now()
        return NoteHead(
            form=order.form,
            copy=Copy.FILE,
            mark=Mark.DEMO if self._house.demo else Mark.NONE,
            language=order.language,
            number=number,
            office=office,
            printed_at=moment,
            print_no=print_number(prints, order),
            check_code="",
            app_version=self._house.app_version,
            rule_set="",
        )


_Sealed = TypeVar("_Sealed", DueList, Minutes, PeriodReport)


def _sealed(value: _Sealed) -> _Sealed:
    """With the check code of everything that it says."""
    said = {name: one for name, one in document(value).items() if name != "head"}
    return replace(value, head=replace(value.head, check_code=check_code(said)))


def _rows(spans: Spans) -> tuple[Sequence[ComplaintRow], ...]:
    return (spans.now, spans.before, spans.year_ago)


def _all_rows(uow: UnitOfWork, scope: Scope, first: date, last: date) -> Iterator[ComplaintRow]:
    """Rows received in a span, page by page."""
    wanted = ComplaintFilter(scope=scope, received_from=first, received_to=last, sort=Sort.RECEIVED_LATEST, limit=_PAGE)
    while True:
        page = uow.complaints.rows(wanted)
        yield from page
        if len(page) < _PAGE:
            return
        wanted = replace(wanted, after=page[-1].mark)


def _due_row(line: DueLine, topics: Mapping[str, tuple[str, str]]) -> DueRow:
    clock = line.clock
    return DueRow(
        number=line.number,
        customer=line.complainant,
        topic=topics.get(line.scenario, (line.scenario, ""))[0],
        handler=line.handler,
        level=line.level,
        clock=clock.label or clock.name,
        clock_en=clock.label_en,
        due=clock.due,
        band=line.band,
        days_left=line.days_left,
        due_at=clock.due_at,
        untold=line.untold,
    )
