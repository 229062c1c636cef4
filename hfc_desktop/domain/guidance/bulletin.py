"""Bulletins (公告): dated changes, what was before and what is after, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from hfc_desktop.domain.guidance.cohort import Cohort
from hfc_desktop.domain.guidance.item import SCHEMA_RULES, GuidanceItem, Kind, SpokenLine


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeAfter:
    """One aspect before and after the change."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    aspect: str
    """What is compared."""
    before: str
    """Until the day before."""
    after: str
    """From the day on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin(GuidanceItem):
    """A dated change."""

    kind: ClassVar[Kind] = Kind.BULLETIN

    effective_from: date
    """First day of the new state."""
    effective_to: date | None = None
    """Last day, when it is known."""
    facts: tuple[str, ...]
    """What happened, sentence by sentence."""
    comparison: tuple[BeforeAfter, ...] = ()
    """Before and after."""
    cohorts: tuple[Cohort, ...] = ()
    """Who is treated how; disjoint and complete."""
    script: tuple[SpokenLine, ...] = ()
    """Wording while it is in force."""
    after_script: tuple[SpokenLine, ...] = ()
    """Wording once it has ended."""
    do_not_say: tuple[str, ...] = ()
    """What not to say."""
    applies_to: tuple[str, ...] = ()
    """Ids of items that it touches."""
    urgent: bool = False
    """Whether the counter shows it as a banner until it was read."""
    lesson: str = ""
    """What it teaches for the next change."""
