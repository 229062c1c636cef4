"""Word lists (词表): synonyms, boilerplate, early signs, do-not-say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from hfc_desktop.domain.guidance.item import SCHEMA_RULES, GuidanceItem, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGroup:
    """Words that belong together."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    words: tuple[str, ...]
    """The words; the first is the one that the library uses."""
    weight: int = 1
    """Weight, where the list is scored."""
    note: str = ""
    """What they mean together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon(GuidanceItem):
    """One list for one purpose."""

    kind: ClassVar[Kind] = Kind.LEXICON

    purpose: str
    """synonyms, boilerplate, early_signs, do_not_say, stop_words."""
    groups: tuple[WordGroup, ...]
    """Groups of words."""
