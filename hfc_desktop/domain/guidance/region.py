"""Regions (行政区划): short names and special cases over the GB/T 2260 table of the pack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from hfc_desktop.domain.guidance.item import SCHEMA_RULES, GuidanceItem, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionName:
    """Names of one region."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    code: str
    """GB/T 2260 code, six digits."""
    name: str
    """Full name."""
    short: str = ""
    """Short name."""
    aliases: tuple[str, ...] = ()
    """Colloquial names."""
    parent: str = ""
    """Code of the region above."""
    authority: str = ""
    """Police system, where it is a separate one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region(GuidanceItem):
    """Names of a group of regions."""

    kind: ClassVar[Kind] = Kind.REGION

    table: str = ""
    """File of the pack with the whole table."""
    names: tuple[RegionName, ...]
    """Regions with more than one name."""
