"""What goes out to another office: everything since its last receipt, sealed for it, and receipts for what came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.devices import Device, DeviceState
from hfc_desktop.domain.events import Op, canonical
from hfc_desktop.domain.exchange import (
    FileKind,
    Header,
    Life,
    LifeReceipt,
    Line,
    Receipt,
    Seal,
    Spans,
    to_send,
)
from hfc_desktop.domain.merging import WRITES
from hfc_desktop.domain.people import Right
from hfc_desktop.domain.record_json import document
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.services.case_desk import EDITION, TASK, CaseDesk, Rulebook
from hfc_desktop.services.parting import PART_BYTES, parts_of
from hfc_desktop.services.records import COMPLAINT
from hfc_desktop.services.rights import needs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.domain.exchange import Span
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.exchange_ports import Envelope
    from hfc_desktop.services.ports import Now, UnitOfWork, UnitOfWorkFactory

EXCHANGE: Final = "exchange"
"""Kind of record in events about files."""
PACKAGE_LEVEL: Final = 2
"""Level from which the office above decides with the branch; below it a case stays in the branch."""


Packs = Callable[[], Sequence[str]]
"""The packs in use, as ``telecom-fraud-1``."""


class Way(StrEnum):
    """Where another office stands, seen from here."""

    SAME = "same"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A file that is to be saved.

    Attributes:
        name: proposed file name; it holds codes and numbers alone.
        events: how many are in it.
    """

    name: str
    content: bytes
    to: Device
    events: int


def way_to(uow: UnitOfWork, own: str, other: str) -> Way:
    """Where office ``other`` stands, seen from office ``own``; an office that is not known is taken to stand above."""
    if own == other:
        return Way.SAME
    parents = {office.code: office.parent for office in uow.people.organisations()}
    above, steps = other, 0
    while above in parents and steps <= len(parents):
        above, steps = parents[above], steps + 1
        if above == own:
            return Way.DOWN
    return Way.UP


