"""M2: from a suggested repeat to the merged case in six keys or four clicks, and parted again by one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from hfc_desktop.domain.complaint import Status

sys.path.insert(0, str(Path(__file__).parent))

from manager import Manager, sit_down, stand_up

KEYS, CLICKS = 6, 4


@pytest.fixture
def window(qtbot, qapp, demo):
    made, application = sit_down(qtbot, qapp, demo)
    yield made
    stand_up(made, application)


def first_pair(manager, window):
    repeats = window.shown()
    manager.sees(lambda: repeats.current and repeats._rows)
    group = repeats.current
    lead = group.ids[repeats._lead]
    return repeats, lead, next(one for one in group.ids if one != lead)


def test_a_pair_is_merged_and_parted_by_keys(qtbot, window):
    manager = Manager(qtbot, window)
    start = window.shown()
    manager.sees(lambda: start.due.current_line())
    manager.press("4")
    manager.sees(lambda: window.shown().name == "repeats")
    repeats, lead, other = first_pair(manager, window)
    assert manager.case(lead).received_at < manager.case(other).received_at, "the earliest receipt leads"
    before = len(repeats._waiting)
    assert repeats.view.reason.cursorPosition() == 0, "a long reason is shown from its beginning"

    manager.press("M")
    manager.sees(lambda: manager.case(other).status is Status.MERGED)
    assert manager.keys <= KEYS, f"{manager.keys} keys"
    merged = manager.case(lead)
    assert [child.id for child in merged.merged] == [other]
    assert manager.case(other).repeat_of == lead, "both originals are kept"
    manager.sees(lambda: len(repeats._waiting) == before - 1)

    manager.press("Ctrl+Z")
    manager.sees(lambda: manager.case(other).status is not Status.MERGED)
    assert manager.case(lead).merged == ()
    manager.sees(lambda: len(repeats._waiting) == before)


def test_a_pair_is_merged_by_the_mouse_with_a_value_of_the_other(qtbot, window):
    manager = Manager(qtbot, window)
    start = window.shown()
    manager.sees(lambda: start.due.current_line())
    manager.click(start.numbers.buttons["repeats"])
    manager.sees(lambda: window.shown().name == "repeats")
    repeats, lead, other = first_pair(manager, window)
    place = repeats.current.ids.index(other)
    choice = repeats.view.compare._groups["claim"].button(place)
    choice.click()
    manager.clicks += 1
    claim = manager.case(other).claim
    manager.click(repeats.view.merge)
    manager.sees(lambda: manager.case(other).status is Status.MERGED)
    assert manager.case(lead).claim == claim
    assert manager.clicks <= CLICKS, f"{manager.clicks} clicks"


def test_what_is_no_repeat_is_not_suggested_again_until_that_is_taken_back(qtbot, window):
    manager = Manager(qtbot, window)
    window.open("repeats")
    repeats, lead, other = first_pair(manager, window)
    manager.press("N")
    manager.sees(lambda: all(lead not in group.ids for group in repeats._waiting))
    assert manager.case(other).status is not Status.MERGED
    manager.press("Ctrl+Z")
    manager.sees(lambda: any(lead in group.ids and other in group.ids for group in repeats._waiting))


def test_later_shows_the_next_pair_and_brings_this_one_back_next_time(qtbot, window):
    manager = Manager(qtbot, window)
    window.open("repeats")
    repeats, lead, _other = first_pair(manager, window)
    number = len(repeats._waiting)
    manager.press("L")
    assert len(repeats._waiting) == number - 1
    manager.press("Esc")
    window.open("repeats")
    manager.sees(lambda: len(repeats._waiting) == number)
    assert any(lead in group.ids for group in repeats._waiting)
