"""Duties (职责分工): who does what in which phase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from hfc_desktop.domain.guidance.item import SCHEMA_RULES, GuidanceItem, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One post in one phase."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    role: str
    """Post."""
    phase: str
    """before, during, after; or a minute range of a timeline."""
    acts: tuple[str, ...]
    """What that post does."""
    owner: bool = False
    """Whether it answers for the phase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties(GuidanceItem):
    """A table of posts and phases, or a timeline."""

    kind: ClassVar[Kind] = Kind.DUTIES

    phases: tuple[str, ...]
    """Phases in order."""
    duties: tuple[Duty, ...]
    """Cells of the table; every phase has an owner."""
    timeline: bool = False
    """Whether the phases are minutes of a running clock."""
