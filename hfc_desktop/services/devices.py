"""Devices of the exchange: made known by a file, let in by the fingerprint that two people compare."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.devices import Device, DeviceState, LastCounted
from hfc_desktop.domain.events import Op, canonical
from hfc_desktop.domain.people import Right
from hfc_desktop.domain.record_json import document, from_json
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.rights import needs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.exchange_ports import Envelope
    from hfc_desktop.services.ports import Now, UnitOfWork, UnitOfWorkFactory

DEVICE: Final = "device"
_FORMAT: Final = "hfc-device-1"
_LARGEST: Final = 16_384
"""Bytes of an enrolment file."""


class DeviceService:
    """Use cases of devices."""

    def __init__(self, uow: UnitOfWorkFactory, envelope: Envelope, now: Now) -> None:
        self._units = uow
        self._envelope = envelope
        self._now = now

    @needs(Right.EXCHANGE)
    def own(self, actor: Actor, name: str = "") -> Device:
        """This device as others will know it."""
        with self._units(read_only=True) as uow:
            origin = uow.exchange.own_life().origin
        public, recipient = self._envelope.public, self._envelope.recipient
        return Device(
            origin=origin,
            office=actor.organisation,
            name=name or actor.counter or actor.organisation,
            fingerprint=self._envelope.fingerprint(public, recipient),
            signing_key=public,
            recipient=recipient,
        )

    @needs(Right.EXCHANGE)
    def enrolment(self, actor: Actor, name: str = "") -> tuple[bytes, Device]:
        """The file by which this device makes itself known, and what is in it; its fingerprint is read out by phone."""
        own = self.own(actor, name)
        body = {"format": _FORMAT, "device": document(own)}
        signed = {**body, "signature": self._envelope.sign(canonical(body))}
        return json.dumps(signed, ensure_ascii=False, indent=2, sort_keys=True).encode() + b"\n", own

    @needs(Right.EXCHANGE)
    def enrol(self, content: bytes, actor: Actor) -> tuple[Device, Changes]:
        """Take note of a device that asks; nothing of it counts before ``approve``.

        Raises:
            UserMistakeError: it is no enrolment file, or it was changed on its way.
        """
        device = self._asked(content)
        with self._units() as uow:
            known = uow.exchange.device(device.origin)
            if known is not None and known.signing_key == device.signing_key:
                return known, Changes()
            uow.exchange.put_device(device)
            uow.log.append(actor, DEVICE, device.origin, Op.CREATE, document(device))
            uow.commit()
        return device, Changes.of(DEVICE, device.origin)

    def _asked(self, content: bytes) -> Device:
        try:
            values = json.loads(content) if len(content) <= _LARGEST else None
            if not isinstance(values, dict) or values.get("format") != _FORMAT:
                raise UserMistakeError("exchange.no_enrolment")
            device = from_json(Device, values["device"])
            body = {"format": _FORMAT, "device": values["device"]}
            honest = device.fingerprint == self._envelope.fingerprint(device.signing_key, device.recipient)
        except (ValueError, KeyError, TypeError) as error:
            raise UserMistakeError("exchange.no_enrolment") from error
        whole = self._envelope.verifies(device.signing_key, canonical(body), str(values.get("signature", "")))
        if not (honest and whole and self._envelope.is_recipient(device.recipient)):
            raise UserMistakeError("exchange.enrolment_changed")
        return replace(device, state=DeviceState.ASKED, enrolled_by="", enrolled_at="", revoked_after=())

    @needs(Right.EXCHANGE)
    def approve(self, fingerprint: str, actor: Actor) -> tuple[Device, Changes]:
        """Let a device in whose fingerprint was compared with the person who sits at it.

        Args:
            fingerprint: as it was read out; blanks do not matter.
            actor: who compared it.

        Raises:
            UserMistakeError: no device that asked has this fingerprint.
        """
        with self._units() as uow:
            device = self._found(uow, fingerprint)
            at = self._now().isoformat()
            device = replace(
                device, state=DeviceState.ENROLLED, enrolled_by=actor.staff_no, enrolled_at=at, revoked_after=()
            )
            return device, self._put(uow, device, actor)

    @needs(Right.EXCHANGE)
    def revoke(self, fingerprint: str, actor: Actor) -> tuple[Device, Changes]:
        """Let nothing in any more that a device writes from now on; what is held of it already still counts."""
        with self._units() as uow:
            device = self._found(uow, fingerprint)
            if device.origin == uow.exchange.own_life().origin:
                raise SecurityRefusalError("exchange.own_device")
            spans = uow.exchange.spans()
            held = [
                LastCounted(life.incarnation, max(last for _first, last in runs.runs))
                for life, runs in sorted(spans.items(), key=lambda pair: pair[0])
                if life.origin == device.origin
            ]
            device = replace(device, state=DeviceState.REVOKED, revoked_after=tuple(held))
            return device, self._put(uow, device, actor)

    @staticmethod
    def _put(uow: UnitOfWork, device: Device, actor: Actor) -> Changes:
        uow.exchange.put_device(device)
        uow.log.append(actor, DEVICE, device.origin, Op.SET, document(device))
        uow.commit()
        return Changes.of(DEVICE, device.origin)

    @staticmethod
    def _found(uow: UnitOfWork, fingerprint: str) -> Device:
        wanted = "".join(fingerprint.split())
        for device in uow.exchange.devices():
            if wanted and "".join(device.fingerprint.split()) == wanted:
                return device
        raise UserMistakeError("exchange.no_such_fingerprint", fingerprint=fingerprint)

    @needs(Right.EXCHANGE)
    def all(self, actor: Actor) -> Sequence[Device]:
        """All devices that are known here."""
        with self._units(read_only=True) as uow:
            return uow.exchange.devices()
