"""Counts and terms of one period, from rows and cases of the ledger."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.branch_papers import Count, Kept
from hfc_desktop.domain.complaint import ComplaintSource, Nature, Status
from hfc_desktop.domain.days import local_day
from hfc_desktop.domain.deadlines import ClockState
from hfc_desktop.domain.handling import RecheckResult

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from hfc_desktop.domain.complaint import Clock, Complaint
    from hfc_desktop.domain.ledger import ComplaintRow
    from hfc_desktop.domain.report_periods import ReportPeriod

_FROM_REGULATORS: Final = frozenset(
    {ComplaintSource.PBOC_TRANSFER, ComplaintSource.NFRA_TRANSFER, ComplaintSource.DIVERTED}
)


def is_counted(row: ComplaintRow) -> bool:
    """Whether a row is a complaint of its own after repeats were merged."""
    return row.nature is Nature.COMPLAINT and row.status is not Status.MERGED


@dataclass(frozen=True, slots=True)
class Spans:
    """Rows received in a period, in the one before it, and a year ago."""

    now: Sequence[ComplaintRow]
    before: Sequence[ComplaintRow]
    year_ago: Sequence[ComplaintRow]

    def counted(self) -> Spans:
        """The same with repeats merged, complaints only."""
        parts = (tuple(row for row in rows if is_counted(row)) for rows in (self.now, self.before, self.year_ago))
        return Spans(*parts)

    def whole(self, key: str) -> Count:
        """All of them as one count."""
        return Count(
            key=key, name="", name_en="", count=len(self.now), before=len(self.before), year_ago=len(self.year_ago)
        )

    def by(
        self,
        of: Callable[[ComplaintRow], str],
        names: Mapping[str, tuple[str, str]] | None = None,
        *,
        in_order: bool = False,
    ) -> tuple[Count, ...]:
        """Counts by what ``of`` gives, the most frequent first.

        Args:
            of: what is counted.
            names: name and English name by key.
            in_order: by key instead.
        """
        now, before, ago = (Counter(map(of, rows)) for rows in (self.now, self.before, self.year_ago))
        known = names or {}
        counts = [
            Count(
                key=key,
                name=known.get(key, (key, key))[0],
                name_en=known.get(key, (key, key))[1],
                count=count,
                before=before[key],
                year_ago=ago[key],
            )
            for key, count in now.items()
        ]
        return tuple(sorted(counts, key=lambda one: one.key if in_order else (-one.count, one.key)))


@dataclass(slots=True)
class Terms:
    """How terms were kept, gathered case by case."""

    period: ReportPeriod
    kept: int = 0
    late: int = 0
    open_late: int = 0
    days: list[int] = field(default_factory=list)
    extended: int = 0
    rechecks: int = 0
    changed: int = 0

    def _holds(self, day: date | None) -> bool:
        return day is not None and self.period.first <= day <= self.period.last

    def take(self, case: Complaint, today: date) -> None:
        """Count one complaint."""
        ladder = [clock for clock in case.clocks if _is_answer(clock, case.clocks)]
        ended = [clock for clock in ladder if self._holds(clock.due) and clock.state in _JUDGED]
        if any(clock.state == ClockState.MISSED for clock in ended):
            self.late += 1
        elif ended:
            self.kept += 1
        if any(clock.state == ClockState.RUNNING and clock.due < today for clock in ladder):
            self.open_late += 1
        if case.told_at is not None and self._holds(local_day(case.told_at)):
            self.days.append((local_day(case.told_at) - local_day(case.received_at)).days)
        if any(self._holds(one.approved_on) for one in case.extensions):
            self.extended += 1
        if case.recheck is not None and self._holds(case.recheck.decided_on):
            self.rechecks += 1
            self.changed += case.recheck.result is not RecheckResult.UPHELD

    def result(self) -> Kept:
        """As printed."""
        return Kept(
            kept=self.kept,
            late=self.late,
            open_late=self.open_late,
            median_days=round(median(self.days)) if self.days else None,
            slowest_days=max(self.days, default=None),
        )


_JUDGED: Final = frozenset({ClockState.MET, ClockState.MISSED})


def _is_answer(clock: Clock, clocks: Iterable[Clock]) -> bool:
    """Whether it is a stage of the term for the answer itself: one of a rule set that can be extended (art. 18)."""
    return bool(clock.stage) or any(
        one.rule == clock.rule and one.stage and one.started_on == clock.started_on and one.due > clock.due
        for one in clocks
    )


def from_regulators(rows: Sequence[ComplaintRow]) -> int:
    """How many a supervisor passed on."""
    return sum(row.source in _FROM_REGULATORS for row in rows)


def weeks_of(rows: Iterable[ComplaintRow], days: Sequence[date]) -> tuple[tuple[str, int], ...]:
    """Counts by ISO week for the weeks that begin on ``days``, oldest first."""
    found = Counter(local_day(row.received_at).isocalendar()[:2] for row in rows)
    return tuple((f"W{day.isocalendar().week:02d}", found[day.isocalendar()[:2]]) for day in days)
