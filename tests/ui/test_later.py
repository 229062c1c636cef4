"""Calls that wait for the event loop: made once, and let go of when their owner is gone. Work done piece by piece."""

import gc
import weakref

import shiboken6
from PySide6.QtCore import QObject

from hfc_desktop.ui.later import Gradually, soon


class Held:
    """Something that a call keeps alive."""

    def call(self):
        """Nothing."""


def test_a_call_is_made_once_when_the_events_at_hand_are_dealt_with(qtbot):
    owner, made = QObject(), []
    soon(owner, lambda: made.append(True))
    assert not made
    qtbot.waitUntil(lambda: bool(made))
    qtbot.wait(5)
    assert made == [True]
    assert not owner.children()


def test_what_a_call_holds_goes_with_an_owner_that_is_destroyed_first(qapp):
    owner, held = QObject(), Held()
    alive = weakref.ref(held)
    soon(owner, held.call)
    shiboken6.delete(owner)
    del held
    gc.collect()
    assert alive() is None


def pieces(done, count=5):
    for number in range(count):
        done.append(number)
        yield


def test_work_is_done_a_piece_a_turn_and_nothing_before_the_first_turn(qtbot, qapp):
    owner, done = QObject(), []
    work = Gradually(owner, pieces(done), slice_s=0)
    work.start()
    assert not done
    qapp.processEvents()
    assert len(done) == 1
    qtbot.waitUntil(lambda: work.done)
    assert done == [0, 1, 2, 3, 4]


def test_whoever_needs_it_whole_gets_the_rest_at_once_and_none_of_it_twice(qtbot, qapp):
    owner, done = QObject(), []
    work = Gradually(owner, pieces(done), slice_s=0)
    work.start()
    qapp.processEvents()
    work.finish()
    work.finish()
    work.start()
    qtbot.wait(5)
    assert work.done
    assert done == [0, 1, 2, 3, 4]


def test_a_piece_may_ask_for_the_whole(qapp):
    owner, done = QObject(), []

    def asking():
        work.finish()
        done.append("first")
        yield
        done.append("second")

    work = Gradually(owner, asking())
    work.finish()
    assert done == ["first", "second"]


def test_nothing_is_done_for_an_owner_that_is_destroyed(qtbot):
    owner, done = QObject(), []
    work = Gradually(owner, pieces(done))
    work.start()
    shiboken6.delete(owner)
    qtbot.wait(5)
    assert not done
