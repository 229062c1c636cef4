"""What an item can be found by, and the words shown first when it is found. Made per kind, read by the index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from hfc_desktop.domain.guidance.item import GuidanceItem, SpokenLine

STRONG: Final = 3
"""Weight of words that a teller may well type, each as short as a name: trigger phrases, questions, terms, organs."""
PLAIN: Final = 2
"""Weight of words that say what the item is about."""
WEAK: Final = 1
"""Weight of running text: scripts, steps, explanations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchText:
    """The searchable words of one item, as written; the index normalises them.

    Attributes:
        title: Chinese title, the text that is read into pinyin and marked in results.
        aliases: other names, each as short as a name; customer's words, colloquial names.
        codes: codes that lead here, main code first.
        messages: texts of screens, slips and phones.
        body: further words with a weight (``STRONG``, ``PLAIN``, ``WEAK``).
        first_words: first words to say or number to give; the second line of a result.
        dated: codes that hold for some time only, with their first and last day; none means without end.
        keywords_negative: words that must not lead here.
        pinyin: reading of the title given by the author; empty means the usual one.
    """

    title: str
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    body: tuple[tuple[str, int], ...] = ()
    first_words: str = ""
    dated: tuple[tuple[str, date | None, date | None], ...] = ()
    keywords_negative: tuple[str, ...] = ()
    pinyin: str = ""


def made(
    item: GuidanceItem,
    *,
    first_words: str = "",
    aliases: Iterable[str] = (),
    codes: Iterable[str] = (),
    strong: Iterable[str] = (),
    plain: Iterable[str] = (),
    weak: Iterable[str] = (),
    dated: Iterable[tuple[str, date | None, date | None]] = (),
) -> SearchText:
    """The search text of an item: what the envelope brings, and what its kind adds.

    Args:
        item: the item.
        first_words: first words to say or number to give.
        aliases: names beside the envelope's.
        codes: codes before the envelope's.
        strong: words of weight ``STRONG``.
        plain: words of weight ``PLAIN``, beside the tags.
        weak: words of weight ``WEAK``, beside the envelope's running text.
        dated: which of the codes hold for some time only.
    """
    running = (*weak, *item.prevention, *item.response, item.psychology)
    body = [(text, STRONG) for text in strong] + [(text, PLAIN) for text in (*item.tags, *plain)]
    return SearchText(
        title=item.title,
        aliases=tuple(dict.fromkeys((*item.aliases, *aliases))),
        codes=tuple(dict.fromkeys((*codes, *item.codes))),
        messages=item.messages,
        body=tuple((text, weight) for text, weight in (*body, *((text, WEAK) for text in running)) if text),
        first_words=first_words,
        dated=tuple(dated),
        keywords_negative=item.keywords_negative,
        pinyin=item.pinyin,
    )


def lines(script: Iterable[SpokenLine]) -> tuple[str, ...]:
    """The standard wordings of spoken lines."""
    return tuple(line.text for line in script)


def first(texts: Iterable[str]) -> str:
    """The first of some texts, or nothing."""
    return next(iter(texts), "")
