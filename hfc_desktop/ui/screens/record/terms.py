"""Legal terms as lines: what must be done, until when, and on which article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.domain.guidance.ruleset import Ruleset
from hfc_desktop.i18n import CHINESE, language
from hfc_desktop.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hfc_desktop.domain.complaint import Clock
    from hfc_desktop.services.lookup import LookupService


def lines(clocks: Iterable[Clock], lookup: LookupService | None) -> list[tuple[str, str]]:
    """For each clock its name in words, then its last day, the day to aim at, and the article."""
    names = _names(lookup)
    return [(names.get((clock.rule.partition("@")[0], clock.name), clock.article), _line(clock)) for clock in clocks]


def _line(clock: Clock) -> str:
    due = clock.due.isoformat()
    if clock.internal_target and clock.internal_target != clock.due:
        due += _("; better by {day}").format(day=clock.internal_target)
    if clock.estimated:
        due += _(" (estimated calendar)")
    return f"{due}\n{clock.article}"


def _names(lookup: LookupService | None) -> dict[tuple[str, str], str]:
    """Names of clocks by rule set and slug, from the active packs."""
    if lookup is None:
        return {}
    chinese = language() == CHINESE
    found = (lookup.item(hit.id) for hit in lookup.browse(Kind.RULESET).hits)
    return {
        (rules.rule, clock.name): clock.label if chinese or not clock.label_en else clock.label_en
        for rules in found
        if isinstance(rules, Ruleset)
        for clock in rules.clocks
    }
