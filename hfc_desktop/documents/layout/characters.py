"""What may stand where: classes of characters for line breaking, after GB/T 15834-2011 and the W3C's CLREQ."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final, NamedTuple

WIDE_OPENING: Final = frozenset("（〔［｛《〈「『【〖“‘")
"""Full-width openers: their ink is in the right half, so the left half can go."""
WIDE_CLOSING: Final = frozenset("）〕］｝》〉」』】〗”’、。，．：；")
"""Full-width closers and stops: their ink is in the left half, so the right half can go."""
MIDDLE_DOTS: Final = frozenset("·•‧・")
DASHES: Final = frozenset("—…⋯―–")
"""Signs that are written double and never torn apart."""

_HYPHEN: Final = "-"
NEVER_LAST: Final = WIDE_OPENING | frozenset("([{<«‹＜￥¥$£€＄￡￥№§｢") | {_HYPHEN}
"""No line ends with one of these, nor with any other opener that Unicode knows. A hyphen goes to the next line: at the
end of one, a reader cannot tell whether it belongs to a number or address, and programs that read text out of a file
drop it."""
NEVER_FIRST: Final = (
    WIDE_CLOSING
    | MIDDLE_DOTS
    | DASHES
    | frozenset(")]}>»›＞,.:;?!？！%％‰℃℉°′″～〜~々〻ーヽヾゝゞ〃／/､｡｣･‼⁇⁈⁉")
    | frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ")
)
"""No line begins with one of these, nor with any other closer that Unicode knows."""

UNITS: Final = frozenset(
    "元角分年月日号时点秒天周季岁人户名位次笔项条款章节件份张页期版级类种个家倍折万亿千百兆吨克米里升度层楼室栋幢届组回"
)
"""What stays on the line of the number before it."""
COUNTERS: Final = frozenset("第约逾近每共满超￥¥")
"""What stays on the line of the number after it."""

_WORD_SIGNS: Final = frozenset("_-+*=&@#'’\"\\^|`")
_INNER_SIGNS: Final = frozenset(".,:/%")
_SOFT_BREAKS: Final = frozenset("/_.,:@&=?#")


@cache
def is_space(character: str) -> bool:
    """A space of any width; no-break spaces are letters to the breaker."""
    return character in " \t\u3000" or (unicodedata.category(character) == "Zs" and character not in "\u00a0\u202f")


@cache
def is_invisible(character: str) -> bool:
    """A control or format character (bidirectional marks, byte order mark): it has no ink and is left out."""
    return unicodedata.category(character) in {"Cc", "Cf"} or "\ufe00" <= character <= "\ufe0f"


@cache
def is_mark(character: str) -> bool:
    """A combining mark, which stays with the character before it."""
    return unicodedata.category(character) in {"Mn", "Me", "Mc"}


@cache
def is_ideograph(character: str) -> bool:
    """Han, kana, bopomofo: lines may break on both sides of it."""
    code = ord(character)
    return (
        0x2E80 <= code <= 0x2FDF
        or 0x3041 <= code <= 0x33FF
        or 0x3400 <= code <= 0x9FFF
        or 0xAC00 <= code <= 0xD7A3
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x3FFFF
        or character in "〇々"
    )


@cache
def is_wordlike(character: str) -> bool:
    """A letter or digit of an alphabet: it stays with its neighbours in one word."""
    return not is_ideograph(character) and unicodedata.category(character)[0] in "LN" and not is_enclosed(character)


@cache
def is_enclosed(character: str) -> bool:
    """Circled digits and full-width forms: written like ideographs."""
    code = ord(character)
    return 0x2460 <= code <= 0x24FF or 0x2150 <= code <= 0x218F or 0xFF10 <= code <= 0xFF5A


def never_first(character: str) -> bool:
    """Whether no line may begin with it."""
    return character in NEVER_FIRST or unicodedata.category(character) in {"Pe", "Pf"}


def never_last(character: str) -> bool:
    """Whether no line may end with it."""
    return character in NEVER_LAST or unicodedata.category(character) in {"Ps", "Pi"}


class Traits(NamedTuple):
    """All that the breaker asks of a character.

    Attributes:
        ideograph: lines may break on both sides of it.
        han: an ideograph that is no sign, so that a fixed space stands between it and Latin.
        latin: what that space is set beside.
        word: a letter or digit of an alphabet.
        word_sign: holds words together: hyphen, underscore, straight quotes.
        inner_sign: belongs to a number or address when letters or digits stand on both sides.
        soft: a word too long for a line may be broken after it.
        soft_before: it may be broken before it.
    """

    space: bool
    mark: bool
    ideograph: bool
    han: bool
    latin: bool
    word: bool
    never_first: bool
    never_last: bool
    word_sign: bool
    inner_sign: bool
    soft: bool
    soft_before: bool
    digit: bool
    unit: bool
    counter: bool


@cache
def traits(character: str) -> Traits:
    """What a character is to the breaker."""
    ideograph, word = is_ideograph(character), is_wordlike(character)
    first, last = never_first(character), never_last(character)
    return Traits(
        space=is_space(character),
        mark=is_mark(character),
        ideograph=ideograph,
        han=ideograph and not first and not last and not "\u3000" <= character <= "\u303f",
        latin=word or character in "%℃",
        word=word,
        never_first=first,
        never_last=last,
        word_sign=character in _WORD_SIGNS,
        inner_sign=character in _INNER_SIGNS,
        soft=character in _SOFT_BREAKS,
        soft_before=character == _HYPHEN,
        digit=character.isdecimal(),
        unit=character in UNITS,
        counter=character in COUNTERS,
    )
