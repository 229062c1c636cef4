"""Legal terms: the clocks of a case from dated rule sets and calendars. Pure; the day of asking comes in.

Rules of counting (Order No. 3 of 2020 arts. 18, 20, 21, 23; Civil Code art. 201): the day of receipt is not counted; a
term ends with the end of its last day, so what is decided and told on that day is in time. A last day on a holiday is
not moved: whether Civil Code art. 203 helps a bank against its supervisor is unsure, so the strict day is the deadline
and ``internal_target`` is the last working day not after it. Days of mediation are not counted (art. 23).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from hfc_desktop.domain.complaint import Clock, ComplaintSource
from hfc_desktop.domain.days import SHANGHAI, local_day
from hfc_desktop.domain.guidance.calendar import Calendar
from hfc_desktop.domain.guidance.ruleset import ClockRule, Ruleset
from hfc_desktop.errors import UserMistakeError

_DAY: Final = timedelta(days=1)


# -- working days -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Working days by the calendars of the packs: Monday to Friday, less holidays, plus make-up days.

    A year without a calendar is counted by weekends alone and marked as an estimate, never refused: the notice of a
    year comes in the autumn before it, and every case from then on has days in it.
    """

    off: frozenset[date] = frozenset()
    on: frozenset[date] = frozenset()
    settled_years: frozenset[int] = frozenset()

    @classmethod
    def from_calendars(cls, calendars: Iterable[Calendar]) -> WorkingDays:
        """One table of all years. Of two calendars for a year the settled one counts, then the higher version."""
        chosen: dict[int, Calendar] = {}
        for calendar in sorted(calendars, key=lambda item: (not item.provisional, item.version)):
            chosen[calendar.year] = calendar
        off = {
            holiday.first + _DAY * offset
            for calendar in chosen.values()
            for holiday in calendar.holidays
            for offset in range((holiday.last - holiday.first).days + 1)
        }
        on = {day for calendar in chosen.values() for day in calendar.workdays}
        settled = {year for year, calendar in chosen.items() if not calendar.provisional}
        return cls(frozenset(off), frozenset(on), frozenset(settled))

    def is_working(self, day: date) -> bool:
        """Whether ``day`` is a working day, as far as is known."""
        if day in self.on:
            return True
        return day.weekday() < 5 and day not in self.off

    def is_estimate(self, day: date) -> bool:
        """Whether nothing is settled yet about the year of ``day``."""
        return day.year not in self.settled_years

    def last_not_after(self, day: date) -> date:
        """The last working day not after ``day``."""
        while not self.is_working(day):
            day -= _DAY
        return day


# -- counting -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that are not counted, both ends included; ``last`` is none while it goes on."""

    first: date
    last: date | None = None

    def holds(self, day: date, on: date) -> bool:
        """Whether ``day`` is not counted; a pause that goes on is taken to last until ``on``, the day of asking."""
        return self.first <= day <= (max(on, self.first) if self.last is None else self.last)


@dataclass(frozen=True, slots=True)
class Term:
    """The end of a term.

    Attributes:
        due: last day.
        skipped: days that a pause took out of the count.
        estimated: a day of a year without a settled calendar had to be judged.
    """

    due: date
    skipped: int = 0
    estimated: bool = False


def count_term(
    start: date, days: int, working: WorkingDays | None, pauses: Sequence[Pause] = (), on: date = date.min
) -> Term:
    """The ``days``-th day after ``start``, which is not counted itself.

    Args:
        start: day 0.
        days: how many, 0 or more; 0 means the day itself.
        working: count working days by this table; ``None`` counts calendar days.
        pauses: days that are not counted.
        on: day of asking, up to which an open pause is known to last.

    Raises:
        UserMistakeError: the end lies beyond the year 9999.
    """
    try:
        if working is None and not pauses:
            return Term(start + _DAY * days)
        return _walk(start, days, working, pauses, on)
    except OverflowError:
        raise UserMistakeError("deadlines.out_of_range", days=days, start=start.isoformat()) from None


def _walk(start: date, days: int, working: WorkingDays | None, pauses: Sequence[Pause], on: date) -> Term:
    day, left, skipped, estimated = start, days, 0, False
    while left > 0:
        day += _DAY
        estimated = estimated or (working is not None and working.is_estimate(day))
        if any(pause.holds(day, on) for pause in pauses):
            skipped += 1
        elif working is None or working.is_working(day):
            left -= 1
    return Term(day, skipped, estimated)


# -- clocks -------------------------------------------------------------------------------------------------------


