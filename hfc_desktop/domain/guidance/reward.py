"""Rewards (奖励) for stopped fraud."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from hfc_desktop.domain.guidance.item import SCHEMA_RULES, GuidanceItem, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class RewardBand:
    """One row of the table."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    event: str = "interception"
    """interception, false_document or forged_note."""
    min_fen: int = 0
    """Lowest amount saved, in fen."""
    max_fen: int | None = None
    """Highest amount saved, in fen; none means no upper end."""
    single_fen: int
    """For one person, in fen."""
    team_fen: int = 0
    """For a team, in fen."""
    extra: str = ""
    """What comes on top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reward(GuidanceItem):
    """A reward table with its conditions."""

    kind: ClassVar[Kind] = Kind.REWARD

    bands: tuple[RewardBand, ...]
    """Rows; bands of one event are continuous."""
    conditions: tuple[str, ...]
    """What must be given."""
    evidence: tuple[str, ...]
    """What proves it."""
    exclusions: tuple[str, ...]
    """What is not rewarded."""
    reward_approver: str
    """Post that decides."""
    report_within_working_days: int
    """Report at the latest after so many working days."""
