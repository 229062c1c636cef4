"""The list of the ledger by keyset: a page begins behind the last line of the page before, however long the list."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, func, or_, select

from hfc_desktop.domain import ledger
from hfc_desktop.domain.complaint import ComplaintSource, Nature, Severity, Status
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.ledger import Mark, Sort
from hfc_desktop.storage.models import ComplaintRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import ColumnElement, Row, Select
    from sqlalchemy.orm import InstrumentedAttribute, Session

_NO_DUE: Final = "9999-12-31"
"""Stands for no running clock when a list is sorted by the last day: such lines come last."""

_COLUMNS: Final = (
    ComplaintRow.id, ComplaintRow.number, ComplaintRow.nature, ComplaintRow.status, ComplaintRow.severity,
    ComplaintRow.level, ComplaintRow.source, ComplaintRow.received_at, ComplaintRow.registered_at,
    ComplaintRow.organisation, ComplaintRow.counter, ComplaintRow.business_line, ComplaintRow.channel,
    ComplaintRow.business, ComplaintRow.reason, ComplaintRow.scenario, ComplaintRow.first_receiver,
    ComplaintRow.handler, ComplaintRow.complainant, ComplaintRow.due, ComplaintRow.repeat_no,
    ComplaintRow.settled_on_spot,
)  # fmt: skip


def day_start(day: date, later: int = 0) -> str:
    """The first moment of a day, or of so many days later, as the store writes moments."""
    return datetime.combine(day + timedelta(days=later), time(), SHANGHAI).isoformat(timespec="microseconds")


def _equal(column: InstrumentedAttribute[str], value: str) -> ColumnElement[bool] | None:
    return column == value if value else None


def _words(text: str) -> ColumnElement[bool] | None:
    if not text.strip():
        return None
    places: tuple[ColumnElement[Any], ...] = (
        ComplaintRow.number.expression,
        ComplaintRow.complainant.expression,
        func.json_extract(ComplaintRow.document, "$.claim"),
        func.json_extract(ComplaintRow.document, "$.facts"),
    )
    return and_(*(or_(*(place.contains(word, autoescape=True) for place in places)) for word in text.split()))


def _days(wanted: ledger.ComplaintFilter) -> list[ColumnElement[bool] | None]:
    return [
        ComplaintRow.received_at >= day_start(wanted.received_from) if wanted.received_from else None,
        ComplaintRow.received_at < day_start(wanted.received_to, 1) if wanted.received_to else None,
        ComplaintRow.due >= wanted.due_from.isoformat() if wanted.due_from else None,
        ComplaintRow.due <= wanted.due_to.isoformat() if wanted.due_to else None,
        ComplaintRow.due < wanted.overdue_on.isoformat() if wanted.overdue_on else None,
    ]


def _scope(scope: ledger.Scope | None) -> ColumnElement[bool] | None:
    """Places and day, or else the matters of one person, wherever and whenever they were."""
    if scope is None:
        return None
    place: list[ColumnElement[bool]] = []
    if scope.organisations:
        place.append(ComplaintRow.organisation.in_(scope.organisations))
    if scope.counter:
        place.append(ComplaintRow.counter == scope.counter)
    if scope.day:
        place.append(ComplaintRow.received_at >= day_start(scope.day))
        place.append(ComplaintRow.received_at < day_start(scope.day, 1))
    if not place:
        return None
    if not scope.person:
        return and_(*place)
    return or_(and_(*place), ComplaintRow.first_receiver == scope.person, ComplaintRow.handler == scope.person)


def _conditions(wanted: ledger.ComplaintFilter) -> list[ColumnElement[bool]]:
    conditions = [
        ComplaintRow.status.in_([value.value for value in wanted.status]) if wanted.status else None,
        ComplaintRow.nature.in_([value.value for value in wanted.nature]) if wanted.nature else None,
        ComplaintRow.source.in_([value.value for value in wanted.source]) if wanted.source else None,
        ComplaintRow.level.in_(wanted.level) if wanted.level else None,
        _equal(ComplaintRow.business_line, wanted.business_line),
        _equal(ComplaintRow.scenario, wanted.scenario),
        _equal(ComplaintRow.handler, wanted.handler),
        None
        if wanted.repeat is None
        else (ComplaintRow.repeat_no > 0 if wanted.repeat else ComplaintRow.repeat_no == 0),
        _equal(ComplaintRow.organisation, wanted.organisation),
        _equal(ComplaintRow.counter, wanted.counter),
        _scope(wanted.scope),
        _words(wanted.text),
        *_days(wanted),
    ]
    return [condition for condition in conditions if condition is not None]


def _key(sort: Sort) -> ColumnElement[str]:
    if sort is Sort.DUE_EARLIEST:
        return func.coalesce(ComplaintRow.due, _NO_DUE)
    return ComplaintRow.received_at.expression


def _paged(statement: Select[*tuple[Any, ...]], wanted: ledger.ComplaintFilter) -> Select[*tuple[Any, ...]]:
    key, number = _key(wanted.sort), ComplaintRow.id
    if wanted.sort is Sort.RECEIVED_LATEST:
        if wanted.after:
            statement = statement.where(
                or_(key < wanted.after.key, and_(key == wanted.after.key, number < wanted.after.id))
            )
        return statement.order_by(key.desc(), number.desc()).limit(wanted.limit)
    if wanted.after:
        statement = statement.where(
            or_(key > wanted.after.key, and_(key == wanted.after.key, number > wanted.after.id))
        )
    return statement.order_by(key, number).limit(wanted.limit)


def _mark(sort: Sort) -> Callable[[Row[Any]], Mark]:
    if sort is Sort.DUE_EARLIEST:
        return lambda row: Mark(key=row.due or _NO_DUE, id=row.id)
    return lambda row: Mark(key=row.received_at, id=row.id)


def rows(session: Session, wanted: ledger.ComplaintFilter) -> Sequence[ledger.ComplaintRow]:
    """One page of the list."""
    mark = _mark(wanted.sort)
    statement = _paged(select(*_COLUMNS).where(*_conditions(wanted)), wanted)
    return [_line(row, mark(row)) for row in session.execute(statement)]


def count(session: Session, wanted: ledger.ComplaintFilter) -> int:
    """How many records fit, whatever the page."""
    return session.scalar(select(func.count()).select_from(ComplaintRow).where(*_conditions(wanted))) or 0


def _line(row: Row[Any], mark: Mark) -> ledger.ComplaintRow:
    values = dict(row._mapping)  # noqa: SLF001  SQLAlchemy's public name for it
    return ledger.ComplaintRow(
        **{
            **values,
            "nature": Nature(row.nature),
            "status": Status(row.status),
            "severity": Severity(row.severity),
            "source": ComplaintSource(row.source),
            "received_at": datetime.fromisoformat(row.received_at),
            "registered_at": datetime.fromisoformat(row.registered_at),
            "due": date.fromisoformat(row.due) if row.due else None,
        },
        mark=mark,
    )