class Trigger(StrEnum):
    """What day 0 of a clock is."""

    RECEIVED = "received"
    TRANSFERRED = "transferred"
    SUPERVISOR_RECEIVED = "supervisor_received"
    DECISION_RECEIVED = "decision_received"
    RECHECK_APPLIED = "recheck_applied"
    WITHDRAWAL_RECEIVED = "withdrawal_received"
    DISCOVERED = "discovered"
    LETTER_DUE = "letter_due"
    """The last day that a supervisor's letter names itself."""


class ClockState(StrEnum):
    """States of a clock. ``possible`` is an extension that was not granted; ``replaced`` a stage that one followed."""

    RUNNING = "running"
    PAUSED = "paused"
    POSSIBLE = "possible"
    REPLACED = "replaced"
    MET = "met"
    MISSED = "missed"
    STOPPED = "stopped"
    ENDED = "ended"


ENDED: Final = frozenset({ClockState.MET, ClockState.MISSED, ClockState.STOPPED, ClockState.ENDED})
"""States in which nothing is due any more."""
OPEN: Final = frozenset({ClockState.RUNNING, ClockState.PAUSED})
"""States in which something is due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """One granted extension. Approval and notice count as in time until the end of the last day of the stage before.

    Attributes:
        stage: 1 or 2.
        told_on: when the customer was told; none when not told.
    """

    stage: int
    approved_on: date
    told_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDates:
    """What the clocks of a case depend on.

    Attributes:
        received_at: when any unit of the bank first had the matter; registering it late changes nothing.
        triggers: day 0 of clocks that receipt does not start.
        extended: stages taken as granted and told in time, for a question without a case.
        told_on: when the decision was told; deciding alone ends no clock (art. 18).
        ended_on: when the case went elsewhere without a decision: declined, passed on, merged into another.
        recheck: it is a re-check, whose one term begins with the application (art. 20).
    """

    received_at: datetime
    source: ComplaintSource | None = None
    triggers: Mapping[Trigger, datetime] = field(default_factory=dict)
    extensions: tuple[Extension, ...] = ()
    extended: int = 0
    pauses: tuple[Pause, ...] = ()
    decided_on: date | None = None
    told_on: date | None = None
    contacted_on: date | None = None
    withdrawn_on: date | None = None
    ended_on: date | None = None
    recheck: bool = False


def earliest_receipt(*received: datetime) -> datetime:
    """Day 0 of merged cases: the earliest receipt of them all, whichever leads (conservative)."""
    return min(received)


def is_late_entry(received_at: datetime, registered_at: datetime) -> bool:
    """Whether the matter was registered on a later day than it came (补录)."""
    return local_day(received_at) < local_day(registered_at)


def rules_in_force(rulesets: Iterable[Ruleset], day: date) -> list[Ruleset]:
    """Rule sets that govern a matter received on ``day``, by rule name; of two editions the later one."""
    chosen: dict[str, Ruleset] = {}
    for rules in sorted(rulesets, key=lambda item: (item.valid_from, item.version)):
        if rules.holds_on(day):
            chosen[rules.rule] = rules
    return [chosen[name] for name in sorted(chosen)]


class ClockSet(Protocol):
    """A rule set as far as its clocks go: that of a pack, or the edition of it that a case keeps."""

    @property
    def rule(self) -> str:
        """Its name."""
        ...

    @property
    def valid_from(self) -> date:
        """First day on which it holds."""
        ...

    @property
    def clocks(self) -> tuple[ClockRule, ...]:
        """Its clocks."""
        ...


AUTOMATIC_REGIMES: Final = ("nfra", "pboc", "local", "bank")
"""Regimes whose clocks every complaint gets; the others begin by an objection of their own kind."""


def clocks_of(
    dates: CaseDates, rulesets: Iterable[ClockSet], working: WorkingDays, on: date, *, named: bool = False
) -> tuple[Clock, ...]:
    """All clocks of a case under the given rule sets, those that must be obeyed first.

    A transfer by a supervisor starts a clock of its own and restarts none: both run, and the earlier one is obeyed.

    Args:
        dates: the case.
        rulesets: the rule sets to apply, already chosen for the day of receipt.
        working: working days.
        on: day of asking.
        named: somebody asked for these rule sets by name, so their clocks apply whatever the source of the case, and
            receipt starts a rule set none of whose clocks receipt starts.
    """
    found: list[Clock] = []
    for rules in rulesets:
        receipt_starts = any(rule.trigger == Trigger.RECEIVED for rule in rules.clocks)
        for rule in rules.clocks:
            start = _day_zero(rule, dates, stand_in=named and not receipt_starts)
            if start is not None and _applies(rule, dates, named):
                found.append(_clock(rules, rule, dates, start, working, on))
    return tuple(sorted(_with_stages(found, dates), key=_order))


def _day_zero(rule: ClockRule, dates: CaseDates, *, stand_in: bool) -> datetime | None:
    trigger = Trigger(rule.trigger)
    if dates.recheck and trigger is not Trigger.RECHECK_APPLIED:
        return None
    if trigger is Trigger.RECEIVED:
        return dates.received_at
    if trigger in dates.triggers:
        return dates.triggers[trigger]
    transferred = trigger is Trigger.TRANSFERRED and dates.source is not None and dates.source.value in rule.sources
    return dates.received_at if stand_in or transferred else None


def _applies(rule: ClockRule, dates: CaseDates, named: bool) -> bool:
    return named or not rule.sources or (dates.source is not None and dates.source.value in rule.sources)


def _clock(
    rules: ClockSet, rule: ClockRule, dates: CaseDates, start: datetime, working: WorkingDays, on: date
) -> Clock:
    pauses = dates.pauses if rule.pauses else ()
    moment: datetime | None = None
    if rule.unit == "hours":
        moment = start.astimezone(SHANGHAI) + timedelta(hours=rule.days)
        term = Term(moment.date())
    else:
        term = count_term(local_day(start), rule.days, working if rule.unit == "working" else None, pauses, on)
    target = working.last_not_after(term.due)
    return Clock(
        name=rule.name,
        rule=f"{rules.rule}@{rules.valid_from.isoformat()}",
        article=rule.article,
        started_on=local_day(start),
        due=term.due,
        internal_target=target,
        basis=rule.unit,
        state=_state(rule, dates, term.due, pauses, on),
        estimated=term.estimated or any(working.is_estimate(day) for day in (target, term.due)),
        label=rule.label,
        label_en=rule.label_en,
        stage=rule.stage,
        due_at=moment,
        paused_days=term.skipped,
        notice=rule.notice,
        approval=rule.approval,
        approved_by=rule.approved_by,
        owner=rule.owner,
        confidence=rule.confidence,
    )


def _state(rule: ClockRule, dates: CaseDates, due: date, pauses: Sequence[Pause], on: date) -> ClockState:
    done = _done_on(rule, dates)
    if done is not None:
        return ClockState.MET if done <= due else ClockState.MISSED
    if dates.withdrawn_on is not None and dates.withdrawn_on <= due:
        return ClockState.STOPPED
    if dates.ended_on is not None:
        return ClockState.ENDED
    if any(pause.last is None and pause.first <= min(on, due) for pause in pauses):
        return ClockState.PAUSED
    return ClockState.RUNNING


_ENDED_BY_TELLING: Final = frozenset({Trigger.RECEIVED, Trigger.TRANSFERRED, Trigger.LETTER_DUE})


def _done_on(rule: ClockRule, dates: CaseDates) -> date | None:
    """The day that ended the clock: telling the decision, or the first contact; a decision untold ends nothing."""
    if rule.name == "first_contact":
        return dates.contacted_on or dates.told_on
    if rule.trigger == Trigger.WITHDRAWAL_RECEIVED:
        return dates.withdrawn_on  # the procedure ends with the withdrawal itself (art. 15)
    if dates.recheck or Trigger(rule.trigger) in _ENDED_BY_TELLING:
        return dates.told_on
    return None


def _with_stages(clocks: list[Clock], dates: CaseDates) -> list[Clock]:
    """Of the stages of one rule set only the one that was reached runs."""
    reached = {rule: _reached([clock for clock in clocks if clock.rule == rule], dates) for rule in _rules(clocks)}
    staged = {clock.rule for clock in clocks if clock.stage > 0}
    result = []
    for clock in clocks:
        on_ladder = clock.rule in staged and _is_rung(clock, clocks)
        if on_ladder and clock.stage < reached[clock.rule]:
            result.append(replace(clock, state=ClockState.REPLACED))
        elif on_ladder and clock.stage > reached[clock.rule]:
            result.append(replace(clock, state=ClockState.POSSIBLE))
        else:
            result.append(clock)
    return result


def _rules(clocks: Iterable[Clock]) -> set[str]:
    return {clock.rule for clock in clocks}


def _is_rung(clock: Clock, clocks: Iterable[Clock]) -> bool:
    """Whether the clock is a stage of a ladder: the stages above the first, and the first that they extend."""
    extension = next(other for other in clocks if other.rule == clock.rule and other.stage > 0)
    return clock.stage > 0 or (clock.name == "decision" and clock.started_on == extension.started_on)


def _reached(clocks: Sequence[Clock], dates: CaseDates) -> int:
    """The highest stage that extensions lawfully reached."""
    stage = min(dates.extended, max((clock.stage for clock in clocks), default=0))
    for extension in sorted(dates.extensions, key=lambda entry: entry.stage):
        if extension.stage == stage + 1 and extension_breach(extension, clocks) == "":
            stage = extension.stage
    return stage


def extension_breach(extension: Extension, clocks: Sequence[Clock]) -> str:
    """Why an extension does not count: approved_late, told_late, not_told, no_such_stage; empty when it does.

    Approval must come within the stage before it; where the rule asks for notice, so must the notice (art. 18).
    """
    before = _stage(clocks, extension.stage - 1)
    wanted = _stage(clocks, extension.stage)
    if before is None or wanted is None:
        return "no_such_stage"
    if extension.approved_on > before.due:
        return "approved_late"
    if not wanted.notice:
        return ""
    if extension.told_on is None:
        return "not_told"
    return "told_late" if extension.told_on > before.due else ""


def _stage(clocks: Sequence[Clock], stage: int) -> Clock | None:
    if stage == 0:
        return next((clock for clock in clocks if clock.stage == 0 and clock.name == "decision"), None)
    return next((clock for clock in clocks if clock.stage == stage), None)


def _order(clock: Clock) -> tuple[bool, bool, date, int, str]:
    return (clock.state not in OPEN, clock.owner != BANK, clock.due, clock.stage, clock.name)


# -- reading clocks -----------------------------------------------------------------------------------------------


class Band(StrEnum):
    """How near the end is: more than 7 days, 4 to 7, 3 or less, over."""

    GREEN = "green"
    BLUE = "blue"
    AMBER = "amber"
    RED = "red"


SHAPES: Final[Mapping[Band, str]] = {Band.GREEN: "●", Band.BLUE: "◆", Band.AMBER: "▲", Band.RED: "■"}
"""A shape beside each band, since colour alone tells some people nothing; the words stand in ``wording.terms``."""

BLUE_DAYS: Final = 7
AMBER_DAYS: Final = 3
OFFER_EXTENSION_DAYS: Final = 5
"""An extension is offered from five days before the end: day 10 of 15, day 25 of 30."""


def band(due: date, on: date) -> Band:
    """The band of a last day seen from ``on``. On the last day itself it is amber: there is still time."""
    left = (due - on).days
    if left < 0:
        return Band.RED
    if left <= AMBER_DAYS:
        return Band.AMBER
    return Band.BLUE if left <= BLUE_DAYS else Band.GREEN


BANK: Final = "bank"


def obeyed(clocks: Iterable[Clock]) -> Clock | None:
    """The clock to obey: of the bank's own that run, the one that ends first."""
    running = (clock for clock in clocks if clock.state in OPEN and clock.owner == BANK)
    return min(running, key=lambda clock: clock.due, default=None)


