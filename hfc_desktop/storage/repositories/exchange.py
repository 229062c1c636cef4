"""The exchange of files between domain values and tables, and the log as it travels."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy import bindparam, case, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from hfc_desktop.domain.devices import Device
from hfc_desktop.domain.disclosure import joined
from hfc_desktop.domain.events import event_of
from hfc_desktop.domain.exchange import FileState, Incoming, Life, Line, Parked, Reason, Receipt, Seal, Spans
from hfc_desktop.domain.merging import Alternative, Conflict, Written
from hfc_desktop.domain.record_json import document, from_json
from hfc_desktop.storage.bulk import BulkInsert
from hfc_desktop.storage.engine import CACHE_KIB
from hfc_desktop.storage.models import (
    EVENTS,
    LIVES,
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

    from sqlalchemy import Table
    from sqlalchemy.dialects.sqlite import Insert
    from sqlalchemy.orm import Session

    from hfc_desktop.domain.exchange import Arrival, Span

_CHUNK: Final = 500
_MANY_KIB: Final = 64_000
"""KiB of pages that a connection holds while thousands of events come in."""
_DEVICES: Final = cast("Table", DeviceRow.__table__)
_FILES: Final = cast("Table", ExchangeFileRow.__table__)
_PARKED: Final = cast("Table", ParkedRow.__table__)
_RECEIPTS: Final = cast("Table", HeldReceiptRow.__table__)
_SEALS: Final = cast("Table", SealRow.__table__)


def _put(table: Table) -> Insert:
    """Adds rows, or changes those that are there."""
    adding = sqlite_insert(table)
    keys = {column.name for column in table.primary_key.columns}
    changed = {column.name: adding.excluded[column.name] for column in table.columns if column.name not in keys}
    return adding.on_conflict_do_update(index_elements=sorted(keys), set_=changed)


# What hundreds of files ask for each, built once.
_PUT_DEVICE: Final = _put(_DEVICES)
_PUT_FILE: Final = _put(_FILES)
_PARK: Final = _put(_PARKED)
_PUT_RECEIPT: Final = _put(_RECEIPTS)
_SEAL: Final = sqlite_insert(_SEALS)
_PUT_SEAL: Final = _SEAL.on_conflict_do_update(
    index_elements=["origin", "incarnation"],
    set_={name: _SEAL.excluded[name] for name in ("seq", "hash", "signature")},
    where=_SEALS.c.seq < _SEAL.excluded.seq,
)
_DEVICE: Final = select(_DEVICES.c.document).where(_DEVICES.c.origin == bindparam("wanted"))
_DEVICE_OF: Final = select(_DEVICES.c.document).where(_DEVICES.c.fingerprint == bindparam("wanted"))
_FILE: Final = select(_FILES.c.report).where(_FILES.c.sha256 == bindparam("wanted"))
_RECEIPT: Final = select(_RECEIPTS.c.document).where(
    _RECEIPTS.c.office == bindparam("wanted"), _RECEIPTS.c.given == bindparam("given")
)
_LIFE: Final = select(LIVES.c.id).where(
    LIVES.c.origin == bindparam("origin"), LIVES.c.incarnation == bindparam("incarnation")
)
_BEGIN: Final = insert(LIVES).returning(LIVES.c.id)
_ADD_EVENTS: Final = BulkInsert(EVENTS)
_ADD_PRIVATES: Final = BulkInsert(PRIVATES)
_MOVE_HEAD: Final = (
    update(LIVES)
    .where(LIVES.c.id == bindparam("life"))
    .values(
        head=case((LIVES.c.last_seq < bindparam("seq"), bindparam("end")), else_=LIVES.c.head),
        last_seq=func.max(LIVES.c.last_seq, bindparam("seq")),
        lamport=func.max(LIVES.c.lamport, bindparam("clock")),
    )
)


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
        values = {
            "origin": device.origin,
            "office": device.office,
            "fingerprint": device.fingerprint,
            "state": device.state.value,
            "document": _compact(document(device)),
        }
        self._session.connection().execute(_PUT_DEVICE, values)

    def device(self, origin: str) -> Device | None:
        """One device."""
        return _device(self._session.connection().execute(_DEVICE, {"wanted": origin}).scalar())

    def device_of(self, fingerprint: str) -> Device | None:
        """The device with this fingerprint, as it stands in the header of a file."""
        return _device(self._session.connection().execute(_DEVICE_OF, {"wanted": fingerprint}).scalar())

    def devices(self) -> Sequence[Device]:
        """All devices, by office."""
        wanted = select(DeviceRow.document).order_by(DeviceRow.office, DeviceRow.origin)
        return [from_json(Device, json.loads(found)) for found in self._session.scalars(wanted)]

    def put_files(self, files: Sequence[tuple[Incoming, bytes | None]]) -> None:
        """Remember files."""
        rows = [
            {
                "sha256": incoming.sha256,
                "name": incoming.name,
                "office": incoming.office,
                "at": incoming.at,
                "state": incoming.state.value,
                "reason": incoming.reason,
                "report": _compact(document(incoming)),
                "content": content,
            }
            for incoming, content in files
        ]
        if rows:
            self._session.connection().execute(_PUT_FILE, rows)

    def file(self, sha256: str) -> Incoming | None:
        """A file that came before."""
        report = self._session.connection().execute(_FILE, {"wanted": sha256}).scalar()
        return None if report is None else from_json(Incoming, json.loads(report))

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
        rows = [
            {
                "sha256": line.sha256,
                "number": line.number,
                "reason": line.reason.value,
                "key": line.key,
                "raw": line.raw,
            }
            for line in lines
        ]
        if rows:
            self._session.connection().execute(_PARK, rows)

    def parked(self) -> Sequence[Parked]:
        """Lines that wait."""
        rows = self._session.execute(select(_PARKED).order_by(_PARKED.c.sha256, _PARKED.c.number))
        return [Parked(row.sha256, row.number, Reason(row.reason), row.key, row.raw) for row in rows]

    def unpark(self, parked: Parked) -> None:
        """A line waits no more."""
        self._session.execute(
            delete(ParkedRow).where(ParkedRow.sha256 == parked.sha256, ParkedRow.number == parked.number)
        )

    # -- receipts, seals ----------------------------------------------------------------------------------------------

    def put_receipt(self, office: str, receipt: Receipt, *, given: bool) -> None:
        """Remember the last receipt to or from an office."""
        values = {"office": office, "given": given, "document": _compact(document(receipt))}
        self._session.connection().execute(_PUT_RECEIPT, values)

    def receipt(self, office: str, *, given: bool) -> Receipt | None:
        """The last receipt to or from an office."""
        found = self._session.connection().execute(_RECEIPT, {"wanted": office, "given": given}).scalar()
        return None if found is None else from_json(Receipt, json.loads(found))

    def receipts(self) -> Sequence[tuple[str, bool, Receipt]]:
        """All of them: office, whether we gave it, receipt."""
        rows = self._session.execute(select(_RECEIPTS).order_by(_RECEIPTS.c.office, _RECEIPTS.c.given))
        return [(row.office, row.given, from_json(Receipt, json.loads(row.document))) for row in rows]

    def put_seals(self, seals: Sequence[Seal]) -> None:
        """Remember the furthest seal of each life."""
        if seals:
            self._session.connection().execute(_PUT_SEAL, [document(seal) for seal in seals])

    def seals(self) -> Sequence[Seal]:
        """The furthest seal of each life."""
        rows = self._session.execute(select(_SEALS).order_by(_SEALS.c.origin, _SEALS.c.incarnation))
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
            place = {"origin": life.origin, "incarnation": life.incarnation}
            found = self._session.connection().execute(_LIFE, place).scalar()
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

    def gaps_of(self, lives: Sequence[Life]) -> Mapping[Life, Sequence[Span]]:
        """Runs that are missing below the greatest number held; quick where none is, as in most lives."""
        ids = {number: life for life in lives if (number := self._life_id_of(life)) is not None}
        torn: list[Life] = []
        numbers = list(ids)
        for at in range(0, len(numbers), _CHUNK):
            some = EventRow.life_id.in_(numbers[at : at + _CHUNK])
            wanted = select(EventRow.life_id).where(some).group_by(EventRow.life_id)
            holed = wanted.having(func.count() != func.max(EventRow.seq))
            torn += [ids[number] for number in self._session.scalars(holed)]
        spans = self.spans(torn) if torn else {}
        return {life: held.gaps for life, held in spans.items()}

    def expect(self, *, many: bool) -> None:
        """Hold more pages, or as few as usual.

        Each new record goes into two dozen indexes, and a page that is not held is read and decrypted, encrypted and
        written again for each.
        """
        self._session.connection().exec_driver_sql(f"PRAGMA cache_size = -{_MANY_KIB if many else CACHE_KIB}")

    def take_in(self, arrivals: Sequence[Arrival]) -> None:
        """Add events of other lives, byte for byte as they came."""
        events: list[Mapping[str, object]] = []
        privates: list[Mapping[str, object]] = []
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
            seq, lamport, head = furthest.get(number, (0, 0, ""))
            head = digest if event.seq > seq else head
            furthest[number] = (max(seq, event.seq), max(lamport, event.lamport), head)
        connection = self._session.connection()
        _ADD_EVENTS.run(connection, events)
        _ADD_PRIVATES.run(connection, privates)
        moved = [
            {"life": number, "seq": seq, "clock": lamport, "end": head}
            for number, (seq, lamport, head) in furthest.items()
        ]
        if moved:
            connection.execute(_MOVE_HEAD, moved)

    def _begin(self, life: Life) -> int:
        values = {"origin": life.origin, "incarnation": life.incarnation, "last_seq": 0, "lamport": 0, "head": ""}
        made = self._session.connection().execute(_BEGIN, values).scalar_one()
        self._life_ids[life] = made
        return int(made)

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


def _device(text: str | None) -> Device | None:
    return None if text is None else from_json(Device, json.loads(text))


def _alternative(values: Mapping[str, Any]) -> Alternative:
    return Alternative(values["event"], values["actor"], values["role"], values["at"], values["value"])


def _conflict(values: Mapping[str, Any]) -> Conflict:
    others = cast("Sequence[Mapping[str, Any]]", values["others"])
    return Conflict(values["field"], _alternative(values["shown"]), tuple(_alternative(one) for one in others))
