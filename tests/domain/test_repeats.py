"""Judging repeats, waves and numbers of repeats, without a store."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.repeats import RepeatKind, Traits, Windows, judge, pair, repeat_number, waves

AT = datetime(2026, 3, 10, 9, tzinfo=SHANGHAI)
USUAL = Windows()


def traits(number="a", days=0, **fields):
    return Traits(id=number, received_at=AT + timedelta(days=days), **fields)


@pytest.mark.parametrize(
    ("one", "other", "score", "kind"),
    [
        ({"customer": "k", "scenario": "s", "business": "b"}, {"days": 90}, 0, RepeatKind.A),
        ({"customer": "k", "scenario": "s", "business": "b"}, {"days": 91}, 0, None),
        ({"customer": "k", "scenario": "s", "business": "b"}, {"days": 91}, 45, RepeatKind.B),
        ({"customer": "k", "scenario": "s", "business": "b"}, {"days": 181}, 99, None),
        ({"customer": "k", "scenario": "s"}, {}, 44, None),
        ({"customer": "k", "scenario": "s"}, {}, 45, RepeatKind.B),
        ({"customer": "k", "product": "金卡"}, {}, 0, RepeatKind.B),
        ({"phone_tails": frozenset({"5678"})}, {}, 55, RepeatKind.C),
        ({"phone_tails": frozenset({"5678"})}, {}, 54, None),
        ({"representatives": frozenset({"李/138"})}, {}, 0, RepeatKind.C),
        ({"scenario": "s", "business": "b"}, {}, 100, None),
    ],
)
def test_evidence_first_text_ranks(one, other, score, kind):
    days = other.get("days", 0)
    found = judge(traits("a", **one), traits("b", days=days, **one), score, USUAL)
    assert (found.kind if found else None) is kind


def test_a_case_is_no_repeat_of_itself():
    assert judge(traits(customer="k", product="p"), traits(customer="k", product="p"), 100, USUAL) is None


def test_the_numbers_come_from_the_rules():
    narrow = Windows.of({"repeats.near_days": 5, "repeats.wide_days": 10})
    same = {"customer": "k", "scenario": "s", "business": "b"}
    assert judge(traits("a", **same), traits("b", days=6, **same), 0, narrow) is None
    assert narrow.likely_score == USUAL.likely_score


def test_a_wave_counts_customers_not_cases():
    cases = [traits(str(n), scenario="s", customer=f"k{n % 4}") for n in range(12)]
    assert waves(cases, USUAL) == ()
    more = [*cases, traits("x", scenario="s", customer="k9")]
    (wave,) = waves(more, USUAL)
    assert (wave.customers, wave.cases, wave.iso_week) == (5, 13, 11)


@given(st.text(), st.text())
def test_a_pair_is_the_same_from_both_sides(one, other):
    assert pair(one, other) == pair(other, one)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=8))
def test_numbers_of_repeats_are_an_order_of_receipt(hours):
    received = [AT + timedelta(hours=hour) for hour in hours]
    numbers = [repeat_number(received, place) for place in range(len(received))]
    assert sorted(numbers) == list(range(len(received)))
    assert all(numbers[i] < numbers[j] for i, one in enumerate(hours) for j, other in enumerate(hours) if one < other)
