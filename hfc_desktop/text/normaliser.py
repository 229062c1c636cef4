"""One way of writing for what means the same (implements ``services.ports.TextNormaliser``).

Standard library only: it runs on every keystroke, before anything heavy is loaded.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from hfc_desktop.paths import resources_dir

_GAPS: Final = re.compile(r"[\W_]+")


@cache
def simplified() -> dict[int, str]:
    """Traditional to simplified, a character for a character, as ``str.translate`` takes it."""
    pairs = (resources_dir() / "text" / "t2s.txt").read_text("utf-8").replace("\n", "")
    return dict(zip(map(ord, pairs[0::2]), pairs[1::2], strict=True))


@cache
def _characters() -> dict[int, str]:
    """What is done character by character: simplify, and open a gap where Chinese punctuation stands.

    Punctuation goes first because text without it is nearly always in its compatibility form already, which costs
    nothing to see, while one full-width comma makes the whole text be taken apart and put together again.
    """
    return simplified() | {ord(mark): " " for mark in "，。、；：？！（）“”‘’《》〈〉【】「」『』…—～·　"}


def _folded(text: str) -> str:
    """Compatibility forms, case and traditional characters folded; some punctuation may still be there."""
    if text.isascii():
        return text.lower()
    characters = _characters()
    plain = text.translate(characters)
    compatible = unicodedata.normalize("NFKC", plain)
    return (compatible if compatible is plain else compatible.translate(characters)).casefold()


class Normaliser:
    """Folds width, case, traditional characters and punctuation, so that only what was meant is compared."""

    def normalise(self, text: str) -> str:
        """``text`` in lower case, half width, simplified; whatever is no letter or digit becomes one space."""
        folded = _folded(text)
        if folded.isalnum():
            return folded
        return _GAPS.sub(" ", folded).strip()

    def code(self, text: str) -> str:
        """``text`` as a code: ``smp j02-2`` becomes ``SMPJ022``; empty unless it is Latin letters and digits."""
        letters = "".join(c for c in _folded(text) if c.isalnum())
        return letters.upper() if letters.isascii() else ""
