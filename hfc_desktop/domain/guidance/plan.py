"""Contingency plans (预案)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from hfc_desktop.domain.guidance.item import SCHEMA_RULES, GuidanceItem, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """One step."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    role: str
    """Post that acts."""
    act: str
    """What it does."""
    within: str = ""
    """Until when, ISO 8601 period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(GuidanceItem):
    """What to do when something expected or feared happens."""

    kind: ClassVar[Kind] = Kind.PLAN

    trigger: str
    """What sets it off."""
    roles: tuple[str, ...]
    """Posts involved."""
    steps: tuple[PlanStep, ...]
    """Steps in order."""
    wording: tuple[str, ...]
    """Lines to the customer."""
    notice_start: str = ""
    """When customers are told, before the day itself."""
    grace: str = ""
    """How long the old way is still accepted."""
    exceptions: tuple[str, ...] = ()
    """Who is treated differently."""
