"""Signing in, asked for when records are first needed."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hfc_desktop.workbench.demo import office


def press(*sequences):
    for sequence in sequences:
        chord = QKeySequence(sequence)[0]
        QTest.keyClick(QApplication.focusWidget(), chord.key(), chord.keyboardModifiers())


@pytest.fixture
def window(qtbot, open_window, demo, monkeypatch):
    """A window that asks, as one on real data does: the records are the demo's, the key comes from a file."""
    monkeypatch.setenv("HFC_KEY_FILE", str(next(demo.keys.iterdir())))
    opened = open_window(demo)
    opened.navigating = opened.open
    qtbot.waitUntil(opened.isActiveWindow)
    opened.open("sign_in")
    return opened


def fill(staff_no, pin):
    QTest.keyClicks(QApplication.focusWidget(), staff_no)
    press("Tab")
    QTest.keyClicks(QApplication.focusWidget(), pin)


def test_staff_number_and_pin_open_the_records(window):
    fill(office.TELLER, office.PIN)
    press("Return")
    assert window.context.session.user.staff_no == office.TELLER
    assert window.context.session.organisation is not None
    assert window.shown().name == "counter"


def test_a_wrong_pin_is_told_and_the_pin_is_typed_anew(window):
    fill(office.TELLER, "135791")
    press("Return")
    view = window.shown().view
    assert window.context.session.user is None
    assert view.fault.isVisible()
    assert view.pin.text() == ""
    assert view.pin.hasFocus()


def test_an_empty_field_is_asked_for(window):
    press("Return")
    view = window.shown().view
    assert view.fault.isVisible()
    assert view.staff_no.hasFocus()


def test_esc_leads_back_to_the_counter(window):
    press("Esc")
    assert window.shown().name == "counter"


def test_the_pin_is_never_shown(window):
    fill(office.TELLER, office.PIN)
    assert window.shown().view.pin.displayText() != office.PIN
