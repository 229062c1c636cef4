"""The columns of a list of matters: heading, what a cell says, how wide it begins, which words its filter knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.complaint import ComplaintSource, Nature, Outcome, Severity, Status
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.ledger_lists import Column
from hfc_desktop.i18n import N_
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import TERMS, term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime
    from enum import StrEnum

    from hfc_desktop.domain.ledger_lists import Line
    from hfc_desktop.ui.widgets.ledger.names import Names

FEN: Final = 100


@dataclass(frozen=True, slots=True)
class Face:
    """How one column looks.

    Attributes:
        heading: message id.
        width: first width in characters of the body font.
        text: what a cell says.
        right: whether it stands at the right, as numbers do.
        words: words of codes, for the quick filter row; none where the column holds plain text.
    """

    heading: str
    width: int
    text: Callable[[Line, Names], str]
    right: bool = False
    words: Callable[[Names], Mapping[str, str]] | None = None


def moment(value: datetime) -> str:
    """Day and minute in Beijing time."""
    return f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def money(fen: int | None) -> str:
    """Yuan with two decimals; empty when there is no amount."""
    return "" if fen is None else f"{fen / FEN:,.2f}"


def day(value: date | None) -> str:
    """A day; empty when there is none."""
    return "" if value is None else value.isoformat()


def _terms(table: str, codes: type[StrEnum]) -> Callable[[Names], Mapping[str, str]]:
    return lambda _names: {code.value: term(table, code.value) for code in codes}


def _axis(axis: str) -> Callable[[Names], Mapping[str, str]]:
    return lambda names: names.classes.get(axis, {})


def _people(names: Names) -> Mapping[str, str]:
    return {staff_no: user.name for staff_no, user in names.people.items()}


def _lines(_names: Names) -> Mapping[str, str]:
    return {code: term("line", code) for code in TERMS["line"]}


FACES: Final[Mapping[Column, Face]] = {
    Column.NUMBER: Face(N_("Number"), 24, lambda line, _n: line.number),
    Column.RECEIVED: Face(N_("Received"), 17, lambda line, _n: moment(line.received_at)),
    Column.DUE: Face(N_("Last day"), 24, lambda line, _n: day(line.due)),
    Column.STATUS: Face(
        N_("State"), 14, lambda line, _n: term("status", line.status.value), words=_terms("status", Status)
    ),
    Column.COMPLAINANT: Face(N_("Who complains"), 12, lambda line, _n: line.complainant),
    Column.SCENARIO: Face(
        N_("Topic"), 22, lambda line, n: n.of_class("scenario", line.scenario), words=_axis("scenario")
    ),
    Column.LINE: Face(
        N_("Line"), 12, lambda line, _n: term("line", line.business_line) if line.business_line else "", words=_lines
    ),
    Column.BUSINESS: Face(
        N_("Business"), 16, lambda line, n: n.of_class("business", line.business), words=_axis("business")
    ),
    Column.REASON: Face(N_("Reason"), 16, lambda line, n: n.of_class("reason", line.reason), words=_axis("reason")),
    Column.CHANNEL: Face(
        N_("Channel"), 12, lambda line, n: n.of_class("channel", line.channel), words=_axis("channel")
    ),
    Column.SOURCE: Face(
        N_("Came in by"),
        12,
        lambda line, _n: term("source", line.source.value),
        words=_terms("source", ComplaintSource),
    ),
    Column.NATURE: Face(
        N_("Nature"), 10, lambda line, _n: term("nature", line.nature.value), words=_terms("nature", Nature)
    ),
    Column.LEVEL: Face(N_("Level"), 7, lambda line, _n: str(line.level), right=True),
    Column.SEVERITY: Face(
        N_("Severity"), 9, lambda line, _n: term("severity", line.severity.value), words=_terms("severity", Severity)
    ),
    Column.REPEAT: Face(
        N_("Repeat count"), 8, lambda line, _n: str(line.repeat_no) if line.repeat_no else "", right=True
    ),
    Column.AMOUNT: Face(N_("Amount"), 14, lambda line, _n: money(line.amount_fen), right=True),
    Column.HANDLER: Face(N_("Handler"), 14, lambda line, n: n.person(line.handler), words=_people),
    Column.RECEIVER: Face(N_("Taken down by"), 14, lambda line, n: n.person(line.first_receiver), words=_people),
    Column.COUNTER: Face(N_("Counter"), 8, lambda line, _n: line.counter),
    Column.ORGANISATION: Face(
        N_("Office"), 20, lambda line, n: n.office(line.organisation), words=lambda names: names.offices
    ),
    Column.REGISTERED: Face(N_("Registered at"), 17, lambda line, _n: moment(line.registered_at)),
    Column.OUTCOME: Face(
        N_("How it ended"),
        14,
        lambda line, _n: term("outcome", line.outcome.value) if line.outcome else "",
        words=_terms("outcome", Outcome),
    ),
}
"""Face of each column, in the order of the column chooser."""


def heading(column: Column) -> str:
    """The heading in the language in use."""
    return _(FACES[column].heading)


def value(column: Column, line: Line, names: Names) -> str | int | date | datetime | None:
    """What a cell holds, for a file: days as days, numbers as numbers, all else in the words that are shown."""
    if column in (Column.DUE, Column.RECEIVED, Column.REGISTERED, Column.LEVEL, Column.REPEAT):
        found: date | datetime | int | None = getattr(line, column.value)
        return found
    return FACES[column].text(line, names)
