"""The dataclass of each content kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hfc_desktop.domain.guidance.bulletin import Bulletin
from hfc_desktop.domain.guidance.calendar import Calendar
from hfc_desktop.domain.guidance.case import Case
from hfc_desktop.domain.guidance.checklist import Checklist
from hfc_desktop.domain.guidance.classification import Classification
from hfc_desktop.domain.guidance.duties import Duties
from hfc_desktop.domain.guidance.faq import Faq
from hfc_desktop.domain.guidance.fraud_type import FraudType
from hfc_desktop.domain.guidance.glossary import Glossary
from hfc_desktop.domain.guidance.hotline import Hotline
from hfc_desktop.domain.guidance.item import GuidanceItem, Kind
from hfc_desktop.domain.guidance.lexicon import Lexicon
from hfc_desktop.domain.guidance.phrase import Phrase
from hfc_desktop.domain.guidance.plan import Plan
from hfc_desktop.domain.guidance.policy import Policy
from hfc_desktop.domain.guidance.quiz import Quiz
from hfc_desktop.domain.guidance.region import Region
from hfc_desktop.domain.guidance.restriction import Restriction
from hfc_desktop.domain.guidance.reward import Reward
from hfc_desktop.domain.guidance.ruleset import Ruleset
from hfc_desktop.domain.guidance.scenario import Scenario

ITEM_CLASSES: Final[Mapping[Kind, type[GuidanceItem]]] = {
    item.kind: item
    for item in (
        Scenario, Checklist, Restriction, Hotline, Faq, Bulletin, Case, FraudType, Duties, Reward,
        Policy, Plan, Quiz, Glossary, Region, Calendar, Ruleset, Classification, Lexicon, Phrase,
    )
}  # fmt: skip
