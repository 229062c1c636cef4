"""Receptions in the store: written while they go on, taken up again after a breakdown, counted when they ended."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.days import local_day
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.people import Right, allows
from hfc_desktop.domain.reception import Closing, closed, last_step_at, with_complaint
from hfc_desktop.domain.reception_log import StoredReception, fields_of, split
from hfc_desktop.errors import SecurityRefusalError
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.records import require
from hfc_desktop.services.rights import needs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.domain.reception import Reception
    from hfc_desktop.domain.reception_log import ReceptionCount
    from hfc_desktop.services.ports import Now, UnitOfWork, UnitOfWorkFactory
    from hfc_desktop.services.sign_counting import SignCounter

RECEPTION: Final = "reception"
"""Kind of record, as it stands in events and in ``Changes``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionFigures:
    """How many receptions there were.

    Attributes:
        consultations: ended without a record of their own.
        recorded: a record was made of them, whatever its nature.
        under_way: not ended yet.
        topics: consultations by topic, the most frequent first; the empty topic stands for none named.
    """

    consultations: int = 0
    recorded: int = 0
    under_way: int = 0
    topics: Mapping[str, int] = field(default_factory=dict)


class ReceptionService:
    """Use cases of receptions of one store."""

    def __init__(self, uow: UnitOfWorkFactory, now: Now, signs: SignCounter | None = None) -> None:
        self._units = uow
        self._now = now
        self._signs = signs

    # -- writing --------------------------------------------------------------------------------------------------

    @needs(Right.COMPLAINT_RECORD, table=RECEPTION)
    def save(self, reception: Reception, actor: Actor) -> Changes:
        """Keep a reception as it stands. An empty one is not worth a row, unless it has one already.

        Raises:
            SecurityRefusalError: the actor may not receive customers, or the reception is somebody else's.
        """
        with self._units() as uow:
            before = _own(uow, reception.id, actor)
            if before is None and reception.is_empty:
                return Changes()
            if before is not None and not reception.complaint:
                reception = with_complaint(reception, before.reception.complaint)
            after = _stored(reception, actor, self._now())
            if not _put(uow, actor, before, after):
                return Changes()
            changes = Changes.of(RECEPTION, reception.id)
            if self._signs is not None and (before is None or before.reception.closing is None):
                changes |= self._signs.received(uow, actor, after)
            uow.commit()
        return changes

    @needs(Right.COMPLAINT_RECORD, table=RECEPTION)
    def end(self, reception: Reception, actor: Actor, at: datetime | None = None) -> tuple[Reception, Changes]:
        """The goodbye: what led to no record counts as a consultation from now on.

        Args:
            reception: as it stands.
            actor: whose it is.
            at: when the customer left; now when not given.
        """
        ended = closed(reception, at or self._now())
        return ended, self.save(ended, actor)

    @needs(Right.COMPLAINT_RECORD, table=RECEPTION)
    def close_forgotten(self, actor: Actor) -> Changes:
        """End what the actor left open on earlier days, at its last step: those customers are long gone."""
        today = local_day(self._now())
        changes = Changes()
        for reception in self.unfinished(actor):
            if local_day(reception.started_at) < today:
                changes |= self.end(reception, actor, last_step_at(reception))[1]
        return changes

    # -- reading --------------------------------------------------------------------------------------------------

    @needs(Right.COMPLAINT_RECORD, table=RECEPTION)
    def unfinished(self, actor: Actor) -> tuple[Reception, ...]:
        """The actor's own receptions that did not end, newest first."""
        with self._units(read_only=True) as uow:
            return tuple(stored.reception for stored in uow.receptions.open_of(actor.staff_no))

    @needs(Right.COMPLAINT_READ_BRANCH, Right.COMPLAINT_READ_COUNTER, table=RECEPTION)
    def of_complaint(self, complaint_id: str, actor: Actor) -> tuple[StoredReception, ...]:
        """Receptions from which a record was made, oldest first; those of others for whom may read the office's.

        Args:
            complaint_id: the record.
            actor: who asks.
        """
        with self._units(read_only=True) as uow:
            found = uow.receptions.of_complaint(complaint_id)
        all_of_them = allows(actor.role, Right.COMPLAINT_READ_BRANCH)
        return tuple(stored for stored in found if all_of_them or stored.teller == actor.staff_no)

    @needs(Right.COMPLAINT_READ_BRANCH, Right.COMPLAINT_READ_COUNTER, table=RECEPTION)
    def get(self, reception_id: str, actor: Actor) -> StoredReception | None:
        """One reception: one's own, or any of the office for whom may read its records.

        Raises:
            SecurityRefusalError: it is somebody else's.
        """
        with self._units(read_only=True) as uow:
            found = uow.receptions.get(reception_id)
        if found is None or found.teller == actor.staff_no:
            return found
        require(self._units, actor, Right.COMPLAINT_READ_BRANCH, RECEPTION, reception_id)
        return found

    @needs(Right.COMPLAINT_READ_BRANCH, Right.COMPLAINT_READ_COUNTER, table=RECEPTION)
    def figures(self, first: date, last: date, actor: Actor) -> ReceptionFigures:
        """Figures of the office for whom may read its records, else of the actor's own receptions.

        Args:
            first: first day.
            last: last day.
            actor: who asks.
        """
        own = "" if allows(actor.role, Right.COMPLAINT_READ_BRANCH) else actor.staff_no
        with self._units(read_only=True) as uow:
            return _figures(uow.receptions.counts(first, last, (actor.organisation,), own))


