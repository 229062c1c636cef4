"""Periods of reports: a month, a quarter or a year, the one before it, and the same one a year ago."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from hfc_desktop.errors import UserMistakeError

_FORM: Final = re.compile(r"(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])))?")
_DAY: Final = timedelta(days=1)
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """Whole months: ``months`` of them from the ``month``-th of ``year`` on, 0 for January."""

    year: int
    month: int
    months: int

    @property
    def first(self) -> date:
        """First day."""
        return _month_start(self.year, self.month)

    @property
    def last(self) -> date:
        """Last day."""
        return _month_start(self.year, self.month + self.months) - _DAY

    def before(self) -> ReportPeriod:
        """The period that ended the day before this one began."""
        return self._moved(-self.months)

    def year_ago(self) -> ReportPeriod:
        """The same months of the year before."""
        return self._moved(-_MONTHS)

    def _moved(self, months: int) -> ReportPeriod:
        years, month = divmod(self.year * _MONTHS + self.month + months, _MONTHS)
        return ReportPeriod(years, month, self.months)


def _month_start(year: int, month: int) -> date:
    more, month = divmod(month, _MONTHS)
    return date(year + more, month + 1, 1)


def report_period(text: str) -> ReportPeriod:
    """Read ``2026-10``, ``2026-Q3`` or ``2026``.

    Raises:
        UserMistakeError: it is none of them.
    """
    found = _FORM.fullmatch(text.strip().upper())
    if found is None or not date.min.year + 2 <= int(found[1]) <= date.max.year - 2:
        raise UserMistakeError("documents.bad_period", period=text)
    year, month, quarter = int(found[1]), found[2], found[3]
    if month:
        return ReportPeriod(year, int(month) - 1, 1)
    if quarter:
        return ReportPeriod(year, (int(quarter) - 1) * 3, 3)
    return ReportPeriod(year, 0, _MONTHS)
