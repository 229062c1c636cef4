"""Reading days and digits as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.domain.typed import plain, typed_day

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-17", date(2026, 3, 17)),
        ("20260317", date(2026, 3, 17)),
        ("3-17", date(2026, 3, 17)),
        ("3月17日", date(2026, 3, 17)),
        ("12-25", date(2025, 12, 25)),
        ("昨天", date(2026, 11, 23)),
        ("", None),
    ],
)
def test_days_are_read_as_tellers_write_them(text, day):
    assert typed_day(text, TODAY) == day


def test_wide_digits_and_separators_are_made_plain():
    assert plain("１２，３４５．６ Ｘ") == "12345.6X"


@given(st.dates(date(2000, 1, 1), TODAY))
def test_every_day_is_read_as_it_is_shown(day):
    assert typed_day(day.isoformat(), TODAY) == day
    assert typed_day(f"{day:%Y%m%d}", TODAY) == day


@given(st.dates(date(2024, 3, 1), date(2028, 2, 28)))
def test_a_day_without_a_year_never_lies_ahead(day):
    if (day.month, day.day) != (2, 29):
        assert typed_day(f"{day.month}-{day.day}", TODAY) <= TODAY
