"""Papers of a reception by one key, from the place where one works."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from hfc_desktop.domain import checklists
from hfc_desktop.domain.documents import Copy, Form, Subject
from hfc_desktop.domain.reception import Reception
from hfc_desktop.ui.screens.note_preview.view import FORMS
from hfc_desktop.ui.widgets.papers import papers_of


def press(*sequences):
    for sequence in sequences:
        chord = QKeySequence(sequence)[0]
        QTest.keyClick(QApplication.focusWidget(), chord.key(), chord.keyboardModifiers())


@pytest.fixture
def desk(qtbot, window):
    qtbot.waitUntil(window.isActiveWindow)
    window.settle()
    return window


def assert_shows(window, form, copy):
    preview = window.shown()
    assert preview.name == "note_preview"
    choices = preview.view.choices
    assert (choices.chosen_form, choices.copy) == (form, copy)
    assert preview.view.pages.sheets, choices.said.text()
    assert choices.print.isEnabled()


def button_of(screen, name):
    return next(one for one in screen.findChildren(QPushButton) if one.text().startswith(name))


def open_restriction(window):
    QTest.keyClicks(QApplication.focusWidget(), "j02")
    press("Return")
    return window.shown().view.card()


def test_the_slip_of_a_restriction_by_key_and_by_button(desk):
    card = open_restriction(desk)
    press("Ctrl+P")
    assert_shows(desk, Form.RESTRICTION_SLIP, Copy.CUSTOMER)
    stored = desk.context.application.open_records().receptions.unfinished(desk.context.session.actor)
    assert stored[0].restriction == card.item.id
    press("Esc")
    button_of(desk.shown(), slip_name()).click()
    assert_shows(desk, Form.RESTRICTION_SLIP, Copy.CUSTOMER)


def slip_name():
    from hfc_desktop.wording.terms import term

    return term("form", "restriction_slip")


def test_beside_a_paper_of_a_reception_no_form_of_a_matter_is_offered(desk):
    open_restriction(desk)
    press("Ctrl+P")
    model = desk.shown().view.choices.form.model()
    offered = {form for at, form in enumerate(FORMS) if model.item(at).isEnabled()}
    assert {form.subject for form in offered} == {Subject.RECEPTION}


def test_the_sheet_for_the_police_waits_for_the_first_fact(desk):
    press("Shift+F3", "Ctrl+P")
    assert desk.shown().name == "stop_loss"
    press("Space", "Ctrl+P")
    assert_shows(desk, Form.POLICE_FACTS, Copy.CUSTOMER)
    press("Esc")
    assert desk.shown().name == "stop_loss"
    assert len(desk.context.reception.value.stop_loss.done) == 1


@pytest.fixture
def stopped(desk, qtbot):
    """A checklist at the level at which a fraud was stopped."""
    desk.shown().open_item("checklist.remittance")
    card = desk.shown().view.card()
    qtbot.waitUntil(lambda: card.drawn)
    return card


def test_where_nothing_was_stopped_there_is_no_record_to_print(stopped, desk):
    press("Ctrl+P")
    assert desk.shown().name == "counter"
    assert desk.context.reception.value.interception is None


def test_the_record_of_an_interception_and_the_reward_by_one_key_each(stopped, desk):
    for row in stopped.rows:
        row.choose(checklists.YES)
    press("Ctrl+P")
    assert stopped.context.reception.value.interception is not None, "what is to be printed is written down first"
    QTest.keyClicks(QApplication.focusWidget(), "50000")
    press("Ctrl+P")
    assert_shows(desk, Form.INTERCEPTION, Copy.FILE)
    press("Esc")
    stopped.focus_start()
    press("Ctrl+Shift+I")
    assert_shows(desk, Form.REWARD, Copy.FILE)


def test_after_saving_a_key_shows_the_paper_and_the_next_note_is_a_handling_note(desk, qtbot):
    open_restriction(desk)
    press("F6")
    record = desk.shown()
    for key in ("claim", "facts"):
        record.view.form.editors[key].control.setFocus()
        QTest.keyClicks(QApplication.focusWidget(), "x")
    press("Ctrl+Return")
    qtbot.waitUntil(record.done.isVisible)
    qtbot.waitUntil(button_of(record.done, slip_name()).isVisible)
    press("F7")
    assert_shows(desk, Form.RESTRICTION_SLIP, Copy.CUSTOMER)
    press("Esc", "Ctrl+P")
    assert_shows(desk, Form.HANDLING, Copy.CUSTOMER)


def test_a_reception_without_any_of_these_has_no_paper(desk):
    assert papers_of(Reception(id="r", started_at=desk.context.now())) == ()
