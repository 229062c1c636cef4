"""Lists of the ledger of any length, read by narrow indexes that hold everything a list sorts and filters by.

A list has three reads, so that none is slow on 200,000 matters: ``top`` for the first screenful, ``order`` for the
place of every line (whole numbers that mean nothing outside), ``lines`` for the lines at some places. Finding places
never touches a record, which is ten times as wide; lists of open matters go through an index of those alone. Words are
found through ``WORDS``, an index of their trigrams.
"""

from __future__ import annotations

import json
from array import array
from dataclasses import fields, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import (
    ColumnElement,
    Integer,
    and_,
    case,
    column,
    delete,
    false,
    func,
    literal_column,
    or_,
    select,
    text,
)

from hfc_desktop.domain.complaint import ComplaintSource, Nature, Outcome, Severity, Status
from hfc_desktop.domain.ledger import ComplaintFilter
from hfc_desktop.domain.ledger_lists import OPEN_STATUSES, Column, Line, Order, SavedList, Spec
from hfc_desktop.domain.record_json import document, from_json
from hfc_desktop.storage.models.complaint import ComplaintRow
from hfc_desktop.storage.models.lists import (
    CODES,
    CODES_INDEX,
    LIST_INDEX,
    OPEN_INDEX,
    OPEN_ONLY,
    SORTED,
    WORDS,
    OfficeCountRow,
    SavedListRow,
    sorted_index,
)
from hfc_desktop.storage.queries.complaints import day_start

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from hfc_desktop.domain.ledger import Scope
    from hfc_desktop.domain.ledger_lists import Query, Quick

_TRIGRAM: Final = 3
_PLACE: Final[ColumnElement[int]] = literal_column("rowid", Integer)
_PLACE_AS_VALUE: Final[ColumnElement[int]] = literal_column("+rowid", Integer)
"""The place, but so that the engine does not fetch the records at the places one after the other."""
_BARE: Final = text("complaint")
_APART: Final = frozenset({Column.NUMBER, Column.REGISTERED})
"""Columns that have an index of their own, since they differ in every record."""
_WALKED: Final = _APART | {Column.RECEIVED} | {Column(name) for name in SORTED}
"""Columns whose order an index holds."""
_CODES: Final = frozenset(map(Column, CODES))
_OF_SCOPE: Final = frozenset({Column.ORGANISATION, Column.COUNTER, Column.RECEIVER, Column.HANDLER})
_OPEN: Final = frozenset(status.value for status in OPEN_STATUSES)
_AT_ONCE: Final = 900
_RARE: Final = 20
"""Where fewer matters than one in so many are in scope, an index in the order of the list is read for too long."""
_EVERYTHING: Final = ComplaintFilter()
_LINE: Final = tuple(field.name for field in fields(Line))
"""Columns of a line."""


