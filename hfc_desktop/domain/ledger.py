"""Lists of the ledger: what is asked for and what a line holds. Lines are masked; a record is opened on purpose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from hfc_desktop.domain.complaint import Complaint, ComplaintSource, Nature, Severity, Status
from hfc_desktop.domain.days import local_day


class Sort(StrEnum):
    """Orders of the list; each has the id as its last key, so that pages never overlap."""

    RECEIVED_LATEST = "received_latest"
    RECEIVED_EARLIEST = "received_earliest"
    DUE_EARLIEST = "due_earliest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Where a page ended: the next page begins after it."""

    key: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What one person may see: the matters of places and days, and those they received or handle themselves.

    Attributes:
        organisations: offices; empty means all.
        counter: one counter of them; empty means all.
        day: only matters received on that day.
        person: staff number whose own matters are seen wherever and whenever they were; empty adds none.
    """

    organisations: tuple[str, ...] = ()
    counter: str = ""
    day: date | None = None
    person: str = ""

    def covers(self, complaint: Complaint) -> bool:
        """Whether one record is within it."""
        if self.person and self.person in (complaint.first_receiver, complaint.handler):
            return True
        return (
            (not self.organisations or complaint.organisation in self.organisations)
            and (not self.counter or complaint.counter == self.counter)
            and (self.day is None or local_day(complaint.received_at) == self.day)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintFilter:
    """What a list shows. Empty means all; days are in Asia/Shanghai, both ends included.

    Attributes:
        scope: what the asking person may see at all; none means everything.
        overdue_on: only running matters whose earliest clock ended before this day.
        text: words in number, complainant, claim, facts.
        after: end of the page before.
        limit: most rows.
    """

    status: tuple[Status, ...] = ()
    nature: tuple[Nature, ...] = ()
    source: tuple[ComplaintSource, ...] = ()
    level: tuple[int, ...] = ()
    business_line: str = ""
    scenario: str = ""
    organisation: str = ""
    counter: str = ""
    handler: str = ""
    scope: Scope | None = None
    received_from: date | None = None
    received_to: date | None = None
    due_from: date | None = None
    due_to: date | None = None
    overdue_on: date | None = None
    repeat: bool | None = None
    text: str = ""
    sort: Sort = Sort.RECEIVED_LATEST
    after: Mark | None = None
    limit: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What every line of a list holds of a matter.

    Attributes:
        due: last day of the earliest running clock; none when nothing runs.
    """

    id: str
    number: str
    nature: Nature
    status: Status
    severity: Severity
    level: int
    source: ComplaintSource
    received_at: datetime
    registered_at: datetime
    organisation: str
    counter: str
    business_line: str
    channel: str
    business: str
    reason: str
    scenario: str
    first_receiver: str
    handler: str
    complainant: str
    due: date | None
    repeat_no: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintRow(Outline):
    """One line of a list that is read page by page.

    Attributes:
        mark: give it as ``ComplaintFilter.after`` to go on behind this line.
    """

    settled_on_spot: bool
    mark: Mark
