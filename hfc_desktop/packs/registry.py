"""Which rules and which search text each content kind has. A new kind adds one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.packs.kinds import (
    bulletin,
    calendar,
    case,
    checklist,
    classification,
    duties,
    faq,
    fraud_type,
    glossary,
    hotline,
    lexicon,
    phrase,
    plan,
    policy,
    quiz,
    region,
    restriction,
    reward,
    ruleset,
    scenario,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import ModuleType

    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.packs.rules.findings import Rule
    from hfc_desktop.packs.search_text import SearchText


@dataclass(frozen=True, slots=True)
class KindEntry:
    """What the pack engine knows of one kind."""

    rules: Rule
    search_text: Callable[[Any], SearchText]


def _entry(module: ModuleType) -> KindEntry:
    return KindEntry(module.rules, module.search_text)


KINDS: Final[Mapping[Kind, KindEntry]] = {
    Kind.SCENARIO: _entry(scenario),
    Kind.CHECKLIST: _entry(checklist),
    Kind.RESTRICTION: _entry(restriction),
    Kind.HOTLINE: _entry(hotline),
    Kind.FAQ: _entry(faq),
    Kind.BULLETIN: _entry(bulletin),
    Kind.CASE: _entry(case),
    Kind.FRAUD_TYPE: _entry(fraud_type),
    Kind.DUTIES: _entry(duties),
    Kind.REWARD: _entry(reward),
    Kind.POLICY: _entry(policy),
    Kind.PLAN: _entry(plan),
    Kind.QUIZ: _entry(quiz),
    Kind.GLOSSARY: _entry(glossary),
    Kind.REGION: _entry(region),
    Kind.CALENDAR: _entry(calendar),
    Kind.RULESET: _entry(ruleset),
    Kind.CLASSIFICATION: _entry(classification),
    Kind.LEXICON: _entry(lexicon),
    Kind.PHRASE: _entry(phrase),
}


def search_text(item: GuidanceItem) -> SearchText:
    """What an item of any kind is found by."""
    return KINDS[item.kind].search_text(item)
