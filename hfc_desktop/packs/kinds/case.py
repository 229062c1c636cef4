"""Cases: something happened and something was learned. That nobody is named is a rule of privacy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.packs.rules.findings import error
from hfc_desktop.packs.search_text import first, made

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.case import Case
    from hfc_desktop.packs.rules.findings import Context, Findings
    from hfc_desktop.packs.search_text import SearchText

BANDS: Final = ("<1k", "1-10k", "10-50k", "50-200k", ">200k")
"""Bands of amounts; a case never tells the amount itself."""


def rules(item: Case, _context: Context) -> Findings:
    """Facts, band, lesson."""
    for name in ("facts", "timeline", "what_worked"):
        if not getattr(item, name):
            yield error((name,), "list.empty", field=name)
    if item.amount_band and item.amount_band not in BANDS:
        params = {"field": "amount_band", "value": item.amount_band, "allowed": ", ".join(BANDS), "nearest": ""}
        yield error(("amount_band",), "schema.bad_choice", **params)


def search_text(item: Case) -> SearchText:
    """Found by what happened; shows the lesson."""
    return made(
        item,
        first_words=item.lesson,
        plain=[item.lesson, first(item.facts)],
        weak=[*item.facts, *(moment.what for moment in item.timeline), *item.what_worked],
    )