def _own(uow: UnitOfWork, reception_id: str, actor: Actor) -> StoredReception | None:
    before = uow.receptions.get(reception_id)
    if before is not None and before.teller != actor.staff_no:
        raise SecurityRefusalError("people.own_records_only")
    return before


def _stored(reception: Reception, actor: Actor, now: datetime) -> StoredReception:
    return StoredReception(
        reception=reception,
        organisation=actor.organisation,
        counter=actor.counter,
        teller=actor.staff_no,
        saved_at=now,
    )


def _put(uow: UnitOfWork, actor: Actor, before: StoredReception | None, after: StoredReception) -> bool:
    """Store a reception with an event of what changed; False when nothing did."""
    if before is not None and before == replace(after, saved_at=before.saved_at):
        return False
    values = fields_of(after)
    old = fields_of(before) if before is not None else {}
    changed = {name: value for name, value in values.items() if name not in old or value != old[name]}
    shared, private = split(changed)
    uow.receptions.put(after)
    uow.log.append(actor, RECEPTION, after.reception.id, Op.SET if before else Op.CREATE, shared, private)
    return True


def put_recorded(uow: UnitOfWork, actor: Actor, complaint: Complaint, now: datetime) -> Changes:
    """Note in the reception that a record was made of it, in the transaction that makes the record."""
    reception = complaint.reception
    if reception is None:
        return Changes()
    before = uow.receptions.get(reception.id)
    if before is not None:
        reception = before.reception
    after = _stored(with_complaint(reception, complaint.id), actor, now)
    if before is not None:
        after = replace(after, organisation=before.organisation, counter=before.counter, teller=before.teller)
    return Changes.of(RECEPTION, reception.id) if _put(uow, actor, before, after) else Changes()


def _figures(counts: Iterable[ReceptionCount]) -> ReceptionFigures:
    by_end: dict[str, int] = {}
    topics: dict[str, int] = {}
    for row in counts:
        by_end[row.closing] = by_end.get(row.closing, 0) + row.count
        if row.closing == Closing.CONSULTATION:
            topics[row.topic] = topics.get(row.topic, 0) + row.count
    return ReceptionFigures(
        consultations=by_end.get(Closing.CONSULTATION, 0),
        recorded=by_end.get(Closing.RECORDED, 0),
        under_way=by_end.get("", 0),
        topics=dict(sorted(topics.items(), key=lambda pair: (-pair[1], pair[0]))),
    )
