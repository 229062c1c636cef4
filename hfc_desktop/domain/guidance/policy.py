"""Dated policies (新旧政策): which rule applies to whom on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from hfc_desktop.domain.guidance.cohort import Cohort
from hfc_desktop.domain.guidance.item import SCHEMA_RULES, GuidanceItem, Kind, SpokenLine


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRule:
    """One rule of a policy."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    id: str
    """Short name, as W-OLD."""
    name: str
    """In words."""
    valid_from: date | None = None
    """First day; none means since ever."""
    valid_to: date | None = None
    """Last day; none means until further notice."""
    cohort: Cohort
    """Who is in it."""
    limits: tuple[str, ...]
    """How far it goes."""
    conditions: tuple[str, ...] = ()
    """What the customer must meet."""
    rule_approver: str
    """Post that decides."""
    script: tuple[SpokenLine, ...] = ()
    """Wording for customers under this rule."""

    def holds_on(self, day: date) -> bool:
        """Whether the rule is in force on ``day``, for those who are in its cohort."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleQuestion:
    """A question that customers ask about the change."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    question: str
    """As asked."""
    answer: str
    """As answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(GuidanceItem):
    """A table of dated rules with cohorts."""

    kind: ClassVar[Kind] = Kind.POLICY

    deciding_date: str
    """Name of the date fact that decides which period applies."""
    rules: tuple[PolicyRule, ...]
    """Rules; on any day every customer is in exactly one."""
    transition_script: tuple[SpokenLine, ...]
    """Wording for the change itself."""
    do_not_say: tuple[str, ...] = ()
    """What not to say."""
    questions: tuple[SampleQuestion, ...] = ()
    """Questions and answers."""
