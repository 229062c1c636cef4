"""Calls that wait for the event loop: made once, and let go of when their owner is gone."""

import gc
import weakref

import shiboken6
from PySide6.QtCore import QObject

from hfc_desktop.ui.later import soon


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
