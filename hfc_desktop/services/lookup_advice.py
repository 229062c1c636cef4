"""What follows from an open item for one customer: the rule that applies, and the numbers to give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.cohort import Cohort, Comparison, decide
from hfc_desktop.domain.guidance.hotline import Capability, Hotline
from hfc_desktop.domain.guidance.item import GuidanceItem, Kind
from hfc_desktop.domain.guidance.policy import Policy, PolicyRule
from hfc_desktop.domain.guidance.restriction import Restriction
from hfc_desktop.domain.guidance.scenario import Scenario
from hfc_desktop.errors import UserMistakeError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hfc_desktop.domain.guidance.bulletin import Bulletin
    from hfc_desktop.services.ports import GuidanceIndex

_APPEALS: Final = frozenset({Capability.APPEAL_FREEZE, Capability.APPEAL_PUNISHMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleAnswer:
    """Which rule of a policy or bulletin applies to one customer.

    Attributes:
        cohort: the customer's cohort; ``None`` while facts are missing, or when the item has none for that day.
        rule: the policy's rule; ``None`` for bulletins, whose rule is a text of the cohort.
        possible: cohorts that are still possible.
        ask: facts still to be asked, the one that decides most first.
        day: the day that decided which rules are in force.
    """

    cohort: Cohort | None
    rule: PolicyRule | None
    possible: tuple[Cohort, ...]
    ask: tuple[str, ...]
    day: date


def rule_for(item: Policy | Bulletin, day: date, known: dict[str, str]) -> RuleAnswer:
    """See ``LookupService.rule_for``."""
    try:
        if isinstance(item, Policy):
            return _policy_rule(item, day, known)
        only_date = _only_date_fact(item.cohorts)
        if only_date:
            known.setdefault(only_date, day.isoformat())
        decision = decide(item.cohorts, known)
        return RuleAnswer(cohort=decision.chosen, rule=None, possible=decision.possible, ask=decision.ask, day=day)
    except ValueError as error:
        raise UserMistakeError("lookup.bad_fact", reason=str(error)) from error


def hotlines_for(index: GuidanceIndex, item: GuidanceItem, region: str) -> tuple[Hotline, ...]:
    """See ``LookupService.hotlines_for``."""
    named = [found for one in _hotline_ids(item) if isinstance(found := index.item(one), Hotline)]
    if not (region and isinstance(item, Restriction) and item.hotline_of_freezing_unit):
        return tuple(named)
    line = tuple(dict.fromkeys((region, f"{region[:4]}00", f"{region[:2]}0000")))
    regional = [
        found
        for found in index.items_of(Kind.HOTLINE)
        if isinstance(found, Hotline) and found.region_code in line and _APPEALS & set(found.capabilities)
    ]
    regional.sort(key=lambda hotline: (line.index(hotline.region_code), hotline.id))
    return tuple({hotline.id: hotline for hotline in (*regional, *named)}.values())


def referred(item: GuidanceItem) -> tuple[str, ...]:
    """Ids of the items that a card of ``item`` names; whoever opens it has them read beforehand."""
    named = ("related", "hotlines", "fraud_types", "applies_to")
    ids = [other for name in named for other in getattr(item, name, ())]
    ids += [hotline for node in getattr(item, "nodes", ()) for hotline in node.hotlines]
    ids += [rule.hotline for rule in getattr(item, "stop_rules", ())]
    ids += [item.superseded_by, getattr(item, "handover", "")]
    return tuple(dict.fromkeys(filter(None, ids)))


def _only_date_fact(cohorts: Sequence[Cohort]) -> str:
    """The date fact by which alone the cohorts differ; empty when there are others."""
    compared = {(c.fact, c.op is Comparison.IS) for cohort in cohorts for c in cohort.conditions}
    fact, is_word = compared.pop() if len(compared) == 1 else ("", True)
    return "" if is_word else fact


def _policy_rule(policy: Policy, on: date, facts: dict[str, str]) -> RuleAnswer:
    """The rule among those in force on the deciding day."""
    day = type(on).fromisoformat(facts.setdefault(policy.deciding_date, on.isoformat()))
    in_force = [rule for rule in policy.rules if rule.holds_on(day)]
    decision = decide([rule.cohort for rule in in_force], facts)
    chosen = next((rule for rule in in_force if rule.cohort is decision.chosen), None)
    return RuleAnswer(cohort=decision.chosen, rule=chosen, possible=decision.possible, ask=decision.ask, day=day)


def _hotline_ids(item: GuidanceItem) -> tuple[str, ...]:
    if isinstance(item, Restriction):
        return item.hotlines
    if isinstance(item, Scenario):
        return tuple(dict.fromkeys(hotline for node in item.nodes for hotline in node.hotlines))
    return ()
