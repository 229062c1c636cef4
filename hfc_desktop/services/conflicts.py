"""Values that several wrote without knowing of one another: shown side by side, decided by who owns the field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hfc_desktop.domain.disclosure import split
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.merging import DELETED, STATUS, may_write
from hfc_desktop.domain.people import Right
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.records import COMPLAINT, EDIT_REASON
from hfc_desktop.services.rights import needs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.domain.merging import Alternative, Conflict
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.ports import UnitOfWork, UnitOfWorkFactory
    from hfc_desktop.services.projecting import Projector


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """A conflict that waits for a decision.

    Attributes:
        number: number of the complaint, for people.
    """

    record: str
    number: str
    conflict: Conflict


class ConflictService:
    """Use cases of conflicts."""

    def __init__(self, uow: UnitOfWorkFactory, projector: Projector) -> None:
        self._units = uow
        self._projector = projector

    @needs(Right.EXCHANGE)
    def open(self, actor: Actor) -> Sequence[OpenConflict]:
        """All conflicts, by complaint."""
        with self._units() as uow:
            found = [
                OpenConflict(record, _number(uow, record), conflict)
                for _table, record, conflict in uow.exchange.conflicts()
            ]
            uow.log.append(actor, COMPLAINT, "", Op.READ, {"what": "conflicts", "rows": len(found)})
            uow.commit()
        return found

    @needs(Right.EXCHANGE)
    def count(self, actor: Actor) -> int:
        """How many there are; no value is read."""
        with self._units(read_only=True) as uow:
            return len(uow.exchange.conflicts())

    @needs(Right.EXCHANGE)
    def resolve(self, record: str, name: str, event: str, actor: Actor, reason: str = "") -> Changes:
        """Let one of the values stand; whoever gets the event of it has no conflict any more.

        Args:
            record: id or number of the complaint.
            name: the field.
            event: key of the event whose value is to stand; the beginning of it is enough.
            actor: who decides.
            reason: why.

        Raises:
            UserMistakeError: there is no such conflict, or no such value in it.
            SecurityRefusalError: the actor does not own the field.
        """
        with self._units() as uow:
            place, conflict = self._found(uow, record, name)
            chosen = _chosen(conflict, event)
            if name == DELETED:
                values: dict[str, JsonValue] = {STATUS: self._status(uow, place)}
            else:
                values = {name: chosen.value}
            shared, private = split(values)
            if reason:
                private[EDIT_REASON] = reason
            decided = uow.log.append(actor, COMPLAINT, place, Op.SET, shared, private)
            if not may_write(name, decided):
                raise SecurityRefusalError("exchange.not_owner", field=name, role=actor.role.value)
            uow.log.write()
            merged = self._projector.project(uow, COMPLAINT, place)
            uow.exchange.put_conflicts(COMPLAINT, {place: merged.conflicts if merged is not None else ()})
            uow.commit()
        return Changes.of(COMPLAINT, place)

    @staticmethod
    def _status(uow: UnitOfWork, record: str) -> str:
        found = uow.complaints.get(record)
        if found is None:
            raise UserMistakeError("exchange.no_conflict", record=record, field=STATUS)
        return found.status.value

    @staticmethod
    def _found(uow: UnitOfWork, record: str, name: str) -> tuple[str, Conflict]:
        for _table, place, conflict in uow.exchange.conflicts():
            if conflict.field == name and record in {place, _number(uow, place)}:
                return place, conflict
        raise UserMistakeError("exchange.no_conflict", record=record, field=name)


def _chosen(conflict: Conflict, event: str) -> Alternative:
    for one in (conflict.shown, *conflict.others):
        if event and one.event.startswith(event):
            return one
    raise UserMistakeError("exchange.no_such_value", field=conflict.field, event=event)


def _number(uow: UnitOfWork, record: str) -> str:
    found = uow.complaints.get(record)
    return "" if found is None else found.number
