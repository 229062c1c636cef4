"""Glossaries: each term once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.packs.rules.findings import error
from hfc_desktop.packs.search_text import first, made

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.glossary import Glossary
    from hfc_desktop.packs.rules.findings import Context, Findings
    from hfc_desktop.packs.search_text import SearchText


def rules(item: Glossary, _context: Context) -> Findings:
    """Terms are unique."""
    if not item.terms:
        yield error(("terms",), "list.empty", field="terms")
    seen: set[str] = set()
    for number, term in enumerate(item.terms):
        if term.term in seen:
            yield error(("terms", number, "term"), "id.inside_twice", id=term.term)
        seen.add(term.term)


def search_text(item: Glossary) -> SearchText:
    """Found by its terms in both languages."""
    return made(
        item,
        first_words=first(term.meaning for term in item.terms),
        strong=[term.term for term in item.terms],
        plain=[term.term_en for term in item.terms],
        weak=[term.meaning for term in item.terms],
    )
