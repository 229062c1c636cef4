"""The envelope that every guidance item has, whatever its kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final

from hfc_desktop.domain.guidance.vocabulary import (
    Audience,
    BusinessLine,
    Confidence,
    Confidentiality,
    ItemStatus,
    Kind,
    Risk,
)

__all__ = [
    "SCHEMA_RULES",
    "Audience",
    "BusinessLine",
    "ChangeNote",
    "Confidence",
    "Confidentiality",
    "Escalation",
    "GuidanceItem",
    "ItemStatus",
    "Kind",
    "Overlaid",
    "Risk",
    "Source",
    "SpokenLine",
]

SCHEMA_RULES: Final[dict[str, Any]] = {"extra": "forbid", "use_attribute_docstrings": True}
"""How the pack loader reads these dataclasses: unknown keys are faults, docstrings are descriptions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a statement comes from."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    title: str
    """Name of the law, notice or document, with its year or number."""
    article: str = ""
    """Article or clause."""
    document: str = ""
    """Document number or file where the text was read."""
    verified_on: date | None = None
    """Day on which somebody compared the statement with the text."""
    verified_by: str = ""
    """Post of that somebody."""
    confidence: Confidence = Confidence.KNOWN
    """looked_up: read in the text; known: well established; unsure: to be checked by a lawyer; sample: invented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeNote:
    """One line of an item's changelog."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    version: int
    """Item version that brought the change."""
    on: date
    """Day of the change."""
    text: str
    """What changed and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenLine:
    """A line that may be said to the customer, with softer variants."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    text: str
    """The standard wording."""
    softer: str = ""
    """For an upset customer."""
    elderly: str = ""
    """Plain and slow, for elderly customers."""
    english: str = ""
    """For a customer who does not speak Chinese."""
    basis: str = ""
    """Legal basis of the line, if it states a rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """When to hand a matter on."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    when: str
    """The condition, in words."""
    to: str
    """Post that takes over."""
    within_minutes: int | None = None
    """At the latest after so many minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlaid:
    """What a region or branch laid over an item; written by the installation, never by an author."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    publisher: str
    """region-<code> or branch-<code>."""
    fields: tuple[str, ...]
    """Fields that are its."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceItem:
    """What all kinds share. A kind's own dataclass adds its fields.

    Dates are days in Asia/Shanghai; both ends of validity are included.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES
    kind: ClassVar[Kind]

    id: str
    """Stable id: kind, dot, slug in lower-case letters, digits and hyphens; never reused."""
    title: str
    """Title in Chinese, as it stands in the result list."""
    title_en: str
    """Title in English."""
    summary: str
    """One line for the result list, at most 60 characters."""
    summary_en: str = ""
    """The same in English."""
    line: BusinessLine
    """Line that owns the item."""
    audience: tuple[Audience, ...] = (Audience.TELLER,)
    """Who the item is for."""
    region: tuple[str, ...] = ()
    """GB/T 2260 codes where it applies; empty means everywhere."""
    tags: tuple[str, ...] = ()
    """Free keywords for filters."""
    aliases: tuple[str, ...] = ()
    """Customer's words, short names, colloquial names, frequent misspellings."""
    codes: tuple[str, ...] = ()
    """Codes that lead here, as the core system shows them."""
    messages: tuple[str, ...] = ()
    """Texts that a screen, slip or phone shows, in several wordings."""
    keywords_negative: tuple[str, ...] = ()
    """Words that must not lead here."""
    pinyin: str = ""
    """Reading of the title where a many-toned character would be read wrongly."""
    confidentiality: Confidentiality = Confidentiality.INTERNAL
    """open, internal or restricted."""
    valid_from: date
    """First day on which it holds."""
    valid_to: date | None = None
    """Last day on which it holds."""
    review_by: date
    """Day by which its owner must look at it again."""
    status: ItemStatus = ItemStatus.ACTIVE
    """draft, active or withdrawn."""
    withdrawn_reason: str = ""
    """Why it was withdrawn."""
    supersedes: tuple[str, ...] = ()
    """Ids of items that this one replaces."""
    superseded_by: str = ""
    """Id of the item that replaced this one."""
    version: int = 1
    """Rises by one with each change."""
    author: str
    """Post of the author."""
    approver: str
    """Post of the approver; never the author's."""
    sources: tuple[Source, ...] = ()
    """Where its statements come from."""
    is_sample: bool = False
    """Invented for the product; shown as a sample everywhere."""
    related: tuple[str, ...] = ()
    """Ids of items worth a look from here."""
    psychology: str = ""
    """What the customer is likely to feel."""
    prevention: tuple[str, ...] = ()
    """What keeps the complaint from arising."""
    response: tuple[str, ...] = ()
    """What to do once it has arisen, in order."""
    print_allowed: bool = True
    """Whether it may be printed for a customer."""
    feedback_open: bool = True
    """Whether tellers may send feedback on it."""
    risk_level: Risk = Risk.NORMAL
    """normal, elevated or high."""
    topic: str = ""
    """Classification slug that a record started from here gets; see kind classification."""
    changelog: tuple[ChangeNote, ...] = ()
    """What each version changed."""
    open_fields: tuple[str, ...] = ()
    """Fields that regions and branches may fill with their own; all others are head office's."""
    overlays: str = ""
    """Id of head office's item whose open fields this local item fills."""
    overlaid: tuple[Overlaid, ...] = ()
    """Whose local fields stand in it; written by the installation."""

    def holds_on(self, day: date) -> bool:
        """Whether the item is in force on ``day``."""
        return (
            self.status is ItemStatus.ACTIVE
            and self.valid_from <= day
            and (self.valid_to is None or day <= self.valid_to)
        )
