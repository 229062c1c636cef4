"""Cohorts: the exact decision agrees with asking every customer on every day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hfc_desktop.domain.guidance.cohort import Comparison, Condition
from hfc_desktop.packs.rules.cohorts import Bounds, Group, partition

FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=number) for number in range(8)]
DATED = st.builds(
    Condition,
    fact=st.sampled_from(["opened", "asked"]),
    op=st.sampled_from([op for op in Comparison if op is not Comparison.IS]),
    value=st.sampled_from([day.isoformat() for day in DAYS[1:-1]]),
)
NAMED = st.builds(
    Condition,
    fact=st.sampled_from(["promised"]),
    op=st.just(Comparison.IS),
    value=st.sampled_from(["yes", "no"]),
)
GROUPS = st.lists(st.lists(DATED | NAMED, max_size=3), min_size=1, max_size=4).map(
    lambda lists: [Group(("cohorts", n), f"C{n}", tuple(conditions)) for n, conditions in enumerate(lists)]
)


def customers():
    days = [day.isoformat() for day in DAYS]
    for opened, asked, promised in product(days, days, ["yes", "no"]):
        yield {"opened": opened, "asked": asked, "promised": promised}


def members(groups, facts):
    return [n for n, group in enumerate(groups) if all(c.holds(facts) for c in group.conditions)]


@settings(max_examples=150, deadline=None)
@given(GROUPS)
def test_gaps_and_overlaps_are_found_exactly_when_some_customer_has_them(groups):
    found = {finding.code for finding in partition(groups, ("cohorts",))}
    counts = [len(members(groups, facts)) for facts in customers()]
    assert ("cohort.gap" in found) == any(count == 0 for count in counts)
    assert ("cohort.overlap" in found) == any(count > 1 for count in counts)


@settings(max_examples=80, deadline=None)
@given(GROUPS)
def test_the_customer_named_in_a_finding_really_has_that_trouble(groups):
    for finding in partition(groups, ("cohorts",)):
        told = dict(part.split("=") for part in str(finding.params["facts"]).split(", ") if part)
        count = len(members(groups, {"promised": "yes", "opened": "2026-01-01", "asked": "2026-01-01", **told}))
        assert count == 0 if finding.code == "cohort.gap" else count > 1


def condition(fact, op, value):
    return Condition(fact=fact, op=Comparison(op), value=value)


def test_names_that_no_cohort_mentions_are_customers_too():
    groups = [Group(("c", n), name, (condition("card", "is", name),)) for n, name in enumerate(["gold", "blue"])]
    (gap,) = partition(groups, ("c",))
    assert gap.params["facts"] == "card=…"


def test_days_outside_the_bounds_do_not_count():
    groups = [Group(("c", 0), "A", (condition("day", "on_or_after", "2026-01-01"),))]
    assert [finding.code for finding in partition(groups, ("c",))] == ["cohort.gap"]
    assert partition(groups, ("c",), Bounds("day", date(2026, 1, 1), None)) == []


def test_a_cohort_for_everybody_is_complete():
    assert partition([Group(("c", 0), "A", ())], ("c",)) == []


def test_too_many_facts_are_refused_in_good_time():
    conditions = [[condition(f"fact{n}", "on_or_after", f"2026-01-{day:02d}") for day in range(1, 9)] for n in range(9)]
    groups = [Group(("c", n), str(n), tuple(part)) for n, part in enumerate(conditions)]
    assert "cohort.too_many" in {finding.code for finding in partition(groups, ("c",))}


@pytest.mark.parametrize("value", ["2026-2-1", "01.02.2026", "yes", "20260201"])
def test_a_comparison_in_time_wants_a_day(value):
    groups = [Group(("c", 0), "A", (condition("day", "before", value),))]
    assert [finding.code for finding in partition(groups, ("c",))] == ["cohort.bad_date"]
