"""The stop-loss clock in the hands of a teller."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hfc_desktop.domain.reception import with_stop_loss
from hfc_desktop.domain.stop_loss import LossFacts
from hfc_desktop.ui.screens.stop_loss.facts import FIELDS, spoken
from hfc_desktop.ui.widgets.cards.big import BigLine


def press(*sequences):
    for sequence in sequences:
        chord = QKeySequence(sequence)[0]
        QTest.keyClick(QApplication.focusWidget(), chord.key(), chord.keyboardModifiers())


@pytest.fixture
def clock(qtbot, window):
    qtbot.waitUntil(window.isActiveWindow)
    window.settle()
    press("Shift+F3")
    return window.shown()


def under_way(screen):
    return screen.context.reception.value.stop_loss


def test_one_key_starts_the_clock_with_the_version_of_its_timeline(clock):
    begun = under_way(clock)
    assert clock.name == "stop_loss"
    assert (begun.item, begun.pack.rsplit("-", 1)[0]) == ("duties.stop-loss", "telecom-fraud")
    assert clock.context.reception.value.used(begun.item).version == begun.version
    assert clock.view.acts.rows[0].hasFocus()


def test_space_ticks_with_the_time_and_goes_on_to_the_next_open_act(clock):
    press("Space", "Space")
    assert [act.number for act in under_way(clock).done] == [0, 1]
    assert clock.view.acts.rows[2].hasFocus()
    press("Up", "Space")
    assert [act.number for act in under_way(clock).done] == [0]


def test_a_click_ticks_as_well(clock, qtbot):
    qtbot.mouseClick(clock.view.acts.rows[3], Qt.MouseButton.LeftButton)
    assert [act.number for act in under_way(clock).done] == [3]


def test_every_act_says_in_a_word_whether_it_is_due_or_late(clock):
    early = replace(under_way(clock), started_at=under_way(clock).started_at - timedelta(minutes=4))
    clock.context.reception.apply(lambda before: with_stop_loss(before, early))
    clock._show()
    words = {row.act.number: row.accessibleName().rsplit(" · ", 1)[1] for row in clock.view.acts.rows}
    assert words[0] == "已超时"
    assert words[4] == "现在"
    assert clock.view.clock.text().startswith("04:")


def test_the_report_and_its_number_are_kept_with_the_time(clock):
    press("Ctrl+T")
    assert under_way(clock).reported_at is not None
    assert not clock.view.reported.isEnabled()
    clock.view.case_no.setText("A1234")
    assert under_way(clock).case_no == "A1234"


def test_facts_go_into_the_reception_with_every_key(clock):
    clock.view.form.fields["place"].setFocus()
    QTest.keyClicks(QApplication.focusWidget(), "Urumqi")
    clock.view.form.fields["amount_fen"].setText("3.5万")
    assert under_way(clock).facts == LossFacts(place="Urumqi", amount_fen=3_500_000)
    assert "place" not in under_way(clock).missing()
    clock.view.form.fields["amount_fen"].setText("much")
    assert under_way(clock).facts.amount_fen is None
    assert clock.view.form.fields["amount_fen"].property("fault") is True


def test_the_sentence_for_the_phone_names_what_is_still_to_be_asked(clock):
    known = spoken(LossFacts(place="乌鲁木齐", payee_account="6222", amount_fen=12_300_00))
    assert "乌鲁木齐" in known
    assert "12300" in known
    assert known.count("（待问）") == 3
    press("Ctrl+B")
    assert any(isinstance(top, BigLine) and top.isVisible() for top in QApplication.topLevelWidgets())
    press("Esc")


def test_the_form_has_a_field_for_every_fact():
    assert {asked.name for asked in FIELDS} | {"story"} == set(LossFacts.__dataclass_fields__)


def test_a_clock_started_by_a_slip_of_the_hand_leaves_no_trace(clock):
    press("Esc")
    assert clock.context.reception.value.is_empty


def test_a_clock_in_which_something_was_done_goes_on_when_one_comes_back(clock):
    press("Space", "Esc")
    assert clock.context.navigator.shown().name == "counter"
    begun = under_way(clock)
    press("Shift+F3")
    assert under_way(clock) == begun
    assert clock.view.acts.rows[1].hasFocus()


def test_a_clock_that_was_left_before_its_timeline_came_does_not_begin(clock):
    timeline = clock._timeline
    press("Esc")
    held = QApplication.focusWidget()
    clock._begin(timeline)
    assert clock.context.reception.value.stop_loss is None
    assert QApplication.focusWidget() is held
    assert not clock._timer.isActive()
