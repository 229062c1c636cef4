"""Picking a kind of fraud by one key, and what opens then."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.ui.screens.fraud_types.choice import KEYS, offer


def press(*sequences):
    for sequence in sequences:
        chord = QKeySequence(sequence)[0]
        QTest.keyClick(QApplication.focusWidget(), chord.key(), chord.keyboardModifiers())


@pytest.fixture
def picker(qtbot, window):
    qtbot.waitUntil(window.isActiveWindow)
    window.settle()
    press("F3")
    return window.shown()


def test_the_common_kinds_come_first_in_the_order_of_the_list(picker):
    kinds = [tile.kind for tile in picker.view.tiles]
    assert len(kinds) >= 8
    assert [kind.group for kind in kinds] == sorted([kind.group for kind in kinds], key=lambda group: group != "common")
    common = [kind.number for kind in kinds if kind.group == "common"]
    assert common == sorted(common)
    assert len(common) >= 8


@pytest.mark.parametrize("at", [0, 8, 9, 13])
def test_a_digit_or_letter_picks_its_tile(picker, at):
    kind = picker.view.tiles[at].kind
    press(KEYS[at])
    reception = picker.context.reception.value
    assert reception.fraud_type == kind.id
    assert reception.used(kind.id).version == kind.version
    card = picker.context.navigator.shown().view.card()
    assert card.item.kind is Kind.CHECKLIST
    lists = [one for one in picker._offer.checklists if kind.id in one.fraud_types]
    assert card.item in (lists or picker._offer.checklists)


def test_a_key_without_a_tile_does_nothing(picker):
    press("Z")
    assert picker.context.navigator.shown() is picker
    assert picker.context.reception.value.is_empty


def test_unsure_opens_the_most_general_checklist_and_no_kind_is_noted(picker):
    press("U")
    card = picker.context.navigator.shown().view.card()
    most = max(len(one.fraud_types) for one in picker._offer.checklists)
    assert len(card.item.fraud_types) == most
    assert picker.context.reception.value.fraud_type == ""


def test_zero_starts_the_stop_loss_clock(picker):
    press("0")
    assert picker.context.navigator.shown().name == "stop_loss"


def test_esc_leads_back_to_the_search(picker):
    press("Esc")
    assert picker.context.navigator.shown().name == "counter"


def test_enter_on_a_tile_picks_it_as_its_key_does(picker):
    press("Tab", "Space")
    assert picker.context.reception.value.fraud_type == picker.view.tiles[1].kind.id


def test_every_tile_can_be_read_at_the_smallest_width(picker, window, qtbot):
    window.resize(911, 472)
    qtbot.wait(1)
    assert picker.view._columns == 3
    for tile in picker.view.tiles:
        assert tile.width() >= 240
        assert tile.height() >= 40


def test_without_guidance_there_is_nothing_to_pick():
    nothing = offer([], [])
    assert nothing.types == ()
    assert nothing.checklist_for(None) is None
