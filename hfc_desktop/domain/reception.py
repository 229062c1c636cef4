"""A reception (接待): one customer at the window, from greeting to goodbye, and what was looked up for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Usefulness(StrEnum):
    """Feedback of a teller after use."""

    HELPFUL = "helpful"
    NOT_HELPFUL = "not_helpful"
    MISSING = "missing"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemUse:
    """A guidance item that was opened, with the version that was read."""

    item: str
    version: int
    pack: str
    title: str
    at: datetime
    helpful: Usefulness | None = None
    gap: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathStep:
    """One answered step of a dialogue."""

    item: str
    version: int
    node: str
    text: str
    answer: str
    at: datetime
    note: str = ""
    flag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistAnswer:
    """One answered entry; ``answer`` is yes, no, unknown, a choice, or text."""

    entry: str
    text: str
    answer: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistResult:
    """A checklist as far as it was answered."""

    item: str
    version: int
    title: str
    answers: tuple[ChecklistAnswer, ...]
    score: int
    level: str
    label: str
    stopped_by: tuple[str, ...] = ()
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """What is carried into the record. Times carry their offset."""

    id: str
    started_at: datetime
    ended_at: datetime | None = None
    topic: str = ""
    uses: tuple[ItemUse, ...] = ()
    path: tuple[PathStep, ...] = ()
    outcome: str = ""
    checklist: ChecklistResult | None = None
    restriction: str = ""
    hotlines: tuple[str, ...] = ()
    remark: str = ""
