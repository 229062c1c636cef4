"""Bulletins: dates in order, every customer in exactly one cohort."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.packs.rules import cohorts
from hfc_desktop.packs.rules.findings import error
from hfc_desktop.packs.search_text import first, lines, made

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.bulletin import Bulletin
    from hfc_desktop.packs.rules.findings import Context, Findings
    from hfc_desktop.packs.search_text import SearchText


def rules(item: Bulletin, _context: Context) -> Findings:
    """Facts, dates, cohorts."""
    if not item.facts:
        yield error(("facts",), "list.empty", field="facts")
    if item.effective_to is not None and item.effective_to < item.effective_from:
        days = {"first": str(item.effective_from), "last": str(item.effective_to)}
        yield error(("effective_to",), "dates.reversed", **days)
    if item.valid_to is not None and item.valid_to < item.effective_from:
        days = {"ends": str(item.valid_to), "starts": str(item.effective_from)}
        yield error(("valid_to",), "bulletin.ends_before_effect", **days)
    yield from cohorts.doubled_ids(item.cohorts, [("cohorts", number) for number in range(len(item.cohorts))])
    yield from cohorts.partition(cohorts.groups(item.cohorts, "cohorts"), ("cohorts",))


def search_text(item: Bulletin) -> SearchText:
    """Found by what it changes; shows the line to say."""
    return made(
        item,
        first_words=first((*lines(item.script), *item.facts)),
        plain=[*(row.aspect for row in item.comparison), *(cohort.name for cohort in item.cohorts)],
        weak=[
            *item.facts,
            *lines(item.script),
            *lines(item.after_script),
            *(f"{row.before} {row.after}" for row in item.comparison),
        ],
    )
