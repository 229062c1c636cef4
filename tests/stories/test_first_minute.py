"""The counter's first minute, by keys alone: heard, found, said, recorded, printed."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hfc_desktop.bootstrap import open_application
from hfc_desktop.i18n import set_language
from hfc_desktop.ui.app import make_window
from hfc_desktop.ui.theme import Theme
from tests import pdf

LIMIT = 25
"""Keys beside free text."""


class Teller:
    """Presses keys, as fast as the window takes them, and counts them."""

    def __init__(self, qtbot):
        self.qtbot = qtbot
        self.keys = 0

    def press(self, *sequences):
        for sequence in sequences:
            chord = QKeySequence(sequence)[0]
            QTest.keyClick(QApplication.focusWidget(), chord.key(), chord.keyboardModifiers())
            self.keys += 1

    def type(self, letters):
        QTest.keyClicks(QApplication.focusWidget(), letters)
        self.keys += len(letters)

    def write(self, words):
        """Free text, as an input method commits it; not counted."""
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(QApplication.focusWidget(), event)

    def sees(self, what):
        self.qtbot.waitUntil(lambda: bool(what()), timeout=10_000)


@pytest.fixture
def window(qtbot, qapp, demo):
    application = open_application(demo)
    made = make_window(application, Theme(qapp), "zh")
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.context.session.user is not None, timeout=20_000)
    yield made
    made.close()
    application.close()
    set_language("zh")


def test_sfdj_leads_from_the_customer_s_question_to_the_printed_note(qtbot, window):
    teller, context = Teller(qtbot), window.context
    counter = window.shown()

    assert counter.view.box.hasFocus(), "one types at once"
    teller.type("sfdj")
    teller.press("Return")  # faster than the answer: it opens the result of what was typed, not an older one
    teller.sees(counter.view.card)
    card = counter.view.card()
    assert card.item.id == "restriction.j02"
    assert "法院" in card.item.lifter
    assert card.item.steps
    assert card.item.papers
    assert card.item.may_tell
    assert card.item.must_not_tell

    used = context.reception.value.used("restriction.j02")
    assert used.pack.startswith("account-restrictions-")
    assert context.reception.value.restriction == "restriction.j02"

    teller.press("F6")
    record = window.shown()
    assert record.name == "record"
    teller.sees(lambda: record.view.form.values()["scenario"])
    assert record.view.form.values()["scenario"] == context.reception.value.topic
    teller.sees(lambda: QApplication.focusWidget() and record.isAncestorOf(QApplication.focusWidget()))

    teller.write("客户要求尽快解除冻结")
    while not record.view.form.values()["name"] and teller.keys < LIMIT:
        teller.press("Shift+Tab")
        if QApplication.focusWidget().accessibleName() == "姓名或名称":
            teller.write("王䶮")
    assert record.view.form.values()["claim"] == "客户要求尽快解除冻结"
    assert record.view.form.values()["name"] == "王䶮"

    teller.press("Ctrl+Return")
    actor = context.session.actor
    complaints = context.application.open_records().complaints
    teller.sees(lambda: record.done.isVisible())
    assert not complaints.drafts(actor), "what is registered is no draft any more"

    teller.press("Ctrl+P")
    teller.sees(lambda: window.shown().name == "note_preview")
    preview = window.shown()
    teller.sees(lambda: preview._drawn is not None)
    text = pdf.text(preview._drawn.pdf)
    assert "王䶮" in text
    assert "客户要求尽快解除冻结" in text
    assert teller.keys <= LIMIT, f"{teller.keys} keys"


def test_esc_leads_back_step_by_step_and_loses_nothing(qtbot, window):
    teller, counter = Teller(qtbot), window.shown()
    teller.type("sfdj")
    teller.press("Return")
    teller.sees(counter.view.card)
    teller.press("F6")
    record = window.shown()
    teller.sees(lambda: record.view.form.values()["scenario"])
    teller.write("客户情绪激动")
    teller.press("Esc")
    assert window.shown() is counter
    assert counter.view.card() is not None
    teller.press("F6")
    assert record.view.form.values()["claim"] == "客户情绪激动"


def test_the_record_is_ready_for_the_next_customer(qtbot, window):
    teller, counter = Teller(qtbot), window.shown()
    teller.type("sfdj")
    teller.press("Return")
    teller.sees(counter.view.card)
    first = window.context.reception.value
    teller.press("Ctrl+N")
    assert window.context.reception.value.is_empty
    assert counter.view.box.hasFocus()
    assert counter.view.box.text() == ""
    teller.press("Ctrl+Z")
    assert window.context.reception.value == first


def test_tab_leads_into_the_results_and_a_digit_opens(qtbot, window):
    teller, counter = Teller(qtbot), window.shown()
    teller.type("dj")
    teller.sees(lambda: counter.view.results.rows.count_hits() > 2 and counter._shown.text == "dj")
    third = counter.view.results.rows.hit_at(counter.view.results.rows.row_of_number(3))
    teller.press("Tab")
    assert counter.view.results.hasFocus()
    teller.press("3")
    teller.sees(counter.view.card)
    assert counter.view.card().item.id == third.id
    assert QApplication.focusWidget() is not None
    assert not counter.view.box.hasFocus()
