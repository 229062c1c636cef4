"""Registers beside the ledger of cases: supervision notices (督查通知书), problems (治理台账), plans (预案).

Each entry is one value with its office, state and last day, so that one list serves all three; meetings and measures
build on the problems.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final


class RegisterKind(StrEnum):
    """Which register; also the kind of record in the log."""

    SUPERVISION_NOTICE = "supervision_notice"
    PROBLEM = "problem"
    PLAN = "contingency_plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One thing that a supervision notice asks for.

    Attributes:
        owner: staff number of whoever answers for it.
        evidence: hash or reference of the paper that shows it was done.
    """

    text: str
    owner: str = ""
    due: date | None = None
    done_on: date | None = None
    evidence: str = ""


class NoticeState(StrEnum):
    """States of a supervision notice."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionNotice:
    """A supervisor's notice that calls for correction and names who answers for it.

    Attributes:
        reference: the supervisor's number.
        cases: ids of the cases that it names; each of them rises to the highest level.
    """

    id: str
    organisation: str
    state: NoticeState = NoticeState.OPEN
    due: date | None = None
    reference: str
    authority: str
    received_on: date
    subject: str = ""
    demands: tuple[Demand, ...] = ()
    cases: tuple[str, ...] = ()
    scenario: str = ""
    answered_on: date | None = None
    accountability: str = ""


class ProblemState(StrEnum):
    """Steps of the loop: problem, analysis, measure, guidance, effect."""

    OPEN = "open"
    ANALYSING = "analysing"
    MEASURE = "measure"
    GUIDANCE_OUT = "guidance_out"
    EFFECT_CHECKED = "effect_checked"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One line of the ledger of problems: a cause behind many cases.

    Attributes:
        options: what could be done, as weighed in the analysis.
        measures: ids of the measures taken.
        guidance: ids of guidance items that came of it.
        effect: what was seen after it was mended.
    """

    id: str
    organisation: str
    state: ProblemState = ProblemState.OPEN
    due: date | None = None
    title: str
    opened_on: date
    scenario: str = ""
    business_line: str = ""
    owner: str = ""
    root_cause: str = ""
    analysis: str = ""
    options: tuple[str, ...] = ()
    chosen: str = ""
    measures: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    guidance: tuple[str, ...] = ()
    meeting: str = ""
    verified_by: str = ""
    effect: str = ""
    closed_at: datetime | None = None


class PlanState(StrEnum):
    """States of a contingency plan."""

    DRAFT = "draft"
    READY = "ready"
    ACTIVE = "active"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDuty:
    """Who does what when the plan is called."""

    who: str
    what: str
    within_minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContingencyPlan:
    """What is done when a trigger comes: a policy change, a breakdown, a joint complaint of many.

    Attributes:
        item: id of the guidance plan that it follows.
        watch_days: days around the trigger for which its scenario is watched.
        called: when and why it was called.
    """

    id: str
    organisation: str
    state: PlanState = PlanState.DRAFT
    due: date | None = None
    title: str
    trigger: str
    scenario: str = ""
    owner: str = ""
    duties: tuple[PlanDuty, ...] = ()
    steps: tuple[str, ...] = ()
    wording: tuple[str, ...] = ()
    item: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    watch_days: int = 30
    called: tuple[str, ...] = ()


Entry = SupervisionNotice | Problem | ContingencyPlan

ENTRY_TYPES: Final[Mapping[RegisterKind, type[Entry]]] = {
    RegisterKind.SUPERVISION_NOTICE: SupervisionNotice,
    RegisterKind.PROBLEM: Problem,
    RegisterKind.PLAN: ContingencyPlan,
}

PRIVATE_PARTS: Final[Mapping[RegisterKind, frozenset[str]]] = {
    RegisterKind.SUPERVISION_NOTICE: frozenset({"subject", "demands", "accountability"}),
    RegisterKind.PROBLEM: frozenset(),
    RegisterKind.PLAN: frozenset({"called"}),
}
"""Parts of an entry that stay in the branch: what may name a person. Problems and plans are about causes; their texts
go upward, since head office is to act on them."""

_OVER: Final = frozenset({NoticeState.CLOSED, ProblemState.CLOSED, PlanState.ENDED})


def kind_of(entry: Entry) -> RegisterKind:
    """The register that an entry belongs to."""
    return next(kind for kind, entry_type in ENTRY_TYPES.items() if isinstance(entry, entry_type))


def is_open(entry: Entry) -> bool:
    """Whether something is still to be done."""
    return entry.state not in _OVER
