"""What comes in from another office: proven, sorted by what is held, taken in as a whole, and told of in a report."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Protocol

from hfc_desktop.domain.events import Event, Op, event_of
from hfc_desktop.domain.exchange import (
    DeviceState,
    ExchangeStatus,
    FileKind,
    FileState,
    Header,
    ImportReport,
    Incoming,
    Life,
    LifeReceipt,
    Line,
    Parked,
    Reason,
    Receipt,
    ReceiptLine,
    sort_in,
)
from hfc_desktop.domain.people import Right
from hfc_desktop.domain.record_json import from_json
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.records import COMPLAINT
from hfc_desktop.services.rights import needs
from hfc_desktop.services.sending import EXCHANGE, Way, way_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.domain.exchange import Device
    from hfc_desktop.domain.merging import Merged
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.exchange_ports import Envelope, Unsealed
    from hfc_desktop.services.ports import Now, Progress, UnitOfWork, UnitOfWorkFactory

_RETRIED: Final = frozenset({Reason.UNKNOWN_DEVICE, Reason.NEWER_READER})
"""Why a whole file waits for something that may still come."""


@dataclass(slots=True)
class _Batch:
    """Events of one file on their way in."""

    arrivals: list[tuple[Event, str, Line]] = field(default_factory=list)
    parked: list[Parked] = field(default_factory=list)
    had: int = 0
    forks: list[str] = field(default_factory=list)


class Projector(Protocol):
    """Makes the tables of a record again from its events."""

    def project(self, uow: UnitOfWork, table: str, record: str) -> Merged | None:
        """The state that a record has now; ``None`` when nothing of it can be shown here."""
        ...


class ReceivingService:
    """Use cases of what comes in."""

    def __init__(self, uow: UnitOfWorkFactory, envelope: Envelope, projector: Projector, now: Now) -> None:
        self._units = uow
        self._envelope = envelope
        self._projector = projector
        self._now = now

    @needs(Right.EXCHANGE)
    def take(
        self, files: Iterable[tuple[str, Callable[[], bytes]]], actor: Actor, progress: Progress | None = None
    ) -> tuple[tuple[ImportReport, ...], Changes]:
        """Take files in, one after the other; each as a whole or not at all.

        Args:
            files: name and reader of each.
            actor: who takes them in.
            progress: told after each file; a cancel leaves those that are in, and the rest for another time.
        """
        waiting = list(files)
        reports: list[ImportReport] = []
        changes = Changes()
        for done, (name, read) in enumerate(waiting, start=1):
            report, changed = self._one(name, read(), actor)
            reports.append(report)
            changes |= changed
            if progress is not None and not progress(done, len(waiting)):
                break
        return tuple(reports), changes

    def _one(self, name: str, content: bytes, actor: Actor) -> tuple[ImportReport, Changes]:
        sha256 = hashlib.sha256(content).hexdigest()
        with self._units() as uow:
            before = uow.exchange.file(sha256)
            if before is not None and before.state is FileState.TAKEN:
                return ImportReport(file=name, had=before.new + before.had), Changes()
            devices = {device.fingerprint: device for device in uow.exchange.devices()}
            unsealed = self._envelope.unseal(content, lambda header: _key_of(header, devices))
            reason = unsealed.reason or self._not_believed(uow, unsealed)
            if reason is not None or unsealed.header is None:
                return self._kept_apart(uow, name, sha256, content, reason or Reason.DAMAGED, actor)
            device = devices[unsealed.header.device]
            if unsealed.header.kind is FileKind.RECEIPT:
                report, changes = self._receipt(uow, name, unsealed, device, actor), Changes()
            else:
                report, changes = self._events(uow, name, sha256, unsealed, device, actor)
            uow.exchange.put_file(
                Incoming(
                    sha256=sha256,
                    name=name,
                    office=device.office,
                    at=self._now().isoformat(),
                    state=FileState.TAKEN,
                    new=report.new,
                    had=report.had,
                    parked=len(report.parked),
                ),
                None,
            )
            uow.commit()
        return report, changes

    def _kept_apart(
        self, uow: UnitOfWork, name: str, sha256: str, content: bytes, reason: Reason, actor: Actor
    ) -> tuple[ImportReport, Changes]:
        state = FileState.PARKED if reason in _RETRIED else FileState.APART
        if uow.exchange.file(sha256) is None:
            uow.log.append(actor, EXCHANGE, sha256, Op.REFUSED, {"file": sha256, "reason": reason.value})
        at = self._now().isoformat()
        uow.exchange.put_file(
            Incoming(sha256=sha256, name=name, office="", at=at, state=state, reason=reason.value), content
        )
        uow.commit()
        return ImportReport(file=name, quarantined=reason), Changes()

    # -- what a file says of itself -----------------------------------------------------------------------------------

    def _not_believed(self, uow: UnitOfWork, unsealed: Unsealed) -> Reason | None:
        """Why a signed file is not believed: heads that the devices signed contradict the events in it."""
        header = unsealed.header
        if header is None:
            return None
        hashes = {}
        for line in unsealed.lines:
            origin, incarnation, seq = _place(line)
            hashes[origin, incarnation, seq] = hashlib.sha256(line.body.encode()).hexdigest()
        for seal in header.seals:
            device = uow.exchange.device(seal.origin)
            if device is None:
                continue
            if not self._envelope.verifies(device.signing_key, seal.signed(), seal.signature):
                return Reason.FOREIGN_KEY
            travelled = hashes.get((seal.origin, seal.incarnation, seal.seq))
            if travelled is not None and travelled != seal.hash:
                return Reason.FOREIGN_KEY
        return None

    # -- events -------------------------------------------------------------------------------------------------------

    def _events(
        self, uow: UnitOfWork, name: str, sha256: str, unsealed: Unsealed, device: Device, actor: Actor
    ) -> tuple[ImportReport, Changes]:
        batch = _Batch(parked=[Parked(sha256, number, reason, "", raw) for number, reason, raw in unsealed.bad])
        bad = {number for number, _reason, _raw in unsealed.bad}
        numbers = (number for number in range(2, len(unsealed.lines) + len(bad) + 2) if number not in bad)
        self._sort(uow, sha256, list(zip(numbers, unsealed.lines, strict=True)), batch)
        changes, updated, conflicts = self._let_in(uow, batch)
        uow.exchange.park(batch.parked)
        header = unsealed.header
        assert header is not None
        for seal in header.seals:
            uow.exchange.put_seal(seal)
        lives = {Life(span.origin, span.incarnation) for span in header.spans}
        self._note_lives(uow, device, lives, actor)
        fields: dict[str, JsonValue] = {
            "file": sha256,
            "office": device.office,
            "new": len(batch.arrivals),
            "had": batch.had,
        }
        uow.log.append(actor, EXCHANGE, sha256, Op.IMPORT, fields)
        spans = uow.exchange.spans()
        return ImportReport(
            file=name,
            new=len(batch.arrivals),
            had=batch.had,
            updated=updated,
            conflicts=conflicts,
            parked=tuple((line.number, line.reason) for line in batch.parked),
            forks=tuple(batch.forks),
            gaps={life: spans[life].gaps for life in lives if life in spans and spans[life].gaps},
        ), changes

    def _sort(self, uow: UnitOfWork, sha256: str, lines: Sequence[tuple[int, Line]], batch: _Batch) -> None:
        """Put each line where it belongs: taken in, held already, or waiting."""
        devices = {device.origin: device for device in uow.exchange.devices()}
        read: list[tuple[int, Event, str, Line]] = []
        for number, line in lines:
            found = _read(line)
            if isinstance(found, Reason):
                batch.parked.append(Parked(sha256, number, found, "", _raw(line)))
                continue
            device = devices.get(found.origin)
            if device is not None and device.state is DeviceState.REVOKED and not device.counts(found):
                batch.parked.append(Parked(sha256, number, Reason.REVOKED, found.key, _raw(line)))
                continue
            read.append((number, found, hashlib.sha256(line.body.encode()).hexdigest(), line))
        held = uow.exchange.held([event.key for _number, event, _digest, _line in read])
        result = sort_in([(event.key, digest) for _number, event, digest, _line in read], held)
        batch.had += result.had
        for at in result.forks:
            number, event, _digest, line = read[at]
            batch.forks.append(event.key)
            batch.parked.append(Parked(sha256, number, Reason.FORK, event.key, _raw(line)))
        batch.arrivals = [read[at][1:] for at in result.new]

    def _let_in(self, uow: UnitOfWork, batch: _Batch) -> tuple[Changes, int, int]:
        touched: dict[str, set[str]] = {}
        for event, _digest, _line in batch.arrivals:
            if event.op not in {Op.READ, Op.LOGIN, Op.REFUSED, Op.EXPORT, Op.PRINT} and event.record:
                touched.setdefault(event.table, set()).add(event.record)
        uow.exchange.take_in(batch.arrivals)
        updated = conflicts = 0
        for table, records in sorted(touched.items()):
            for record in sorted(records):
                merged = self._projector.project(uow, table, record)
                updated += merged is not None
                if table == COMPLAINT and merged is not None:
                    uow.exchange.put_conflicts(table, record, merged.conflicts)
                    conflicts += bool(merged.conflicts)
        return Changes({table: frozenset(records) for table, records in touched.items()}), updated, conflicts

    def _note_lives(self, uow: UnitOfWork, device: Device, lives: Iterable[Life], actor: Actor) -> None:
        """Remember whose lives the next receipt to this device has to tell of."""
        own = uow.exchange.own_life().incarnation
        before = uow.exchange.receipt(device.origin, given=True) or Receipt(
            office=actor.organisation, incarnation=own, to=device.origin, number=0, at="", lives=()
        )
        known = {Life(one.origin, one.incarnation): one for one in before.lives}
        for life in lives:
            known.setdefault(life, LifeReceipt(origin=life.origin, incarnation=life.incarnation, high_water=0))
        uow.exchange.put_receipt(device.origin, replace(before, lives=tuple(known.values())), given=True)

    # -- receipts -----------------------------------------------------------------------------------------------------

    def _receipt(self, uow: UnitOfWork, name: str, unsealed: Unsealed, device: Device, actor: Actor) -> ImportReport:
        """Take a receipt: the newest of one life of the receiver counts; one of another life voids all before it."""
        try:
            told = from_json(Receipt, json.loads(unsealed.lines[0].body))
        except (UserMistakeError, ValueError, IndexError):
            return ImportReport(file=name, quarantined=Reason.DAMAGED)
        if told.to != uow.exchange.own_life().origin or told.office != device.office:
            return ImportReport(file=name, quarantined=Reason.NOT_FOR_US)
        if way_to(uow, actor.organisation, device.office) is Way.DOWN:
            return ImportReport(file=name, quarantined=Reason.FOREIGN_KEY)
        before = uow.exchange.receipt(device.origin, given=False)
        if before is not None and before.incarnation == told.incarnation and before.number >= told.number:
            return ImportReport(file=name, had=1)
        uow.exchange.put_receipt(device.origin, told, given=False)
        uow.log.append(actor, EXCHANGE, device.origin, Op.IMPORT, {"receipt": told.number, "office": told.office})
        return ImportReport(file=name, new=1)

    # -- where things stand -------------------------------------------------------------------------------------------

    @needs(Right.EXCHANGE)
    def status(self, actor: Actor) -> ExchangeStatus:
        """What was sent and received, what waits, what was refused."""
        with self._units(read_only=True) as uow:
            devices = {device.origin: device for device in uow.exchange.devices()}
            lines = tuple(
                _receipt_line(devices[origin].office if origin in devices else origin, given, receipt)
                for origin, given, receipt in uow.exchange.receipts()
                if receipt.number
            )
            files = [*uow.exchange.files(FileState.PARKED), *uow.exchange.files(FileState.APART)]
            return ExchangeStatus(
                events=uow.log.count(),
                receipts=lines,
                files=tuple(files),
                parked_lines=len(uow.exchange.parked()),
            )

    # -- what waited --------------------------------------------------------------------------------------------------

    @needs(Right.EXCHANGE)
    def replay(self, actor: Actor) -> tuple[tuple[ImportReport, ...], Changes]:
        """Try again what waits: whole files after an enrolment or an upgrade, lines after an upgrade."""
        with self._units(read_only=True) as uow:
            files = [(one.name, uow.exchange.content(one.sha256)) for one in uow.exchange.files(FileState.PARKED)]
        reports: list[ImportReport] = []
        changes = Changes()
        for name, content in files:
            if content is not None:
                report, changed = self._one(name, content, actor)
                reports.append(report)
                changes |= changed
        report, changed = self._replay_lines(actor)
        return (*reports, *((report,) if report.new else ())), changes | changed

    def _replay_lines(self, actor: Actor) -> tuple[ImportReport, Changes]:
        with self._units() as uow:
            batch = _Batch()
            for parked in uow.exchange.parked():
                line = self._envelope.parse(parked.raw)
                if parked.reason is Reason.FORK or line is None:
                    continue
                one = _Batch()
                self._sort(uow, parked.sha256, [(parked.number, line)], one)
                if one.arrivals or one.had:
                    uow.exchange.unpark(parked)
                    batch.arrivals += one.arrivals
            changes, updated, conflicts = self._let_in(uow, batch)
            if batch.arrivals:
                uow.log.append(actor, EXCHANGE, "", Op.IMPORT, {"replayed": len(batch.arrivals)})
                uow.commit()
        return ImportReport(file="", new=len(batch.arrivals), updated=updated, conflicts=conflicts), changes


def _key_of(header: Header, devices: Mapping[str, Device]) -> str | None:
    """The key of the device that a file names, if that device was let in and speaks for its own office."""
    device = devices.get(header.device)
    if device is None or device.state is DeviceState.ASKED:
        return None
    same = (device.origin, device.office) == (header.origin, header.office)
    return device.signing_key if same else ""


def _receipt_line(office: str, given: bool, receipt: Receipt) -> ReceiptLine:
    runs = [run for life in receipt.lives for run in life.gaps]
    return ReceiptLine(
        office=office,
        given=given,
        number=receipt.number,
        at=receipt.at,
        up_to=sum(life.high_water for life in receipt.lives),
        missing=", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs),
    )


def _place(line: Line) -> tuple[str, str, int]:
    try:
        values = json.loads(line.body)
        return str(values["origin"]), str(values["incarnation"]), int(values["seq"])
    except (ValueError, KeyError, TypeError):
        return "", "", 0


def _read(line: Line) -> Event | Reason:
    """The event in a line, or why it has to wait."""
    try:
        event = event_of(line.body)
    except ValueError:
        return Reason.NEWER_OP
    except (KeyError, TypeError, AttributeError):
        return Reason.BAD_LINE
    if not _sound(event):
        return Reason.BAD_LINE
    if line.private:
        try:
            salt = bytes.fromhex(line.salt)
        except ValueError:
            return Reason.BAD_LINE
        if hashlib.sha256(salt + line.private.encode()).hexdigest() != event.private_hash:
            return Reason.BAD_LINE
    return event


def _sound(event: Event) -> bool:
    texts = (event.origin, event.incarnation, event.at, event.actor, event.role, event.table, event.record, event.prev)
    whole = all(isinstance(number, int) and 0 < number < 2**62 for number in (event.seq, event.lamport))
    named = all(isinstance(text, str) for text in texts) and "/" not in event.origin + event.incarnation
    return whole and named and isinstance(event.fields, dict) and all(isinstance(key, str) for key in event.seen)


def _raw(line: Line) -> bytes:
    return json.dumps({"e": line.body, "p": line.private, "s": line.salt}, ensure_ascii=False).encode()
