"""Word lists: for a known purpose, no word in two groups of synonyms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.packs.rules.findings import error, warning
from hfc_desktop.packs.search_text import made

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.lexicon import Lexicon
    from hfc_desktop.packs.rules.findings import Context, Findings
    from hfc_desktop.packs.search_text import SearchText

SYNONYMS: Final = "synonyms"
DO_NOT_SAY: Final = "do_not_say"
PURPOSES: Final = (SYNONYMS, "boilerplate", "early_signs", DO_NOT_SAY, "stop_words")


def rules(item: Lexicon, _context: Context) -> Findings:
    """Purpose and groups."""
    if item.purpose not in PURPOSES:
        params = {"field": "purpose", "value": item.purpose, "allowed": ", ".join(PURPOSES), "nearest": ""}
        yield error(("purpose",), "schema.bad_choice", **params)
    if not item.groups:
        yield error(("groups",), "list.empty", field="groups")
    group_of: dict[str, int] = {}
    for number, group in enumerate(item.groups):
        if not group.words or (item.purpose == SYNONYMS and len(group.words) < 2):
            yield error(("groups", number), "lexicon.few_words")
        for place, word in enumerate(group.words):
            if word in group_of:
                yield warning(("groups", number, "words", place), "lexicon.word_twice", word=word)
            group_of.setdefault(word, number)


def search_text(item: Lexicon) -> SearchText:
    """Not looked up at the counter; found by its words all the same."""
    return made(item, weak=[" ".join(group.words) for group in item.groups])
