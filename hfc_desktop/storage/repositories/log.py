"""The event log: appending in the open transaction, reading, and checking that nobody changed it."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, insert, select, update

from hfc_desktop.domain.events import Event, Op, canonical, private_hash
from hfc_desktop.storage.models import EVENTS, PRIVATES, EventRow, LifeRow, PrivateRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Row
    from sqlalchemy.orm import Session

    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.domain.people import Actor

SALT_BYTES: Final = 16
_CHUNK: Final = 500


def event_of(body: str) -> Event:
    """An event from its canonical JSON."""
    values: dict[str, Any] = json.loads(body)
    return Event(**{**values, "op": Op(values["op"]), "seen": tuple(values["seen"])})


class SqlEventLog:
    """``ports.EventLog`` over one session. The head of the chain is read once and written back before the commit."""

    def __init__(self, session: Session, life_id: int, now: Callable[[], datetime]) -> None:
        self._session = session
        self._life_id = life_id
        self._now = now
        self._life: LifeRow | None = None
        self._clock = 0
        self._events: list[dict[str, object]] = []
        self._privates: list[dict[str, object]] = []

    def _head(self) -> LifeRow:
        if self._life is None:
            self._life = self._session.get_one(LifeRow, self._life_id)
            self._clock = self._session.scalar(select(func.max(LifeRow.lamport))) or 0
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
        life = self._head()
        self._clock += 1
        salt = secrets.token_bytes(SALT_BYTES) if private else b""
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
            prev=life.head,
            private_hash=private_hash(salt, private) if private else "",
        )
        body = canonical(entry.to_json())
        life.last_seq, life.lamport, life.head = entry.seq, entry.lamport, hashlib.sha256(body).hexdigest()
        self._events.append(_event_values(self._life_id, entry, body.decode(), life.head))
        if private:
            text = canonical(private).decode()
            self._privates.append({"life_id": self._life_id, "seq": entry.seq, "salt": salt, "body": text})
        return entry

    def write(self) -> None:
        """Bring what was appended into the tables; the unit of work calls it before reading the log and at commit."""
        if self._events:
            self._session.execute(insert(EVENTS), self._events)
        if self._privates:
            self._session.execute(insert(PRIVATES), self._privates)
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
        """Key of the first event whose chain or private hash does not hold; ``None`` when all hold.

        Changed, missing, added and reordered events are found, and a cut tail as well as long as the head that the
        store keeps was not cut with it. A head that was sent upward finds that, too.
        """
        self._save_head()
        redacted = self._redacted()
        for life in self._session.scalars(select(LifeRow).order_by(LifeRow.id)):
            broken = self._break_in(life, redacted)
            if broken is not None:
                return f"{life.origin}/{life.incarnation}/{broken}"
        return None

    def _save_head(self) -> None:
        self.write()
        self._session.flush()

    def _redacted(self) -> frozenset[str]:
        keys: set[str] = set()
        wanted = select(EventRow.body).where(EventRow.op == Op.REDACT.value)
        for body in self._session.scalars(wanted):
            keys.update(str(key) for key in _redacted_by(body))
        return frozenset(keys)

    def _break_in(self, life: LifeRow, redacted: frozenset[str]) -> int | None:
        head, seq = "", 0
        for row in self._rows_of(life.id):
            seq += 1
            if not _holds(row, life, seq, head, redacted):
                return seq
            head = row.hash
        return None if (seq, head) == (life.last_seq, life.head) else seq + 1

    def _rows_of(self, life_id: int) -> Iterable[Row[Any]]:
        wanted = (
            select(
                EventRow.seq,
                EventRow.lamport,
                EventRow.table_name,
                EventRow.record,
                EventRow.op,
                EventRow.hash,
                EventRow.body,
                PrivateRow.salt,
                PrivateRow.body.label("private"),
            )
            .outerjoin(PrivateRow, (PrivateRow.life_id == EventRow.life_id) & (PrivateRow.seq == EventRow.seq))
            .where(EventRow.life_id == life_id)
            .order_by(EventRow.seq)
        )
        return self._session.execute(wanted.execution_options(yield_per=_CHUNK))

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
        "hash": digest,
        "body": body,
    }


def _redacted_by(body: str) -> Sequence[object]:
    events = json.loads(body)["fields"].get("events", [])
    return events if isinstance(events, list) else []


def _holds(row: Row[Any], life: LifeRow, seq: int, head: str, redacted: frozenset[str]) -> bool:
    if hashlib.sha256(row.body.encode()).hexdigest() != row.hash:
        return False
    try:
        entry = event_of(row.body)
    except (ValueError, KeyError, TypeError):
        return False
    stands = (entry.origin, entry.incarnation, entry.seq, entry.prev) == (life.origin, life.incarnation, seq, head)
    repeated = (entry.table, entry.record, entry.op.value, entry.lamport) == (
        row.table_name,
        row.record,
        row.op,
        row.lamport,
    )
    return stands and repeated and row.seq == seq and _private_holds(row, entry, redacted)


def _private_holds(row: Row[Any], entry: Event, redacted: frozenset[str]) -> bool:
    if row.private is None:
        return not entry.private_hash or entry.key in redacted
    return hashlib.sha256(row.salt + row.private.encode()).hexdigest() == entry.private_hash
