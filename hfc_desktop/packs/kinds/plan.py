"""Plans: every step has a post that is involved, and a period that can be counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.packs.kinds.restriction import period_rule
from hfc_desktop.packs.rules.findings import error
from hfc_desktop.packs.search_text import first, made

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.plan import Plan
    from hfc_desktop.packs.rules.findings import Context, Findings
    from hfc_desktop.packs.search_text import SearchText


def rules(item: Plan, _context: Context) -> Findings:
    """Steps, posts, periods."""
    for name in ("roles", "steps", "wording"):
        if not getattr(item, name):
            yield error((name,), "list.empty", field=name)
    for number, step in enumerate(item.steps):
        if step.role not in item.roles:
            yield error(("steps", number, "role"), "plan.unknown_role", role=step.role)
        if step.within:
            yield from period_rule(("steps", number, "within"), step.within)


def search_text(item: Plan) -> SearchText:
    """Found by what sets it off; shows the line to say."""
    return made(
        item,
        first_words=first(item.wording),
        plain=[item.trigger],
        weak=[*(step.act for step in item.steps), *item.wording, *item.exceptions],
    )
