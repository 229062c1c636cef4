"""A reader that types, told from hands by its pace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from hfc_desktop.ui import keys
from hfc_desktop.ui.scan import ScanKind
from hfc_desktop.ui.wedge import GAP_MS, SHORTEST, Step, Wedge, WedgeFilter

IDENTITY = "11010519491231002X"
SIGNS = st.text(st.characters(codec="ascii", min_codepoint=33, max_codepoint=126), min_size=SHORTEST, max_size=40)


def feed(wedge, text, gap):
    """What comes of signs at one pace, the prefix and Enter included."""
    at, steps = 0.0, []
    for sign in (*text, "\r"):
        steps.append(wedge.feed(sign, sign == "\r", at))
        at += gap
    return steps


@given(SIGNS, st.floats(0.5, GAP_MS - 1))
def test_what_comes_fast_is_read_whole(content, gap):
    steps = feed(Wedge("~"), f"~{content}", gap)
    assert {step for step, _whole in steps[:-1]} == {Step.HOLD}
    assert steps[-1] == (Step.READ, content)


@given(SIGNS)
def test_without_a_prefix_or_a_reader_everything_passes(content):
    assert {step for step, _whole in feed(Wedge("~"), content.replace("~", ""), 5)} == {Step.PASS}
    assert {step for step, _whole in feed(Wedge(""), f"~{content}", 5)} == {Step.PASS}


def test_hands_are_slower():
    wedge = Wedge("~")
    assert wedge.feed("~", False, 0)[0] is Step.HOLD
    assert wedge.feed("1", False, GAP_MS + 1)[0] is Step.RELEASE


def test_too_short_is_no_reading():
    steps = feed(Wedge("~"), "~12345", 5)
    assert steps[-1][0] is Step.RELEASE


class Watch(QObject):
    """Puts the filter where the desk puts it."""

    def __init__(self, wedge):
        super().__init__()
        self.wedge = wedge

    def eventFilter(self, watched, event):  # noqa: N802  Qt's own name
        return self.wedge.takes(watched, event)


class Pace:
    """A clock that a test moves: fast while a reader types."""

    def __init__(self):
        self.at, self.step = 0.0, 0.005

    def __call__(self):
        self.at += self.step
        return self.at


@pytest.fixture
def pace():
    return Pace()


@pytest.fixture
def field(qtbot, qapp, pace):
    made = QLineEdit()
    qtbot.addWidget(made)
    wedge = WedgeFilter("~", made, pace)
    watch = Watch(wedge)
    qapp.installEventFilter(watch)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    made.wedge = wedge
    yield made
    qapp.removeEventFilter(watch)


def test_a_reading_lands_in_no_field_and_presses_no_short_cut(qtbot, field):
    pressed = []
    keys.bind(field, "key_sheet", lambda: pressed.append(1), window=True)
    with qtbot.waitSignal(field.wedge.scanned) as caught:
        QTest.keyClicks(field, f"~{IDENTITY}")
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert caught.args[0].kind is ScanKind.IDENTITY
    assert caught.args[0].value == IDENTITY
    assert field.text() == ""
    QTest.keyClicks(field, "~?12345")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert pressed == []


def test_the_prefix_typed_by_hand_is_typed_after_all_in_its_order(field, pace):
    pace.step = 0.2
    QTest.keyClicks(field, "a~b")
    assert field.text() == "a~b"


def test_what_was_held_is_typed_when_nothing_follows(qtbot, field):
    QTest.keyClicks(field, "~12")
    assert field.text() == ""
    qtbot.waitUntil(lambda: field.text() == "~12", timeout=2000)


def test_another_prefix_counts_at_once(qtbot, field):
    field.wedge.set_prefix("%")
    QTest.keyClicks(field, "~123456")
    assert field.text() == "~123456"


def test_events_that_are_no_keys_pass(field):
    assert not field.wedge.takes(field, QEvent(QEvent.Type.User))
    assert QApplication.focusWidget() is field
