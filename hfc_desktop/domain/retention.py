"""How long records are kept, what holds them longer, and how they are destroyed so that it can be proved.

The PBoC's Order [2020] No. 5 art. 43 asks for at least three years from the end of a case; the years are a setting of
the house and never fewer. A legal hold stops the clock for good until it is released. Two different people sign.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from hfc_desktop.domain.complaint import Complaint, Status
from hfc_desktop.domain.events import canonical
from hfc_desktop.domain.record_json import document

LEAST_YEARS: Final = 3
"""Order [2020] No. 5 of the PBoC, art. 43."""

ENDED: Final = (
    Status.CLOSED,
    Status.ARCHIVED,
    Status.WITHDRAWN,
    Status.DECLINED,
    Status.TRANSFERRED,
    Status.MERGED,
)
"""States in which nothing is to be done any more."""


class ListState(StrEnum):
    """State of a list of destruction."""

    WAITING = "waiting"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedCase:
    """What the term of one case depends on.

    Attributes:
        ended_on: day from which the term runs.
        kept_until: last day that the record itself names; none when it names none.
        lead: id of the case that it was merged into.
    """

    id: str
    number: str
    organisation: str
    status: Status
    ended_on: date
    kept_until: date | None
    held: bool
    lead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueCase:
    """A case whose term has ended."""

    id: str
    number: str
    organisation: str
    status: Status
    ended_on: date
    keep_until: date
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCase:
    """One case on a list of destruction.

    Attributes:
        sha256: of the whole record as it was when it was listed; a copy elsewhere can be proved by it.
    """

    id: str
    number: str
    keep_until: date
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionList:
    """A list of destruction with its signatures."""

    id: str
    made_at: datetime
    made_by: str
    reason: str
    cases: tuple[ListedCase, ...]
    state: ListState = ListState.WAITING
    settled_at: datetime | None = None
    settled_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionProof:
    """What proves that one record is gone.

    Attributes:
        event: key of the event that says so, in the chain of the log.
        parts: how many private parts of events were taken away.
        sha256: of the record as it was.
    """

    number: str
    complaint_id: str
    list_id: str
    at: datetime
    made_by: str
    signed_by: str
    reason: str
    keep_until: date
    sha256: str
    parts: int
    event: str


def end_of(complaint: Complaint) -> date:
    """The day from which the term of an ended case runs: the latest day on which something ended."""
    ends = (complaint.closed_at, complaint.withdrawn_at, complaint.told_at, complaint.decided_at)
    return max((moment for moment in ends if moment is not None), default=complaint.received_at).date()


def years_later(day: date, years: int) -> date:
    """The same day after ``years``; the first of March for a 29 February that is not there, so never too early."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def keep_until(case: EndedCase, years: int) -> date:
    """Last day on which a case must be kept: what the record names, and never less than the law asks."""
    least = years_later(case.ended_on, LEAST_YEARS)
    wanted = case.kept_until or years_later(case.ended_on, max(years, LEAST_YEARS))
    return max(wanted, least)


def due_cases(cases: tuple[EndedCase, ...], years: int, on: date) -> tuple[DueCase, ...]:
    """Cases whose term ended before ``on``, earliest first. A merged one is kept as long as its lead."""
    terms = {case.id: keep_until(case, years) for case in cases}
    due = [
        DueCase(
            id=case.id,
            number=case.number,
            organisation=case.organisation,
            status=case.status,
            ended_on=case.ended_on,
            keep_until=max(terms[case.id], terms[case.lead]) if case.lead in terms else terms[case.id],
            held=case.held,
        )
        for case in cases
        if not case.lead or case.lead in terms
    ]
    return tuple(
        sorted((case for case in due if case.keep_until < on), key=lambda case: (case.keep_until, case.number))
    )


def digest(complaint: Complaint) -> str:
    """SHA-256 of a whole record in canonical form."""
    return hashlib.sha256(canonical(document(complaint))).hexdigest()
