"""Matters that nobody suggested are marked in the list, merged side by side as repeats of one, and parted again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from hfc_desktop.domain.complaint import Status
from hfc_desktop.domain.life_cycle import WORKED_ON

sys.path.insert(0, str(Path(__file__).parent))

from manager import Manager, sit_down, stand_up

HANDLER, AUDITOR = "60410", "10031"


@pytest.fixture
def window(qtbot, qapp, demo):
    made, application = sit_down(qtbot, qapp, demo)
    yield made
    stand_up(made, application)


def in_the_list(manager, window):
    window.open("ledger", "open")
    screen = window.shown()
    manager.sees(lambda: screen.model.is_whole and screen.model.rowCount() > 3 and screen.current_line())
    return screen


def mark_three_that_may_be_merged(manager, screen):
    """Down to the first of three neighbours that are worked on, then Shift+Down over the others; their ids."""
    lines = [screen.model.line_at(row) for row in range(screen.model.rowCount())]
    fitting = [line.status in WORKED_ON for line in lines]
    first = next(at for at in range(len(lines) - 2) if all(fitting[at : at + 3]))
    manager.press(*["Down"] * first, "Shift+Down", "Shift+Down")
    assert screen.view.table.marked_count() == 3
    return {line.id for line in lines[first : first + 3]}


def test_three_matters_are_marked_merged_and_parted_by_keys(qtbot, window):
    manager = Manager(qtbot, window)
    screen = in_the_list(manager, window)
    ids = mark_three_that_may_be_merged(manager, screen)
    assert screen.view.merge.isVisible()

    manager.press("M")
    manager.sees(lambda: window.shown().name == "repeats" and window.shown()._rows)
    repeats = window.shown()
    assert set(repeats.current.ids) == ids
    assert repeats.view.reason.text() == "列表中人工标记，为同一事项"
    lead = repeats.current.ids[repeats._lead]
    assert manager.case(lead).received_at == min(manager.case(one).received_at for one in ids)

    manager.press("M")
    manager.sees(lambda: all(manager.case(one).status is Status.MERGED for one in ids - {lead}))
    assert {child.id for child in manager.case(lead).merged} == ids - {lead}
    manager.sees(lambda: repeats.current is None or set(repeats.current.ids) != ids)

    manager.press("Ctrl+Z")
    manager.sees(lambda: all(manager.case(one).status is not Status.MERGED for one in ids))
    assert manager.case(lead).merged == ()


def test_what_was_marked_is_left_for_later_and_does_not_come_back_by_itself(qtbot, window):
    manager = Manager(qtbot, window)
    ids = mark_three_that_may_be_merged(manager, in_the_list(manager, window))
    manager.press("M")
    manager.sees(lambda: window.shown().name == "repeats" and window.shown()._rows)
    manager.press("L")
    window.open("repeats")
    repeats = window.shown()
    manager.sees(lambda: repeats._waiting)
    assert all(set(group.ids) != ids for group in repeats._waiting)


def said(window):
    return window.banner.text()


def test_one_line_is_not_merged_and_who_may_not_merge_is_told(qtbot, window):
    manager = Manager(qtbot, window)
    in_the_list(manager, window)
    manager.press("M")
    assert window.shown().name == "ledger"
    assert said(window) == "请用 Shift 或 Ctrl 标记 2 至 6 件，再合并。"

    window.sign_out()
    window._sign_in_demo(staff_no=AUDITOR)
    manager.sees(lambda: window.context.session.user is not None)
    screen = in_the_list(manager, window)
    mark_three_that_may_be_merged(manager, screen)
    manager.press("M")
    assert window.shown().name == "ledger"
    assert said(window) == "合并由网点负责人操作。"
