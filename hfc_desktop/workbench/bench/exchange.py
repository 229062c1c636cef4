"""Taking files in at head office, beside the floor: the same bytes hashed, one signature each checked, and inserted.

One branch is lived for real, with registrations and steps by the services; the others are that branch again under ids,
numbers and keys of their own. What travels is what would: the shared parts, sealed for head office.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hfc_desktop import __version__
from hfc_desktop.bootstrap.content import ShippedRules
from hfc_desktop.bootstrap.ledger import wire_ledger
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.devices import Device, DeviceState
from hfc_desktop.domain.events import canonical
from hfc_desktop.domain.exchange import FileKind, Header, LifeSpan, Line
from hfc_desktop.domain.life_cycle import Action
from hfc_desktop.domain.life_guards import Step
from hfc_desktop.domain.people import Actor, Role
from hfc_desktop.exchange import envelope
from hfc_desktop.exchange.courier import Courier
from hfc_desktop.exchange.keys import DeviceKeys, fingerprint, verifies
from hfc_desktop.security.customer_keys import HmacCustomerKeys
from hfc_desktop.services.complaints import ComplaintService
from hfc_desktop.services.receiving import ReceivingService
from hfc_desktop.storage.projector import SqlProjector
from hfc_desktop.storage.store import create_store
from hfc_desktop.workbench.bench.figures import Figure, milliseconds
from hfc_desktop.workbench.bench.save import sample_draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

FILES: Final = int(os.environ.get("HFC_BENCH_FILES", "1000"))
EVENTS: Final = 200
LIMIT_S: Final = 30.0
AGAIN_LIMIT_S: Final = 8.0
_CASES: Final = 40
_NOW: Final = datetime(2026, 11, 24, 9, tzinfo=SHANGHAI)
_TELLER: Final = Actor(staff_no="T1", role=Role.TELLER, organisation="1100", counter="A1")
_HANDLER: Final = Actor(staff_no="H1", role=Role.COMPLAINT_HANDLER, organisation="1100", counter="A1")
_HEAD: Final = Actor(staff_no="M1", role=Role.BRANCH_MANAGER, organisation="0000", counter="00")


@dataclass(frozen=True, slots=True)
class _Sent:
    """A branch's file, and the device that sends it."""

    device: Device
    content: bytes


def _lived(folder: Path) -> list[dict[str, Any]]:
    """The log of a branch with forty cases: registered, accepted, contacted, investigated, looked at."""
    key, clock = secrets.token_bytes(32), [_NOW]
    store = create_store(folder / "lived.db", key, lambda: clock[0])
    keys, rules, uow = HmacCustomerKeys(*store.customer_secret()), ShippedRules(), store.unit_of_work
    complaints = ComplaintService(uow, lambda: clock[0], keys, None, __version__, rules=rules)
    cases = wire_ledger(uow, lambda: clock[0], rules, keys, 5).cases
    for number in range(_CASES):
        clock[0] += timedelta(seconds=40)
        done, _changes = complaints.register(replace(sample_draft(number), received_at=clock[0]), _TELLER)
        for action in (Action.ACCEPT, Action.CONTACT, Action.INVESTIGATE):
            cases.act(done.id, Step(action=action), _HANDLER)
        complaints.get(done.id, _HANDLER)
    with store.unit_of_work(read_only=True) as unit:
        events = [event.to_json() for event in unit.log.events()]
    store.close()
    return events[:EVENTS]


