"""Hotlines (申诉电话): numbers, what each is good for, and how fresh the entry is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from hfc_desktop.domain.guidance.item import SCHEMA_RULES, GuidanceItem, Kind


class Capability(StrEnum):
    """What a number is good for; it belongs to number, region and date together."""

    REPORT = "report"
    WARN = "warn"
    CONSULT = "consult"
    APPEAL_FREEZE = "appeal_freeze"
    APPEAL_PUNISHMENT = "appeal_punishment"
    COMPLAINT = "complaint"
    LEGAL_ADVICE = "legal_advice"


class Freshness(StrEnum):
    """How far an entry may be relied on by the age of its last check."""

    FRESH = "fresh"
    AMBER = "amber"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Age:
    """Age of an entry in days, and what follows from it."""

    days: int
    freshness: Freshness


def age_on(last_verified: date, day: date, amber_days: int, grey_days: int) -> Age:
    """How old a check is on a day; after so many days an entry counts as amber, after so many as grey."""
    days = (day - last_verified).days
    if days > grey_days:
        return Age(days, Freshness.GREY)
    return Age(days, Freshness.AMBER if days > amber_days else Freshness.FRESH)


class HotlineLevel(StrEnum):
    """Reach of a number."""

    NATIONAL = "national"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One number of an entry."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    number: str
    """As dialled, digits and hyphens; samples use 000 blocks that nobody has."""
    extension: str = ""
    """Extension or menu keys."""
    note: str = ""
    """What this number is among several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hotline(GuidanceItem):
    """One organ of one region, with its numbers."""

    kind: ClassVar[Kind] = Kind.HOTLINE

    level: HotlineLevel
    """national, province, prefecture or county."""
    region_code: str = ""
    """GB/T 2260 code; empty for national numbers."""
    organ: str
    """Who answers."""
    capabilities: tuple[Capability, ...]
    """What it is good for."""
    numbers: tuple[Number, ...]
    """Numbers in the order of use."""
    hours: str = ""
    """Hours, Beijing time."""
    languages: tuple[str, ...] = ("zh",)
    """Languages spoken."""
    jurisdiction: str = ""
    """Whether the freezing unit's place or the account's place counts."""
    needs: tuple[str, ...] = ()
    """What the caller should have at hand."""
    wait_tip: str = ""
    """When it is easiest to get through."""
    use_text: str = ""
    """What to say to the customer when giving it."""
    do_not_use_for: tuple[str, ...] = ()
    """Matters that it does not handle."""
    last_verified: date
    """Day of the last check."""
    verified_by: str
    """Post that checked."""
    verified_how: str
    """How it was checked."""
