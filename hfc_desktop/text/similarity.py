"""How alike two free texts are: what customers say again in other words.

Mean of the edit ratio and of single-character containment after NFKC, without punctuation and set phrases. Bigram and
token measures did worse on short Chinese texts, and whole texts are short here.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


class Likeness:
    """``ledger_ports.TextLikeness`` with the set phrases of the word lists, read when the first texts are compared."""

    def __init__(self, boilerplate: Callable[[], Iterable[str]] = tuple) -> None:
        self._read = boilerplate
        self._boilerplate: Sequence[str] | None = None

    def _phrases(self) -> Sequence[str]:
        """Set phrases as they are compared; long ones go before those they hold."""
        if self._boilerplate is None:
            plain = {_plain(phrase) for phrase in self._read()}
            self._boilerplate = sorted(filter(None, plain), key=lambda phrase: (-len(phrase), phrase))
        return self._boilerplate

    def stripped(self, text: str) -> str:
        """The text without punctuation and set phrases."""
        plain = _plain(text)
        for phrase in self._phrases():
            plain = plain.replace(phrase, "")
        return plain

    def score(self, one: str, other: str) -> int:
        """0 to 100; 0 when either text says nothing."""
        from rapidfuzz import fuzz  # only once somebody asks: it is no part of any start

        left, right = self.stripped(one), self.stripped(other)
        if not left or not right:
            return 0
        return round((fuzz.ratio(left, right) + _contained(left, right)) / 2)


def _plain(text: str) -> str:
    """Letters and digits alone, in one width and case."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def _contained(one: str, other: str) -> float:
    """How many of the shorter text's characters the longer one has, in percent."""
    short, long = sorted((one, other), key=len)
    shared = Counter(short) & Counter(long)
    return 100 * shared.total() / len(short)
