"""ISO 8601 periods as the law counts them: when a restriction that began then ends.

Years and months end on the day with the same number, or on the last day of a month that has none; the first day is not
counted (Civil Code arts. 201 and 202). Hours run from the moment itself (art. 201 paragraph 2).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

_FORM: Final = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A length of time; calendar parts and clock parts are kept apart."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    hours: int = 0
    minutes: int = 0

    @property
    def by_the_hour(self) -> bool:
        """Whether it is counted from a moment and not from a day."""
        return bool(self.hours or self.minutes)


def parse(text: str) -> Period:
    """Read an ISO 8601 period such as P1Y, P6M, P30D or PT48H.

    Raises:
        ValueError: it is none, or it is empty.
    """
    found = _FORM.fullmatch(text)
    if found is None or not any(found.groups()):
        raise ValueError(text)
    years, months, weeks, days, hours, minutes = (int(number or 0) for number in found.groups())
    return Period(years=years, months=months, weeks=weeks, days=days, hours=hours, minutes=minutes)


def last_day(start: date, period: Period) -> date:
    """The last day of a period that began on ``start``; hours are not looked at.

    Raises:
        OverflowError: the end lies beyond the year 9999.
    """
    month_index = start.year * 12 + start.month - 1 + period.years * 12 + period.months
    year, month = divmod(month_index, 12)
    if year > date.max.year:
        raise OverflowError(year)
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    return date(year, month + 1, day) + timedelta(days=period.weeks * 7 + period.days)


def last_moment(start: datetime, period: Period) -> datetime:
    """The end of a period that began at ``start``, to the minute.

    Raises:
        OverflowError: the end lies beyond the year 9999.
    """
    day = last_day(start.date(), period)
    return datetime.combine(day, start.timetz()) + timedelta(hours=period.hours, minutes=period.minutes)
