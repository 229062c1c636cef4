"""PINs by Argon2id. A PIN selects a user and opens nothing: a million PINs are tried in days, so it is no key."""

from __future__ import annotations

from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MEMORY_KIB: Final = 64 * 1024
TIME_COST: Final = 3
LANES: Final = 1


class Argon2PinHasher:
    """``ports.PinHasher``. The cost can be lowered for tests; the stored form names the cost it was made with."""

    def __init__(self, memory_kib: int = MEMORY_KIB, time_cost: int = TIME_COST) -> None:
        self._hasher = PasswordHasher(time_cost=time_cost, memory_cost=memory_kib, parallelism=LANES)

    def hash(self, pin: str) -> str:
        """Encoded hash."""
        return self._hasher.hash(pin)

    def verify(self, encoded: str, pin: str) -> bool:
        """Whether the PIN fits; a wrong one costs as much as the right one. A damaged hash fits nothing."""
        try:
            return self._hasher.verify(encoded, pin)
        except (VerificationError, InvalidHashError):
            return False

    def outdated(self, encoded: str) -> bool:
        """Whether a hash was made at another cost than new ones are; a damaged one counts as such."""
        try:
            return self._hasher.check_needs_rehash(encoded)
        except InvalidHashError:
            return True
