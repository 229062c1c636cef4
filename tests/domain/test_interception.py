"""An interception and what the reward table gives for it."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.bootstrap.content import bundled_folders, read_items
from hfc_desktop.domain.interception import Interception, band_for, reward_for

AT = datetime.fromisoformat("2026-11-24T10:00:00+08:00")


def table():
    paths = [path for folder in bundled_folders() for path in sorted((folder / "reward").glob("*.yaml"))]
    return read_items("reward", paths)[0]


TABLE = table()


def test_the_customer_is_followed_up_within_three_days():
    assert Interception(at=AT).follow_up_by() == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("yuan", "single", "team"),
    [(1_000, 200, 100), (9_999, 200, 100), (10_000, 500, 200), (199_999, 1_000, 500), (1_000_000, 5_000, 2_000)],
)
def test_the_row_is_that_of_the_amount_saved(yuan, single, team):
    due = reward_for(TABLE, Interception(at=AT, amount_fen=yuan * 100, people=("T1", "T2")), "telecom-fraud-1")
    assert (due.single_fen, due.team_fen) == (single * 100, team * 100)
    assert (due.item, due.version, due.pack) == (TABLE.id, TABLE.version, "telecom-fraud-1")
    assert due.conditions == TABLE.conditions


def test_one_person_alone_has_no_team_share():
    assert reward_for(TABLE, Interception(at=AT, amount_fen=2_000_00, people=("T1",))).team_fen == 0


@pytest.mark.parametrize("amount", [None, 0, 99_999])
def test_without_an_amount_or_below_the_lowest_row_there_is_none(amount):
    assert reward_for(TABLE, Interception(at=AT, amount_fen=amount)) is None


@given(st.integers(min_value=100_000, max_value=10**12))
def test_every_amount_from_the_lowest_up_has_one_row(amount):
    rows = [b for b in TABLE.bands if b.event == "interception"]
    fitting = [b for b in rows if b.min_fen <= amount and (b.max_fen is None or amount <= b.max_fen)]
    assert fitting == [band_for(TABLE, amount)]