class SqlLists:
    """``ports.ListRepository`` over one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def top(self, query: Query, limit: int) -> Sequence[Line]:
        """The first lines."""
        query = self._narrowed(query)
        places = self._walked(query) if self._is_walked(query) else self._places(query)
        return self.lines(list(self._session.scalars(places.limit(limit))))

    def order(self, query: Query) -> array[int]:
        """The place of every line, in order.

        They come as one text: handing over 200,000 rows one by one would keep the window's thread waiting.
        """
        query = self._narrowed(query)
        walked = _is_everything(query) and query.order.column in _WALKED
        places = (self._walked(query) if walked else self._places(query)).subquery()
        found = self._session.scalar(select(func.group_concat(places.c.place)))
        return array("q", map(int, found.split(","))) if found else array("q")

    def _narrowed(self, query: Query) -> Query:
        """A list without its scope where that leaves nothing out: what need not be looked at is not looked at."""
        scope = query.wanted.scope
        if scope is None or scope.counter or scope.day:
            return query
        inside, of_all = self._matters(scope)
        return replace(query, wanted=replace(query.wanted, scope=None)) if inside == of_all else query

    def _matters(self, scope: Scope | None) -> tuple[int, int]:
        """How many matters there are in the offices of a scope, and in all."""
        held, offices = OfficeCountRow.matters, scope.organisations if scope else ()
        within = held if not offices else case((OfficeCountRow.organisation.in_(offices), held), else_=0)
        row = self._session.execute(select(func.sum(within), func.sum(held))).one()
        return int(row[0] or 0), int(row[1] or 0)

    def _is_walked(self, query: Query) -> bool:
        """Whether the first lines are soon found in the order of an index: most matters must be in scope."""
        scope = query.wanted.scope
        apart = scope is not None and bool(scope.counter or scope.day)
        if apart or not _is_whole(query) or query.order.column not in _WALKED:
            return False
        inside, of_all = self._matters(scope)
        return inside * _RARE >= of_all

    def _walked(self, query: Query) -> Select[Any]:
        """Places of the whole ledger in the order of an index that need not be read to its end."""
        table = text(f"complaint INDEXED BY {sorted_index(query.order.column.value)}")
        within = _scope(query.wanted.scope)
        conditions = [] if within is None else [within]
        return select(_PLACE.label("place")).select_from(table).where(*conditions).order_by(*_order(query.order))

    def _places(self, query: Query) -> Select[Any]:
        """Places in the order of the list."""
        fitting = self._fitting(query, _PLACE.label("place"))
        if query.order.column not in _APART:
            return fitting.order_by(*_order(query.order))
        within = _PLACE_AS_VALUE.in_(fitting)
        return select(_PLACE.label("place")).select_from(_BARE).where(within).order_by(*_order(query.order))

    def _fitting(self, query: Query, *wanted: ColumnElement[Any]) -> Select[Any]:
        """What fits a list, in no order."""
        status = [value.value for value in query.wanted.status]
        still = bool(status) and _OPEN.issuperset(status)
        conditions = [*self._conditions(query), *((text(OPEN_ONLY),) if still else ())]
        table = text(f"complaint INDEXED BY {OPEN_INDEX if still else _narrow_index(query)}")
        return select(*wanted).select_from(table).where(*conditions)

    def lines(self, places: Sequence[int], scope: Scope | None = None) -> Sequence[Line]:
        """The lines at some places, in the order of ``places``; what is gone or out of scope is left out."""
        found: dict[int, Line] = {}
        for some in _in_parts(places):
            wanted = select(_PLACE.label("place"), *_shown()).select_from(_BARE).where(*_at(some, scope))
            found.update((row.place, _line(row)) for row in self._session.execute(wanted))
        return [found[place] for place in places if place in found]

    def count(self, query: Query) -> int:
        """How many lines a list has."""
        query = self._narrowed(query)
        scope = query.wanted.scope
        if not _is_whole(query) or (scope is not None and (scope.counter or scope.day)):
            return self._session.scalar(self._fitting(query, func.count())) or 0
        return self._matters(scope)[0] + (self._own_elsewhere(scope) if scope is not None and scope.person else 0)

    def _own_elsewhere(self, scope: Scope) -> int:
        """How many of a person's own matters lie in offices outside of a scope."""
        outside = select(OfficeCountRow.organisation).where(
            OfficeCountRow.organisation.not_in(scope.organisations), OfficeCountRow.matters > 0
        )
        own = or_(ComplaintRow.first_receiver == scope.person, ComplaintRow.handler == scope.person)
        found = select(func.count()).where(ComplaintRow.organisation.in_(outside), own)
        return self._session.scalar(found) or 0

    def groups(self, query: Query, column: Column) -> Mapping[str, int]:
        """How many lines a list has for each value of a column that holds text."""
        query = replace(self._narrowed(query), order=Order(column=column))  # so that its index holds the column
        key = _named(column.value)
        wanted = self._fitting(query, key, func.count()).group_by(key)
        return {str(row[0]): int(row[1]) for row in self._session.execute(wanted)}

    def ids(self, places: Sequence[int], scope: Scope | None = None) -> Sequence[str]:
        """Ids of the matters at some places, in the order of ``places``."""
        found: dict[int, str] = {}
        for some in _in_parts(places):
            wanted = select(_PLACE.label("place"), _named("id")).select_from(_BARE).where(*_at(some, scope))
            found.update((row.place, row.id) for row in self._session.execute(wanted))
        return [found[place] for place in places if place in found]

    # -- lists that somebody kept -------------------------------------------------------------------------------------

    def saved(self, owner: str = "") -> Sequence[SavedList]:
        """Lists of one person and those that are shared, by name; all of them without a name."""
        wanted = select(SavedListRow).order_by(SavedListRow.name, SavedListRow.id)
        if owner:
            wanted = wanted.where(or_(SavedListRow.owner == owner, SavedListRow.shared))
        return [_saved(row) for row in self._session.scalars(wanted)]

    def saved_one(self, list_id: str) -> SavedList | None:
        """One kept list."""
        row = self._session.get(SavedListRow, list_id)
        return None if row is None else _saved(row)

    def keep(self, kept: SavedList) -> bool:
        """Store one, replacing its earlier state; True when it is a new one."""
        body = json.dumps(document(kept.spec), ensure_ascii=False, separators=(",", ":"))
        row = self._session.get(SavedListRow, kept.id)
        if row is None:
            made = SavedListRow(id=kept.id, owner=kept.owner, name=kept.name, shared=kept.shared, document=body)
            self._session.add(made)
            return True
        row.owner, row.name, row.shared, row.document = kept.owner, kept.name, kept.shared, body
        return False

    def drop(self, list_id: str) -> None:
        """Forget one."""
        self._session.execute(delete(SavedListRow).where(SavedListRow.id == list_id))

    # -- conditions ---------------------------------------------------------------------------------------------------

    def _conditions(self, query: Query) -> list[ColumnElement[bool]]:
        wanted = query.wanted
        parts = [
            *_codes(wanted),
            *_days(wanted),
            _scope(wanted.scope),
            self._words(wanted.text.split()),
            *(_quick(quick) for quick in query.quick),
        ]
        return [part for part in parts if part is not None]

    def _words(self, words: Sequence[str]) -> ColumnElement[bool] | None:
        """Matters in which each word stands somewhere: in number, name, claim or facts."""
        if not words:
            return None
        matches = [_phrase(word) if len(word) >= _TRIGRAM else self._beginning(word) for word in words]
        if not all(matches):
            return false()
        both = " AND ".join(f"({match})" for match in matches)
        match = text(f"{WORDS} MATCH :words").bindparams(words=both)
        return _PLACE.in_(select(_PLACE).select_from(text(WORDS)).where(match))

    def _beginning(self, word: str) -> str:
        """A word shorter than a trigram: every trigram that begins with it, as the index knows them."""
        lowest = word.casefold()
        highest = lowest[:-1] + chr(ord(lowest[-1]) + 1)
        wanted = text(f"SELECT term FROM {WORDS}_terms WHERE term >= :lowest AND term < :highest")
        terms = self._session.scalars(wanted, {"lowest": lowest, "highest": highest})
        return " OR ".join(_phrase(term) for term in terms)


