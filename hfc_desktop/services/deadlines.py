"""Legal terms for a case or for a question without one, from the rule sets and calendars of the active packs."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Protocol

from hfc_desktop.domain.days import SHANGHAI, local_day
from hfc_desktop.domain.deadlines import (
    AUTOMATIC_REGIMES,
    CaseDates,
    WorkingDays,
    clocks_of,
    count_term,
    rules_in_force,
)
from hfc_desktop.domain.guidance.calendar import Calendar
from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.domain.guidance.ruleset import Ruleset
from hfc_desktop.errors import UserMistakeError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hfc_desktop.domain.complaint import Clock, Complaint
    from hfc_desktop.domain.deadlines import Term
    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.services.ports import Now


class RuleSource(Protocol):
    """Where rule sets and calendars come from: the lookup index, or a pack read for this purpose."""

    def items_of(self, kind: str) -> Sequence[GuidanceItem]:
        """All items of one kind."""
        ...


def working_days(guidance: RuleSource) -> WorkingDays:
    """The working days of the active packs' calendars."""
    found = guidance.items_of(Kind.CALENDAR.value)
    return WorkingDays.from_calendars(item for item in found if isinstance(item, Calendar))


def rulesets(guidance: RuleSource) -> list[Ruleset]:
    """All rule sets of the active packs, whatever the day."""
    return [item for item in guidance.items_of(Kind.RULESET.value) if isinstance(item, Ruleset)]


class CaseRules:
    """The rules for new cases, read once from the packs; make a new one when the packs change."""

    def __init__(self, guidance: RuleSource) -> None:
        self._rulesets = [rules for rules in rulesets(guidance) if rules.regime in AUTOMATIC_REGIMES]
        self._working = working_days(guidance)

    def clocks(self, complaint: Complaint, on: date, told_on: date | None = None) -> tuple[Clock, ...]:
        """The clocks that a new complaint gets, under the rules in force on the day of receipt."""
        rules = rules_in_force(self._rulesets, local_day(complaint.received_at))
        dates = CaseDates(received_at=complaint.received_at, source=complaint.source, told_on=told_on)
        return clocks_of(dates, rules, self._working, on)


def case_clocks(guidance: RuleSource, complaint: Complaint, on: date, told_on: date | None = None) -> tuple[Clock, ...]:
    """As ``CaseRules.clocks``, for one case; whoever has many keeps the rules."""
    return CaseRules(guidance).clocks(complaint, on, told_on)


class DeadlineService:
    """Answers questions about terms, with or without a case."""

    def __init__(self, guidance: RuleSource, now: Now) -> None:
        self._guidance = guidance
        self._now = now
        self._working: WorkingDays | None = None

    @property
    def working(self) -> WorkingDays:
        """Working days, read once."""
        if self._working is None:
            self._working = working_days(self._guidance)
        return self._working

    def today(self) -> date:
        """Today in Beijing time."""
        return local_day(self._now())

    def use(self, calendars: Sequence[Calendar]) -> None:
        """Count by these calendars in place of the packs' for the years that they cover."""
        kept = [item for item in self._guidance.items_of(Kind.CALENDAR.value) if isinstance(item, Calendar)]
        years = {calendar.year for calendar in calendars}
        self._working = WorkingDays.from_calendars([*(item for item in kept if item.year not in years), *calendars])

    def clocks(self, dates: CaseDates, rule: str = "", on: date | None = None) -> tuple[Clock, ...]:
        """The clocks of ``dates``, under one rule set by name or under all that every complaint gets.

        Raises:
            UserMistakeError: no rule set of that name was in force on the day of receipt.
        """
        day = local_day(dates.received_at)
        in_force = rules_in_force(rulesets(self._guidance), day)
        chosen = [found for found in in_force if (found.rule == rule if rule else found.regime in AUTOMATIC_REGIMES)]
        if rule and not chosen:
            choices = ", ".join(sorted({found.rule for found in rulesets(self._guidance)}))
            raise UserMistakeError("deadlines.no_rule", rule=rule, day=day.isoformat(), choices=choices)
        return clocks_of(dates, chosen, self.working, on or self.today(), named=bool(rule))

    def term(self, start: date, days: int, *, working: bool) -> Term:
        """A plain term: the ``days``-th calendar or working day after ``start``."""
        return count_term(start, days, self.working if working else None)


def midday(day: date) -> datetime:
    """A moment within a day, for a receipt of which only the day is known."""
    return datetime.combine(day, time(12), SHANGHAI)
