"""``exchange_ports.Envelope`` with the keys of one device."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hfc_desktop.exchange import envelope, keys, strict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hfc_desktop.domain.exchange import Header, Line, Piece, Reason
    from hfc_desktop.exchange.keys import DeviceKeys


@dataclass(frozen=True, slots=True)
class Unsealed:
    """What came out of a file; ``exchange_ports.Unsealed``."""

    reason: Reason | None
    header: Header | None
    lines: Sequence[Line] = ()
    bad: Sequence[tuple[int, Reason, bytes]] = ()
    pieces: Sequence[Piece] = ()


class Courier:
    """Seals and opens files in the name of this device."""

    def __init__(self, own: DeviceKeys) -> None:
        self._keys = own
        self.public = own.public
        self.recipient = own.recipient

    def seal(self, header: Header, lines: Iterable[Line | Piece], recipients: Sequence[str]) -> bytes:
        """Sign, deflate and encrypt."""
        return envelope.seal(header, lines, self._keys, recipients)

    def unseal(self, content: bytes, key_of: Callable[[Header], str | None]) -> Unsealed:
        """Open a file and prove whose it is."""
        try:
            opened = envelope.unseal(content, self._keys.identity, (self.recipient,), key_of)
        except envelope.RefusedFileError as error:
            return Unsealed(error.reason, error.header)
        bad = [(line.number, line.reason, line.raw) for line in opened.bad]
        return Unsealed(None, opened.header, opened.lines, bad, opened.pieces)

    def sign(self, data: bytes) -> str:
        """Signature by this device, hexadecimal."""
        return self._keys.sign(data)

    def verifies(self, public: str, data: bytes, signature: str) -> bool:
        """Whether a signature is a key's."""
        return keys.verifies(public, data, signature)

    def fingerprint(self, public: str, recipient: str) -> str:
        """Eight groups of four digits.

        Raises:
            ValueError: ``public`` is no key.
        """
        return keys.fingerprint(public, recipient)

    def is_recipient(self, text: str) -> bool:
        """Whether something can be encrypted to it."""
        return keys.is_recipient(text)

    def parse(self, line: bytes) -> Line | None:
        """A line that waited; ``None`` when it cannot be read."""
        try:
            return envelope.read_line(line)
        except strict.NotStrictError:
            return None