def _in_parts(places: Sequence[int]) -> Iterator[Sequence[int]]:
    return (places[start : start + _AT_ONCE] for start in range(0, len(places), _AT_ONCE))


def _at(places: Sequence[int], scope: Scope | None) -> list[ColumnElement[bool]]:
    within = _scope(scope)
    at = _PLACE.in_(list(places))
    return [at] if within is None else [at, within]


def _saved(row: SavedListRow) -> SavedList:
    spec = from_json(Spec, json.loads(row.document))
    return SavedList(id=row.id, name=row.name, owner=row.owner, shared=row.shared, spec=spec)


def _phrase(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def _named(name: str) -> ColumnElement[Any]:
    """A column by its name alone: the statements name their table as text, since only so they can name its index."""
    return column(name)


def _one_of(name: Column, values: Sequence[object]) -> ColumnElement[bool] | None:
    return _named(name.value).in_(values) if values else None


def _codes(wanted: ComplaintFilter) -> list[ColumnElement[bool] | None]:
    repeat = _named(Column.REPEAT.value)
    return [
        _one_of(Column.STATUS, [value.value for value in wanted.status]),
        _one_of(Column.NATURE, [value.value for value in wanted.nature]),
        _one_of(Column.SOURCE, [value.value for value in wanted.source]),
        _one_of(Column.LEVEL, wanted.level),
        *(
            _one_of(name, [value] if value else [])
            for name, value in (
                (Column.LINE, wanted.business_line),
                (Column.SCENARIO, wanted.scenario),
                (Column.HANDLER, wanted.handler),
                (Column.ORGANISATION, wanted.organisation),
                (Column.COUNTER, wanted.counter),
            )
        ),
        None if wanted.repeat is None else (repeat > 0 if wanted.repeat else repeat == 0),
    ]


def _days(wanted: ComplaintFilter) -> list[ColumnElement[bool] | None]:
    received, due = _named(Column.RECEIVED.value), _named(Column.DUE.value)
    return [
        received >= day_start(wanted.received_from) if wanted.received_from else None,
        received < day_start(wanted.received_to, 1) if wanted.received_to else None,
        due >= wanted.due_from.isoformat() if wanted.due_from else None,
        due <= wanted.due_to.isoformat() if wanted.due_to else None,
        due < wanted.overdue_on.isoformat() if wanted.overdue_on else None,
    ]


def _scope(scope: Scope | None) -> ColumnElement[bool] | None:
    if scope is None:
        return None
    place: list[ColumnElement[bool]] = []
    if scope.organisations:
        place.append(_named(Column.ORGANISATION.value).in_(scope.organisations))
    if scope.counter:
        place.append(_named(Column.COUNTER.value) == scope.counter)
    if scope.day:
        received = _named(Column.RECEIVED.value)
        place += [received >= day_start(scope.day), received < day_start(scope.day, 1)]
    if not place:
        return None
    if not scope.person:
        return and_(*place)
    own = (_named(name.value) == scope.person for name in (Column.RECEIVER, Column.HANDLER))
    return or_(and_(*place), *own)


def _quick(quick: Quick) -> ColumnElement[bool] | None:
    """A box of the quick filter row: the column holds the text, or one of the codes whose words hold it."""
    if not quick.text.strip():
        return None
    place = _named(quick.column.value)
    holds = func.instr(func.lower(place), quick.text.strip().lower()) > 0
    if quick.column in _APART:  # not in the index of the list: found in the column's own
        own = text(f"complaint INDEXED BY {sorted_index(quick.column.value)}")
        return _PLACE_AS_VALUE.in_(select(_PLACE).select_from(own).where(holds))
    return or_(holds, place.in_(quick.values)) if quick.values else holds


def _order(order: Order) -> list[ColumnElement[Any]]:
    """The wanted order, receipt deciding in the same direction; matters without a last day or an amount come last."""
    key, received = _named(order.column.value), _named(Column.RECEIVED.value)
    keys = [key] if order.column in _APART else [key, received, _PLACE]
    if order.column is Column.RECEIVED:
        keys = [key, _PLACE]
    if order.descending:  # nothing is less than anything, so that it comes last without being told
        return [one.desc() for one in keys]
    first = key.asc().nulls_last() if order.column in (Column.DUE, Column.AMOUNT) else key.asc()
    return [first, *(one.asc() for one in keys[1:])]


def _boxes(query: Query) -> list[Quick]:
    """Boxes of the filter row in which something stands."""
    return [box for box in query.quick if box.text.strip()]


def _is_whole(query: Query) -> bool:
    """Whether a list is the whole ledger as far as the person may see it."""
    plain = replace(query.wanted, scope=None, limit=_EVERYTHING.limit)
    return plain == _EVERYTHING and not _boxes(query)


def _is_everything(query: Query) -> bool:
    """Whether a list is the whole ledger."""
    return query.wanted.scope is None and _is_whole(query)


def _narrow_index(query: Query) -> str:
    """The narrowest index with all that a list looks at."""
    if not _is_whole(replace(query, quick=())):
        return LIST_INDEX
    looked_at = {box.column for box in _boxes(query)} | {query.order.column}
    if query.wanted.scope is not None:
        looked_at |= _OF_SCOPE
    looked_at -= _APART | {Column.RECEIVED}
    if len(looked_at) == 1 and looked_at <= _WALKED:
        return sorted_index(next(iter(looked_at)).value)
    return CODES_INDEX if looked_at <= _CODES else LIST_INDEX


# -- lines ------------------------------------------------------------------------------------------------------------


def _shown() -> list[ColumnElement[Any]]:
    return [_named(name) for name in _LINE]


def _line(row: Any) -> Line:  # noqa: ANN401  a row of columns named at run time
    values = {name: getattr(row, name) for name in _LINE}
    return Line(
        **{
            **values,
            "nature": Nature(row.nature),
            "status": Status(row.status),
            "severity": Severity(row.severity),
            "source": ComplaintSource(row.source),
            "received_at": datetime.fromisoformat(row.received_at),
            "registered_at": datetime.fromisoformat(row.registered_at),
            "due": date.fromisoformat(row.due) if row.due else None,
            "outcome": Outcome(row.outcome) if row.outcome else None,
        }
    )
