"""Reading notices and answering questions, by keys."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from hfc_desktop.domain.training import SESSION
from hfc_desktop.workbench.demo import office


def press(*sequences):
    for sequence in sequences:
        chord = QKeySequence(sequence)[0]
        QTest.keyClick(QApplication.focusWidget(), chord.key(), chord.keyboardModifiers())


@pytest.fixture
def training(qtbot, window):
    qtbot.waitUntil(window.isActiveWindow)
    window.settle()
    window.open("training")
    return window.shown()


def service(training):
    return training.context.application.open_records().desk.training


def texts(training):
    return [part.accessibleName() or part.text() for part in training.view.quiz.findChildren(QLabel)]


def test_reading_leaves_a_receipt_with_the_version(training):
    actor = training.context.session.actor
    before = service(training).unread(actor)
    shown = training.subject()
    assert before
    press("Ctrl+Return")
    assert service(training).unread(actor) == before - 1
    (notice,) = [one for one in service(training).notices(actor) if one.item.id == shown]
    assert notice.read_at is not None
    assert str(before - 1) in training.view.count.text()


def test_a_session_is_answered_by_digits_and_enter(training):
    actor = training.context.session.actor
    training.view.quiz.begun.emit("")
    for _turn in range(SESSION):
        press("1", "Return")
    progress = service(training).progress(actor)
    assert sum(one.answered for one in progress) == SESSION
    assert training._session == []


def test_the_first_answer_counts(training):
    training.view.quiz.begun.emit("")
    asked = training._session[0]
    wrong = 1 if asked.question.answer != 1 else 2
    press(str(wrong), str(asked.question.answer))
    (state,) = [one for one in service(training).progress(training.context.session.actor) if one.quiz == asked.quiz]
    assert (state.answered, state.right) == (1, 0)


def test_esc_leaves_the_questions_and_keeps_what_was_answered(training):
    training.view.quiz.begun.emit("")
    press("1", "Esc")
    assert training._session == []
    assert sum(one.answered for one in service(training).progress(training.context.session.actor)) == 1
    press("Esc")
    assert training.context.navigator.shown().name == "counter"


def test_a_manager_sees_who_is_missing_and_a_teller_does_not(training):
    window = training.context.navigator
    assert "未读人员" not in texts(training)
    manager = next(user for user in office.PEOPLE if user.role.value == "branch_manager")
    session = training.context.application.open_records().people.sign_in_demo(manager.staff_no)
    training.context.session.sign_in(session.user, None)
    window.open("training")
    assert "未读人员" in texts(training)
    assert any(office.TELLER in text for text in texts(training))


def test_unread_notices_stand_in_the_line_at_the_bottom(training):
    line = training.context.navigator._status._records
    assert "待读" in line.text()
