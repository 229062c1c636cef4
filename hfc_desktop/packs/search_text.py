"""What an item can be found by, and the words shown first when it is found. Made per kind, read by the index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

STRONG: Final = 3
"""Weight of words that a teller may well type: trigger phrases, signs, organs, terms."""
PLAIN: Final = 2
"""Weight of words that say what the item is about."""
WEAK: Final = 1
"""Weight of running text: scripts, steps, explanations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchText:
    """The searchable words of one item, as written; the index normalises them.

    Attributes:
        title: Chinese title, the text that is read into pinyin and marked in results.
        aliases: other names, each as short as a name; customer's words, English title, colloquial names.
        codes: codes that lead here, main code first.
        messages: texts of screens, slips and phones.
        body: further words with a weight (``STRONG``, ``PLAIN``, ``WEAK``).
        first_words: first words to say or number to give; the second line of a result.
        keywords_negative: words that must not lead here.
        pinyin: reading of the title given by the author; empty means the usual one.
    """

    title: str
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    body: tuple[tuple[str, int], ...] = ()
    first_words: str = ""
    keywords_negative: tuple[str, ...] = ()
    pinyin: str = ""
