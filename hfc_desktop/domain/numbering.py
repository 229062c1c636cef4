"""Numbers and ids. Pure: time, random bytes and sequence come in.

A complaint number is organisation + yyyymmdd + counter (2) + sequence (4) + check character. The counter's own code
and sequence are in it, so that two counters without a network never give the same number.

The check character is ISO/IEC 7064 MOD 37,36: a counter code may hold letters, and one character over the alphabet
0-9A-Z finds every single wrong character and nearly every swap of two neighbours, which is how a number read out over
the telephone goes wrong. MOD 97-10 would need two characters and digits only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError

_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VALUES: Final = {character: value for value, character in enumerate(_ALPHABET)}
LAST_SEQUENCE: Final = 9999
"""Most complaints of one counter and day that the number can tell apart."""
NO_COUNTER: Final = "00"
"""Counter code of a record that was made away from a counter."""


def _remainder(text: str) -> int:
    remainder = 36
    for character in text:
        remainder = (remainder + _VALUES[character]) % 36 or 36
        remainder = remainder * 2 % 37
    return remainder


def check_character(text: str) -> str:
    """ISO/IEC 7064 MOD 37,36 check character of ``text`` over 0-9A-Z.

    Raises:
        KeyError: another character is in it.
    """
    return _ALPHABET[(37 - _remainder(text)) % 36]


def check_holds(text: str) -> bool:
    """Whether the last character of ``text`` is the check character of the rest."""
    return len(text) > 1 and all(character in _VALUES for character in text) and check_character(text[:-1]) == text[-1]


@dataclass(frozen=True, slots=True)
class NumberParts:
    """A complaint number taken apart."""

    organisation: str
    day: date
    counter: str
    sequence: int


def complaint_number(organisation: str, day: date, counter: str, sequence: int) -> str:
    """The number of the ``sequence``-th complaint of one counter and day.

    Raises:
        UserMistakeError: the office or counter code cannot stand in a number (``records.bad_code``).
        EnvironmentFaultError: the day's numbers of this counter are used up (``records.numbers_used_up``).
    """
    counter = counter or NO_COUNTER
    if not (organisation and all(character in _VALUES for character in organisation)):
        raise UserMistakeError("records.bad_code", what="organisation", value=organisation)
    if not (len(counter) == 2 and all(character in _VALUES for character in counter)):
        raise UserMistakeError("records.bad_code", what="counter", value=counter)
    if not 1 <= sequence <= LAST_SEQUENCE:
        raise EnvironmentFaultError("records.numbers_used_up", counter=counter, day=day.isoformat())
    body = f"{organisation}{day:%Y%m%d}{counter}{sequence:04d}"
    return body + check_character(body)


def number_parts(number: str) -> NumberParts | None:
    """The parts of a complaint number; ``None`` when it is not one or its check character is wrong."""
    if len(number) < 16 or not check_holds(number):
        return None
    organisation, day, counter, sequence = number[:-15], number[-15:-7], number[-7:-5], number[-5:-1]
    if not (day.isdecimal() and sequence.isdecimal()):
        return None
    try:
        parsed = date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return None
    return NumberParts(organisation, parsed, counter, int(sequence))


def uuid7(at: datetime, entropy: bytes) -> str:
    """A UUID of version 7 (RFC 9562): ids sort by the time they were made, so that tables grow at their end.

    Args:
        at: the moment of making it.
        entropy: ten random bytes.
    """
    if len(entropy) != 10:
        raise ValueError("ten random bytes are needed")
    milliseconds = int(at.timestamp() * 1000)
    random = int.from_bytes(entropy)
    high, low = random >> 68, random & ((1 << 62) - 1)
    digits = f"{(milliseconds << 80) | (0x7 << 76) | (high << 64) | (0b10 << 62) | low:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
