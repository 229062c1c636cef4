"""Calendars (工作日历): holidays and make-up working days of a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from hfc_desktop.domain.guidance.item import SCHEMA_RULES, GuidanceItem, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """One holiday."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    name: str
    """Name."""
    first: date
    """First day off."""
    last: date
    """Last day off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar(GuidanceItem):
    """The working days of one year: Monday to Friday, less holidays, plus make-up days."""

    kind: ClassVar[Kind] = Kind.CALENDAR

    year: int
    """Year."""
    holidays: tuple[Holiday, ...]
    """Days off, weekends inside included."""
    workdays: tuple[date, ...]
    """Make-up working days (调休上班)."""
    notice: str
    """Notice of the State Council that sets it."""
    provisional: bool = False
    """Estimated because the notice is not out yet."""
