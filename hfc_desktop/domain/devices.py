"""Devices as the offices that exchange files know them: who they are, and how far they count."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hfc_desktop.domain.events import Event


class DeviceState(StrEnum):
    """Where a device stands."""

    ASKED = "asked"
    ENROLLED = "enrolled"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class LastCounted:
    """The last number of a life that still counts once its device is revoked."""

    incarnation: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A device as the offices above it know it.

    Attributes:
        origin: its id, 32 hexadecimal digits.
        fingerprint: of its signing key; eight groups that are read out on the phone.
        signing_key: Ed25519 public key, hexadecimal.
        recipient: age recipient of its own.
        office: code of its office; it may speak for no other.
        revoked_after: what still counts once it is revoked.
    """

    origin: str
    office: str
    name: str
    fingerprint: str
    signing_key: str
    recipient: str
    state: DeviceState = DeviceState.ASKED
    enrolled_by: str = ""
    enrolled_at: str = ""
    revoked_after: tuple[LastCounted, ...] = ()

    def counts(self, event: Event) -> bool:
        """Whether an event of this device is taken: any while enrolled, those up to the named number once revoked."""
        if self.state is DeviceState.ENROLLED:
            return True
        limits = {last.incarnation: last.seq for last in self.revoked_after}
        return self.state is DeviceState.REVOKED and event.seq <= limits.get(event.incarnation, 0)
