"""Files of one transaction on their way in: each judged by itself, then all of them written at once.

A record that ten files touch is made anew once, and ten files cost as many statements as one. What a later file of the
same transaction must know of an earlier one is known to ``Sorting``; a file that may let devices in, of which later
ones must know, ends the transaction (``Intake.is_full``).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.events import Op
from hfc_desktop.domain.exchange import FileKind, FileState, ImportReport, Incoming, Life, Parked, Reason
from hfc_desktop.services.arrivals import Batch, Sorting, odd_times, reasons_aside, set_aside, written_in
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.devices import DEVICE
from hfc_desktop.services.pieces import take_pieces
from hfc_desktop.services.proving import Proven, prove
from hfc_desktop.services.receipts import note_lives, take_receipt
from hfc_desktop.services.records import COMPLAINT
from hfc_desktop.services.sending import EXCHANGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.domain.exchange import Arrival, Span
    from hfc_desktop.domain.merging import Merged
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.exchange_ports import Envelope
    from hfc_desktop.services.ports import Now, UnitOfWork
    from hfc_desktop.services.projecting import Projector

MOST_EVENTS: Final = 20_000
"""Events of files that are held in memory at once; a single file may have more."""
_RETRIED: Final = frozenset({Reason.UNKNOWN_DEVICE, Reason.NEWER_READER})
"""Why a whole file waits for something that may still come."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What events changed that were let in.

    Attributes:
        states: complaints as they are now.
        before: complaints of which something was held before.
    """

    states: Mapping[str, Merged]
    before: frozenset[str]


def let_in(uow: UnitOfWork, projector: Projector, arrivals: Sequence[Arrival]) -> Effect:
    """Write new events and what follows from them, each record once."""
    touched = Batch(list(arrivals)).touched()
    cases = touched.pop(COMPLAINT, {})
    older = uow.exchange.written_of(COMPLAINT, list(cases))
    uow.exchange.take_in(arrivals)
    whole = {record: [*older.get(record, ()), *map(written_in, new)] for record, new in cases.items()}
    states = projector.project_all(uow, whole) if whole else {}
    uow.exchange.put_conflicts(COMPLAINT, {record: state.conflicts for record, state in states.items()})
    for table in sorted(touched):
        for record in sorted(touched[table]):
            projector.project(uow, table, record)
    return Effect(states, frozenset(older))


def changes_of(touched: Mapping[str, Mapping[str, object]]) -> Changes:
    """The records that events touch."""
    return Changes({table: frozenset(records) for table, records in touched.items() if records})


@dataclass(slots=True)
class _File:
    """A file on its way in.

    Attributes:
        content: its bytes, kept where the file may have to wait.
        proven: what is in it, or why it is kept apart; ``None`` where its report is known at once.
        batch: its events, if it has any.
        report: what is told of it, once that is known.
        twin: the same bytes, earlier in the batch.
    """

    name: str
    sha256: str
    content: bytes = b""
    proven: Proven | Reason | None = None
    batch: Batch = field(default_factory=Batch)
    report: ImportReport | None = None
    twin: _File | None = None


class Intake:
    """Takes files in, in one open transaction."""

    def __init__(self, uow: UnitOfWork, envelope: Envelope, projector: Projector, now: Now) -> None:
        self._uow = uow
        self._envelope = envelope
        self._projector = projector
        self._now = now
        self._sorting = Sorting(uow)
        self._files: list[_File] = []
        self._by_hash: dict[str, _File] = {}
        self._events = 0
        self.is_full = False

    def add(self, name: str, content: bytes) -> None:
        """Judge one more file; what is new in it is written by ``finish``."""
        file = _File(name, hashlib.sha256(content).hexdigest())
        self._files.append(file)
        file.twin = self._by_hash.get(file.sha256)
        if file.twin is not None:
            return
        self._by_hash[file.sha256] = file
        before = self._uow.exchange.file(file.sha256)
        if before is not None and before.state is FileState.TAKEN:
            file.report = ImportReport(file=name, office=before.office, had=before.new + before.had)
            return
        file.proven = prove(self._uow, self._envelope, content)
        if not isinstance(file.proven, Proven) or file.proven.header.kind is FileKind.RECEIPT:
            file.content = content
            return
        file.batch = self._sorting.sort(file.sha256, file.proven.unsealed.lines)
        self._events += len(file.batch.arrivals)
        self.is_full = self._events >= MOST_EVENTS or any(one.event.table == DEVICE for one in file.batch.arrivals)

    def finish(self, actor: Actor) -> tuple[list[ImportReport], Changes]:
        """Write everything; the caller commits. Answers what became of each file, in their order."""
        effect = let_in(self._uow, self._projector, [new for file in self._files for new in file.batch.arrivals])
        settling = _Settling(self._uow, actor, self._now, effect)
        settling.gaps = self._uow.exchange.gaps_of(sorted({life for file in self._files for life in _lives(file)}))
        reports: list[ImportReport] = []
        for file in self._files:
            file.report = file.report or settling.settle(file)
            reports.append(file.report)
        self._uow.exchange.put_files(settling.told)
        return reports, settling.changes


class _Settling:
    """What became of each file of a batch, once its events are written."""

    def __init__(self, uow: UnitOfWork, actor: Actor, now: Now, effect: Effect) -> None:
        self._uow = uow
        self._actor = actor
        self._now = now
        self._effect = effect
        self._reasons = reasons_aside(effect.states)
        self._seen = set(effect.before)
        self.gaps: Mapping[Life, Sequence[Span]] = {}
        self.told: list[tuple[Incoming, bytes | None]] = []
        self.changes = Changes()

    def settle(self, file: _File) -> ImportReport:
        """Write what is known of one file, and tell of it."""
        if file.twin is not None:
            return _again(file.name, file.twin.report)
        if not isinstance(file.proven, Proven):
            return self._keep_apart(file, file.proven or Reason.DAMAGED)
        if file.proven.header.kind is FileKind.RECEIPT:
            report = take_receipt(self._uow, file.name, file.proven, self._actor)
            if report.quarantined is not None:
                return self._keep_apart(file, report.quarantined)
        else:
            report = self._events(file, file.proven)
        report = replace(report, office=file.proven.device.office)
        self._tell(file, FileState.TAKEN, report)
        return report

    def _keep_apart(self, file: _File, reason: Reason) -> ImportReport:
        if self._uow.exchange.file(file.sha256) is None:
            fields = {"file": file.sha256, "reason": reason.value}
            self._uow.log.append(self._actor, EXCHANGE, file.sha256, Op.REFUSED, fields)
        report = ImportReport(file=file.name, quarantined=reason)
        self._tell(file, FileState.PARKED if reason in _RETRIED else FileState.APART, report)
        return report

    def _tell(self, file: _File, state: FileState, report: ImportReport) -> None:
        told = Incoming(
            sha256=file.sha256,
            name=file.name,
            office=report.office,
            at=self._now().isoformat(),
            state=state,
            reason="" if report.quarantined is None else report.quarantined.value,
            new=report.new,
            had=report.had,
            parked=len(report.parked),
        )
        self.told.append((told, None if state is FileState.TAKEN else file.content))

    def _events(self, file: _File, proven: Proven) -> ImportReport:
        uow, batch, device = self._uow, file.batch, proven.device
        arrived, waits = self._waiting(file, proven)
        uow.exchange.park(waits)
        uow.exchange.put_seals(proven.header.seals)
        note_lives(uow, device, _lives(file), self._actor)
        new = len(batch.arrivals)
        fields: dict[str, JsonValue] = {"file": file.sha256, "office": device.office, "new": new, "had": batch.had}
        uow.log.append(self._actor, EXCHANGE, file.sha256, Op.IMPORT, fields)
        touched = batch.touched()
        self.changes |= changes_of(touched)
        report = self._counts(file.name, touched)
        return replace(
            report,
            new=new,
            had=batch.had,
            attachments=arrived,
            odd_times=odd_times(batch.arrivals, self._now()),
            parked=tuple((line.number, line.reason) for line in waits),
            forks=tuple(batch.forks),
            gaps={life: tuple(self.gaps[life]) for life in _lives(file) if self.gaps.get(life)},
        )

    def _waiting(self, file: _File, proven: Proven) -> tuple[int, list[Parked]]:
        """Attachments that came, and the lines that wait or do not count, in order."""
        batch, sha256 = file.batch, file.sha256
        waits = [*batch.waits, *set_aside(sha256, batch.arrivals, self._reasons)]
        waits += [Parked(sha256, number, reason, "", raw) for number, reason, raw in proven.unsealed.bad]
        same_office = proven.device.office == self._actor.organisation
        arrived, missing = take_pieces(self._uow, sha256, proven.unsealed.pieces, batch, same_office)
        return arrived, sorted([*waits, *missing], key=lambda line: line.number)

    def _counts(self, name: str, touched: Mapping[str, Mapping[str, object]]) -> ImportReport:
        """How many records a file made, changed, and set at odds."""
        effect = self._effect
        cases = [record for record in touched.get(COMPLAINT, ()) if record in effect.states]
        created = sum(record not in self._seen for record in cases)
        self._seen.update(touched.get(COMPLAINT, ()))
        return ImportReport(
            file=name,
            created=created,
            updated=len(cases) - created,
            conflicts=sum(bool(effect.states[record].conflicts) for record in cases),
        )


def _lives(file: _File) -> Iterator[Life]:
    if isinstance(file.proven, Proven) and file.proven.header.kind is not FileKind.RECEIPT:
        yield from {Life(span.origin, span.incarnation) for span in file.proven.header.spans}


def _again(name: str, first: ImportReport | None) -> ImportReport:
    """The same bytes a second time: nothing is new in them, or they are kept apart for the same reason."""
    if first is None or first.quarantined is not None:
        return ImportReport(file=name, quarantined=first.quarantined if first is not None else Reason.DAMAGED)
    return ImportReport(file=name, office=first.office, had=first.new + first.had)
