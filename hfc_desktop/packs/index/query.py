"""What was typed, taken apart once for all layers."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from hfc_desktop.packs.index.tokens import has_han, key, runs, tight

if TYPE_CHECKING:
    from hfc_desktop.packs.index.lexicon import SearchLexicon
    from hfc_desktop.services.ports import TextNormaliser

_LONGEST: Final = 80
"""Characters of a pasted text that are looked at."""


class ParsedQuery(NamedTuple):
    """One query.

    Attributes:
        raw: lower case, half width, punctuation kept: for ids.
        text: compared form.
        core: the same without words that say nothing.
        codes: what may be a code in it, most likely first.
    """

    raw: str
    text: str
    core: str
    codes: tuple[str, ...]

    @property
    def key(self) -> str:
        """Compared form without spaces."""
        return key(self.text)

    @property
    def core_key(self) -> str:
        """The same of the core."""
        return key(self.core)

    @property
    def latin(self) -> bool:
        """Whether Latin letters are in it, so that it may be pinyin."""
        return any("a" <= character <= "z" for character in self.text)

    @property
    def han(self) -> bool:
        """Whether Chinese is in it."""
        return has_han(self.text)


def parse(text: str, normaliser: TextNormaliser, lexicon: SearchLexicon) -> ParsedQuery:
    """Take ``text`` apart; anything is allowed."""
    text = text[: 4 * _LONGEST]
    raw = unicodedata.normalize("NFKC", text).casefold().strip()[:_LONGEST]
    compared = tight(normaliser.normalise(text))[:_LONGEST].strip()
    return ParsedQuery(raw, compared, lexicon.without_idle(compared), _codes(compared, normaliser))


def _codes(compared: str, normaliser: TextNormaliser) -> tuple[str, ...]:
    """Runs of Latin letters and digits that have a digit, or the mark of the code scheme."""
    found = [normaliser.code(run) for han, run in runs_with_spaces(compared) if not han]
    return tuple(code for code in found if len(code) > 1 and (any(c.isdigit() for c in code) or code == "SMP"))


def runs_with_spaces(text: str) -> list[tuple[bool, str]]:
    """Runs of Chinese and of anything else; words of Latin letters side by side are one run."""
    found: list[tuple[bool, str]] = []
    for han, run in runs(text):
        if found and not han and not found[-1][0]:
            found[-1] = (False, f"{found[-1][1]} {run}")
        else:
            found.append((han, run))
    return found
