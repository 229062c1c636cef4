"""Cohorts (客群): which rule applies to whom, decided by a few facts and a date.

A cohort's conditions all hold together. Facts have names: a date fact (``request_received``, ``card_opened``) is
compared with a day; a yes-or-no fact (``promised``) with ``yes`` or ``no``. Cohorts of one item must be disjoint and
complete over the facts that they name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from hfc_desktop.domain.guidance.item import SCHEMA_RULES


class Comparison(StrEnum):
    """How a fact is compared."""

    BEFORE = "before"
    ON_OR_BEFORE = "on_or_before"
    AFTER = "after"
    ON_OR_AFTER = "on_or_after"
    IS = "is"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One comparison of one fact."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    fact: str
    """Name of the fact, lower snake case."""
    op: Comparison
    """before, on_or_before, after, on_or_after (dates) or is (yes, no, or a name)."""
    value: str
    """An ISO date, or yes, no, or a name."""

    def holds(self, facts: Mapping[str, str]) -> bool | None:
        """Whether it holds; ``None`` when the fact is not known.

        Raises:
            ValueError: the fact is compared as a date and is not an ISO date.
        """
        known = facts.get(self.fact)
        if known is None:
            return None
        if self.op is Comparison.IS:
            return known == self.value
        day, limit = date.fromisoformat(known), date.fromisoformat(self.value)
        return {
            Comparison.BEFORE: day < limit,
            Comparison.ON_OR_BEFORE: day <= limit,
            Comparison.AFTER: day > limit,
            Comparison.ON_OR_AFTER: day >= limit,
        }[self.op]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """Who is in it and which rule applies."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SCHEMA_RULES

    id: str
    """Short name, as W-TRANS."""
    name: str
    """In words, as a customer would be asked."""
    conditions: tuple[Condition, ...] = ()
    """All must hold; none means everybody."""
    rule: str
    """The rule that applies, or the id of a dated rule of the same item."""

    def matches(self, facts: Mapping[str, str]) -> bool | None:
        """Whether a customer with these facts is in it; ``None`` when a fact that decides is missing."""
        unknown = False
        for condition in self.conditions:
            held = condition.holds(facts)
            if held is False:
                return False
            unknown = unknown or held is None
        return None if unknown else True


@dataclass(frozen=True, slots=True)
class CohortDecision:
    """Which cohort a customer is in, as far as the known facts tell.

    Attributes:
        chosen: the cohort; ``None`` while more than one is possible, or when none fits.
        possible: cohorts that the known facts do not rule out; the chosen one alone once it is chosen.
        ask: names of the facts still to be asked, the one that decides most first.
    """

    chosen: Cohort | None
    possible: tuple[Cohort, ...]
    ask: tuple[str, ...] = ()


def decide(cohorts: Sequence[Cohort], facts: Mapping[str, str]) -> CohortDecision:
    """Which of ``cohorts`` a customer with these facts is in.

    Cohorts are disjoint and complete, so one that surely fits is the one, and so is the last one not ruled out.

    Raises:
        ValueError: a fact that is compared as a date is not an ISO date.
    """
    answers = [(cohort, cohort.matches(facts)) for cohort in cohorts]
    certain = [cohort for cohort, answer in answers if answer]
    possible = tuple(certain[:1] or (cohort for cohort, answer in answers if answer is not False))
    if len(possible) == 1:
        return CohortDecision(possible[0], possible)
    unknown = [c.fact for cohort in possible for c in cohort.conditions if c.fact not in facts]
    ask = sorted(dict.fromkeys(unknown), key=lambda fact: -unknown.count(fact))
    return CohortDecision(None, possible, tuple(ask))
