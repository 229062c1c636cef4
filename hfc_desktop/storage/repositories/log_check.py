"""Checks that nobody changed the log: the chain, the private parts, the heads of earlier lives, the anchor."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

from hfc_desktop.domain.audit import BreakReason, LogBreak
from hfc_desktop.domain.events import Op, event_of
from hfc_desktop.storage.anchor import AnchorChangedError
from hfc_desktop.storage.models import EventRow, LifeRow, PrivateRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Row
    from sqlalchemy.orm import Session

    from hfc_desktop.domain.events import Event
    from hfc_desktop.services.ports import Progress
    from hfc_desktop.storage.anchor import Anchor, Head

NEW_LIFE: Final = "new_life"
"""``what`` of the event that begins a later life and vouches for the end of the one before."""
_CHUNK: Final = 500


def chain_break(session: Session, life_id: int, progress: Progress | None = None) -> LogBreak | None:
    """The first event whose chain or private hash does not hold; ``None`` when all hold.

    Changed, missing, added and reordered events are found, and a cut tail as long as the head that the store keeps was
    not cut with it. ``progress`` is told how many events were looked at; it cannot stop the check.
    """
    told = _Told(progress, session.scalar(select(func.count()).select_from(EventRow)) or 0)
    redacted, ends = _redacted(session), _ends_of_earlier_lives(session)
    origin = session.get_one(LifeRow, life_id).origin
    for life in session.scalars(select(LifeRow).order_by(LifeRow.id)):
        found = _break_in(session, life, redacted, ends.get(_name(life)), told, own=life.origin == origin)
        if found is not None:
            return LogBreak(f"{_name(life)}/{found[0]}", found[1])
    return None


class _Told:
    """Tells now and then how far the check is."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def one_more(self) -> None:
        """One more event was looked at."""
        self._done += 1
        if self._progress is not None and (self._done % _CHUNK == 0 or self._done == self._total):
            self._progress(self._done, self._total)


def anchor_break(session: Session, anchor: Anchor, life_id: int) -> LogBreak | None:
    """What the head beside the store says against the log; ``None`` when the log still holds that event."""
    life = session.get_one(LifeRow, life_id)
    try:
        head = anchor.read()
    except AnchorChangedError:
        return LogBreak(f"{_name(life)}/{life.last_seq}", BreakReason.ANCHOR_CHANGED)
    if head is None:
        return LogBreak(f"{_name(life)}/{life.last_seq}", BreakReason.ANCHOR_MISSING)
    if holds(session, head):
        return None
    reason = BreakReason.CUT if head.seq > life.last_seq or head.life != _name(life) else BreakReason.CHANGED
    return LogBreak(f"{head.life}/{min(head.seq, life.last_seq + 1)}", reason)


def holds(session: Session, head: Head) -> bool:
    """Whether the log has an event with that place and hash. Before the first event there is nothing to have."""
    origin, _slash, incarnation = head.life.partition("/")
    life_id = session.scalar(select(LifeRow.id).where(LifeRow.origin == origin, LifeRow.incarnation == incarnation))
    if life_id is None or head.seq == 0:
        return life_id is not None
    found = session.scalar(select(EventRow.hash).where(EventRow.life_id == life_id, EventRow.seq == head.seq))
    return found == head.hash


def _name(life: LifeRow) -> str:
    return f"{life.origin}/{life.incarnation}"


def _redacted(session: Session) -> frozenset[str]:
    """Events whose private part was taken away: those that a redaction names, and all of a record that is gone.

    What another device wrote about such a record before it heard of it is forgotten with it when it comes.
    """
    keys: set[str] = set()
    wanted = select(EventRow.table_name, EventRow.record, EventRow.body).where(EventRow.op == Op.REDACT.value)
    for table, record, body in session.execute(wanted).all():
        fields = json.loads(body)["fields"]
        keys.update(str(key) for key in _list_of(fields.get("events")))
        if fields.get("gone") and record:
            keys.update(_keys_of(session, table, record))
    return frozenset(keys)


def _keys_of(session: Session, table: str, record: str) -> list[str]:
    wanted = (
        select(LifeRow.origin, LifeRow.incarnation, EventRow.seq)
        .join(LifeRow, LifeRow.id == EventRow.life_id)
        .where(EventRow.table_name == table, EventRow.record == record)
    )
    return [f"{origin}/{incarnation}/{seq}" for origin, incarnation, seq in session.execute(wanted)]


def _list_of(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else []


def _ends_of_earlier_lives(session: Session) -> Mapping[str, tuple[int, str]]:
    """What the first event of each later life says of the end of the one before."""
    wanted = select(EventRow.body).where(EventRow.op == Op.SETTING.value, EventRow.seq == 1)
    said = [json.loads(body)["fields"] for body in session.scalars(wanted)]
    return {
        str(fields["life"]): (int(fields["last_seq"]), str(fields["head"]))
        for fields in said
        if fields.get("what") == NEW_LIFE
    }


def _break_in(
    session: Session, life: LifeRow, redacted: frozenset[str], end: tuple[int, str] | None, told: _Told, *, own: bool
) -> tuple[int, BreakReason] | None:
    """The first break in a life. Of another device's life, numbers and private parts may be missing: not yet sent."""
    head, seq = "", 0
    for row in _rows_of(session, life.id):
        told.one_more()
        seq += 1
        if row.seq != seq and own:
            return seq, BreakReason.MISSING
        if not _holds(row, life, row.seq, head if row.seq == seq else None, redacted, own=own):
            return row.seq, BreakReason.CHANGED
        head, seq = row.hash, row.seq
    wanted = {(life.last_seq, life.head)} | ({end} if end else set())
    return None if wanted == {(seq, head)} else (seq + 1, BreakReason.CUT)


def _rows_of(session: Session, life_id: int) -> Iterable[Row[Any]]:
    wanted = (
        select(*EventRow.__table__.columns, PrivateRow.salt, PrivateRow.body.label("private"))
        .outerjoin(PrivateRow, (PrivateRow.life_id == EventRow.life_id) & (PrivateRow.seq == EventRow.seq))
        .where(EventRow.life_id == life_id)
        .order_by(EventRow.seq)
    )
    return session.execute(wanted.execution_options(yield_per=_CHUNK))


def _holds(row: Row[Any], life: LifeRow, seq: int, head: str | None, redacted: frozenset[str], *, own: bool) -> bool:
    """Whether one row stands as it was written; ``head`` is ``None`` where the event before it is not held."""
    if hashlib.sha256(row.body.encode()).hexdigest() != row.hash:
        return False
    try:
        entry = event_of(row.body)
    except (ValueError, KeyError, TypeError):
        return False
    stands = (entry.origin, entry.incarnation, entry.seq) == (life.origin, life.incarnation, seq)
    if head is not None and entry.prev != head:
        return False
    written = (entry.table, entry.record, entry.op.value, entry.lamport, entry.actor, entry.at)
    repeated = (row.table_name, row.record, row.op, row.lamport, row.actor, row.at)
    return stands and written == repeated and _private_holds(row, entry, redacted, own=own)


def _private_holds(row: Row[Any], entry: Event, redacted: frozenset[str], *, own: bool) -> bool:
    if row.private is None:
        return not own or not entry.private_hash or entry.key in redacted
    return hashlib.sha256(row.salt + row.private.encode()).hexdigest() == entry.private_hash
