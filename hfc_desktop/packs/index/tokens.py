"""How text is cut for the index: Chinese into pairs of characters, everything else into words.

FTS5's own tokenizers take a Chinese run as one token or miss words of two characters, the commonest input; so the text
is cut before it gets there, and queries are cut the same way. Tokens of sound and of facets carry a Greek letter in
front, so that they never collide with words.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_HAN: Final = "㐀-鿿豈-﫿𠀀-𿿽〇々"
_RUN: Final = re.compile(f"([{_HAN}]+)|([^ {_HAN}]+)")
_LOOSE: Final = re.compile(f"(?<=[{_HAN}]) | (?=[{_HAN}])")
_HAS_HAN: Final = re.compile(f"[{_HAN}]")

INITIAL: Final = "ι"
SYLLABLE: Final = "σ"
KIND: Final = "κ"
REGION: Final = "ρ"
_GAP: Final = "ω"


def tight(normalised: str) -> str:
    """Normalised text without the spaces beside Chinese; spaces between words of Latin letters stay."""
    return _LOOSE.sub("", normalised)


def key(normalised: str) -> str:
    """Normalised text without any space, as it is compared."""
    return normalised.replace(" ", "")


def has_han(text: str) -> bool:
    """Whether there is a Chinese character in it."""
    return _HAS_HAN.search(text) is not None


def runs(text: str) -> list[tuple[bool, str]]:
    """Runs of Chinese (True) and of anything else (False), in order."""
    return [(bool(match[1]), match[0]) for match in _RUN.finditer(text)]


def phrase_tokens(text: str) -> list[str]:
    """Tokens of a name in order: pairs of characters, the last character of each run, words."""
    tokens = []
    for han, run in runs(text):
        if han:
            tokens += [run[at : at + 2] for at in range(len(run))]
        else:
            tokens.append(run)
    return tokens


def grams(text: str) -> set[str]:
    """Different characters, pairs of characters and words of a text."""
    found: set[str] = set()
    for han, run in runs(text):
        if han:
            found.update(run)
            found.update(map("".join, pairwise(run)))
        else:
            found.add(run)
    return found


def pairs(text: str) -> list[str]:
    """Units of a query in order: pairs of characters, a lone character, words."""
    found = []
    for han, run in runs(text):
        found += [run[at : at + 2] for at in range(len(run) - 1)] if han and len(run) > 1 else [run]
    return found


def sound_tokens(readings: Iterable[Sequence[str]]) -> list[str]:
    """Tokens of a name's readings: pairs of initials, then syllables, each reading fenced off."""
    tokens = []
    for reading in readings:
        initials = "".join(syllable[0] for syllable in reading)
        tokens += [INITIAL + initials[at : at + 2] for at in range(len(initials))]
        tokens.append(_GAP)
        tokens += [SYLLABLE + syllable for syllable in reading]
        tokens.append(_GAP)
    return tokens


def kind_token(kind: str) -> str:
    """Facet token of a kind."""
    return KIND + kind.replace("_", "")


def text_phrase(text: str) -> str:
    """FTS5 phrase for ``text`` anywhere in a name; the end of the text may be the middle of a word."""
    cut = runs(text)
    tokens = phrase_tokens(text)
    han, last = cut[-1]
    if han and len(last) > 1:
        return quoted(tokens[:-1])
    return quoted(tokens) + "*"


def initials_phrase(initials: str) -> str:
    """FTS5 phrase for a run of initials anywhere in a name."""
    if len(initials) == 1:
        return quoted([INITIAL + initials]) + "*"
    return quoted([INITIAL + initials[at : at + 2] for at in range(len(initials) - 1)])


def syllables_phrase(syllables: Sequence[str], *, open_end: bool = False) -> str:
    """FTS5 phrase for a run of canonical syllables; with an open end the last one may go on."""
    return quoted([SYLLABLE + syllable for syllable in syllables]) + ("*" if open_end else "")


def quoted(tokens: Sequence[str]) -> str:
    """Tokens as one FTS5 string; they are letters and digits only, so nothing in it is syntax."""
    return '"' + " ".join(tokens) + '"'
