"""Periods of reports."""

from datetime import date

import pytest

from hfc_desktop.domain.report_periods import report_period
from hfc_desktop.errors import UserMistakeError


@pytest.mark.parametrize(
    ("text", "first", "last", "before", "year_ago"),
    [
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31), date(2026, 9, 1), date(2025, 10, 1)),
        ("2026-01", date(2026, 1, 1), date(2026, 1, 31), date(2025, 12, 1), date(2025, 1, 1)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), date(2024, 1, 1), date(2023, 2, 1)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31), date(2025, 10, 1), date(2025, 1, 1)),
        ("2026-q4", date(2026, 10, 1), date(2026, 12, 31), date(2026, 7, 1), date(2025, 10, 1)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), date(2025, 1, 1), date(2025, 1, 1)),
    ],
)
def test_a_period_knows_its_days_and_its_neighbours(text, first, last, before, year_ago):
    period = report_period(text)
    assert (period.first, period.last) == (first, last)
    assert (period.before().first, period.year_ago().first) == (before, year_ago)
    assert (period.first - period.before().last).days == 1


@pytest.mark.parametrize("text", ["", "2026-13", "2026-00", "2026-Q5", "10-2026", "0001", "9999-12", "2026-10-01"])
def test_anything_else_is_no_period(text):
    with pytest.raises(UserMistakeError) as caught:
        report_period(text)
    assert caught.value.code == "documents.bad_period"
