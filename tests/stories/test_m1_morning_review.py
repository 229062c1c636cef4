"""M1: late and nearly late are seen with no key at all; one case is given to somebody in ten keys or five clicks."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import pytest

from hfc_desktop.domain.deadlines import Band
from hfc_desktop.ui.widgets.ledger.assign import AssignDialog

sys.path.insert(0, str(Path(__file__).parent))

from manager import Manager, sit_down, stand_up

KEYS, CLICKS = 10, 5


@pytest.fixture
def window(qtbot, qapp, demo):
    made, application = sit_down(qtbot, qapp, demo)
    yield made
    stand_up(made, application)


def test_late_and_nearly_late_are_seen_with_no_key(qtbot, window):
    manager = Manager(qtbot, window)
    manager.sees(lambda: window.shown().name == "manager_start")
    start = window.shown()
    manager.sees(lambda: start.due.current_line())
    lines = [start.due.due.line_at(row) for row in range(start.due.due.rowCount())]
    assert [line.days_left for line in lines] == sorted(line.days_left for line in lines)
    late = [line for line in lines if line.band is Band.RED]
    near = [line for line in lines if line.band is Band.AMBER]
    assert late, "the demo has late cases"
    assert near, "and nearly late ones"
    shown = {name: made.value() for name, made in start.numbers.buttons.items()}
    assert shown["late"] == str(len(late))
    assert shown["soon"] == str(len(near))
    assert shown["repeats"] == "2"
    for line in (*late, *near):
        row = start.due.due.row_of(line.id)
        assert start.due.visualRect(start.due.due.index(row, 0)).intersects(start.due.viewport().rect())
        what, near_words = start.due.due.first(line)
        assert line.number in what
        assert near_words[0] in "■▲", "a shape and words, not a colour alone"
    assert manager.keys == manager.clicks == 0


def test_one_case_is_assigned_by_keys_and_taken_back(qtbot, window):
    manager = Manager(qtbot, window)
    start = window.shown()
    manager.sees(lambda: start.due.current_line())
    line = start.due.current_line()
    assert start.due.hasFocus()

    manager.press("A")
    dialog = manager.dialog(AssignDialog)
    manager.sees(lambda: dialog.people.count() > 1)
    wanted = next(row for row in range(dialog.people.count()) if "60401" in dialog.people.item(row).text())
    manager.press(str(wanted + 1))
    manager.sees(lambda: manager.case(line.id).handler == "60401")
    assert manager.keys <= KEYS, f"{manager.keys} keys"
    manager.sees(lambda: "60401" in window.banner.text())

    window.activateWindow()  # a real desktop gives the focus back to the window under a closed dialog by itself
    manager.sees(start.due.hasFocus)
    manager.press("Ctrl+Z")
    manager.sees(lambda: manager.case(line.id).handler == line.handler)


def test_one_case_is_assigned_by_the_mouse(qtbot, window):
    manager = Manager(qtbot, window)
    start = window.shown()
    manager.sees(lambda: start.due.current_line())
    third = start.due.due.line_at(2)
    manager.click(start.due.viewport(), start.due.visualRect(start.due.due.index(2, 0)).center())
    manager.click(start._assign)
    dialog = manager.dialog(AssignDialog)
    manager.sees(lambda: dialog.people.count() > 1)
    row = next(row for row in range(dialog.people.count()) if "60401" in dialog.people.item(row).text())
    manager.click(dialog.people.viewport(), dialog.people.visualItemRect(dialog.people.item(row)).center())
    manager.sees(lambda: manager.case(third.id).handler == "60401")
    assert manager.clicks <= CLICKS, f"{manager.clicks} clicks"


def count_of(ledger, name):
    """How many lines the list of that name has; none while another one is still shown."""
    current = ledger.view.lists.current()
    if current is None or current.key != name or not ledger.model.is_whole:
        return None
    return ledger.model.rowCount()


def test_each_number_opens_its_list(qtbot, window):
    manager = Manager(qtbot, window)
    start = window.shown()
    manager.sees(lambda: start.due.current_line())
    values = {name: int(made.value()) for name, made in start.numbers.buttons.items()}
    for digit, name, screen in ((1, "late", "ledger"), (2, "soon", "ledger"), (3, "open", "ledger")):
        manager.press(str(digit))
        manager.sees(lambda screen=screen: window.shown().name == screen)
        shown = partial(count_of, window.shown(), name)
        manager.sees(lambda wanted=values[name], shown=shown: shown() == wanted)
        manager.press("Esc")
        manager.sees(lambda: window.shown() is start)
    for digit, screen in ((4, "repeats"), (5, "early_signs")):
        manager.press(str(digit))
        manager.sees(lambda screen=screen: window.shown().name == screen)
        manager.press("Esc")
        manager.sees(lambda: window.shown() is start)
