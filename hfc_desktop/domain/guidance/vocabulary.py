"""The words that an item's envelope is written in: kinds, lines, audiences, states.

Apart from the envelope itself, since a search needs these words and no item: the window's first search does not wait
for the classes of items.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Content kinds; also the folder in a pack and the prefix of an item's id."""

    SCENARIO = "scenario"
    CHECKLIST = "checklist"
    RESTRICTION = "restriction"
    HOTLINE = "hotline"
    FAQ = "faq"
    BULLETIN = "bulletin"
    CASE = "case"
    FRAUD_TYPE = "fraud_type"
    DUTIES = "duties"
    REWARD = "reward"
    POLICY = "policy"
    PLAN = "plan"
    QUIZ = "quiz"
    GLOSSARY = "glossary"
    REGION = "region"
    CALENDAR = "calendar"
    RULESET = "ruleset"
    CLASSIFICATION = "classification"
    LEXICON = "lexicon"
    PHRASE = "phrase"


class BusinessLine(StrEnum):
    """Lines (条线) that own guidance."""

    PERSONAL = "personal"
    CARD = "card"
    OPERATIONS = "operations"
    DIGITAL = "digital"
    SECURITY = "security"
    LEGAL = "legal"
    INCLUSIVE = "inclusive"
    CONSUMER_PROTECTION = "consumer_protection"


class Audience(StrEnum):
    """Who an item is written for. A teller sees teller and lobby items."""

    TELLER = "teller"
    LOBBY = "lobby"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    LINE_EXPERT = "line_expert"


class Confidentiality(StrEnum):
    """Who may see an item: everyone at the counter; staff only; its audience only, never printed or exported."""

    OPEN = "open"
    INTERNAL = "internal"
    RESTRICTED = "restricted"


class ItemStatus(StrEnum):
    """Editorial state of an item."""

    DRAFT = "draft"
    ACTIVE = "active"
    WITHDRAWN = "withdrawn"


class Risk(StrEnum):
    """How much harm a mistake with this item does; high items carry a badge."""

    NORMAL = "normal"
    ELEVATED = "elevated"
    HIGH = "high"


class Confidence(StrEnum):
    """How certain a statement of law or fact is; shown on the card unless it is ``looked_up``."""

    LOOKED_UP = "looked_up"
    KNOWN = "known"
    UNSURE = "unsure"
    SAMPLE = "sample"