class _Branches:
    """The same branch again, as often as is asked for."""

    def __init__(self, lived: Sequence[dict[str, Any]], to: DeviceKeys) -> None:
        self._lived, self._to = lived, to
        self.records = sorted({event["record"] for event in lived if event["table"] == "complaint"} - {""})

    def file(self, number: int) -> _Sent:
        """The file of branch ``number``."""
        keys, origin, life = DeviceKeys.make(), secrets.token_hex(16), secrets.token_hex(16)
        office = f"{number:06d}"
        device = Device(
            origin=origin,
            office=office,
            name=office,
            fingerprint=fingerprint(keys.public, keys.recipient),
            signing_key=keys.public,
            recipient=keys.recipient,
            state=DeviceState.ENROLLED,
        )
        lines = list(self._lines(number, origin, life))
        header = Header(
            kind=FileKind.EVENTS,
            origin=origin,
            incarnation=life,
            device=device.fingerprint,
            office=office,
            recipient=self._to.recipient,
            private=False,
            spans=(LifeSpan(origin, life, 1, len(lines)),),
            count=len(lines),
            created_at=_NOW.isoformat(),
            app_version=__version__,
        )
        return _Sent(device, envelope.seal(header, lines, keys, (self._to.recipient,)))

    def _lines(self, number: int, origin: str, life: str) -> Iterator[Line]:
        names = {record: f"{record[:-8]}{number:08x}" for record in self.records}
        before = ""
        for event in self._lived:
            fields = dict(event["fields"])
            record = names.get(event["record"], event["record"])
            fields |= {"id": record} if "id" in fields else {}
            fields |= {"number": f"{fields['number']}-{number}"} if "number" in fields else {}
            seen = [f"{origin}/{life}/{key.rpartition('/')[2]}" for key in event["seen"]]
            own = {"origin": origin, "incarnation": life, "record": record, "fields": fields, "seen": seen}
            body = canonical({**event, **own, "prev": before})
            before = hashlib.sha256(body).hexdigest()
            yield Line(body=body.decode())


def _readers(files: Sequence[Path]) -> Iterator[tuple[str, Callable[[], bytes]]]:
    yield from ((path.name, partial(path.read_bytes)) for path in files)


def _floor(files: Sequence[Path], folder: Path) -> None:
    """What nobody can do without: read and hash each file, check a signature, insert what is in it, reach the disk."""
    keys = DeviceKeys.make()
    signature = keys.sign(b"x" * 32)
    with closing(sqlite3.connect(folder / "floor.db", isolation_level=None)) as store:
        store.execute("PRAGMA journal_mode=WAL")
        store.execute("PRAGMA synchronous=FULL")
        store.execute("CREATE TABLE event (file INTEGER, seq INTEGER, body BLOB, PRIMARY KEY (file, seq))")
        for number, path in enumerate(files):
            content = path.with_suffix(".txt").read_bytes()
            assert len(hashlib.sha256(content).digest()) == len(b"x" * 32)
            assert verifies(keys.public, b"x" * 32, signature)
            store.execute("BEGIN")
            rows = ((number, seq, line) for seq, line in enumerate(content.splitlines()))
            store.executemany("INSERT INTO event VALUES (?, ?, ?)", rows)
            store.execute("COMMIT")


def measure() -> list[Figure]:
    """All files at an empty head office, and all of them again."""
    with tempfile.TemporaryDirectory(prefix="hfc-bench-") as place:
        folder, head = Path(place), DeviceKeys.make()
        branches = _Branches(_lived(folder), head)
        store = create_store(folder / "head.db", secrets.token_bytes(32), lambda: _NOW)
        files: list[Path] = []
        with store.unit_of_work() as unit:
            for number in range(FILES):
                sent = branches.file(number)
                unit.exchange.put_device(sent.device)
                path = folder / f"{number:04d}.hfcx"
                path.write_bytes(sent.content)
                plain = envelope.inflated(envelope.decrypted(sent.content, head.identity))
                path.with_suffix(".txt").write_bytes(plain)
                files.append(path)
            unit.commit()
        service = ReceivingService(store.unit_of_work, Courier(head), SqlProjector(), lambda: _NOW)
        floor = milliseconds(partial(_floor, files, folder))
        told: list[int] = []
        ours = milliseconds(lambda: told.extend(report.new for report in service.take(_readers(files), _HEAD)[0]))
        again: list[int] = []
        twice = milliseconds(lambda: again.extend(report.new for report in service.take(_readers(files), _HEAD)[0]))
        store.close()
    assert sum(told) == FILES * EVENTS, "every event is taken in"
    assert sum(again) == 0, "and none a second time"
    return [
        Figure(f"exchange.import.{FILES}x{EVENTS}", ours, floor),
        Figure(f"exchange.import_again.{FILES}x{EVENTS}", twice, floor),
    ]
