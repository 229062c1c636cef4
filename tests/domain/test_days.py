"""Days in Beijing time."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from hfc_desktop.domain.days import SHANGHAI, local_day


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 24, 23, 59, tzinfo=SHANGHAI), date(2026, 11, 24)),
        (datetime(2026, 11, 25, 0, 1, tzinfo=SHANGHAI), date(2026, 11, 25)),
        (datetime(2026, 11, 24, 15, 59, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 11, 24, 16, 0, tzinfo=UTC), date(2026, 11, 25)),
        (datetime(2026, 11, 24, 22, 30, tzinfo=timezone(timedelta(hours=6))), date(2026, 11, 25)),
    ],
)
def test_a_moment_has_its_day_in_beijing_wherever_it_was_taken_down(moment, day):
    assert local_day(moment) == day


def test_a_moment_without_an_offset_has_no_certain_day():
    with pytest.raises(ValueError, match="offset"):
        local_day(datetime(2026, 11, 24))
