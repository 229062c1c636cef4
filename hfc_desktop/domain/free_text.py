"""Free text is where personal data leak: what names or reaches a person is found by form, check digit, words near it.

Found are identity numbers (18 digits by GB 11643 check character, 15 by a day that exists), card numbers (Luhn),
mobile and fixed-line numbers, e-mail addresses, number plates, and names that are known. Security codes of cards,
one-time codes and passwords (JR/T 0171 class C3) are found by the word before them; they must not be kept at all.
Numbers of documents, orders, complaints and hotlines stay: they have other lengths or fail the check digit.
Digits at full width and with blanks or hyphens between are read as typed on purpose to slip through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from hfc_desktop.domain import masking
from hfc_desktop.errors import UserMistakeError


class Kind(StrEnum):
    """Kinds of personal data that are found in text."""

    RESIDENT_ID = "resident_id"
    CARD = "card"
    MOBILE = "mobile"
    LANDLINE = "landline"
    EMAIL = "email"
    PLATE = "plate"
    NAME = "name"
    SECURITY_CODE = "security_code"
    PASSWORD = "password"


SECRETS: Final = frozenset({Kind.SECURITY_CODE, Kind.PASSWORD})
"""Class C3: never kept, whatever for."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in a text. ``start`` and ``end`` count characters of the text as it was given."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FieldFinding:
    """One kind of personal data in one field."""

    field: str
    kind: Kind


_FULL_WIDTH: Final = {0xFF01 + place: 0x21 + place for place in range(94)} | {0x3000: 0x20}
"""Full-width forms to half width, one character for one, so that places stay the same."""

_EDGE: Final = r"(?<![0-9A-Za-z])"
_END: Final = r"(?![0-9A-Za-z])"
_IDENTITY: Final = re.compile(rf"{_EDGE}\d(?:[ -]?\d){{16}}[ -]?[\dXx]{_END}")
_OLD_IDENTITY: Final = re.compile(rf"{_EDGE}\d{{15}}{_END}")
_CARD: Final = re.compile(rf"{_EDGE}\d(?:[ -]?\d){{12,18}}{_END}")
_MOBILE: Final = re.compile(rf"{_EDGE}(?:\+?86[ -]?)?(1[3-9]\d)[ -]?(\d{{4}})[ -]?(\d{{4}}){_END}")
_LANDLINE: Final = re.compile(rf"{_EDGE}\(?0(?:10|2\d|[3-9]\d{{2}})\)?[ -]\d{{7,8}}{_END}")
_EMAIL: Final = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PLATE: Final = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·. -]?[A-HJ-NP-Z0-9]{5,6}"
    r"(?![A-Za-z0-9])"
)
_SECURITY_CODE: Final = re.compile(
    r"(?:CVV2?|CVC2?|CVN2?|安全码|后三位)\D{0,8}?(\d{3,4})(?!\d)|有效期\D{0,4}?((?:0[1-9]|1[0-2])[ /-]?\d{2})(?!\d)",
    re.IGNORECASE,
)
_PASSWORD: Final = re.compile(
    r"(?:验证码|动态码|校验码|短信码|密码|口令|PIN\b|password)(?:\s*[为是:：=]\s*|[^0-9A-Za-z。,，;；]{0,6}?)"
    r"([0-9A-Za-z!@#$%^&*]{4,20})(?![0-9A-Za-z])",
    re.IGNORECASE,
)

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_LEAST_CARD_WITHOUT_SIGN: Final = 16
_CARD_WORDS: Final = re.compile(r"(?:卡|账号|帐号|账户|card|account)[^0-9]{0,8}$", re.IGNORECASE)


def is_identity_number(text: str) -> bool:
    """Whether 18 characters are a resident identity number by its check character (GB 11643)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, text[:17], strict=True))
    return "10X98765432"[total % 11] == text[17].upper()


def is_card_number(digits: str) -> bool:
    """Whether digits are a card number by its check digit (ISO/IEC 7812, Luhn)."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _is_old_identity_number(digits: str) -> bool:
    """15 digits of the first issue have no check character, but a birthday of the twentieth century."""
    try:
        born = date(1900 + int(digits[6:8]), int(digits[8:10]), int(digits[10:12]))
    except ValueError:
        return False
    return born.year < 2000 and digits[0] in "12345678" and digits[:2] != "00"


def _bare(text: str) -> str:
    return re.sub(r"[ -]", "", text)


def _is_card(found: re.Match[str]) -> bool:
    """Luhn holds for one number in ten by chance: with fewer than 16 digits, a word for a card must stand before."""
    digits = _bare(found.group())
    named = bool(_CARD_WORDS.search(found.string[: found.start()]))
    return is_card_number(digits) and (named or (len(digits) >= _LEAST_CARD_WITHOUT_SIGN and digits[0] in "34569"))


