"""How text is cut for the index: Chinese into pairs of characters, everything else into words.

FTS5's own tokenizers take a Chinese run as one token or miss words of two characters, the commonest input; so the text
is cut before it gets there, and queries are cut the same way. Tokens of sound and of facets carry a Greek letter in
front, so that they never collide with words.
"""

from __future__ import annotations

import re
from functools import cache
from operator import add
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hfc_desktop.services.ports import TextNormaliser

_HAN: Final = r"[^\x00-〄]"
"""Written without spaces between words: everything from U+3005 on. Named by what lies below, since ``re`` marks every
character of a class one by one, and a class of all Chinese takes a tenth of the window's start to compile."""
_RUN: Final = rf"({_HAN}+)|([\x00-\x1f!-〄]+)"
_WORD: Final = r"[\x00-\x1f!-〄]+"
_LOOSE: Final = f"(?<={_HAN}) | (?={_HAN})"
_compiled = cache(re.compile)
"""Each is compiled when it is first used: the window's start and initials typed into it need none of them."""

_FENCE: Final = "ǁ"
"""A letter of no language spoken here, so that it passes the normaliser."""

INITIAL: Final = "ι"
SYLLABLE: Final = "σ"
KIND: Final = "κ"
REGION: Final = "ρ"


def all_compared(texts: Sequence[str], normaliser: TextNormaliser) -> list[str]:
    """Each text in the compared form, by one call for all: most are so short that the call is the dear part."""
    compared = [text.strip() for text in normaliser.normalise(f"\n{_FENCE}\n".join(texts)).split(_FENCE)]
    return compared if len(compared) == len(texts) else [normaliser.normalise(text) for text in texts]


def tight(normalised: str) -> str:
    """Normalised text without the spaces beside Chinese; spaces between words of Latin letters stay."""
    return normalised if normalised.isascii() else _compiled(_LOOSE).sub("", normalised)


def key(normalised: str) -> str:
    """Normalised text without any space, as it is compared."""
    return normalised.replace(" ", "")


def has_han(text: str) -> bool:
    """Whether there is a Chinese character in it."""
    return not text.isascii() and _compiled(_HAN).search(text) is not None


def runs(text: str) -> list[tuple[bool, str]]:
    """Runs of Chinese (True) and of anything else (False), in order."""
    if text.isascii():
        return [(False, word) for word in text.split(" ") if word]
    return [(bool(match[1]), match[0]) for match in _compiled(_RUN).finditer(text)]


def phrase_tokens(text: str) -> list[str]:
    """Tokens of a name in order: pairs of characters, the last character of each run, words."""
    if not (text.isascii() and text) and not _compiled(_WORD).search(text) and " " not in text:
        return [*map(add, text, text[1:]), text[-1:]] if text else []
    tokens = []
    for han, run in runs(text):
        if han:
            tokens += [run[at : at + 2] for at in range(len(run))]
        else:
            tokens.append(run)
    return tokens


def grams(text: str) -> set[str]:
    """Different pairs of neighbouring Chinese characters, and words, of a text.

    By whole-text operations, since every text of every item goes through it when an index is built.
    """
    if text.isascii():
        return {word for word in text.split(" ") if word}
    han = _compiled(_WORD).sub(" ", text)
    found = {pair for pair in set(map(add, han, han[1:])) if " " not in pair}
    found.update(_compiled(_WORD).findall(text))
    return found


def pairs(text: str) -> list[str]:
    """Units of a query in order: pairs of characters, a lone character, words."""
    found = []
    for han, run in runs(text):
        found += [run[at : at + 2] for at in range(len(run) - 1)] if han and len(run) > 1 else [run]
    return found


def sound_tokens(readings: Iterable[Sequence[str]]) -> list[str]:
    """Tokens of a name's readings: initials and syllables, one by one and in pairs, the first one after nothing."""
    found: list[str] = []
    for reading in readings:
        initials = [syllable[0] for syllable in reading]
        found += map(INITIAL.__add__, map(add, initials, [*initials[1:], ""]))
        marked = [SYLLABLE + syllable for syllable in reading]
        found += marked
        found += map(add, [SYLLABLE, *marked], marked)
    return found


def text_tokens(text: str) -> tuple[list[str], str]:
    """Tokens of a piece of text anywhere in a name, and the beginning of one more if its end may be inside a token."""
    found = phrase_tokens(text)
    han, last = runs(text)[-1]
    if han and len(last) > 1:
        return found[:-1], ""
    return found[:-1], found[-1]


def initials_tokens(initials: str) -> list[str]:
    """Tokens that a name with this run of initials has."""
    return [INITIAL + initials[at : at + 2] for at in range(max(1, len(initials) - 1))]


def syllable_tokens(syllables: Sequence[str]) -> list[str]:
    """Tokens that a name with this run of canonical syllables has."""
    marked = [SYLLABLE + syllable for syllable in syllables]
    return list(map(add, marked, marked[1:])) or marked


def all_of(tokens: Iterable[str]) -> str:
    """FTS5 expression: all of these tokens; they are letters and digits only, so nothing in them is syntax."""
    return "(" + " AND ".join([f'"{token}"' for token in tokens]) + ")"


def any_of(expressions: Iterable[str]) -> str:
    """FTS5 expression: any of these expressions."""
    return "(" + " OR ".join(expressions) + ")"
