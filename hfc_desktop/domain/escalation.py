"""Levels 0 to 4: what raises a case, by the reasons of the rule sets in force, and what tasks that opens.

A level only ever rises by rule; nobody lowers it. The reasons and their numbers are data of the packs with dates
(``LevelRule``); here stands only what each of them looks at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from hfc_desktop.domain.complaint import Complaint, Severity
from hfc_desktop.domain.deadlines import obeyed
from hfc_desktop.domain.guidance.ruleset import LevelRule, Ruleset
from hfc_desktop.domain.handling import LevelChange

HIGHEST_LEVEL: Final = 4
MAJOR_AT_LEAST: Final = 3
"""A major case is never below this level."""


class Fact(StrEnum):
    """What a reason looks at. The last two are of questions, not of complaints: early signs are counted by them."""

    REPEATS = "repeats"
    SOURCE = "source"
    TAG = "tag"
    SIGN = "sign"
    SIGN_WEIGHT = "sign_weight"
    AMOUNT_FEN = "amount_fen"
    PEOPLE = "people"
    DAYS_LEFT = "days_left"
    PERCENT_USED = "percent_used"
    CARE = "care"
    BRANCHES_WITH_SCENARIO = "branches_with_scenario"
    SUPERVISION_NOTICE = "supervision_notice"
    CUSTOMER_CONSULTATIONS = "customer_consultations"
    OFFICE_CONSULTATIONS = "office_consultations"


class TaskKind(StrEnum):
    """Tasks that a flag opens."""

    LEGAL = "legal"
    REGULATOR = "regulator"
    MEDIA = "media"
    MASS = "mass"
    CARE = "care"
    REPORT = "report"
    CALL_BACK = "call_back"


Value = int | frozenset[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beyond:
    """What the record itself does not say.

    Attributes:
        branches_with_scenario: offices with the same scenario within the days that the rules name.
        supervision_notices: open supervision notices that name the case.
    """

    branches_with_scenario: int = 0
    supervision_notices: int = 0


def facts(case: Complaint, on: date, beyond: Beyond | None = None) -> Mapping[Fact, Value]:
    """Everything that a reason may look at."""
    # short terms of the bank itself, such as the first contact, are near their end from the start: they raise nothing
    clock = obeyed(clock for clock in case.clocks if clock.basis == "calendar")
    around = beyond or Beyond()
    length = (clock.due - clock.started_on).days if clock else 0
    return {
        Fact.REPEATS: case.repeat_no if case.repeat_of else max(len(case.merged), case.repeat_no),
        Fact.SOURCE: frozenset({case.source.value, *([case.transferred_by.value] if case.transferred_by else [])}),
        Fact.TAG: frozenset(case.tags),
        Fact.SIGN: frozenset(found.sign for found in case.early_signs),
        Fact.SIGN_WEIGHT: sum(found.weight for found in case.early_signs),
        Fact.AMOUNT_FEN: max(case.amount_fen or 0, case.loss_fen or 0),
        Fact.PEOPLE: case.people_count,
        Fact.DAYS_LEFT: (clock.due - on).days if clock else None,
        Fact.PERCENT_USED: (on - clock.started_on).days * 100 // length if clock and length else None,
        Fact.CARE: frozenset(party.age_band for party in case.parties if party.age_band),
        Fact.BRANCHES_WITH_SCENARIO: around.branches_with_scenario,
        Fact.SUPERVISION_NOTICE: around.supervision_notices,
    }


def holds(rule: LevelRule, value: Value) -> bool:
    """Whether a reason is given by what it looks at."""
    if value is None:
        return False
    if isinstance(value, frozenset):
        return not value.isdisjoint(rule.values)
    low = rule.at_least is None or value >= rule.at_least
    high = rule.at_most is None or value <= rule.at_most
    return low and high and (rule.at_least is not None or rule.at_most is not None)


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason that holds, with the rule set it stands in, as ``escalation@2026-11-01``."""

    rule: LevelRule
    edition: str


def reasons(rulesets: Iterable[Ruleset], known: Mapping[Fact, Value]) -> tuple[Reason, ...]:
    """All reasons of the rule sets that hold, highest level first; a fact that is not known gives none."""
    found = [
        Reason(rule, f"{rules.rule}@{rules.valid_from.isoformat()}")
        for rules in rulesets
        for rule in rules.levels
        if holds(rule, known.get(Fact(rule.fact)))
    ]
    return tuple(sorted(found, key=lambda reason: (-reason.rule.level, reason.rule.name)))


SYSTEM: Final = "system"
"""Who raised a level by rule."""


def raised(case: Complaint, because: Iterable[Reason], at: datetime) -> Complaint:
    """The case at the level that its reasons ask for. Each rule raises a case once; a level never falls."""
    known = {change.rule for change in case.escalations if change.rule}
    level, severity, changes = case.level, case.severity, list(case.escalations)
    for reason in because:
        rule = reason.rule
        if rule.major:
            severity = Severity.MAJOR
        wanted = max(rule.level, MAJOR_AT_LEAST if rule.major else 0)
        if wanted <= level or rule.name in known:
            continue
        changes.append(
            LevelChange(
                at=at,
                by=SYSTEM,
                before=level,
                after=wanted,
                rule=rule.name,
                edition=reason.edition,
                label=rule.label,
                label_en=rule.label_en,
            )
        )
        level = wanted
    if severity is Severity.MAJOR and level < MAJOR_AT_LEAST:
        changes.append(LevelChange(at=at, by=SYSTEM, before=level, after=MAJOR_AT_LEAST, rule="major"))
        level = MAJOR_AT_LEAST
    if (level, severity) == (case.level, case.severity):
        return case
    return replace(case, level=level, severity=severity, escalations=tuple(changes))


def first_level(case: Complaint) -> int:
    """The level that the case had at first."""
    return case.escalations[0].before if case.escalations else case.level


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTask:
    """Something to do that a flag opened, or a person.

    Attributes:
        complaint: id of the case it belongs to; empty when it belongs to none.
        rule: reason that opened it; empty when a person did.
        label: the reason in words as it stood then; so is ``label_en``.
        owner: staff number; empty while nobody took it.
        note: what was done, in words.
    """

    id: str
    kind: TaskKind
    complaint: str
    organisation: str
    opened_at: datetime
    opened_by: str
    due: date | None = None
    rule: str = ""
    label: str = ""
    label_en: str = ""
    owner: str = ""
    done_at: datetime | None = None
    done_by: str = ""
    note: str = ""


def tasks_wanted(because: Iterable[Reason], open_ones: Iterable[CaseTask]) -> tuple[Reason, ...]:
    """Reasons whose task was not opened for this case yet."""
    there = {task.rule for task in open_ones}
    return tuple(reason for reason in because if reason.rule.task and reason.rule.name not in there)
