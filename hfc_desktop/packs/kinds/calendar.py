"""Calendars: days inside their year, holidays apart, make-up days on week-ends that are no holidays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.domain.guidance.calendar import Calendar
from hfc_desktop.domain.guidance.item import ItemStatus, Kind
from hfc_desktop.packs.rules.findings import error
from hfc_desktop.packs.search_text import made

if TYPE_CHECKING:
    from hfc_desktop.packs.rules.findings import Context, Findings
    from hfc_desktop.packs.search_text import SearchText

_SATURDAY = 5


def _holidays(item: Calendar) -> Findings:
    for number, holiday in enumerate(item.holidays):
        path = ("holidays", number)
        if holiday.last < holiday.first:
            yield error((*path, "last"), "dates.reversed", first=str(holiday.first), last=str(holiday.last))
        for name in ("first", "last"):
            if getattr(holiday, name).year != item.year:
                yield error((*path, name), "calendar.other_year", day=str(getattr(holiday, name)), year=item.year)
        for earlier in item.holidays[:number]:
            if holiday.first <= earlier.last and earlier.first <= holiday.last:
                yield error(path, "calendar.overlap", one=earlier.name, two=holiday.name)


def _workdays(item: Calendar) -> Findings:
    for number, day in enumerate(item.workdays):
        path = ("workdays", number)
        if day.year != item.year:
            yield error(path, "calendar.other_year", day=str(day), year=item.year)
        elif day.weekday() < _SATURDAY:
            yield error(path, "calendar.not_weekend", day=str(day))
        elif any(holiday.first <= day <= holiday.last for holiday in item.holidays):
            yield error(path, "calendar.work_on_holiday", day=str(day))
        if day in item.workdays[:number]:
            yield error(path, "id.inside_twice", id=str(day))


def rules(item: Calendar, context: Context) -> Findings:
    """Holidays, make-up days, one calendar a year."""
    yield from _holidays(item)
    yield from _workdays(item)
    for other in context.library.of_kind(Kind.CALENDAR):
        both = isinstance(other, Calendar) and other.id < item.id and ItemStatus.ACTIVE is other.status is item.status
        if both and isinstance(other, Calendar) and other.year == item.year and other.superseded_by != item.id:
            yield error(("year",), "calendar.year_twice", year=item.year, other=other.id)


def search_text(item: Calendar) -> SearchText:
    """Found by year and holiday; shows the notice."""
    return made(item, first_words=item.notice, plain=[str(item.year), *(holiday.name for holiday in item.holidays)])
