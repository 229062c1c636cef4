"""Free text is where personal data leak: numbers in it are found by their form and check digit, and masked in print.

Numbers of documents, orders, complaints and hotlines keep their form: they have other lengths or fail the check digit.
"""

from __future__ import annotations

import re
from typing import Final

from hfc_desktop.domain import masking

_IDENTITY: Final = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
_CARD: Final = re.compile(r"(?<![0-9A-Za-z])\d(?:[ -]?\d){15,18}(?![0-9A-Za-z])")
_MOBILE: Final = re.compile(r"(?<![0-9A-Za-z])(?:\+?86[ -]?)?(1[3-9]\d)[ -]?(\d{4})[ -]?(\d{4})(?![0-9A-Za-z])")
_EMAIL: Final = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def is_identity_number(text: str) -> bool:
    """Whether 18 characters are a resident identity number by its check character (GB 11643)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, text[:17], strict=True))
    return "10X98765432"[total % 11] == text[17].upper()


def is_card_number(digits: str) -> bool:
    """Whether digits are a card number by its check digit (ISO/IEC 7812, Luhn)."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _identity(found: re.Match[str]) -> str:
    return masking.id_number(found.group()) if is_identity_number(found.group()) else found.group()


def _card(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found.group())
    return masking.card_on_paper(digits) if is_card_number(digits) else found.group()


def masked(text: str) -> str:
    """``text`` with identity, card and mobile numbers and e-mail addresses masked as for paper."""
    text = _IDENTITY.sub(_identity, text)
    text = _CARD.sub(_card, text)
    text = _MOBILE.sub(lambda found: masking.phone("".join(found.groups())), text)
    return _EMAIL.sub(lambda found: masking.email(found.group()), text)
