"""Classification (投诉分类) along one axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from hfc_desktop.domain.guidance.item import SCHEMA_RULES, GuidanceItem, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassEntry:
    """One value."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    slug: str
    """Our stable name."""
    std_name: str
    """Name in JR/T 0169, or ours for scenarios."""
    name_en: str
    """English name."""
    code: str = ""
    """Code in the standard; empty when it was not seen."""
    parent: str = ""
    """Slug above."""
    line: str = ""
    """Line that handles it."""
    business: str = ""
    """Of a scenario: slug on the axis of business that a record of it gets; empty means that of the one above."""
    reason: str = ""
    """Of a scenario: slug on the axis of reasons that a record of it gets; empty means that of the one above."""
    rules: tuple[str, ...] = ()
    """Of a scenario: names of rule sets whose clocks a case of it gets besides the usual ones, as credit_objection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification(GuidanceItem):
    """Values of one axis."""

    kind: ClassVar[Kind] = Kind.CLASSIFICATION

    axis: str
    """channel, business, reason or scenario."""
    entries: tuple[ClassEntry, ...]
    """Values."""
