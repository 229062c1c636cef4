"""Policies: on any day every customer is under exactly one rule."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hfc_desktop.domain.guidance.cohort import Comparison, Condition
from hfc_desktop.packs.rules import cohorts
from hfc_desktop.packs.rules.findings import error
from hfc_desktop.packs.search_text import first, lines, made

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.policy import Policy, PolicyRule
    from hfc_desktop.packs.rules.findings import Context, Findings
    from hfc_desktop.packs.search_text import SearchText


def _conditions(rule: PolicyRule, fact: str) -> tuple[Condition, ...]:
    """The cohort's conditions and those of the rule's own period, which the deciding date falls in."""
    period = []
    if rule.valid_from is not None:
        period.append(Condition(fact=fact, op=Comparison.ON_OR_AFTER, value=rule.valid_from.isoformat()))
    if rule.valid_to is not None:
        period.append(Condition(fact=fact, op=Comparison.ON_OR_BEFORE, value=rule.valid_to.isoformat()))
    return (*rule.cohort.conditions, *period)


def _span(item: Policy) -> cohorts.Bounds:
    """The days from the first rule's first to the last rule's last; before and after there is no policy."""
    starts = [rule.valid_from for rule in item.rules]
    ends = [rule.valid_to for rule in item.rules]
    return cohorts.Bounds(
        item.deciding_date,
        None if None in starts else min((day for day in starts if day), default=date.min),
        None if None in ends else max((day for day in ends if day), default=date.max),
    )


def rules(item: Policy, _context: Context) -> Findings:
    """Rules partition days and customers."""
    if not item.rules:
        yield error(("rules",), "list.empty", field="rules")
    seen: set[str] = set()
    for number, rule in enumerate(item.rules):
        if rule.id in seen:
            yield error(("rules", number, "id"), "id.inside_twice", id=rule.id)
        seen.add(rule.id)
        if rule.valid_from is not None and rule.valid_to is not None and rule.valid_to < rule.valid_from:
            days = {"first": str(rule.valid_from), "last": str(rule.valid_to)}
            yield error(("rules", number, "valid_to"), "dates.reversed", **days)
            return
    badly = [f for n, r in enumerate(item.rules) for f in cohorts.badly_written(_own(n, r))]
    yield from badly
    if not badly:
        groups = [
            cohorts.Group(("rules", number), rule.id, _conditions(rule, item.deciding_date))
            for number, rule in enumerate(item.rules)
        ]
        yield from cohorts.partition(groups, ("rules",), _span(item))
    if not item.transition_script:
        yield error(("transition_script",), "list.empty", field="transition_script")


def _own(number: int, rule: PolicyRule) -> list[cohorts.Group]:
    """A rule's cohort at its own place, so that its conditions are pointed at where they stand."""
    return [cohorts.Group(("rules", number, "cohort"), rule.id, rule.cohort.conditions)]


def search_text(item: Policy) -> SearchText:
    """Found by its rules; shows the line to say about the change."""
    return made(
        item,
        first_words=first(lines(item.transition_script)),
        codes=[rule.id for rule in item.rules],
        dated=[(rule.id, rule.valid_from, rule.valid_to) for rule in item.rules],
        plain=[question.question for question in item.questions],
        weak=[
            *lines(item.transition_script),
            *(f"{rule.name} {rule.cohort.name}" for rule in item.rules),
            *(limit for rule in item.rules for limit in rule.limits),
            *(question.answer for question in item.questions),
        ],
    )
