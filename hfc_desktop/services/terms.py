"""Use cases of terms over the ledger: what is due when, as data and as a calendar file, and by which rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain import masking
from hfc_desktop.domain.case_dates import dates_of
from hfc_desktop.domain.complaint import Nature
from hfc_desktop.domain.days import local_day
from hfc_desktop.domain.deadlines import band, is_decided_but_untold, is_late_entry, obeyed, offers_extension
from hfc_desktop.domain.ledger import ComplaintFilter, Sort
from hfc_desktop.domain.life_cycle import OPEN_STATES
from hfc_desktop.domain.people import Right
from hfc_desktop.domain.repeats import week_of
from hfc_desktop.services.audit import ListWatch
from hfc_desktop.services.records import COMPLAINT
from hfc_desktop.services.rights import needs, open_to_all
from hfc_desktop.services.scopes import reading_scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from hfc_desktop.domain.complaint import Clock, Complaint, Status
    from hfc_desktop.domain.deadlines import Band
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.domain.rule_editions import Kept
    from hfc_desktop.services.case_desk import CaseDesk
    from hfc_desktop.services.ports import UnitOfWork, UnitOfWorkFactory

_PAGE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """One case of the due list with the clock to obey; the customer's name is masked.

    Attributes:
        untold: decided and not told: a late notice is a breach even when the decision was in time.
        late_entry: registered on a later day than it came (补录).
        may_extend: it is time to ask for an extension, and one is possible.
    """

    id: str
    number: str
    complainant: str
    scenario: str
    organisation: str
    handler: str
    level: int
    status: Status
    clock: Clock
    band: Band
    days_left: int
    untold: bool
    late_entry: bool
    may_extend: bool


def _wanted(first: date | None, last: date | None) -> ComplaintFilter:
    """Open complaints whose earliest clock ends in a span, earliest first."""
    return ComplaintFilter(
        status=tuple(sorted(OPEN_STATES)),
        nature=(Nature.COMPLAINT,),
        due_from=first,
        due_to=last,
        sort=Sort.DUE_EARLIEST,
        limit=_PAGE,
    )


class TermService:
    """Terms of the cases of one store."""

    def __init__(self, desk: CaseDesk) -> None:
        self._desk = desk
        self._units: UnitOfWorkFactory = desk.units
        self._watch = ListWatch(desk.units, desk.now)

    def _today(self) -> date:
        return local_day(self._desk.now())

    @needs(Right.COMPLAINT_READ_BRANCH, Right.COMPLAINT_READ_COUNTER, table=COMPLAINT)
    def due_list(self, actor: Actor, first: date | None = None, last: date | None = None) -> tuple[DueLine, ...]:
        """Cases whose clock to obey ends in a span; without a first day also what is overdue.

        Merged and closed cases are in no such list.
        """
        today = self._today()
        with self._units(read_only=True) as uow:
            lines = [_line(case, today) for case in self._cases(uow, actor, first, last)]
        shown = tuple(line for line in lines if line is not None)
        self._watch.opened(actor, _wanted(first, last), rows=len(shown))
        return shown

    @needs(Right.COMPLAINT_READ_BRANCH, Right.COMPLAINT_READ_COUNTER, table=COMPLAINT)
    def due_today(self, actor: Actor) -> tuple[DueLine, ...]:
        """What ends today and what is overdue."""
        return self.due_list(actor, None, self._today())

    @needs(Right.COMPLAINT_READ_BRANCH, Right.COMPLAINT_READ_COUNTER, table=COMPLAINT)
    def due_week(self, actor: Actor) -> tuple[DueLine, ...]:
        """What ends by the end of this week and what is overdue."""
        return self.due_list(actor, None, week_of(self._today())[1])

    def _cases(self, uow: UnitOfWork, actor: Actor, first: date | None, last: date | None) -> Iterator[Complaint]:
        wanted = replace(_wanted(first, last), scope=reading_scope(uow, actor, self._desk.now()))
        while True:
            rows = uow.complaints.rows(wanted)
            for row in rows:
                case = uow.complaints.get(row.id)
                if case is not None:
                    yield case
            if len(rows) < _PAGE:
                return
            wanted = replace(wanted, after=rows[-1].mark)

    @needs(Right.COMPLAINT_READ_BRANCH, Right.COMPLAINT_READ_COUNTER, table=COMPLAINT)
    def editions(self, id_or_number: str, actor: Actor) -> tuple[Kept, ...]:
        """The editions of the rules that govern a case beside those of today: old cases keep theirs and say so."""
        with self._desk.recording(actor), self._units(read_only=True) as uow:
            case = self._desk.find(uow, id_or_number, actor)
            found = uow.files.editions(case.rules)
        rules = self._desk.rulebook.case_rules
        kept = [found[key] for key in case.rules if key in found]
        return rules.beside_today(kept, case) if rules else ()

    @open_to_all("turns lines that were given out into a file; reads nothing")
    def calendar_file(self, lines: Iterable[DueLine], *, english: bool = False) -> str:
        """The due list as an iCalendar file (RFC 5545): an all-day entry a case, with number and term, no names."""
        stamp = self._desk.now().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        rows = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//HFC Desktop//Due list//EN", "CALSCALE:GREGORIAN"]
        for line in lines:
            rows += _event(line, stamp, english=english)
        rows.append("END:VCALENDAR")
        return "".join(f"{part}\r\n" for row in rows for part in _folded(row))


def _line(case: Complaint, today: date) -> DueLine | None:
    clock = obeyed(case.clocks)
    if clock is None:
        return None
    complainant = case.complainant()
    return DueLine(
        id=case.id,
        number=case.number,
        complainant=masking.name(complainant.name) if complainant else "",
        scenario=case.scenario,
        organisation=case.organisation,
        handler=case.handler,
        level=case.level,
        status=case.status,
        clock=clock,
        band=band(clock.due, today),
        days_left=(clock.due - today).days,
        untold=is_decided_but_untold(dates_of(case)),
        late_entry=is_late_entry(case.received_at, case.registered_at),
        may_extend=offers_extension(case.clocks, today),
    )


def _event(line: DueLine, stamp: str, *, english: bool) -> list[str]:
    label = line.clock.label_en if english else line.clock.label
    return [
        "BEGIN:VEVENT",
        f"UID:{line.id}-{line.clock.name}@hfc-desktop",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{line.clock.due:%Y%m%d}",
        f"DTEND;VALUE=DATE:{line.clock.due + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(f'{line.number} {label}')}",
        f"DESCRIPTION:{_escaped(line.clock.article)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return text


_LINE_OCTETS: Final = 75


def _folded(row: str) -> Iterator[str]:
    """A row as lines of at most 75 octets, each further one behind a space; no character is cut."""
    part, size = "", 0
    for character in row:
        octets = len(character.encode())
        if size + octets > _LINE_OCTETS:
            yield part
            part, size = " ", 1
        part += character
        size += octets
    yield part
