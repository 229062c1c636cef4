"""The key of a record store as it is handed to the person who made it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class KeyPlace(StrEnum):
    """Where the key is kept."""

    SYSTEM = "system"
    FILE = "file"
    PASSPHRASE = "passphrase"
    DEMO = "demo"


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that was just made. Its secrets are left out of its text form.

    Attributes:
        recovery_code: shown once and kept on paper.
        passphrase: what it was wrapped under, so that it is not asked for twice; empty for other places.
    """

    key: bytes = field(repr=False)
    place: KeyPlace
    recovery_code: str = field(repr=False)
    passphrase: str = field(default="", repr=False)
