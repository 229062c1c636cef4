"""Rules of what is said: readable aloud, and free of what must not be said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hfc_desktop.packs.rules.findings import error, warning
from hfc_desktop.packs.rules.walk import bare, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.packs.rules.findings import Context, Findings, Path

SENTENCE_LIMIT: Final = 60
"""Most characters of one sentence that a teller can say in one breath."""
_SENTENCE_END: Final = re.compile(r"[。！？；!?;\n]+")


def readable(item: GuidanceItem, _context: Context) -> Findings:
    """No spoken sentence is longer than one can say in one breath."""
    for path, text in spoken(item):
        longest = max((len(part.strip()) for part in _SENTENCE_END.split(text)), default=0)
        if longest > SENTENCE_LIMIT:
            yield warning(path, "read.long_sentence", length=longest, limit=SENTENCE_LIMIT)


def lexicons(item: GuidanceItem, context: Context) -> Findings:
    """No spoken line holds a word of the do-not-say lists."""
    lines = [(path, bare(text)) for path, text in spoken(item)]
    for word, list_id in context.library.do_not_say:
        needle = bare(word)
        if needle:
            for path, line in lines:
                if needle in line:
                    yield error(path, "say.forbidden_word", word=word, list=list_id)


def own_list(forbidden: Iterable[tuple[Path, str]], lines: Iterable[tuple[Path, str]]) -> Findings:
    """No line holds what the item itself says must not be said.

    Args:
        forbidden: what must not be said, with its path.
        lines: what is said, with its path.
    """
    said = [(path, bare(text)) for path, text in lines]
    for _path, words in forbidden:
        needle = bare(words)
        if len(needle) > 1:
            for path, line in said:
                if needle in line:
                    yield error(path, "say.own_forbidden", word=words)


def do_not_say(item: GuidanceItem, _context: Context) -> Findings:
    """An item's own do-not-say list against all its lines."""
    listed: tuple[str, ...] = getattr(item, "do_not_say", ())
    forbidden: list[tuple[Path, str]] = [(("do_not_say", number), words) for number, words in enumerate(listed)]
    if forbidden:
        yield from own_list(forbidden, spoken(item))


RULES: Final = (readable, lexicons, do_not_say)
