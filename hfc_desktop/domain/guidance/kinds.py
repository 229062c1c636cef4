"""The dataclass of each content kind, loaded when it is first asked for.

Making a dataclass costs about a millisecond and a kind has several of them; the counter's first search needs none.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from typing import Final

from hfc_desktop.domain.guidance.item import GuidanceItem, Kind

_NAMES: Final[Mapping[Kind, str]] = {
    Kind.SCENARIO: "Scenario",
    Kind.CHECKLIST: "Checklist",
    Kind.RESTRICTION: "Restriction",
    Kind.HOTLINE: "Hotline",
    Kind.FAQ: "Faq",
    Kind.BULLETIN: "Bulletin",
    Kind.CASE: "Case",
    Kind.FRAUD_TYPE: "FraudType",
    Kind.DUTIES: "Duties",
    Kind.REWARD: "Reward",
    Kind.POLICY: "Policy",
    Kind.PLAN: "Plan",
    Kind.QUIZ: "Quiz",
    Kind.GLOSSARY: "Glossary",
    Kind.REGION: "Region",
    Kind.CALENDAR: "Calendar",
    Kind.RULESET: "Ruleset",
    Kind.CLASSIFICATION: "Classification",
    Kind.LEXICON: "Lexicon",
    Kind.PHRASE: "Phrase",
}
"""Class by kind; each stands in the module named as the kind."""


class _ItemClasses(Mapping[Kind, type[GuidanceItem]]):
    """Kind to dataclass."""

    def __getitem__(self, kind: Kind) -> type[GuidanceItem]:
        module = importlib.import_module(f"hfc_desktop.domain.guidance.{kind.value}")
        found: type[GuidanceItem] = getattr(module, _NAMES[kind])
        return found

    def __iter__(self) -> Iterator[Kind]:
        return iter(_NAMES)

    def __len__(self) -> int:
        return len(_NAMES)


ITEM_CLASSES: Final[Mapping[Kind, type[GuidanceItem]]] = _ItemClasses()
