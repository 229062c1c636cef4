"""What a keyboard-wedge reader sent: an identity card, a bank card, or another code. Numbers are never shown whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from hfc_desktop.domain import masking
from hfc_desktop.domain.free_text import is_card_number, is_identity_number

_IDENTITY: Final = re.compile(r"\d{17}[\dXx]")
_IDENTITY_WITHIN: Final = re.compile(r"(?<!\d)(\d{17}[\dXx])(?!\d)")
_TRACK: Final = re.compile(r"%?B?(\d{12,19})[=^D].*")
"""Track 1 or 2 of a magnetic stripe: the number, then a separator and what nobody here needs."""
_CARD: Final = re.compile(r"\d{12,19}")
_LONG_NUMBER: Final = re.compile(r"\d(?:[\s-]?\d){11,}")


class ScanKind(StrEnum):
    """What was read."""

    IDENTITY = "identity"
    CARD = "card"
    CODE = "code"


@dataclass(slots=True)
class Scan:
    """One reading. ``value`` goes into the customer key and nowhere else; ``repr`` leaves it out.

    Attributes:
        kind: what it is, by form and check digit.
        value: number without blanks, or the text of a bar code.
        taken: whether a screen used it.
    """

    kind: ScanKind
    value: str = field(repr=False)
    taken: bool = False

    @property
    def shown(self) -> str:
        """The last four; a bar code as it is."""
        if self.kind is ScanKind.CODE:
            return self.value
        return masking.id_number(self.value) if self.kind is ScanKind.IDENTITY else masking.card_on_paper(self.value)


def scan_of(content: str) -> Scan:
    """What a reader's line holds."""
    plain = re.sub(r"\s", "", content)
    if _IDENTITY.fullmatch(plain) and is_identity_number(plain):
        return Scan(ScanKind.IDENTITY, plain.upper())
    within = [number for number in _IDENTITY_WITHIN.findall(content) if is_identity_number(number)]
    if within:
        return Scan(ScanKind.IDENTITY, within[0].upper())
    track = _TRACK.fullmatch(plain)
    number = track.group(1) if track else plain
    if _CARD.fullmatch(number) and (track or is_card_number(number)):
        return Scan(ScanKind.CARD, number)
    return Scan(ScanKind.CODE, content.strip())


def holds_a_long_number(text: str) -> bool:
    """Whether a text holds twelve digits or more in a row, blanks and hyphens passed over: a card, account or ID."""
    return _LONG_NUMBER.search(text) is not None