def _numbers(plain: str) -> list[Finding]:
    found = [
        Finding(Kind.RESIDENT_ID, place.start(), place.end())
        for place in _IDENTITY.finditer(plain)
        if is_identity_number(_bare(place.group()))
    ]
    found += [
        Finding(Kind.RESIDENT_ID, place.start(), place.end())
        for place in _OLD_IDENTITY.finditer(plain)
        if _is_old_identity_number(place.group())
    ]
    found += [Finding(Kind.CARD, place.start(), place.end()) for place in _CARD.finditer(plain) if _is_card(place)]
    for kind, form in (
        (Kind.MOBILE, _MOBILE),
        (Kind.LANDLINE, _LANDLINE),
        (Kind.EMAIL, _EMAIL),
        (Kind.PLATE, _PLATE),
    ):
        found += [Finding(kind, place.start(), place.end()) for place in form.finditer(plain)]
    return found


def _secrets(plain: str) -> list[Finding]:
    found = []
    for kind, form in ((Kind.SECURITY_CODE, _SECURITY_CODE), (Kind.PASSWORD, _PASSWORD)):
        for place in form.finditer(plain):
            group = next(number for number, value in enumerate(place.groups(), 1) if value is not None)
            found.append(Finding(kind, place.start(group), place.end(group)))
    return [one for one in found if any(character.isdecimal() for character in plain[one.start : one.end])]


def _names(plain: str, names: Iterable[str]) -> list[Finding]:
    return [
        Finding(Kind.NAME, place.start(), place.end())
        for name in names
        if len(name.strip()) > 1
        for place in re.finditer(re.escape(name.strip()), plain)
    ]


def findings(text: str, names: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Personal data in ``text``, in order, none over another; secrets win, then the longer.

    Args:
        text: what was typed.
        names: names of people that are known in the matter.
    """
    if not text:
        return ()
    plain = text.translate(_FULL_WIDTH)
    chosen: list[Finding] = []
    everything = [*_secrets(plain), *_numbers(plain), *_names(text, names)]
    for one in sorted(everything, key=lambda found: (found.kind not in SECRETS, found.start - found.end, found.start)):
        if all(one.end <= other.start or one.start >= other.end for other in chosen):
            chosen.append(one)
    return tuple(sorted(chosen, key=lambda found: found.start))


def _mask_of(kind: Kind, text: str) -> str:
    plain = text.translate(_FULL_WIDTH)
    if kind is Kind.MOBILE:
        return masking.phone(re.sub(r"\D", "", plain)[-11:])
    if kind is Kind.LANDLINE:
        return masking.phone(re.sub(r"\D", "", plain))
    if kind is Kind.EMAIL:
        return masking.email(plain)
    if kind is Kind.NAME:
        return masking.name(text)
    if kind in SECRETS:
        return masking.STAR * len(text)
    bare = _bare(plain)
    return masking.id_number(bare) if kind is not Kind.CARD else masking.card_on_paper(bare)


def _replaced(text: str, names: Iterable[str], word: Mapping[Kind, str] | None) -> str:
    parts, last = [], 0
    for one in findings(text, names):
        parts += [text[last : one.start], word[one.kind] if word else _mask_of(one.kind, text[one.start : one.end])]
        last = one.end
    return "".join([*parts, text[last:]])


def masked(text: str, names: Iterable[str] = ()) -> str:
    """``text`` with what names or reaches a person masked, as on screen and on paper."""
    return _replaced(text, names, None)


def tagged(text: str, names: Iterable[str] = ()) -> str:
    """``text`` with a tag such as ``[card]`` in place of what names or reaches a person, as in a file that leaves."""
    return _replaced(text, names, {kind: f"[{kind.value}]" for kind in Kind})


def scan(values: Mapping[str, str], names: Iterable[str] = ()) -> tuple[FieldFinding, ...]:
    """What is found in which field: for a warning while typing, and for the mark that an event keeps."""
    known = tuple(names)
    pairs = {FieldFinding(field, one.kind): None for field, text in values.items() for one in findings(text, known)}
    return tuple(pairs)


def refuse_secrets(values: Mapping[str, str]) -> None:
    """Refuse texts with a password, a one-time code or a card's security code in them.

    Raises:
        UserMistakeError: ``records.secret_in_text``; it names the field and the kind, never the secret.
    """
    for one in scan(values):
        if one.kind in SECRETS:
            raise UserMistakeError("records.secret_in_text", field=one.field, kind=one.kind.value)
