"""Lists of the ledger as a branch manager works with them: any column sorts and filters, and a list can be kept.

A kept list says what it wants in words that stay true tomorrow ("late", "due within three days", "mine"); it is turned
into days and staff numbers when it is opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from hfc_desktop.domain.complaint import ComplaintSource, Nature, Outcome, Status
from hfc_desktop.domain.ledger import ComplaintFilter, Outline
from hfc_desktop.domain.life_cycle import OPEN_STATES


class Column(StrEnum):
    """Columns of the list; each sorts, and each takes words in the quick filter row."""

    NUMBER = "number"
    RECEIVED = "received_at"
    DUE = "due"
    STATUS = "status"
    COMPLAINANT = "complainant"
    SCENARIO = "scenario"
    LINE = "business_line"
    BUSINESS = "business"
    REASON = "reason"
    CHANNEL = "channel"
    SOURCE = "source"
    NATURE = "nature"
    LEVEL = "level"
    SEVERITY = "severity"
    REPEAT = "repeat_no"
    AMOUNT = "amount_fen"
    HANDLER = "handler"
    RECEIVER = "first_receiver"
    COUNTER = "counter"
    ORGANISATION = "organisation"
    REGISTERED = "registered_at"
    OUTCOME = "outcome"


USUAL_COLUMNS: Final = (
    Column.NUMBER,
    Column.DUE,
    Column.STATUS,
    Column.COMPLAINANT,
    Column.SCENARIO,
    Column.LEVEL,
    Column.REPEAT,
    Column.HANDLER,
    Column.RECEIVED,
)
"""Columns of a list that nobody has arranged yet."""

OPEN_STATUSES: Final = tuple(status for status in Status if status in OPEN_STATES)
"""States in which somebody still has to do something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How a list is sorted; the moment of receipt decides between equals, in the same direction."""

    column: Column = Column.RECEIVED
    descending: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Quick:
    """What stands in one box of the quick filter row.

    Attributes:
        column: whose box.
        text: what the column must hold.
        values: codes of the column whose words hold the text; the window knows the words, the store only the codes.
    """

    column: Column
    text: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One list: what it holds and in which order."""

    wanted: ComplaintFilter
    quick: tuple[Quick, ...] = ()
    order: Order = Order()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """What a kept list wants, in words that stay true tomorrow.

    Attributes:
        open_only: only matters in which somebody still has to do something.
        late: the earliest running clock has ended.
        due_within: last day within so many days from today, today counted as 0.
        received_within: received within so many days up to today.
        mine: handled by whoever looks.
    """

    status: tuple[Status, ...] = ()
    nature: tuple[Nature, ...] = ()
    source: tuple[ComplaintSource, ...] = ()
    level: tuple[int, ...] = ()
    business_line: str = ""
    scenario: str = ""
    handler: str = ""
    repeat: bool | None = None
    text: str = ""
    open_only: bool = False
    late: bool = False
    due_within: int | None = None
    received_within: int | None = None
    mine: bool = False
    column: Column = Column.RECEIVED
    descending: bool = True

    def query(self, today: date, staff_no: str) -> Query:
        """The list of this day for this person."""
        status = self.status or (OPEN_STATUSES if self.open_only or self.late or self.due_within is not None else ())
        last = None if self.due_within is None else today + timedelta(days=self.due_within)
        first = None if self.received_within is None else today - timedelta(days=self.received_within)
        wanted = ComplaintFilter(
            status=status,
            nature=self.nature,
            source=self.source,
            level=self.level,
            business_line=self.business_line,
            scenario=self.scenario,
            handler=staff_no if self.mine else self.handler,
            repeat=self.repeat,
            text=self.text,
            overdue_on=today if self.late else None,
            due_from=today if last is not None else None,
            due_to=last,
            received_from=first,
        )
        return Query(wanted=wanted, order=Order(column=self.column, descending=self.descending))


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedList:
    """A list that somebody kept.

    Attributes:
        owner: staff number of whoever kept it.
        shared: whether everybody of the branch sees it.
    """

    id: str
    name: str
    owner: str
    shared: bool = False
    spec: Spec = Spec()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Outline):
    """One line of the list of any length, masked by the service."""

    amount_fen: int | None
    outcome: Outcome | None
