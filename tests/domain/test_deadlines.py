"""Legal terms: the published vectors, the edges, and an independent counter beside the engine."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.bootstrap.content import bundled_folders, read_items
from hfc_desktop.domain.complaint import ComplaintSource
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.deadlines import (
    OPEN,
    Band,
    CaseDates,
    ClockState,
    Extension,
    Pause,
    Trigger,
    WorkingDays,
    band,
    clocks_of,
    count_term,
    earliest_receipt,
    extension_breach,
    is_decided_but_untold,
    is_late_entry,
    obeyed,
    offers_extension,
    rules_in_force,
)
from hfc_desktop.errors import UserMistakeError

DAY = timedelta(days=1)


@cache
def items(kind):
    return tuple(read_items(kind, [path for f in bundled_folders() for path in sorted((f / kind).glob("*.yaml"))]))


@cache
def working():
    return WorkingDays.from_calendars(items("calendar"))


def rule(name):
    return [found for found in items("ruleset") if found.rule == name]


def noon(text):
    return datetime.combine(date.fromisoformat(text), time(12), SHANGHAI)


def clocks(received, name="order3", on=None, **facts):
    dates = CaseDates(received_at=noon(received), **facts)
    return {c.name: c for c in clocks_of(dates, rule(name), working(), on or date.fromisoformat(received), named=True)}


def day(text):
    return date.fromisoformat(text)


# -- the published vectors ----------------------------------------------------------------------------------------

VECTORS = [
    ("2025-01-20", "02-04", "01-27", "02-19", "02-19", "03-21", "03-21", "01-21", "02-05"),
    ("2025-09-26", "10-11", "10-11", "10-26", "10-24", "11-25", "11-25", "09-28", "10-13"),
    ("2026-01-05", "01-20", "01-20", "02-04", "02-04", "03-06", "03-06", "01-06", "01-14"),
    ("2026-01-31", "02-15", "02-14", "03-02", "03-02", "04-01", "04-01", "02-02", "02-10"),
    ("2026-02-05", "02-20", "02-14", "03-07", "03-06", "04-06", "04-03", "02-06", "02-14"),
    ("2026-02-13", "02-28", "02-28", "03-15", "03-13", "04-14", "04-14", "02-14", "03-02"),
    ("2026-02-14", "03-01", "02-28", "03-16", "03-16", "04-15", "04-15", "02-24", "03-03"),
    ("2026-04-20", "05-05", "04-30", "05-20", "05-20", "06-19", "06-18", "04-21", "04-29"),
    ("2026-09-20", "10-05", "09-30", "10-20", "10-20", "11-19", "11-19", "09-21", "09-30"),
    ("2026-10-16", "10-31", "10-30", "11-15", "11-13", "12-15", "12-15", "10-19", "10-27"),
]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector[0])
def test_terms_and_targets_of_real_receipts(vector):
    received, year = vector[0], vector[0][:5]
    ends = [day(year + text) for text in vector[1:]]
    found = clocks(received)
    stages = [found["decision"], found["extension_1"], found["extension_2"]]
    assert [clock.due for clock in stages] == ends[0:6:2]
    assert [clock.internal_target for clock in stages] == ends[1:6:2]
    assert count_term(day(received), 1, working()).due == ends[6]
    assert count_term(day(received), 7, working()).due == ends[7]
    assert not any(clock.estimated for clock in stages)


# -- beside an independent counter --------------------------------------------------------------------------------


def counted_apart(start, days, is_working, paused=frozenset()):
    """The plainest counter there is: look at each day after the first and cross off the days that count."""
    left, current = days, start
    while left:
        current = current + DAY
        if current in paused or not is_working(current):
            continue
        left -= 1
    return current


known_days = st.dates(date(2020, 1, 1), date(2026, 8, 1))


@given(known_days, st.integers(0, 80))
def test_working_days_agree_with_an_independent_calendar(start, days):
    found = count_term(start, days, working())
    assert found.due == counted_apart(start, days, chinese_calendar.is_workday)
    assert not found.estimated


@given(
    st.dates(date(2020, 1, 1), date(2027, 12, 31)),
    st.integers(0, 120),
    st.booleans(),
    st.lists(st.tuples(st.integers(-20, 150), st.integers(0, 40)), max_size=4),
)
def test_pauses_are_crossed_off_whatever_they_overlap(start, days, counts_working, spans):
    pauses = [Pause(start + DAY * offset, start + DAY * (offset + length)) for offset, length in spans]
    paused = {pause.first + DAY * n for pause in pauses for n in range((pause.last - pause.first).days + 1)}
    table = working()
    judge = table.is_working if counts_working else (lambda _day: True)
    found = count_term(start, days, table if counts_working else None, pauses)
    assert found.due == counted_apart(start, days, judge, paused)
    assert found.skipped == sum(start < current <= found.due for current in paused)


@given(st.dates(date(2020, 1, 1), date(2028, 12, 31)))
def test_the_internal_target_is_the_last_working_day_not_after_the_end(end):
    table = working()
    target = table.last_not_after(end)
    assert target <= end
    assert table.is_working(target)
    assert not any(table.is_working(target + DAY * n) for n in range(1, (end - target).days + 1))


@given(known_days, st.integers(0, 60), st.integers(0, 60))
def test_a_longer_term_never_ends_earlier(start, one, other):
    short, long = sorted((one, other))
    assert count_term(start, short, working()).due <= count_term(start, long, working()).due


def test_every_day_of_the_settled_calendars_agrees_with_an_independent_one():
    table, current = working(), date(2020, 1, 1)
    while current < date(2027, 1, 1):
        assert table.is_working(current) == chinese_calendar.is_workday(current), current
        current += DAY
    assert table.settled_years == {2020, 2021, 2022, 2023, 2024, 2025, 2026}


# -- edges --------------------------------------------------------------------------------------------------------


def test_a_minute_before_and_after_midnight_is_a_day_apart():
    late = CaseDates(received_at=datetime(2026, 3, 10, 23, 59, tzinfo=SHANGHAI))
    early = CaseDates(received_at=datetime(2026, 3, 11, 0, 1, tzinfo=SHANGHAI))
    ends = [obeyed(clocks_of(dates, rule("order3"), working(), date(2026, 3, 11))).due for dates in (late, early)]
    assert ends == [date(2026, 3, 25), date(2026, 3, 26)]


def test_a_clock_in_another_zone_changes_no_day():
    there = datetime(2026, 3, 10, 23, 59, tzinfo=SHANGHAI)
    ends = {obeyed(clocks_of(CaseDates(received_at=at), rule("order3"), working(), date(2026, 3, 11))).due
            for at in (there, there.astimezone(UTC))}  # fmt: skip
    assert ends == {date(2026, 3, 25)}


def test_setting_the_machine_back_moves_no_deadline():
    seen = [clocks("2026-03-10", on=day(on))["decision"].due for on in ("2026-03-10", "2020-01-01", "2030-01-01")]
    assert set(seen) == {date(2026, 3, 25)}


def test_mediation_across_a_holiday_moves_the_calendar_term_by_all_its_days():
    found = clocks("2026-09-20", pauses=(Pause(day("2026-09-28"), day("2026-10-09")),))
    assert found["decision"].due == day("2026-10-05") + DAY * 12
    assert found["decision"].paused_days == 12


def test_a_pause_that_begins_on_the_last_day_still_counts():
    found = clocks("2026-03-10", pauses=(Pause(day("2026-03-25"), day("2026-03-27")),))
    assert found["decision"].due == day("2026-03-28")


def test_a_pause_after_the_last_day_comes_too_late():
    found = clocks("2026-03-10", pauses=(Pause(day("2026-03-26"), day("2026-03-27")),))
    assert found["decision"].due == day("2026-03-25")


def test_a_pause_that_goes_on_stops_the_clock_and_moves_with_the_day_of_asking():
    pauses = (Pause(day("2026-03-20")),)
    first, later = (clocks("2026-03-10", on=day(on), pauses=pauses)["decision"] for on in ("2026-03-20", "2026-04-20"))
    assert (first.state, later.state) == (ClockState.PAUSED, ClockState.PAUSED)
    assert later.due - first.due == DAY * 31


def test_a_pause_does_not_stop_what_the_rule_does_not_let_it_stop():
    found = clocks("2026-03-10", name="first_contact", pauses=(Pause(day("2026-03-11"), day("2026-04-11")),))
    assert found["first_contact"].due == day("2026-03-11")


def test_a_leap_day_is_a_day():
    assert clocks("2024-02-20")["decision"].due == day("2024-03-06")
    assert clocks("2025-02-20")["decision"].due == day("2025-03-07")


def test_a_matter_entered_late_keeps_the_clock_of_its_receipt():
    received, registered = noon("2026-03-10"), noon("2026-03-13")
    assert is_late_entry(received, registered)
    assert not is_late_entry(received, received + timedelta(hours=11))
    assert clocks("2026-03-10")["decision"].due == day("2026-03-25")


def test_an_older_child_gives_its_day_to_the_lead_case():
    assert earliest_receipt(noon("2026-03-10"), noon("2026-02-27"), noon("2026-03-12")) == noon("2026-02-27")


def test_a_transfer_on_day_14_starts_a_clock_of_its_own_and_the_earlier_one_is_obeyed():
    dates = CaseDates(
        received_at=noon("2026-03-10"),
        source=ComplaintSource.PBOC_TRANSFER,
        triggers={Trigger.TRANSFERRED: noon("2026-03-24")},
    )
    found = clocks_of(dates, [*rule("order3"), *rule("pboc5")], working(), day("2026-03-24"))
    running = {clock.rule: clock.due for clock in found if clock.state in OPEN}
    assert running == {"order3@2020-03-01": day("2026-03-25"), "pboc5@2020-11-01": day("2026-04-08")}
    assert obeyed(found).due == day("2026-03-25")
    assert found[0] is obeyed(found)


def test_a_counter_case_gets_no_clock_of_a_transfer():
    dates = CaseDates(received_at=noon("2026-03-10"), source=ComplaintSource.COUNTER)
    assert clocks_of(dates, rule("pboc5"), working(), day("2026-03-10")) == ()


def test_a_year_without_calendar_is_estimated_and_never_refused():
    bare = WorkingDays.from_calendars(item for item in items("calendar") if item.year != 2027)
    exact = CaseDates(received_at=noon("2026-12-20"))
    found = {clock.name: clock for clock in clocks_of(exact, rule("order3"), bare, day("2026-12-20"))}
    assert found["decision"].due == day("2027-01-04")
    assert found["decision"].estimated
    assert found["decision"].internal_target == day("2027-01-04")
    assert count_term(day("2029-12-31"), 3, bare).estimated


def test_a_provisional_calendar_is_an_estimate_too():
    found = clocks("2026-11-24")
    assert found["extension_2"].due == day("2027-01-23")
    assert found["extension_2"].internal_target == day("2027-01-22")
    assert found["extension_2"].estimated
    assert not found["decision"].estimated


def test_a_settled_calendar_takes_the_place_of_a_provisional_one():
    provisional = next(item for item in items("calendar") if item.year == 2027)
    settled = replace(provisional, provisional=False, holidays=(), version=1)
    for order in ([provisional, settled], [settled, provisional]):
        table = WorkingDays.from_calendars(order)
        assert table.is_working(day("2027-10-01"))
        assert not table.is_estimate(day("2027-10-01"))


# -- extensions ---------------------------------------------------------------------------------------------------


def granted(*extensions, on="2026-03-10"):
    return clocks("2026-03-10", on=day(on), extensions=extensions)


def test_an_extension_in_time_replaces_the_stage_before():
    found = granted(Extension(stage=1, approved_on=day("2026-03-25")))
    assert found["decision"].state == ClockState.REPLACED
    assert found["extension_1"].state == ClockState.RUNNING
    assert found["extension_2"].state == ClockState.POSSIBLE


def test_approved_on_day_30_and_told_on_day_31_is_a_breach_and_the_old_end_holds():
    first = Extension(stage=1, approved_on=day("2026-03-20"))
    told_late = Extension(stage=2, approved_on=day("2026-04-09"), told_on=day("2026-04-10"))
    found = granted(first, told_late)
    assert found["extension_1"].due == day("2026-04-09")
    assert found["extension_1"].state == ClockState.RUNNING
    assert found["extension_2"].state == ClockState.POSSIBLE
    assert extension_breach(told_late, list(found.values())) == "told_late"


@pytest.mark.parametrize(
    ("extension", "breach"),
    [
        (Extension(stage=1, approved_on=day("2026-03-25")), ""),
        (Extension(stage=1, approved_on=day("2026-03-26")), "approved_late"),
        (Extension(stage=2, approved_on=day("2026-04-09"), told_on=day("2026-04-09")), ""),
        (Extension(stage=2, approved_on=day("2026-04-09")), "not_told"),
        (Extension(stage=3, approved_on=day("2026-04-09")), "no_such_stage"),
    ],
)
def test_what_makes_an_extension_count(extension, breach):
    assert extension_breach(extension, list(clocks("2026-03-10").values())) == breach


def test_the_second_extension_does_not_stand_without_the_first():
    alone = Extension(stage=2, approved_on=day("2026-03-20"), told_on=day("2026-03-20"))
    assert granted(alone)["decision"].state == ClockState.RUNNING


@pytest.mark.parametrize(("extended", "end"), [(0, "2026-03-25"), (1, "2026-04-09"), (2, "2026-05-09")])
def test_extensions_taken_as_granted(extended, end):
    found = clocks("2026-03-10", extended=extended)
    assert obeyed(found.values()).due == day(end)
    assert sum(clock.state in OPEN for clock in found.values()) == 1


def test_a_central_bank_transfer_goes_from_15_to_60():
    assert obeyed(clocks("2026-03-10", name="pboc5").values()).due == day("2026-03-25")
    assert obeyed(clocks("2026-03-10", name="pboc5", extended=1).values()).due == day("2026-05-09")


@pytest.mark.parametrize(("on", "offered"), [("2026-03-19", False), ("2026-03-20", True), ("2026-03-25", True),
                                             ("2026-03-26", False)])  # fmt: skip
def test_an_extension_is_offered_from_day_10(on, offered):
    assert offers_extension(clocks("2026-03-10", on=day(on)).values(), day(on)) is offered


def test_after_the_last_stage_nothing_more_is_offered():
    assert not offers_extension(clocks("2026-03-10", extended=2).values(), day("2026-05-08"))


# -- other terms --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "trigger", "clock", "end"),
    [
        ("order3", Trigger.DECISION_RECEIVED, "recheck_application", "2026-04-09"),
        ("order3", Trigger.RECHECK_APPLIED, "recheck", "2026-04-09"),
        ("order3", Trigger.WITHDRAWAL_RECEIVED, "withdrawal", "2026-03-10"),
        ("order3", Trigger.SUPERVISOR_RECEIVED, "supervisor_transfer", "2026-03-19"),
    ],
)
def test_terms_that_something_else_than_receipt_starts(name, trigger, clock, end):
    found = clocks("2026-02-01", name=name, triggers={trigger: noon("2026-03-10")})
    assert found[clock].due == day(end)
    assert clock not in clocks("2026-02-01", name=name)


@pytest.mark.parametrize(
    ("name", "end"),
    [("credit_objection", "2026-03-30"), ("credit_complaint", "2026-04-09"), ("aml_objection", "2026-03-25")],
)
def test_terms_of_other_regimes(name, end):
    assert obeyed(clocks("2026-03-10", name=name).values()).due == day(end)


def test_a_term_in_hours_ends_at_a_moment():
    found = clocks("2026-03-10", name="data_leak")["report"]
    assert found.due_at == datetime(2026, 3, 13, 12, tzinfo=SHANGHAI)
    assert found.due == day("2026-03-13")


@pytest.mark.parametrize(("told", "state"), [("2026-03-25", ClockState.MET), ("2026-03-26", ClockState.MISSED)])
def test_telling_on_the_last_day_is_in_time(told, state):
    assert clocks("2026-03-10", told_on=day(told))["decision"].state == state


def test_a_decision_that_was_not_told_ends_nothing():
    dates = CaseDates(received_at=noon("2026-03-10"), decided_on=day("2026-03-20"))
    assert is_decided_but_untold(dates)
    assert obeyed(clocks_of(dates, rule("order3"), working(), day("2026-03-20"))).state == ClockState.RUNNING


def test_withdrawal_ends_the_procedure():
    assert clocks("2026-03-10", withdrawn_on=day("2026-03-15"))["decision"].state == ClockState.STOPPED


def test_first_contact_is_kept_by_calling_not_by_deciding():
    assert clocks("2026-03-10", name="first_contact", contacted_on=day("2026-03-11"))["first_contact"].state == "met"
    assert clocks("2026-03-10", name="first_contact", decided_on=day("2026-03-11"))["first_contact"].state == "running"


@pytest.mark.parametrize(
    ("left", "expected"),
    [(8, Band.GREEN), (7, Band.BLUE), (4, Band.BLUE), (3, Band.AMBER), (0, Band.AMBER), (-1, Band.RED)],
)
def test_bands_by_days_left(left, expected):
    assert band(day("2026-03-25"), day("2026-03-25") - DAY * left) is expected


def test_rules_are_those_of_the_day_of_receipt():
    assert [found.rule for found in rules_in_force(items("ruleset"), day("2020-02-29"))] == [
        "credit_complaint",
        "credit_objection",
    ]
    assert "order3" in [found.rule for found in rules_in_force(items("ruleset"), day("2020-03-01"))]


def test_a_newer_edition_governs_only_what_comes_after_it():
    old = rule("order3")[0]
    new = replace(old, id="ruleset.order3-new", valid_from=day("2027-01-01"), clocks=old.clocks[:1])
    old = replace(old, valid_to=day("2026-12-31"))
    before, after = (rules_in_force([new, old], day(text)) for text in ("2026-12-31", "2027-01-01"))
    assert (before, after) == ([old], [new])


def test_a_term_beyond_the_calendar_is_refused_by_name():
    with pytest.raises(UserMistakeError) as caught:
        count_term(day("9999-12-01"), 60, None)
    assert caught.value.code == "deadlines.out_of_range"
    with pytest.raises(UserMistakeError):
        count_term(day("9999-12-01"), 60, working())
