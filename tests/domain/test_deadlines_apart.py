"""The engine beside an independent one that lives through a case day by day, over histories from 2020 to 2027.

The other one shares nothing with ours: it reads the calendar files as they are, keeps an age for each term, lets days
pass one at a time, and notes what is true in the evening.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from hfc_desktop.bootstrap.content import bundled_folders, read_items
from hfc_desktop.domain.complaint import ComplaintSource
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.deadlines import (
    OPEN,
    CaseDates,
    Extension,
    Pause,
    Trigger,
    WorkingDays,
    band,
    clocks_of,
    obeyed,
)

DAY = timedelta(days=1)


@cache
def items(kind):
    return tuple(read_items(kind, [path for f in bundled_folders() for path in sorted((f / kind).glob("*.yaml"))]))


@cache
def ours():
    return WorkingDays.from_calendars(items("calendar"))


@cache
def working_by_hand():
    """Working days as the calendar files say, each file opened by hand."""
    folder = next(f for f in bundled_folders() if (f / "calendar").is_dir()) / "calendar"
    off, make_up = set(), set()
    for path in sorted(Path(folder).glob("*.yaml")):
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
        for year in loaded if isinstance(loaded, list) else [loaded]:
            make_up.update(year.get("workdays", []))
            for holiday in year["holidays"]:
                span = holiday["last"].toordinal() - holiday["first"].toordinal()
                off.update(holiday["first"] + DAY * n for n in range(span + 1))
    return off, make_up


def works(day):
    off, make_up = working_by_hand()
    return day in make_up or (day.isoweekday() < 6 and day not in off)


@dataclass
class Lived:
    """A complaint that is lived through: every evening one more day is over, or is not counted."""

    received: date
    pauses: list
    granted: dict  # stage: (approved, told)
    transferred: date | None = None
    ends: dict = field(default_factory=dict)

    def live(self):
        ages = {"order3": 0, "pboc5": None, "contact": 0}
        today = self.received
        while not {"15", "30", "60", "contact"} <= self.ends.keys() or (
            self.transferred and not {"p15", "p60"} <= self.ends.keys()
        ):
            if today == self.transferred:
                ages["pboc5"] = 0
            elif ages["pboc5"] is not None and not self.paused(today):
                ages["pboc5"] += 1
            if today > self.received:
                ages["order3"] += not self.paused(today)
                ages["contact"] += works(today)
            self.note(ages, today)
            today += DAY
        return self.ends

    def note(self, ages, today):
        for limit in (15, 30, 60):
            if ages["order3"] == limit:
                self.ends.setdefault(str(limit), today)
            if ages["pboc5"] == limit and limit != 30:
                self.ends.setdefault(f"p{limit}", today)
        if ages["contact"] == 1:
            self.ends.setdefault("contact", today)

    def paused(self, today):
        return any(first <= today <= last for first, last in self.pauses)

    def last_day(self):
        """The day by whose end the bank must have told its decision under Order No. 3."""
        approved, _told = self.granted.get(1, (None, None))
        if approved is None or approved > self.ends["15"]:
            return self.ends["15"]
        approved, told = self.granted.get(2, (None, None))
        if approved is None or told is None or max(approved, told) > self.ends["30"]:
            return self.ends["30"]
        return self.ends["60"]


days = st.dates(date(2020, 3, 1), date(2027, 9, 30))
offsets = st.integers(0, 75)


@st.composite
def histories(draw):
    received = draw(days)
    pauses = [
        (received + DAY * first, received + DAY * (first + length))
        for first, length in draw(st.lists(st.tuples(st.integers(0, 70), st.integers(0, 20)), max_size=3))
    ]
    granted = {}
    if draw(st.booleans()):
        granted[1] = (received + DAY * draw(offsets), None)
    if draw(st.booleans()):
        told = draw(st.none() | offsets)
        granted[2] = (received + DAY * draw(offsets), None if told is None else received + DAY * told)
    transferred = received + DAY * draw(st.integers(0, 40)) if draw(st.booleans()) else None
    return Lived(received, pauses, granted, transferred)


def at(day):
    return datetime.combine(day, time(14, 30), SHANGHAI)


def counted(lived, **facts):
    """The same history as our engine sees it."""
    dates = CaseDates(
        received_at=at(lived.received),
        source=ComplaintSource.PBOC_TRANSFER if lived.transferred else ComplaintSource.COUNTER,
        triggers={Trigger.TRANSFERRED: at(lived.transferred)} if lived.transferred else {},
        pauses=tuple(Pause(first, last) for first, last in lived.pauses),
        extensions=tuple(
            Extension(stage=stage, approved_on=approved, told_on=told)
            for stage, (approved, told) in lived.granted.items()
        ),
        **facts,
    )
    wanted = ("order3", "pboc5", "first_contact")
    rules = [rules for rules in items("ruleset") if rules.rule in wanted]
    return clocks_of(dates, rules, ours(), lived.received)


@settings(max_examples=300, deadline=None)
@given(histories())
def test_every_term_ends_on_the_day_on_which_it_is_lived_out(lived):
    ends = lived.live()
    clocks = {(clock.rule.split("@")[0], clock.name): clock for clock in counted(lived)}
    names = {"15": "decision", "30": "extension_1", "60": "extension_2"}
    for limit, name in names.items():
        assert clocks[("order3", name)].due == ends[limit]
    assert clocks[("first_contact", "first_contact")].due == ends["contact"]
    if lived.transferred:
        assert clocks[("pboc5", "decision")].due == ends["p15"]
        assert clocks[("pboc5", "extension_1")].due == ends["p60"]


@settings(max_examples=300, deadline=None)
@given(histories(), st.integers(0, 90))
def test_the_term_that_counts_and_whether_it_was_kept(lived, told_after):
    lived.live()
    last = lived.last_day()
    running = [c for c in counted(lived) if c.state in OPEN and c.rule.startswith("order3")]
    assert [clock.due for clock in running] == [last]
    told = lived.received + DAY * told_after
    done = [c for c in counted(lived, told_on=told) if c.state in ("met", "missed") and c.rule.startswith("order3")]
    assert [(clock.due, clock.state) for clock in done] == [(last, "met" if told <= last else "missed")]


@settings(max_examples=200, deadline=None)
@given(histories())
def test_of_two_supervisors_the_earlier_day_is_obeyed(lived):
    lived.live()
    first = obeyed(clock for clock in counted(lived) if clock.basis == "calendar")
    ends = [lived.last_day()]
    if lived.transferred:
        granted = lived.granted.get(1)
        told_too = granted is not None and granted[1] is not None
        ends.append(lived.ends["p60"] if told_too and max(granted) <= lived.ends["p15"] else lived.ends["p15"])
    assert first.due == min(ends)


@settings(max_examples=200, deadline=None)
@given(histories())
def test_the_internal_target_is_the_last_working_day_lived_before_the_end(lived):
    for clock in counted(lived):
        walked = clock.due
        while not works(walked):
            walked -= DAY
        assert clock.internal_target == walked


@given(days, st.integers(-40, 40))
def test_bands_are_told_by_the_days_that_are_left(due, left):
    name = "red" if left < 0 else "amber" if left < 4 else "blue" if left < 8 else "green"
    assert band(due, due - DAY * left).value == name
