"""Quizzes (测验) on guidance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from hfc_desktop.domain.guidance.item import SCHEMA_RULES, GuidanceItem, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    id: str
    """Id inside the quiz."""
    stem: str
    """The question."""
    options: tuple[str, ...]
    """Answers to choose from."""
    answer: int
    """Number of the right one, from 1."""
    explain: str
    """Why it is right."""
    ref: str
    """Id of the item that it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiz(GuidanceItem):
    """Questions with a pass score."""

    kind: ClassVar[Kind] = Kind.QUIZ

    questions: tuple[Question, ...]
    """Questions."""
    pass_percent: int
    """Share of right answers to pass."""
    due_days: int
    """Days to take it."""
    retries: int = 3
    """How often it may be taken again."""
