"""Rule sets (期限规则): the clocks of a regime, dated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from hfc_desktop.domain.guidance.item import SCHEMA_RULES, GuidanceItem, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRule:
    """One clock."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    name: str
    """Slug of the clock, as decision, extension_1, first_contact."""
    label: str
    """In words."""
    label_en: str
    """In English."""
    trigger: str
    """What starts it: received, transferred, supervisor_received, decision_received, recheck_applied,
    withdrawal_received or discovered; ``domain.deadlines.Trigger``."""
    days: int
    """Length in its unit; 0 means the day of the trigger itself."""
    unit: str = "calendar"
    """calendar (days), working (days) or hours."""
    stage: int = 0
    """0 for the first stage, 1 and 2 for extensions of it."""
    article: str
    """Article, with the law's name."""
    approval: str = ""
    """Post that must approve; empty when nobody."""
    notice: str = ""
    """What must be told to the customer and when."""
    pauses: tuple[str, ...] = ()
    """What stops the clock, as mediation."""
    sources: tuple[str, ...] = ()
    """Complaint sources that it applies to, as pboc_transfer; empty means all."""
    confidence: str = "known"
    """As in sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruleset(GuidanceItem):
    """The clocks of one regime from a day on."""

    kind: ClassVar[Kind] = Kind.RULESET

    regime: str
    """nfra, pboc, credit_reporting, aml, local, bank."""
    rule: str
    """Name on the command line: order3, pboc5, …"""
    clocks: tuple[ClockRule, ...]
    """Clocks."""
