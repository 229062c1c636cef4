"""Idle time by two clocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject

from hfc_desktop.ui.idle import IdleWatch, running_seconds


class Clocks:
    def __init__(self):
        self.counter, self.wall = 1000.0, 1_700_000_000.0

    def pass_by(self, seconds):
        self.counter += seconds
        self.wall += seconds


@pytest.fixture
def clocks():
    return Clocks()


@pytest.fixture
def watch(qapp, clocks):
    parent = QObject()
    made = IdleWatch(lambda: 3, parent, lambda: clocks.counter, lambda: clocks.wall)
    made.fired = []
    made.idled.connect(lambda: made.fired.append(1))
    made.keep = parent
    return made


def test_three_minutes_without_a_touch_are_told(watch, clocks):
    clocks.pass_by(179)
    watch.look()
    assert watch.fired == []
    clocks.pass_by(1)
    watch.look()
    assert watch.fired == [1]


@pytest.mark.parametrize("kind", [QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.Wheel])
def test_a_touch_begins_anew(watch, clocks, kind):
    clocks.pass_by(170)
    watch.notice(QEvent(kind))
    clocks.pass_by(170)
    watch.look()
    assert watch.fired == []


def test_what_the_window_does_by_itself_is_no_touch(watch, clocks):
    clocks.pass_by(180)
    watch.notice(QEvent(QEvent.Type.Timer))
    watch.notice(QEvent(QEvent.Type.Paint))
    watch.look()
    assert watch.fired == [1]


@given(st.floats(-1e6, 1e6), st.floats(180, 1e5))
def test_no_change_of_the_clock_hides_idle_time(qapp, shift, idle):
    clocks, parent = Clocks(), QObject()
    watch = IdleWatch(lambda: 3, parent, lambda: clocks.counter, lambda: clocks.wall)
    clocks.pass_by(idle)
    clocks.wall += shift
    assert watch.idle_seconds() >= 180


def test_a_machine_that_slept_is_locked_when_it_wakes(watch, clocks):
    clocks.wall += 600  # the counter of some systems stands still in sleep
    watch.look()
    assert watch.fired == [1]


def test_the_counter_only_goes_up():
    assert running_seconds() <= running_seconds()
