"""Whose a file is, and whether it is believed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hfc_desktop.domain.devices import DeviceState
from hfc_desktop.domain.exchange import Reason
from hfc_desktop.services.arrivals import digest_of, place_of

if TYPE_CHECKING:
    from hfc_desktop.domain.devices import Device
    from hfc_desktop.domain.exchange import Header
    from hfc_desktop.services.exchange_ports import Envelope, Unsealed
    from hfc_desktop.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Proven:
    """An authentic file of a device that is let in."""

    unsealed: Unsealed
    header: Header
    device: Device


def prove(uow: UnitOfWork, envelope: Envelope, content: bytes) -> Proven | Reason:
    """What is in a file and whose it is, or why it is not taken in."""
    found: list[Device] = []

    def key_of(header: Header) -> str | None:
        device = uow.exchange.device_of(header.device)
        if device is None or device.state is DeviceState.ASKED:
            return None
        found.append(device)
        same = (device.origin, device.office) == (header.origin, header.office)
        return device.signing_key if same else ""

    unsealed = envelope.unseal(content, key_of)
    if unsealed.reason is not None:
        return unsealed.reason
    if unsealed.header is None or not found:
        return Reason.DAMAGED
    reason = _not_believed(uow, envelope, unsealed, unsealed.header)
    return Proven(unsealed, unsealed.header, found[0]) if reason is None else reason


def _not_believed(uow: UnitOfWork, envelope: Envelope, unsealed: Unsealed, header: Header) -> Reason | None:
    """Why a signed file is not believed: heads that the devices signed contradict the events in it."""
    sealed = {(seal.origin, seal.incarnation, seal.seq) for seal in header.seals}
    hashes = {
        place_of(line): digest_of(line) for line in (unsealed.lines if sealed else ()) if place_of(line) in sealed
    }
    for seal in header.seals:
        device = uow.exchange.device(seal.origin)
        if device is None:
            continue
        if not envelope.verifies(device.signing_key, seal.signed(), seal.signature):
            return Reason.FOREIGN_KEY
        travelled = hashes.get((seal.origin, seal.incarnation, seal.seq))
        if travelled is not None and travelled != seal.hash:
            return Reason.FOREIGN_KEY
    return None
