"""Checklists (清单) with scores, bands and stop rules."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from hfc_desktop.domain.guidance.item import SCHEMA_RULES, GuidanceItem, Kind


class AnswerType(StrEnum):
    """How an entry is answered."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckEntry:
    """One question of a checklist."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    id: str
    """Id inside the checklist."""
    text: str
    """The question, one line."""
    answer: AnswerType = AnswerType.YES_NO
    """yes_no, choice, number or text."""
    choices: tuple[str, ...] = ()
    """Answers of a choice."""
    weight: int = 0
    """Points when the answer is the risky one."""
    risky: str = "yes"
    """The answer that scores: yes, no, or one of the choices."""
    unknown_weight: int = 0
    """Points when the answer is unknown; unknown is not no."""
    must: bool = False
    """Whether the list cannot be closed while this is open."""
    hard_stop: bool = False
    """Whether the risky answer alone stops the transaction."""
    stop_action: str = ""
    """For a hard stop: what to do and whom to call."""
    help: str = ""
    """How to ask it."""
    evidence: str = ""
    """What to keep as proof."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A range of scores; both ends are included."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    min: int
    """Lowest score."""
    max: int
    """Highest score."""
    level: str
    """low, watch, high or stop."""
    label: str
    """The level in words."""
    action: str
    """What to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRule:
    """Several answers that together stop the transaction."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    all_of: tuple[str, ...]
    """Ids of entries that must all have their risky answer."""
    then: str
    """What to do."""
    hotline: str = ""
    """Id of the hotline to call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(GuidanceItem):
    """Questions that a teller asks in order, with a score."""

    kind: ClassVar[Kind] = Kind.CHECKLIST

    items: tuple[CheckEntry, ...]
    """Questions in order."""
    bands: tuple[Band, ...]
    """Levels from 0 to the highest possible score, without gaps or overlaps."""
    stop_rules: tuple[StopRule, ...] = ()
    """Combinations that stop the transaction."""
    who_signs: str = ""
    """Post that signs the finished list."""
    fraud_types: tuple[str, ...] = ()
    """Ids of the fraud types it helps to recognise."""

    def highest_score(self) -> int:
        """Sum of the greatest points of every entry."""
        return sum(max(entry.weight, entry.unknown_weight) for entry in self.items)