def next_stage(clocks: Iterable[Clock]) -> Clock | None:
    """The extension that could be asked for next; ``None`` after the last."""
    possible = [clock for clock in clocks if clock.state == ClockState.POSSIBLE]
    return min(possible, key=lambda clock: (clock.stage, clock.due), default=None)


def stage_before(clocks: Iterable[Clock]) -> Clock | None:
    """The stage that runs before ``next_stage``: approval and notice must come within it."""
    known = list(clocks)
    wanted = next_stage(known)
    if wanted is None:
        return None
    return _stage([clock for clock in known if clock.rule == wanted.rule], wanted.stage - 1)


def is_decided_but_untold(dates: CaseDates) -> bool:
    """Whether the decision was taken and not told: late telling is a breach even when the decision was in time."""
    return dates.decided_on is not None and dates.told_on is None


def offers_extension(clocks: Iterable[Clock], on: date) -> bool:
    """Whether it is time to ask for an extension, and one is still possible."""
    known = list(clocks)
    running = next((clock for clock in known if clock.state in OPEN and _may_follow(clock, known)), None)
    return running is not None and 0 <= (running.due - on).days <= OFFER_EXTENSION_DAYS


def _may_follow(clock: Clock, clocks: Iterable[Clock]) -> bool:
    return any(
        other.rule == clock.rule and other.stage == clock.stage + 1 and other.state == ClockState.POSSIBLE
        for other in clocks
    )
