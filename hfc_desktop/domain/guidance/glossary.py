"""Terms (术语)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from hfc_desktop.domain.guidance.item import SCHEMA_RULES, GuidanceItem, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    term: str
    """Chinese."""
    term_en: str
    """English."""
    meaning: str
    """Meaning, and what it is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary(GuidanceItem):
    """A list of terms."""

    kind: ClassVar[Kind] = Kind.GLOSSARY

    terms: tuple[Term, ...]
    """Terms."""
