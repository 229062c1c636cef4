"""Cases (案例): what happened once, without names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from hfc_desktop.domain.guidance.item import SCHEMA_RULES, GuidanceItem, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One moment of a case."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    when: str
    """Time relative to the start, or part of day."""
    what: str
    """What happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(GuidanceItem):
    """One anonymised case to learn from."""

    kind: ClassVar[Kind] = Kind.CASE

    facts: tuple[str, ...]
    """What happened, without names, numbers or exact places."""
    amount_band: str = ""
    """Band of the amount: <1k, 1-10k, 10-50k, 50-200k, >200k."""
    fraud_type: str = ""
    """Id of the fraud type."""
    timeline: tuple[Moment, ...]
    """Moments in order."""
    what_worked: tuple[str, ...]
    """What helped."""
    lesson: str
    """What to take from it."""
    quiz: str = ""
    """Id of a quiz that asks about it."""
