"""Duties: every phase has somebody who answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.packs.rules.findings import error
from hfc_desktop.packs.search_text import first, made

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.duties import Duties
    from hfc_desktop.packs.rules.findings import Context, Findings
    from hfc_desktop.packs.search_text import SearchText


def rules(item: Duties, _context: Context) -> Findings:
    """Phases and owners."""
    if not item.phases:
        yield error(("phases",), "list.empty", field="phases")
    owned = {duty.phase for duty in item.duties if duty.owner}
    for number, phase in enumerate(item.phases):
        if phase in item.phases[:number]:
            yield error(("phases", number), "id.inside_twice", id=phase)
        elif phase not in owned:
            yield error(("phases", number), "duties.no_owner", phase=phase)
    for number, duty in enumerate(item.duties):
        if duty.phase not in item.phases:
            yield error(("duties", number, "phase"), "duties.unknown_phase", phase=duty.phase)
        if not duty.acts:
            yield error(("duties", number, "acts"), "list.empty", field="acts")


def search_text(item: Duties) -> SearchText:
    """Found by post and act; shows the first act."""
    acts = [act for duty in item.duties for act in duty.acts]
    return made(item, first_words=first(acts), plain=[duty.role for duty in item.duties], weak=[*item.phases, *acts])
