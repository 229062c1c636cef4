"""Cycles are searched on the UI thread alone."""

import gc
import threading
import weakref

import pytest

from hfc_desktop.ui.collector import Collector


class Ring:
    """Refers to itself; only a search frees it."""

    def __init__(self):
        self.me = self


@pytest.fixture
def collector(qapp):
    made = Collector()
    made.take_over()
    yield made
    made.give_back()


def leave_rings(count):
    return [weakref.ref(Ring()) for _each in range(count)]


def test_a_worker_that_allocates_takes_no_cycle_apart(collector):
    rings = leave_rings(3)
    worker = threading.Thread(target=lambda: [[number] for number in range(100_000)])
    worker.start()
    worker.join()
    assert all(ring() is not None for ring in rings)


def test_looking_takes_apart_what_is_due_and_says_which_generation(collector):
    gc.collect()
    assert collector.look() == -1, "nothing is due right after a search"
    rings = leave_rings(gc.get_threshold()[0] + 1)
    assert collector.look() == 0
    assert not any(ring() is not None for ring in rings)


def fill_generations():
    """Until a search of everything is due."""
    while gc.get_count()[2] <= gc.get_threshold()[2]:
        gc.collect(1)


def test_everything_is_searched_only_while_nobody_types(collector):
    idle = [0.0]
    collector.begin(lambda: idle[0])
    fill_generations()
    assert collector.look() < 2
    idle[0] = 5.0
    assert collector.look() == 2


def test_who_never_pauses_is_interrupted_after_two_minutes(qapp):
    now = [0.0]
    collector = Collector(lambda: 0.0, lambda: now[0])
    collector.take_over()
    fill_generations()
    assert collector.look() < 2
    now[0] = 121.0
    assert collector.look() == 2
    collector.give_back()


def test_the_search_comes_back_when_the_last_set_of_workers_is_gone(qapp):
    assert gc.isenabled()
    first, second = Collector(), Collector()
    first.take_over()
    second.take_over()
    first.give_back()
    assert not gc.isenabled()
    second.give_back()
    assert gc.isenabled()
