"""What comes in from another office: proven, sorted by what is held, taken in as a whole, and told of in a report."""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.events import Op
from hfc_desktop.domain.exchange import ExchangeStatus, FileKind, FileState, ImportReport, Reason
from hfc_desktop.domain.people import Right
from hfc_desktop.errors import HfcError
from hfc_desktop.services.arrivals import Batch, Sorting, numbered
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.foresight import Foreseen
from hfc_desktop.services.intake import Intake, changes_of, let_in
from hfc_desktop.services.proving import Proven, prove
from hfc_desktop.services.receipts import receipt_line
from hfc_desktop.services.rights import needs
from hfc_desktop.services.sending import EXCHANGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.exchange_ports import Envelope
    from hfc_desktop.services.ports import Now, Progress, UnitOfWork, UnitOfWorkFactory
    from hfc_desktop.services.projecting import Projector

_GATHERING_S: Final = 0.5
"""Seconds for which files are gathered that share one transaction; writing them takes about as long again. Another
program on the same store that saves meanwhile waits no longer than both, and gives up after five seconds only."""
_MANY: Final = 20
"""Files from which it is worth while to make room for them."""
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

        Small ones go to the disk together, as long as nobody has to wait for it who saves a record meanwhile.

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
        going, many = True, len(waiting) >= _MANY
        while going and len(reports) < len(waiting):
            rest = waiting[len(reports) :]
            told = _counting(progress, len(reports), len(waiting))
            with self._units() as uow:
                if many:
                    uow.exchange.expect(many=True)
                done, changed, going = self._together(uow, rest, actor, told)
                if many and not (going and len(done) < len(rest)):
                    uow.exchange.expect(many=False)
            reports += done
            changes |= changed
        return tuple(reports), changes

    def _together(
        self,
        uow: UnitOfWork,
        files: Sequence[tuple[str, Callable[[], bytes]]],
        actor: Actor,
        told: Callable[[int], bool],
    ) -> tuple[list[ImportReport], Changes, bool]:
        """The first of some files, in one transaction; answers also whether to go on."""
        intake = Intake(uow, self._envelope, self._projector, self._now)
        until = time.monotonic() + _GATHERING_S
        going, fault = True, None
        for done, (name, read) in enumerate(files, start=1):
            try:
                content = read()
            except HfcError as error:
                fault = error
                break
            intake.add(name, content)
            going = told(done)
            if not going or intake.is_full or time.monotonic() >= until:
                break
        reports, changes = intake.finish(actor)
        uow.commit()
        if fault is not None:
            raise fault
        return reports, changes, going

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
        proven = prove(uow, self._envelope, content)
        if not isinstance(proven, Proven):
            return ImportReport(file=name, quarantined=proven)
        if proven.header.kind is FileKind.RECEIPT:
            return ImportReport(file=name, office=proven.device.office, new=1)
        report = seen.add(uow, name, Sorting(uow).sort(sha256, proven.unsealed.lines))
        bad = tuple((number, reason) for number, reason, _raw in proven.unsealed.bad)
        return replace(report, office=proven.device.office, parked=(*report.parked, *bad))

    # -- where things stand -------------------------------------------------------------------------------------------

    @needs(Right.EXCHANGE)
    def status(self, actor: Actor) -> ExchangeStatus:
        """What was sent and received, what waits, what was refused."""
        with self._units(read_only=True) as uow:
            devices = {device.origin: device for device in uow.exchange.devices()}
            lines = tuple(
                receipt_line(devices[origin].office if origin in devices else "", origin, given, receipt)
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
                    intake = Intake(uow, self._envelope, self._projector, self._now)
                    intake.add(name, content)
                    done, changed = intake.finish(actor)
                    uow.commit()
                reports += done
                changes |= changed
        report, changed = self._replay_lines(actor)
        return (*reports, *((report,) if report.new else ())), changes | changed

    def _replay_lines(self, actor: Actor) -> tuple[ImportReport, Changes]:
        whole = Batch()
        with self._units() as uow:
            sorting = Sorting(uow)
            for parked in uow.exchange.parked():
                line = self._envelope.parse(parked.raw) if parked.reason in _WAITING else None
                if line is None:
                    continue
                one = sorting.sort(parked.sha256, [numbered(line, parked.number)])
                if one.arrivals or one.had:
                    uow.exchange.unpark(parked)
                    whole.arrivals += one.arrivals
            effect = let_in(uow, self._projector, whole.arrivals)
            if whole.arrivals:
                uow.log.append(actor, EXCHANGE, "", Op.IMPORT, {"replayed": len(whole.arrivals)})
                uow.commit()
        return ImportReport(
            file="",
            new=len(whole.arrivals),
            created=len(effect.states.keys() - effect.before),
            updated=len(effect.states.keys() & effect.before),
            conflicts=sum(bool(state.conflicts) for state in effect.states.values()),
        ), changes_of(whole.touched())


def _counting(progress: Progress | None, before: int, total: int) -> Callable[[int], bool]:
    """Tells of files as parts of the whole."""
    return lambda done: progress is None or progress(before + done, total)