class SendingService:
    """Use cases of what goes out."""

    def __init__(
        self,
        uow: UnitOfWorkFactory,
        envelope: Envelope,
        now: Now,
        app_version: str,
        packs: Packs,
        part_bytes: Callable[[], int] = lambda: PART_BYTES,
    ) -> None:
        self._units = uow
        self._envelope = envelope
        self._now = now
        self._app_version = app_version
        self._packs = packs
        self._part_bytes = part_bytes
        self._desk = CaseDesk(uow, now, Rulebook(None))

    @needs(Right.EXCHANGE)
    def export(self, to: str, actor: Actor, *, full: bool = False) -> tuple[Outgoing, ...]:
        """Everything that the receiver does not hold by its last receipt; empty when there is nothing.

        What is more than fits into one file goes into several, each complete in itself: they may come in any order,
        and a receipt tells which of them came.

        Inside a branch private parts travel along; upward only the shared ones do. Downward goes what the receiver's
        own devices wrote, to seed a store that was lost, and only when ``full`` is asked for.

        Args:
            to: office, name, fingerprint or id of the receiving device.
            actor: who sends.
            full: as if there had been no receipt.

        Raises:
            UserMistakeError: no such device, or not enrolled; or it stands below and ``full`` was not asked for.
        """
        with self._units() as uow:
            peer = self._peer(uow, to)
            way = way_to(uow, actor.organisation, peer.office)
            if way is Way.DOWN and not full:
                raise UserMistakeError("exchange.downward", office=peer.office)
            wanted = self._wanted(uow, peer, way, full=full)
            told = uow.exchange.receipt(peer.origin, given=False)
            asked = way is Way.SAME and told is not None and any(map(uow.files.media_type, told.attachments))
            if not wanted and not asked:
                return ()
            uow.log.append(actor, EXCHANGE, peer.origin, Op.EXPORT, {"to": peer.origin, "office": peer.office})
            uow.log.write()
            wanted = self._wanted(uow, peer, way, full=full)
            files = self._sealed(uow, peer, actor, wanted, private=way is not Way.UP, full=full)
            uow.commit()
        name = f"{actor.organisation}-{self._now().strftime('%Y%m%d-%H%M%S')}-{peer.office}"
        ends = [f"-{number}of{len(files)}" for number in range(1, len(files) + 1)] if len(files) > 1 else [""]
        return tuple(
            Outgoing(f"{name}{end}.hfcx", content, peer, events)
            for end, (content, events) in zip(ends, files, strict=True)
        )

    @needs(Right.EXCHANGE)
    def package(self, id_or_number: str, actor: Actor, to: str = "") -> Outgoing:
        """One raised case for an office above, now and by itself: what the log lets leave of it, and nothing else.

        In it are what was written of the case, of those merged into it, of its tasks, and the rules that it came
        under; never a private part, an attachment, or who looked at it. The receiver takes it in as any file.

        Args:
            id_or_number: the case; it must be of the level of the office above.
            actor: who sends.
            to: office, name, fingerprint or id of the receiving device; the nearest office above that has one if empty.

        Raises:
            UserMistakeError: the case is not raised so far, or there is no such device above.
            SecurityRefusalError: the actor may not see the case.
        """
        with self._desk.recording(actor), self._units() as uow:
            case = self._desk.find(uow, id_or_number, actor)
            if case.level < PACKAGE_LEVEL:
                raise UserMistakeError("exchange.not_raised", number=case.number, level=case.level, least=PACKAGE_LEVEL)
            peer = self._peer(uow, to or self._above(uow, actor))
            if way_to(uow, actor.organisation, peer.office) is not Way.UP:
                raise UserMistakeError("exchange.not_above", office=peer.office)
            wanted = _runs_of(uow, case)
            ((content, events),) = self._sealed(uow, peer, actor, wanted, private=False, full=False)
            uow.log.append(actor, COMPLAINT, case.id, Op.EXPORT, {"what": "package", "to": peer.office})
            uow.commit()
        stamp = self._now().strftime("%Y%m%d-%H%M%S")
        return Outgoing(f"{actor.organisation}-case-{stamp}-{peer.office}.hfcx", content, peer, events)

    def _above(self, uow: UnitOfWork, actor: Actor) -> str:
        """The nearest office above that has a device which is let in."""
        enrolled = {device.office for device in uow.exchange.devices() if device.state is DeviceState.ENROLLED}
        nearest = next((office for office in self._desk.superiors(uow, actor.organisation) if office in enrolled), "")
        if not nearest:
            raise UserMistakeError("exchange.nobody_above")
        return nearest

    def _wanted(self, uow: UnitOfWork, peer: Device, way: Way, *, full: bool) -> dict[Life, tuple[Span, ...]]:
        held = dict(uow.exchange.spans())
        if way is Way.DOWN:
            below = {device.origin for device in uow.exchange.devices() if device.office == peer.office}
            held = {life: spans for life, spans in held.items() if life.origin in below}
        elif not full:
            held = {life: spans for life, spans in held.items() if life.origin != peer.origin}
        return to_send(held, None if full else uow.exchange.receipt(peer.origin, given=False))

    def _sealed(
        self,
        uow: UnitOfWork,
        peer: Device,
        actor: Actor,
        wanted: Mapping[Life, tuple[Span, ...]],
        *,
        private: bool,
        full: bool,
    ) -> list[tuple[bytes, int]]:
        """Files and how many events are in each; several where one would be larger than is set."""
        told = uow.exchange.receipt(peer.origin, given=False)
        asked = None
        if peer.office == actor.organisation:
            asked = told.attachments if told is not None else ()
        self._seal_own(uow)
        files: list[tuple[bytes, int]] = []
        for part in parts_of(uow, wanted, self._part_bytes(), private=private, attachments=asked):
            lives = {Life(span.origin, span.incarnation) for span in part.spans}
            count = len(part.lines) + len(part.pieces)
            header = replace(
                self._header(uow, peer, actor, count, FileKind.FULL if full else FileKind.EVENTS),
                spans=tuple(part.spans),
                private=private,
                seals=tuple(one for one in uow.exchange.seals() if Life(one.origin, one.incarnation) in lives),
            )
            recipients = (peer.recipient, self._envelope.recipient)
            files.append((self._envelope.seal(header, [*part.lines, *part.pieces], recipients), len(part.lines)))
        return files

    def _seal_own(self, uow: UnitOfWork) -> None:
        life = uow.exchange.own_life()
        last = uow.exchange.spans([life])[life].high_water
        seal = Seal(life.origin, life.incarnation, last, uow.exchange.hash_at(life, last))
        uow.exchange.put_seals([replace(seal, signature=self._envelope.sign(seal.signed()))])

    def _header(self, uow: UnitOfWork, peer: Device, actor: Actor, count: int, kind: FileKind) -> Header:
        life = uow.exchange.own_life()
        return Header(
            kind=kind,
            origin=life.origin,
            incarnation=life.incarnation,
            device=self._envelope.fingerprint(self._envelope.public, self._envelope.recipient),
            office=actor.organisation,
            recipient=peer.recipient,
            private=False,
            spans=(),
            count=count,
            created_at=self._now().isoformat(),
            app_version=self._app_version,
            packs=tuple(self._packs()),
        )

    @needs(Right.EXCHANGE)
    def receipt(self, to: str, actor: Actor) -> Outgoing:
        """The receipt for all that a device has sent so far.

        Raises:
            UserMistakeError: no such device, not enrolled, or nothing came from it yet.
        """
        with self._units() as uow:
            peer = self._peer(uow, to)
            before = uow.exchange.receipt(peer.origin, given=True)
            if before is None:
                raise UserMistakeError("exchange.nothing_came", device=peer.name)
            life = uow.exchange.own_life()
            number = before.number + 1 if before.incarnation == life.incarnation else 1
            given = Receipt(
                office=actor.organisation,
                incarnation=life.incarnation,
                to=peer.origin,
                number=number,
                at=self._now().isoformat(),
                lives=held_of(uow, [Life(one.origin, one.incarnation) for one in before.lives]),
                attachments=tuple(uow.files.missing()) if peer.office == actor.organisation else (),
            )
            uow.exchange.put_receipt(peer.origin, given, given=True)
            uow.log.append(actor, EXCHANGE, peer.origin, Op.EXPORT, {"to": peer.origin, "receipt": number})
            header = self._header(uow, peer, actor, 1, FileKind.RECEIPT)
            line = Line(body=canonical(document(given)).decode())
            content = self._envelope.seal(header, [line], (peer.recipient, self._envelope.recipient))
            uow.commit()
        return Outgoing(f"{actor.organisation}-{number:06d}-{peer.office}.hfcr", content, peer, 0)

    @staticmethod
    def _peer(uow: UnitOfWork, to: str) -> Device:
        wanted = "".join(to.split())
        own = uow.exchange.own_life().origin
        found = [
            device
            for device in uow.exchange.devices()
            if wanted in {device.origin, device.office, device.name, "".join(device.fingerprint.split())}
            and device.origin != own
        ]
        enrolled = [device for device in found if device.state is DeviceState.ENROLLED]
        if not enrolled:
            raise UserMistakeError("exchange.not_enrolled" if found else "exchange.no_such_device", device=to)
        if len(enrolled) > 1:
            names = ", ".join(device.name for device in enrolled)
            raise UserMistakeError("exchange.several_devices", device=to, names=names)
        return enrolled[0]


