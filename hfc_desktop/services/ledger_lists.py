"""Lists of the ledger: what a person may see of them, masked, and the lists that were kept."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain import masking
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.ledger_lists import SavedList
from hfc_desktop.domain.numbering import uuid7
from hfc_desktop.domain.people import Right
from hfc_desktop.domain.record_json import document
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.services.audit import ListWatch
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.records import COMPLAINT, record_refusal
from hfc_desktop.services.rights import needs
from hfc_desktop.services.scopes import reading_scope

if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping, Sequence

    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.domain.ledger import Scope
    from hfc_desktop.domain.ledger_lists import Column, Line, Query, Spec
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.ports import Now, UnitOfWork, UnitOfWorkFactory

SAVED_LIST: Final = "saved_list"
"""Kind of record, as it stands in events and in ``Changes``."""
_LONGEST_NAME: Final = 40
_READERS: Final = (Right.COMPLAINT_READ_BRANCH, Right.COMPLAINT_READ_COUNTER)


class LedgerListService:
    """Use cases of the lists of one store."""

    def __init__(self, uow: UnitOfWorkFactory, now: Now) -> None:
        self._units = uow
        self._now = now
        self._watch = ListWatch(uow, now)

    # -- reading ------------------------------------------------------------------------------------------------------

    @needs(*_READERS, table=COMPLAINT)
    def top(self, query: Query, actor: Actor, limit: int = 100) -> Sequence[Line]:
        """The first lines of a list, names masked."""
        with self._units(read_only=True) as uow:
            found = uow.lists.top(self._seen_by(uow, query, actor), limit)
        self._opened(query, actor, len(found))
        return [masked_line(line) for line in found]

    @needs(*_READERS, table=COMPLAINT)
    def order(self, query: Query, actor: Actor) -> array[int]:
        """The place of every line of a list, in order; give some of them to ``lines``."""
        with self._units(read_only=True) as uow:
            places = uow.lists.order(self._seen_by(uow, query, actor))
        self._opened(query, actor, len(places))
        return places

    @needs(*_READERS, table=COMPLAINT)
    def lines(self, places: Sequence[int], actor: Actor) -> Sequence[Line]:
        """The lines at some places, names masked."""
        with self._units(read_only=True) as uow:
            found = uow.lists.lines(places, reading_scope(uow, actor, self._now()))
        return [masked_line(line) for line in found]

    @needs(*_READERS, table=COMPLAINT)
    def ids(self, places: Sequence[int], actor: Actor) -> Sequence[str]:
        """Ids of the matters at some places."""
        with self._units(read_only=True) as uow:
            return uow.lists.ids(places, reading_scope(uow, actor, self._now()))

    @needs(*_READERS, table=COMPLAINT)
    def count(self, query: Query, actor: Actor) -> int:
        """How many lines a list has."""
        with self._units(read_only=True) as uow:
            return uow.lists.count(self._seen_by(uow, query, actor))

    def _opened(self, query: Query, actor: Actor, rows: int) -> None:
        quick: dict[str, JsonValue] = {box.column.value: box.text for box in query.quick}
        self._watch.opened(actor, query.wanted, rows=rows, quick=quick)

    @needs(*_READERS, table=COMPLAINT)
    def groups(self, query: Query, column: Column, actor: Actor) -> Mapping[str, int]:
        """How many lines a list has for each value of a column, as open matters by handler."""
        with self._units(read_only=True) as uow:
            return uow.lists.groups(self._seen_by(uow, query, actor), column)

    def _seen_by(self, uow: UnitOfWork, query: Query, actor: Actor) -> Query:
        scope: Scope | None = reading_scope(uow, actor, self._now())
        return replace(query, wanted=replace(query.wanted, scope=scope))

    # -- lists that were kept -----------------------------------------------------------------------------------------

    @needs(*_READERS, table=SAVED_LIST)
    def saved(self, actor: Actor) -> Sequence[SavedList]:
        """The actor's own lists and those that are shared, by name."""
        with self._units(read_only=True) as uow:
            return uow.lists.saved(actor.staff_no)

    @needs(*_READERS, table=SAVED_LIST)
    def keep(self, name: str, spec: Spec, actor: Actor, *, shared: bool = False) -> tuple[SavedList, Changes]:
        """Keep a list under a name.

        Raises:
            UserMistakeError: the name is empty, too long, or one of the actor's lists has it.
        """
        kept = SavedList(
            id=uuid7(self._now(), secrets.token_bytes(10)),
            name=name.strip(),
            owner=actor.staff_no,
            shared=shared,
            spec=spec,
        )
        return kept, self._put(kept, actor)

    @needs(*_READERS, table=SAVED_LIST)
    def change(self, kept: SavedList, actor: Actor) -> Changes:
        """Give a kept list another name, other contents, or share it.

        Raises:
            UserMistakeError: there is none, or the name does not fit.
            SecurityRefusalError: it is somebody else's.
        """
        self._own(kept.id, actor)
        return self._put(replace(kept, name=kept.name.strip(), owner=actor.staff_no), actor)

    @needs(*_READERS, table=SAVED_LIST)
    def forget(self, list_id: str, actor: Actor) -> tuple[SavedList, Changes]:
        """Forget a kept list; give what was returned to ``restore`` to have it back.

        Raises:
            UserMistakeError: there is none.
            SecurityRefusalError: it is somebody else's.
        """
        kept = self._own(list_id, actor)
        with self._units() as uow:
            uow.lists.drop(list_id)
            uow.log.append(actor, SAVED_LIST, list_id, Op.SET, {"gone": True})
            uow.commit()
        return kept, Changes.of(SAVED_LIST, list_id)

    @needs(*_READERS, table=SAVED_LIST)
    def restore(self, kept: SavedList, actor: Actor) -> Changes:
        """Bring back what ``forget`` took away."""
        again = replace(kept, id=uuid7(self._now(), secrets.token_bytes(10)), owner=actor.staff_no)
        return self._put(again, actor)

    def _own(self, list_id: str, actor: Actor) -> SavedList:
        with self._units(read_only=True) as uow:
            kept = uow.lists.saved_one(list_id)
        if kept is None:
            raise UserMistakeError("lists.not_found")
        if kept.owner != actor.staff_no:
            record_refusal(self._units, actor, SAVED_LIST, list_id, {"owner": kept.owner})
            raise SecurityRefusalError("lists.not_yours", owner=kept.owner)
        return kept

    def _put(self, kept: SavedList, actor: Actor) -> Changes:
        if not 0 < len(kept.name) <= _LONGEST_NAME:
            raise UserMistakeError("lists.bad_name", longest=_LONGEST_NAME)
        values = document(kept)
        private = {"name": values.pop("name"), "spec": values.pop("spec")}
        with self._units() as uow:
            others = uow.lists.saved(actor.staff_no)
            if any(o.name == kept.name and o.owner == kept.owner and o.id != kept.id for o in others):
                raise UserMistakeError("lists.name_taken", longest=_LONGEST_NAME)
            new = uow.lists.keep(kept)
            uow.log.append(actor, SAVED_LIST, kept.id, Op.CREATE if new else Op.SET, values, private)
            uow.commit()
        return Changes.of(SAVED_LIST, kept.id)


def masked_line(line: Line) -> Line:
    """A line as it is shown: who complains is masked."""
    return replace(line, complainant=masking.name(line.complainant))
