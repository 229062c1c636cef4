"""The event log: appending in the open transaction, reading, and checking that nobody changed it."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, func, insert, select, update

from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.events import Event, Op, canonical, event_of
from hfc_desktop.storage.anchor import Head
from hfc_desktop.storage.models import EVENTS, LIVES, PRIVATES, EventRow, LifeRow, PrivateRow
from hfc_desktop.storage.queries import audit, seen
from hfc_desktop.storage.repositories import log_check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from hfc_desktop.domain.audit import AuditFilter, AuditMark, LogBreak
    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.ports import Progress
    from hfc_desktop.storage.anchor import Anchor

SALT_BYTES: Final = 16
_SHARED: Final = frozenset({"complaint"})
"""Kinds of record that several devices write."""
_REPLACING: Final = frozenset({Op.SET, Op.ACT, Op.TOMBSTONE})
_CHUNK: Final = 500
_HEAD: Final = select(
    LIVES.c.origin,
    LIVES.c.incarnation,
    LIVES.c.last_seq,
    LIVES.c.lamport,
    LIVES.c.head,
    select(func.max(LIVES.c.lamport)).scalar_subquery(),
).where(LIVES.c.id == bindparam("life"))
_ADD_EVENTS: Final = insert(EVENTS)
_ADD_PRIVATES: Final = insert(PRIVATES)
_MOVE_HEAD: Final = (
    update(LIVES)
    .where(LIVES.c.id == bindparam("life"))
    .values(last_seq=bindparam("seq"), lamport=bindparam("clock"), head=bindparam("end"))
)


@dataclass(slots=True)
class _Life:
    """The life of this store that is written to, with the head of its chain as far as it was appended."""

    origin: str
    incarnation: str
    last_seq: int
    lamport: int
    head: str

    def end(self) -> Head:
        return Head(f"{self.origin}/{self.incarnation}", self.last_seq, self.head)


class SqlEventLog:
    """``ports.EventLog`` over one session. The head of the chain is read once and written back before the commit."""

    def __init__(self, session: Session, life_id: int, now: Callable[[], datetime], anchor: Anchor) -> None:
        self._session = session
        self._anchor = anchor
        self._life_id = life_id
        self._now = now
        self._life: _Life | None = None
        self._began: Head | None = None
        self._clock = 0
        self._events: list[dict[str, object]] = []
        self._privates: list[dict[str, object]] = []

    def _head(self) -> _Life:
        if self._life is None:
            *values, self._clock = self._session.connection().execute(_HEAD, {"life": self._life_id}).one()
            self._life = _Life(*values)
            self._began = self._life.end()
        return self._life

    def append(
        self,
        actor: Actor,
        table: str,
        record: str,
        op: Op,
        fields: Mapping[str, JsonValue],
        private: Mapping[str, JsonValue] | None = None,
    ) -> Event:
        """Write one event in the open transaction, chained to the one before it."""
        before = self._seen(table, record, op, {**fields, **(private or {})})
        life = self._head()
        self._clock += 1
        salt = secrets.token_bytes(SALT_BYTES) if private else b""
        hidden = canonical(private) if private else b""
        entry = Event(
            origin=life.origin,
            incarnation=life.incarnation,
            seq=life.last_seq + 1,
            lamport=self._clock,
            at=self._now().isoformat(timespec="milliseconds"),
            actor=actor.staff_no,
            role=actor.role.value,
            table=table,
            record=record,
            op=op,
            fields=fields,
            seen=before,
            prev=life.head,
            private_hash=hashlib.sha256(salt + hidden).hexdigest() if private else "",
        )
        body = canonical(entry.to_json())
        life.last_seq, life.lamport, life.head = entry.seq, entry.lamport, hashlib.sha256(body).hexdigest()
        self._events.append(_event_values(self._life_id, entry, body.decode(), life.head))
        if private:
            self._privates.append({"life_id": self._life_id, "seq": entry.seq, "salt": salt, "body": hidden.decode()})
        return entry

    def _seen(self, table: str, record: str, op: Op, names: Mapping[str, JsonValue]) -> tuple[str, ...]:
        """Which events' values the new one replaces, for records that other devices may change as well."""
        if table not in _SHARED or op not in _REPLACING:
            return ()
        self.write()
        connection = self._session.connection()
        if op is Op.TOMBSTONE:
            return seen.all_keys(connection, table, record)
        return seen.replaced(connection, self._life_id, table, record, names)

    def write(self) -> None:
        """Bring what was appended into the tables; the unit of work calls it before reading the log and at commit."""
        if not self._events:
            return
        connection, life = self._session.connection(), self._head()
        connection.execute(_ADD_EVENTS, self._events)
        if self._privates:
            connection.execute(_ADD_PRIVATES, self._privates)
        moved = {"life": self._life_id, "seq": life.last_seq, "clock": life.lamport, "end": life.head}
        connection.execute(_MOVE_HEAD, moved)
        self._events, self._privates = [], []

    def events(self, table: str | None = None, record: str | None = None) -> Iterator[Event]:
        """Events in order of logical time, of one kind or one record if named."""
        for entry, _private in self.with_private(table, record):
            yield entry

    def with_private(
        self, table: str | None = None, record: str | None = None
    ) -> Iterator[tuple[Event, Mapping[str, JsonValue]]]:
        """Events with their private parts (empty when there is none)."""
        self.write()
        wanted = (
            select(EventRow.body, PrivateRow.body)
            .outerjoin(PrivateRow, (PrivateRow.life_id == EventRow.life_id) & (PrivateRow.seq == EventRow.seq))
            .order_by(EventRow.lamport, EventRow.life_id, EventRow.seq)
        )
        if table is not None:
            wanted = wanted.where(EventRow.table_name == table)
        if record is not None:
            wanted = wanted.where(EventRow.record == record)
        for body, private in self._session.execute(wanted.execution_options(yield_per=_CHUNK)):
            yield event_of(body), json.loads(private) if private else {}

    def private(self, event: Event) -> Mapping[str, JsonValue]:
        """The private part of an event; empty when it has none or it was redacted."""
        self.write()
        found = self._session.scalar(
            select(PrivateRow.body)
            .join(LifeRow, LifeRow.id == PrivateRow.life_id)
            .where(LifeRow.origin == event.origin, LifeRow.incarnation == event.incarnation)
            .where(PrivateRow.seq == event.seq)
        )
        return json.loads(found) if found else {}

    def count(self) -> int:
        """How many events the log holds."""
        self.write()
        return self._session.scalar(select(func.count()).select_from(EventRow)) or 0

    def first_break(self) -> str | None:
        """Key of the first event whose chain or private hash does not hold; ``None`` when all hold."""
        found = self.chain_break()
        return None if found is None else found.event

    def chain_break(self, progress: Progress | None = None) -> LogBreak | None:
        """The first place at which the log, taken by itself, does not hold."""
        self.write()
        self._session.flush()
        return log_check.chain_break(self._session, self._life_id, progress)

    def anchor_break(self) -> LogBreak | None:
        """What the head that is kept beside the store says against the log."""
        self.write()
        self._session.flush()
        return log_check.anchor_break(self._session, self._anchor, self._life_id)

    def page(self, wanted: AuditFilter) -> Sequence[tuple[Event, Mapping[str, JsonValue], AuditMark]]:
        """One page of the log, newest first, with private parts."""
        self.write()
        return audit.page(self._session, wanted)

    def redact(self, table: str, records: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Take the private parts of the events of records away for good; answers the keys of those events by record.

        The use case appends an event of ``Op.REDACT`` that names them, so that the chain holds.
        """
        keys: dict[str, list[str]] = {record: [] for record in records}
        for start in range(0, len(records), _CHUNK):
            some = EventRow.record.in_(records[start : start + _CHUNK])
            for record, key in self._take_private(EventRow.table_name == table, some):
                keys[record].append(key)
        return keys

    def redact_words(self, before: date) -> Sequence[str]:
        """Take the words away that lists were searched by before a day, which may name a customer; answers the keys."""
        aged = EventRow.at < datetime.combine(before, time(), SHANGHAI).isoformat(timespec="milliseconds")
        lists = (EventRow.record == "") & EventRow.op.in_([Op.READ.value, Op.EXPORT.value])
        return [key for _record, key in self._take_private(lists, aged)]

    def _take_private(self, *conditions: ColumnElement[bool]) -> Sequence[tuple[str, str]]:
        """Delete private parts; answers record and key of each event that had one."""
        self.write()
        wanted = (
            select(EventRow.record, EventRow.life_id, EventRow.seq, LifeRow.origin, LifeRow.incarnation)
            .join(LifeRow, LifeRow.id == EventRow.life_id)
            .join(PrivateRow, (PrivateRow.life_id == EventRow.life_id) & (PrivateRow.seq == EventRow.seq))
            .where(*conditions)
            .order_by(EventRow.lamport)
        )
        places = self._session.execute(wanted).all()
        gone = PRIVATES.delete().where(PRIVATES.c.life_id == bindparam("life"), PRIVATES.c.seq == bindparam("place"))
        if places:
            self._session.connection().execute(gone, [{"life": row.life_id, "place": row.seq} for row in places])
        return [(row.record, f"{row.origin}/{row.incarnation}/{row.seq}") for row in places]

    def committed(self) -> None:
        """Bring the head beside the store up to what was just committed."""
        if self._life is not None:
            self._anchor.advance(self._life.end(), self._holds)

    def _holds(self, head: Head) -> bool:
        """Whether the log has an event like that; the one that this transaction found at the end, it has."""
        return head == self._began or log_check.holds(self._session, head)

    def start_life(self, origin: str, incarnation: str) -> int:
        """Begin a new life of this store; later events are chained from an empty head. Returns its id."""
        clock = self._session.scalar(select(func.max(LifeRow.lamport))) or 0
        life = LifeRow(origin=origin, incarnation=incarnation, last_seq=0, lamport=clock, head="")
        self._session.add(life)
        self._session.flush()
        return life.id

    def raise_clock(self, lamport: int) -> None:
        """Take note of a logical time seen elsewhere, so that own events come after what was read."""
        self._session.execute(
            update(LifeRow).where(LifeRow.id == self._life_id, LifeRow.lamport < lamport).values(lamport=lamport)
        )


def _event_values(life_id: int, entry: Event, body: str, digest: str) -> dict[str, object]:
    return {
        "life_id": life_id,
        "seq": entry.seq,
        "lamport": entry.lamport,
        "table_name": entry.table,
        "record": entry.record,
        "op": entry.op.value,
        "actor": entry.actor,
        "at": entry.at,
        "hash": digest,
        "body": body,
    }
