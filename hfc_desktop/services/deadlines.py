"""Legal terms for a case or for a question without one, from the rule sets and calendars of the active packs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING

from hfc_desktop.domain.case_dates import dates_of
from hfc_desktop.domain.complaint import Nature
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
from hfc_desktop.domain.rule_editions import beside, edition_of, key_of
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.services.scenarios import class_entries, rules_of_scenario

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from hfc_desktop.domain.complaint import Clock, Complaint
    from hfc_desktop.domain.deadlines import Term
    from hfc_desktop.domain.handling import MergedCase
    from hfc_desktop.domain.rule_editions import Kept, RuleEdition
    from hfc_desktop.services.ledger_ports import RuleSource as RuleSource
    from hfc_desktop.services.ports import Now


def working_days(guidance: RuleSource) -> WorkingDays:
    """The working days of the active packs' calendars."""
    found = guidance.items_of(Kind.CALENDAR.value)
    return WorkingDays.from_calendars(item for item in found if isinstance(item, Calendar))


def rulesets(guidance: RuleSource) -> list[Ruleset]:
    """All rule sets of the active packs, whatever the day."""
    return [item for item in guidance.items_of(Kind.RULESET.value) if isinstance(item, Ruleset)]


class CaseRules:
    """The rules for cases, read once from the packs; make a new one when the packs change."""

    def __init__(self, guidance: RuleSource) -> None:
        self._rulesets = rulesets(guidance)
        self._editions: dict[tuple[date, str], dict[str, RuleEdition]] = {}
        self._scenarios = class_entries(guidance)
        self._working = working_days(guidance)

    def in_force(self, day: date, scenario: str = "") -> list[Ruleset]:
        """Rule sets with clocks that a complaint of ``day`` comes under: the usual ones and those of its scenario."""
        named = rules_of_scenario(scenario, self._scenarios) if scenario else ()
        chosen = rules_in_force(self._rulesets, day)
        return [
            rules for rules in chosen if rules.clocks and (rules.regime in AUTOMATIC_REGIMES or rules.rule in named)
        ]

    def levels(self, day: date) -> list[Ruleset]:
        """Rule sets with reasons for escalation in force on ``day``."""
        return [rules for rules in rules_in_force(self._rulesets, day) if rules.levels]

    def limits(self, day: date) -> Mapping[str, int]:
        """Numbers of the bank's own rules in force on ``day``, by name."""
        return {limit.name: limit.value for rules in rules_in_force(self._rulesets, day) for limit in rules.limits}

    def clocks(self, complaint: Complaint, on: date, told_on: date | None = None) -> tuple[Clock, ...]:
        """The clocks that a new complaint gets, under the rules in force on the day of receipt."""
        rules = self.in_force(local_day(complaint.received_at), complaint.scenario)
        dates = dates_of(complaint)
        return clocks_of(replace(dates, told_on=told_on or dates.told_on), rules, self._working, on)

    def fresh(self, case: Complaint, on: date) -> tuple[Complaint, Mapping[str, RuleEdition]]:
        """A case under the rules in force on the day of its receipt, and the editions that it keeps from now on."""
        if case.nature is not Nature.COMPLAINT:
            return replace(case, clocks=(), rules=(), rule_set=""), {}
        key = (local_day(case.received_at), case.scenario)
        if key not in self._editions:
            self._editions[key] = {key_of(edition): edition for edition in map(edition_of, self.in_force(*key))}
        editions = self._editions[key]
        return self._counted(case, tuple(editions), editions, on), editions

    def recounted(self, case: Complaint, editions: Mapping[str, RuleEdition], on: date) -> Complaint:
        """A case with its clocks counted anew by the editions that it keeps, whatever the packs say today."""
        return self._counted(case, case.rules, editions, on)

    def _counted(
        self, case: Complaint, rules: tuple[str, ...], editions: Mapping[str, RuleEdition], on: date
    ) -> Complaint:
        kept = [editions[key] for key in rules if key in editions]
        clocks = clocks_of(dates_of(case), kept, self._working, on)
        extra = [clock for child in case.merged if child.new_facts for clock in self._own_clock(case, child, kept, on)]
        names = sorted({clock.rule for clock in clocks})
        return replace(case, rules=rules, clocks=(*clocks, *extra), rule_set=" ".join(names))

    def _own_clock(self, case: Complaint, child: MergedCase, kept: Sequence[RuleEdition], on: date) -> Iterable[Clock]:
        """The clock that new facts of a merged case open beside the lead's; the earlier of the two is obeyed."""
        dates = replace(dates_of(case), received_at=child.received_at, extensions=(), contacted_on=None)
        for clock in clocks_of(dates, kept, self._working, on):
            if clock.name == "decision" and clock.started_on == local_day(child.received_at):
                yield replace(clock, name=f"decision:{child.number}")

    def beside_today(self, kept: Sequence[RuleEdition], case: Complaint) -> tuple[Kept, ...]:
        """The editions of a case beside those that a case received on the same day would come under today."""
        now = [edition_of(rules) for rules in self.in_force(local_day(case.received_at), case.scenario)]
        return beside(kept, now)

    @property
    def working(self) -> WorkingDays:
        """Working days."""
        return self._working


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
