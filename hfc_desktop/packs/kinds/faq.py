"""Questions and answers: asked in at least two wordings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.packs.rules.findings import error
from hfc_desktop.packs.rules.walk import bare
from hfc_desktop.packs.search_text import made

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.faq import Faq
    from hfc_desktop.packs.rules.findings import Context, Findings
    from hfc_desktop.packs.search_text import SearchText


def rules(item: Faq, _context: Context) -> Findings:
    """Two wordings that differ by more than punctuation."""
    if len({bare(question) for question in item.questions}) < 2:
        yield error(("questions",), "faq.one_wording")


def search_text(item: Faq) -> SearchText:
    """Found by its wordings; shows the short answer."""
    return made(
        item,
        first_words=item.answer_short,
        strong=item.questions,
        plain=[item.answer_short],
        weak=[item.answer_long, *item.next_steps],
    )
