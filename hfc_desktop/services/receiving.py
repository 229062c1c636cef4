"""What comes in from another office: proven, sorted by what is held, taken in as a whole, and told of in a report."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.devices import DeviceState
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.exchange import (
    ExchangeStatus,
    FileKind,
    FileState,
    Header,
    ImportReport,
    Incoming,
    Life,
    LifeReceipt,
    Parked,
    Reason,
    Receipt,
    ReceiptLine,
)
from hfc_desktop.domain.people import Right
from hfc_desktop.domain.record_json import from_json
from hfc_desktop.errors import HfcError, UserMistakeError
from hfc_desktop.services.arrivals import (
    Batch,
    all_written,
    digest_of,
    numbered,
    odd_times,
    place_of,
    set_aside,
    sort_lines,
)
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.foresight import Foreseen
from hfc_desktop.services.pieces import take_pieces
from hfc_desktop.services.records import COMPLAINT
from hfc_desktop.services.rights import needs
from hfc_desktop.services.sending import EXCHANGE, Way, way_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from hfc_desktop.domain.devices import Device
    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.domain.merging import Merged
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.exchange_ports import Envelope, Unsealed
    from hfc_desktop.services.ports import Now, Progress, UnitOfWork, UnitOfWorkFactory
    from hfc_desktop.services.projecting import Projector

_TOGETHER_S: Final = 0.5
"""Seconds for which files share one commit; whoever saves a record waits no longer."""
_RETRIED: Final = frozenset({Reason.UNKNOWN_DEVICE, Reason.NEWER_READER})
"""Why a whole file waits for something that may still come."""
_WAITING: Final = frozenset({Reason.NEWER_OP, Reason.BAD_LINE, Reason.REVOKED})
"""Why a line waits for a newer program, or for its device to be let in again."""


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

        Small ones go to the disk together, for as long as nobody has to wait who saves a record meanwhile.

        Args:
            files: name and reader of each.
            actor: who takes them in.
            progress: told after each file; a cancel leaves those that are in, and the rest for another time.

        Raises:
            EnvironmentFaultError: a file cannot be read; those before it are in.
        """
        waiting = list(files)
        reports: list[ImportReport] = []
        changes = Changes()
        going = True
        while going and len(reports) < len(waiting):
            with self._units() as uow:
                until = time.monotonic() + _TOGETHER_S
                while going and len(reports) < len(waiting) and time.monotonic() < until:
                    name, read = waiting[len(reports)]
                    report, changed = self._one(uow, name, _content(uow, read), actor)
                    reports.append(report)
                    changes |= changed
                    going = progress is None or progress(len(reports), len(waiting))
                uow.commit()
        return tuple(reports), changes

    @needs(Right.EXCHANGE)
    def preview(
        self, files: Iterable[tuple[str, Callable[[], bytes]]], actor: Actor, progress: Progress | None = None
    ) -> tuple[ImportReport, ...]:
        """What taking files in would do: each file as if those before it were in. Nothing is written.

        Args:
            files: name and reader of each.
            actor: who looks.
            progress: told after each file; a cancel leaves out the rest.
        """
        waiting = list(files)
        seen = Foreseen()
        reports: list[ImportReport] = []
        for done, (name, read) in enumerate(waiting, start=1):
            content = read()
            with self._units(read_only=True) as uow:
                reports.append(self._foreseen(uow, name, content, seen))
            if progress is not None and not progress(done, len(waiting)):
                break
        return tuple(reports)

    def _foreseen(self, uow: UnitOfWork, name: str, content: bytes, seen: Foreseen) -> ImportReport:
        sha256 = hashlib.sha256(content).hexdigest()
        before = uow.exchange.file(sha256)
        if before is not None and before.state is FileState.TAKEN:
            return ImportReport(file=name, office=before.office, had=before.new + before.had)
        unsealed, device, reason = self._proven(uow, content)
        if reason is not None or device is None:
            return ImportReport(file=name, quarantined=reason or Reason.DAMAGED)
        if unsealed.header is not None and unsealed.header.kind is FileKind.RECEIPT:
            return ImportReport(file=name, office=device.office, new=1)
        batch = sort_lines(uow, sha256, unsealed.lines)
        report = seen.add(uow, name, batch)
        bad = tuple((number, reason) for number, reason, _raw in unsealed.bad)
        return replace(report, office=device.office, parked=(*report.parked, *bad))

    def _one(self, uow: UnitOfWork, name: str, content: bytes, actor: Actor) -> tuple[ImportReport, Changes]:
        sha256 = hashlib.sha256(content).hexdigest()
        before = uow.exchange.file(sha256)
        if before is not None and before.state is FileState.TAKEN:
            return ImportReport(file=name, office=before.office, had=before.new + before.had), Changes()
        unsealed, device, reason = self._proven(uow, content)
        if reason is not None or device is None:
            return self._kept_apart(uow, name, sha256, content, reason or Reason.DAMAGED, actor)
        if unsealed.header is not None and unsealed.header.kind is FileKind.RECEIPT:
            report, changes = self._receipt(uow, name, unsealed, device, actor), Changes()
            if report.quarantined is not None:
                return self._kept_apart(uow, name, sha256, content, report.quarantined, actor)
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
        return replace(report, office=device.office), changes

    def _proven(self, uow: UnitOfWork, content: bytes) -> tuple[Unsealed, Device | None, Reason | None]:
        """What is in a file, whose it is, and why it is not taken in."""
        found: list[Device] = []

        def key_of(header: Header) -> str | None:
            device = uow.exchange.device_of(header.device)
            if device is None or device.state is DeviceState.ASKED:
                return None
            found.append(device)
            same = (device.origin, device.office) == (header.origin, header.office)
            return device.signing_key if same else ""

        unsealed = self._envelope.unseal(content, key_of)
        reason = unsealed.reason or self._not_believed(uow, unsealed)
        return unsealed, found[0] if found else None, reason

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
        return ImportReport(file=name, quarantined=reason), Changes()

    # -- what a file says of itself -----------------------------------------------------------------------------------

    def _not_believed(self, uow: UnitOfWork, unsealed: Unsealed) -> Reason | None:
        """Why a signed file is not believed: heads that the devices signed contradict the events in it."""
        header = unsealed.header
        if header is None:
            return None
        sealed = {(seal.origin, seal.incarnation, seal.seq) for seal in header.seals}
        hashes = {place_of(line): digest_of(line) for line in unsealed.lines if place_of(line) in sealed}
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
        batch = sort_lines(uow, sha256, unsealed.lines)
        batch.waits += [Parked(sha256, number, reason, "", raw) for number, reason, raw in unsealed.bad]
        known = uow.exchange.counted(COMPLAINT, list(batch.touched().get(COMPLAINT, ())))
        changes, states, updated = self._let_in(uow, sha256, batch)
        arrived, missing = take_pieces(uow, sha256, unsealed.pieces, batch, device.office == actor.organisation)
        batch.waits += missing
        batch.waits.sort(key=lambda line: line.number)
        uow.exchange.park(batch.waits)
        header = unsealed.header
        assert header is not None, "an authentic file has one"
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
        gaps = {life: uow.exchange.gaps(life) for life in lives}
        return ImportReport(
            file=name,
            new=len(batch.arrivals),
            had=batch.had,
            created=sum(record not in known for record in states),
            updated=updated,
            conflicts=sum(bool(state.conflicts) for state in states.values()),
            attachments=arrived,
            odd_times=odd_times(batch.arrivals, self._now()),
            parked=tuple((line.number, line.reason) for line in batch.waits),
            forks=tuple(batch.forks),
            gaps={life: tuple(runs) for life, runs in gaps.items() if runs},
        ), changes

    def _let_in(self, uow: UnitOfWork, sha256: str, batch: Batch) -> tuple[Changes, Mapping[str, Merged], int]:
        """Write new events and what follows from them; answers the states of complaints and how many records moved."""
        touched = batch.touched()
        uow.exchange.take_in(batch.arrivals)
        cases = touched.get(COMPLAINT, {})
        states = self._projector.project_all(uow, all_written(uow, cases)) if cases else {}
        uow.exchange.put_conflicts(COMPLAINT, {record: state.conflicts for record, state in states.items()})
        batch.waits += set_aside(sha256, [arrival for new in cases.values() for arrival in new], states)
        updated = len(states)
        for table in sorted(touched.keys() - {COMPLAINT}):
            updated += sum(self._projector.project(uow, table, record) is not None for record in sorted(touched[table]))
        changes = Changes({table: frozenset(records) for table, records in touched.items() if records})
        return changes, states, updated

    def _note_lives(self, uow: UnitOfWork, device: Device, lives: Iterable[Life], actor: Actor) -> None:
        """Remember whose lives the next receipt to this device has to tell of."""
        own = uow.exchange.own_life().incarnation
        before = uow.exchange.receipt(device.origin, given=True) or Receipt(
            office=actor.organisation, incarnation=own, to=device.origin, number=0, at="", lives=()
        )
        known = {Life(one.origin, one.incarnation): one for one in before.lives}
        if before.at and not set(lives) - known.keys():
            return
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
                _receipt_line(devices[origin].office if origin in devices else "", origin, given, receipt)
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
                with self._units() as uow:
                    report, changed = self._one(uow, name, content, actor)
                    uow.commit()
                reports.append(report)
                changes |= changed
        report, changed = self._replay_lines(actor)
        return (*reports, *((report,) if report.new else ())), changes | changed

    def _replay_lines(self, actor: Actor) -> tuple[ImportReport, Changes]:
        whole = Batch()
        with self._units() as uow:
            for parked in uow.exchange.parked():
                line = self._envelope.parse(parked.raw) if parked.reason in _WAITING else None
                if line is None:
                    continue
                one = sort_lines(uow, parked.sha256, [numbered(line, parked.number)])
                if one.arrivals or one.had:
                    uow.exchange.unpark(parked)
                    whole.arrivals += one.arrivals
            changes, states, updated = self._let_in(uow, "", whole)
            if whole.arrivals:
                uow.log.append(actor, EXCHANGE, "", Op.IMPORT, {"replayed": len(whole.arrivals)})
                uow.commit()
        conflicts = sum(bool(state.conflicts) for state in states.values())
        return ImportReport(file="", new=len(whole.arrivals), updated=updated, conflicts=conflicts), changes


def _content(uow: UnitOfWork, read: Callable[[], bytes]) -> bytes:
    """The bytes of the next file; where they cannot be had, what came before it is brought to the disk first."""
    try:
        return read()
    except HfcError:
        uow.commit()
        raise


def _receipt_line(office: str, device: str, given: bool, receipt: Receipt) -> ReceiptLine:
    runs = [run for life in receipt.lives for run in life.gaps]
    return ReceiptLine(
        office=office,
        device=device,
        given=given,
        number=receipt.number,
        at=receipt.at,
        up_to=sum(life.high_water for life in receipt.lives),
        missing=", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs),
    )