def _runs_of(uow: UnitOfWork, case: Complaint) -> dict[Life, tuple[Span, ...]]:
    """Where the log holds what was written of a case, of those merged into it, of its tasks and its rules."""
    tasks = uow.registers.tasks((), open_only=False, complaint=case.id)
    records = {
        COMPLAINT: (case.id, *(entry.id for entry in case.merged)),
        TASK: tuple(task.id for task in tasks),
        EDITION: case.rules,
    }
    held: dict[Life, Spans] = {}
    for table, ids in records.items():
        for written in uow.exchange.written_of(table, ids).values():
            for one in written:
                if one.event.op in WRITES:
                    held.setdefault(Life.of(one.event), Spans()).add(one.event.seq, one.event.seq)
    return {life: spans.runs for life, spans in held.items()}


def held_of(uow: UnitOfWork, lives: Sequence[Life]) -> tuple[LifeReceipt, ...]:
    """What is held here of some lives."""
    spans = uow.exchange.spans(lives)
    told = []
    for life in sorted(lives):
        held = spans.get(life, Spans())
        told.append(
            LifeReceipt(
                origin=life.origin,
                incarnation=life.incarnation,
                high_water=held.high_water,
                gaps=held.gaps,
                head=uow.exchange.hash_at(life, held.high_water) if held.high_water else "",
            )
        )
    return tuple(told)
