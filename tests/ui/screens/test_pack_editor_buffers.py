"""The way back of a text that is open."""

from types import SimpleNamespace

import pytest

from hfc_desktop.ui.screens.pack_editor.buffers import Buffer


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def buffer():
    return Buffer(SimpleNamespace(text=""), "")


def all_the_way(step):
    count = 0
    while step():
        count += 1
    return count


def test_typing_on_in_one_place_is_one_step(buffer, clock):
    for text in ("a", "ab", "abc"):
        clock.now += 0.5
        buffer.change(text, "claim", clock)
    assert buffer.undo()
    assert buffer.text == ""
    assert not buffer.can_undo
    assert buffer.redo()
    assert buffer.text == "abc"
    assert buffer.dirty


@pytest.mark.parametrize(("source", "pause"), [("other", 0.1), ("claim", 1.5), ("", 0.1)])
def test_another_place_or_a_pause_begins_a_step(buffer, clock, source, pause):
    buffer.change("a", source if not source else "claim", clock)
    clock.now += pause
    buffer.change("ab", source, clock)
    buffer.undo()
    assert buffer.text == "a"


def test_what_was_undone_is_gone_once_something_else_is_typed(buffer, clock):
    buffer.change("a", "", clock)
    buffer.change("ab", "", clock)
    buffer.undo()
    buffer.change("ac", "", clock)
    assert not buffer.redo()
    assert all_the_way(buffer.undo) == 2
    assert buffer.text == ""


def test_two_hundred_steps_can_be_gone_back(buffer, clock):
    for number in range(250):
        buffer.change(f"text {number}", "", clock)
    assert all_the_way(buffer.undo) == 200
    assert buffer.text == "text 49"
    assert all_the_way(buffer.redo) == 200
    assert buffer.text == "text 249"


def test_the_same_text_is_no_step(buffer, clock):
    buffer.change("", "claim", clock)
    assert not buffer.can_undo
