"""The exchange of files between domain values and tables, and the log as it travels."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy import delete, func, insert, select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from hfc_desktop.domain.devices import Device
from hfc_desktop.domain.disclosure import joined
from hfc_desktop.domain.events import event_of
from hfc_desktop.domain.exchange import FileState, Incoming, Life, Line, Parked, Reason, Receipt, Seal, Spans
from hfc_desktop.domain.merging import Alternative, Conflict, Written
from hfc_desktop.domain.record_json import document, from_json
from hfc_desktop.storage.models import (
    EVENTS,
    PRIVATES,
    ConflictRow,
    DeviceRow,
    EventRow,
    ExchangeFileRow,
    HeldReceiptRow,
    LifeRow,
    ParkedRow,
    PrivateRow,
    SealRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

    from hfc_desktop.domain.exchange import Arrival, Span

_CHUNK: Final = 500


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class SqlExchange:
    """``exchange_ports.ExchangeRepository`` over one session."""

    def __init__(self, session: Session, life_id: int) -> None:
        self._session = session
        self._life_id = life_id
        self._life_ids: dict[Life, int] = {}

    # -- devices and files --------------------------------------------------------------------------------------------

    def put_device(self, device: Device) -> None:
        """Add or change a device."""
        self._session.merge(
            DeviceRow(
                origin=device.origin,
                office=device.office,
                fingerprint=device.fingerprint,
                state=device.state.value,
                document=_compact(document(device)),
            )
        )

    def device(self, origin: str) -> Device | None:
        """One device."""
        row = self._session.get(DeviceRow, origin)
        return None if row is None else from_json(Device, json.loads(row.document))

    def device_of(self, fingerprint: str) -> Device | None:
        """The device with this fingerprint, as it stands in the header of a file."""
        wanted = select(DeviceRow.document).where(DeviceRow.fingerprint == fingerprint)
        found = self._session.scalar(wanted)
        return None if found is None else from_json(Device, json.loads(found))

    def devices(self) -> Sequence[Device]:
        """All devices, by office."""
        rows = self._session.scalars(select(DeviceRow).order_by(DeviceRow.office, DeviceRow.origin))
        return [from_json(Device, json.loads(row.document)) for row in rows]

    def put_file(self, incoming: Incoming, content: bytes | None) -> None:
        """Remember a file."""
        self._session.merge(
            ExchangeFileRow(
                sha256=incoming.sha256,
                name=incoming.name,
                office=incoming.office,
                at=incoming.at,
                state=incoming.state.value,
                reason=incoming.reason,
                report=_compact(document(incoming)),
                content=content,
            )
        )

    def file(self, sha256: str) -> Incoming | None:
        """A file that came before."""
        row = self._session.get(ExchangeFileRow, sha256)
        return None if row is None else from_json(Incoming, json.loads(row.report))

    def files(self, state: FileState) -> Sequence[Incoming]:
        """Files in one state, newest first."""
        wanted = select(ExchangeFileRow.report).where(ExchangeFileRow.state == state.value)
        found = self._session.scalars(wanted.order_by(ExchangeFileRow.at.desc(), ExchangeFileRow.sha256))
        return [from_json(Incoming, json.loads(report)) for report in found]

    def content(self, sha256: str) -> bytes | None:
        """The bytes of a file that waits."""
        return self._session.scalar(select(ExchangeFileRow.content).where(ExchangeFileRow.sha256 == sha256))

    def park(self, lines: Iterable[Parked]) -> None:
        """Let lines wait."""
        for line in lines:
            self._session.merge(
                ParkedRow(sha256=line.sha256, number=line.number, reason=line.reason.value, key=line.key, raw=line.raw)
            )

    def parked(self) -> Sequence[Parked]:
        """Lines that wait."""
        rows = self._session.scalars(select(ParkedRow).order_by(ParkedRow.sha256, ParkedRow.number))
        return [Parked(row.sha256, row.number, Reason(row.reason), row.key, row.raw) for row in rows]

    def unpark(self, parked: Parked) -> None:
        """A line waits no more."""
        self._session.execute(
            delete(ParkedRow).where(ParkedRow.sha256 == parked.sha256, ParkedRow.number == parked.number)
        )

    # -- receipts, seals ----------------------------------------------------------------------------------------------

    def put_receipt(self, office: str, receipt: Receipt, *, given: bool) -> None:
        """Remember the last receipt to or from an office."""
        self._session.merge(HeldReceiptRow(office=office, given=given, document=_compact(document(receipt))))

    def receipt(self, office: str, *, given: bool) -> Receipt | None:
        """The last receipt to or from an office."""
        row = self._session.get(HeldReceiptRow, (office, given))
        return None if row is None else from_json(Receipt, json.loads(row.document))

    def receipts(self) -> Sequence[tuple[str, bool, Receipt]]:
        """All of them: office, whether we gave it, receipt."""
        rows = self._session.scalars(select(HeldReceiptRow).order_by(HeldReceiptRow.office, HeldReceiptRow.given))
        return [(row.office, row.given, from_json(Receipt, json.loads(row.document))) for row in rows]

    def put_seal(self, seal: Seal) -> None:
        """Remember the furthest seal of a life."""
        row = self._session.get(SealRow, (seal.origin, seal.incarnation))
        if row is None or row.seq < seal.seq:
            self._session.merge(SealRow(**document(seal)))

    def seals(self) -> Sequence[Seal]:
        """The furthest seal of each life."""
        rows = self._session.scalars(select(SealRow).order_by(SealRow.origin, SealRow.incarnation))
        return [Seal(row.origin, row.incarnation, row.seq, row.hash, row.signature) for row in rows]

    # -- the log as it travels ----------------------------------------------------------------------------------------

    def own_life(self) -> Life:
        """The life of this store."""
        row = self._session.get_one(LifeRow, self._life_id)
        return Life(row.origin, row.incarnation)

    def spans(self, lives: Iterable[Life] | None = None) -> Mapping[Life, Spans]:
        """Numbers that are held of each life: rows less their rank are the same throughout a run."""
        rank = func.row_number().over(partition_by=EventRow.life_id, order_by=EventRow.seq)
        rows = select(EventRow.life_id, EventRow.seq, (EventRow.seq - rank).label("run"))
        if lives is not None:
            ids = [self._life_id_of(life) for life in lives]
            rows = rows.where(EventRow.life_id.in_([number for number in ids if number is not None]))
        numbered = rows.subquery()
        runs = (
            select(LifeRow.origin, LifeRow.incarnation, func.min(numbered.c.seq), func.max(numbered.c.seq))
            .join(LifeRow, LifeRow.id == numbered.c.life_id)
            .group_by(numbered.c.life_id, numbered.c.run)
        )
        spans: dict[Life, Spans] = {}
        for origin, incarnation, first, last in self._session.execute(runs):
            spans.setdefault(Life(origin, incarnation), Spans()).add(first, last)
        return spans

    def hash_at(self, life: Life, seq: int) -> str:
        """Hash of an event; empty when it is not held."""
        number = self._life_id_of(life)
        if number is None:
            return ""
        wanted = select(EventRow.hash).where(EventRow.life_id == number, EventRow.seq == seq)
        return self._session.scalar(wanted) or ""

    def held(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Hash by key of those that are held."""
        by_life: dict[Life, list[int]] = {}
        for key in keys:
            origin, incarnation, place = key.split("/")
            by_life.setdefault(Life(origin, incarnation), []).append(int(place))
        found: dict[str, str] = {}
        for life, numbers in by_life.items():
            number = self._life_id_of(life)
            for at in range(0, len(numbers) if number is not None else 0, _CHUNK):
                part = numbers[at : at + _CHUNK]
                wanted = select(EventRow.seq, EventRow.hash).where(EventRow.life_id == number, EventRow.seq.in_(part))
                for seq, digest in self._session.execute(wanted):
                    found[f"{life.origin}/{life.incarnation}/{seq}"] = digest
        return found

    def _life_id_of(self, life: Life) -> int | None:
        if life not in self._life_ids:
            wanted = select(LifeRow.id).where(LifeRow.origin == life.origin, LifeRow.incarnation == life.incarnation)
            found = self._session.scalar(wanted)
            if found is None:
                return None
            self._life_ids[life] = found
        return self._life_ids[life]

    def lines(self, life: Life, runs: Sequence[Span], *, private: bool) -> Iterator[Line]:
        """Events as they travel, in order."""
        number = self._life_id_of(life)
        for first, last in runs if number is not None else ():
            wanted = (
                select(EventRow.body, PrivateRow.salt, PrivateRow.body)
                .outerjoin(PrivateRow, (PrivateRow.life_id == EventRow.life_id) & (PrivateRow.seq == EventRow.seq))
                .where(EventRow.life_id == number, EventRow.seq.between(first, last))
                .order_by(EventRow.seq)
            )
            for body, salt, own in self._session.execute(wanted.execution_options(yield_per=_CHUNK)):
                if private and own is not None:
                    yield Line(body=body, salt=salt.hex(), private=own)
                else:
                    yield Line(body=body)

    def gaps(self, life: Life) -> Sequence[Span]:
        """Runs that are missing below the greatest number held; quick where none is, as in most lives."""
        number = self._life_id_of(life)
        wanted = select(func.count(), func.max(EventRow.seq)).where(EventRow.life_id == number)
        count, last = self._session.execute(wanted).one()
        return () if not count or count == last else self.spans([life])[life].gaps

    def take_in(self, arrivals: Sequence[Arrival]) -> None:
        """Add events of other lives, byte for byte as they came."""
        events: list[dict[str, Any]] = []
        privates: list[dict[str, Any]] = []
        furthest: dict[int, tuple[int, int, str]] = {}
        for arrival in arrivals:
            event, digest, line = arrival.event, arrival.digest, arrival.line
            number = self._life_id_of(Life.of(event)) or self._begin(Life.of(event))
            events.append(
                {
                    "life_id": number,
                    "seq": event.seq,
                    "lamport": event.lamport,
                    "table_name": event.table,
                    "record": event.record,
                    "op": event.op.value,
                    "actor": event.actor,
                    "at": event.at,
                    "hash": digest,
                    "body": line.body,
                }
            )
            if line.private:
                salt = bytes.fromhex(line.salt)
                privates.append({"life_id": number, "seq": event.seq, "salt": salt, "body": line.private})
            seq, lamport, _head = furthest.get(number, (0, 0, ""))
            head = digest if event.seq > seq else _head
            furthest[number] = (max(seq, event.seq), max(lamport, event.lamport), head)
        if events:
            self._session.execute(insert(EVENTS), events)
        if privates:
            self._session.execute(insert(PRIVATES), privates)
        for number, (seq, lamport, head) in furthest.items():
            life = self._session.get_one(LifeRow, number)
            if seq > life.last_seq:
                life.last_seq, life.head = seq, head
            life.lamport = max(life.lamport, lamport)

    def _begin(self, life: Life) -> int:
        row = LifeRow(origin=life.origin, incarnation=life.incarnation, last_seq=0, lamport=0, head="")
        self._session.add(row)
        self._session.flush()
        self._life_ids[life] = row.id
        return row.id

    def all_written(self, table: str) -> Iterator[tuple[str, Sequence[Written]]]:
        """Each record of a kind with its events, in the order of ids."""
        wanted = (
            select(EventRow.record, EventRow.body, PrivateRow.body)
            .outerjoin(PrivateRow, (PrivateRow.life_id == EventRow.life_id) & (PrivateRow.seq == EventRow.seq))
            .where(EventRow.table_name == table, EventRow.record != "")
            .order_by(EventRow.record)
            .execution_options(yield_per=_CHUNK)
        )
        for record, rows in groupby(self._session.execute(wanted), key=lambda row: row[0]):
            yield record, [written_of(body, private) for _record, body, private in rows]

    def written(self, table: str, record: str) -> Sequence[Written]:
        """Events of one record with all that is held of them."""
        wanted = (
            select(EventRow.body, PrivateRow.body)
            .outerjoin(PrivateRow, (PrivateRow.life_id == EventRow.life_id) & (PrivateRow.seq == EventRow.seq))
            .where(EventRow.table_name == table, EventRow.record == record)
        )
        return [written_of(body, private) for body, private in self._session.execute(wanted)]

    def counted(self, table: str, records: Sequence[str]) -> Mapping[str, int]:
        """How many events of each record are held."""
        found: dict[str, int] = {}
        for at in range(0, len(records), _CHUNK):
            some = EventRow.record.in_(records[at : at + _CHUNK])
            wanted = select(EventRow.record, func.count()).where(EventRow.table_name == table, some)
            found.update((record, count) for record, count in self._session.execute(wanted.group_by(EventRow.record)))
        return found

    def written_of(self, table: str, records: Sequence[str]) -> Mapping[str, Sequence[Written]]:
        """Events of several records with all that is held of them."""
        found: dict[str, list[Written]] = {}
        for at in range(0, len(records), _CHUNK):
            wanted = (
                select(EventRow.record, EventRow.body, PrivateRow.body)
                .outerjoin(PrivateRow, (PrivateRow.life_id == EventRow.life_id) & (PrivateRow.seq == EventRow.seq))
                .where(EventRow.table_name == table, EventRow.record.in_(records[at : at + _CHUNK]))
            )
            for record, body, private in self._session.execute(wanted):
                found.setdefault(record, []).append(written_of(body, private))
        return found

    # -- conflicts ----------------------------------------------------------------------------------------------------

    def put_conflicts(self, table: str, conflicts: Mapping[str, Sequence[Conflict]]) -> None:
        """What stands beside one another in records; replaces what was noted of them before."""
        records = list(conflicts)
        for at in range(0, len(records), _CHUNK):
            some = ConflictRow.record.in_(records[at : at + _CHUNK])
            self._session.execute(delete(ConflictRow).where(ConflictRow.table_name == table, some))
        rows = [
            {"table_name": table, "record": record, "field": one.field, "document": _compact(document(one))}
            for record, found in conflicts.items()
            for one in found
        ]
        if rows:
            self._session.execute(sqlite_insert(ConflictRow), rows)

    def conflicts(self) -> Sequence[tuple[str, str, Conflict]]:
        """Table, record and conflict, by record."""
        rows = self._session.scalars(select(ConflictRow).order_by(ConflictRow.record, ConflictRow.field))
        return [(row.table_name, row.record, _conflict(json.loads(row.document))) for row in rows]


def written_of(body: str, private: str | None) -> Written:
    """An event with all that is held of it."""
    event = event_of(body)
    return Written(event, joined(event.fields, json.loads(private) if private else {}))


def _alternative(values: Mapping[str, Any]) -> Alternative:
    return Alternative(values["event"], values["actor"], values["role"], values["at"], values["value"])


def _conflict(values: Mapping[str, Any]) -> Conflict:
    others = cast("Sequence[Mapping[str, Any]]", values["others"])
    return Conflict(values["field"], _alternative(values["shown"]), tuple(_alternative(one) for one in others))
