"""Rule sets (期限规则): the clocks of a regime, reasons for escalation, and numbers of the bank's rules, dated."""

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
    owner: str = "bank"
    """Whose term it is: bank, customer or supervisor; only the bank's own terms are obeyed and can be late."""
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
    approved_by: str = ""
    """Office whose approval the program asks for: branch or superior; empty when nobody's."""
    notice: str = ""
    """What must be told to the customer and when."""
    pauses: tuple[str, ...] = ()
    """What stops the clock, as mediation."""
    sources: tuple[str, ...] = ()
    """Complaint sources that it applies to, as pboc_transfer; empty means all."""
    confidence: str = "known"
    """As in sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRule:
    """One reason for raising the level of a case, for opening a task, or for calling a case major."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    name: str
    """Slug of the rule."""
    label: str
    """In words."""
    label_en: str
    """In English."""
    fact: str
    """What is looked at; ``domain.escalation.Fact``."""
    at_least: int | None = None
    """For a number: it is so many or more."""
    at_most: int | None = None
    """For a number: it is so many or fewer."""
    values: tuple[str, ...] = ()
    """For a word or several: one of these."""
    level: int = 0
    """Level that the case gets at least; 0 raises nothing."""
    major: bool = False
    """Whether it makes the case a major one."""
    task: str = ""
    """Task that it opens: legal, regulator, media, mass, care or report; empty opens none."""
    task_days: int = 0
    """Working days until the task is due."""
    article: str = ""
    """Article or rule of the bank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One number of the bank's own rules."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    name: str
    """Dotted slug."""
    value: int
    """The number, in its unit."""
    unit: str
    """days, percent, fen, cases, level or count."""
    label: str
    """In words."""
    label_en: str
    """In English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruleset(GuidanceItem):
    """The clocks of one regime from a day on."""

    kind: ClassVar[Kind] = Kind.RULESET

    regime: str
    """nfra, pboc, credit_reporting, aml, local, bank."""
    rule: str
    """Name on the command line: order3, pboc5, …"""
    clocks: tuple[ClockRule, ...] = ()
    """Clocks."""
    levels: tuple[LevelRule, ...] = ()
    """Reasons for raising the level."""
    limits: tuple[Limit, ...] = ()
    """Numbers."""
