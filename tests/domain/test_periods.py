"""Ends of periods as the Civil Code counts them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.domain.periods import Period, last_day, last_moment, parse


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        ("2026-03-17", "P6M", "2026-09-17"),
        ("2026-03-17", "P1Y", "2027-03-17"),
        ("2026-08-31", "P6M", "2027-02-28"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2026-01-01", "P30D", "2026-01-31"),
        ("2026-01-01", "P2W", "2026-01-15"),
        ("2026-11-30", "P2M15D", "2027-02-14"),
    ],
)
def test_a_period_ends_on_the_corresponding_day(start, period, end):
    assert last_day(date.fromisoformat(start), parse(period)) == date.fromisoformat(end)


def test_hours_run_from_the_moment():
    start = datetime.fromisoformat("2026-11-24T10:30:00+08:00")
    assert last_moment(start, parse("PT48H")) == datetime.fromisoformat("2026-11-26T10:30:00+08:00")
    assert parse("PT48H").by_the_hour
    assert not parse("P6M").by_the_hour


@pytest.mark.parametrize("text", [" ", "P", "PT", "6M", "P6", "P-6M", "one year", "P1.5Y"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match=re.escape(text)):
        parse(text)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 120))
def test_months_land_in_the_right_month_and_never_later_in_it(start, months):
    end = last_day(start, Period(months=months))
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end + timedelta(days=1)).day == 1


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 400), st.integers(0, 400))
def test_a_longer_period_ends_no_earlier(start, days, more):
    assert last_day(start, Period(days=days)) <= last_day(start, Period(days=days + more))


def test_the_end_of_time_is_an_overflow_and_no_wrong_date():
    with pytest.raises(OverflowError):
        last_day(date(9999, 6, 1), Period(years=1))
