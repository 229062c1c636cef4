"""The counter in the hands of a teller: real keys, real guidance."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.domain.reception import Usefulness


@pytest.fixture
def counter(qtbot, window):
    qtbot.waitUntil(window.isActiveWindow)
    window.settle()
    return window.shown()


def press(*sequences):
    for sequence in sequences:
        chord = QKeySequence(sequence)[0]
        QTest.keyClick(QApplication.focusWidget(), chord.key(), chord.keyboardModifiers())


def type_in(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def shown_ids(counter):
    rows = counter.view.results.rows
    hits = (rows.hit_at(at) for at in range(rows.rowCount()))
    return [hit.id for hit in hits if hit]


def test_one_may_type_at_once_and_the_list_offers_something_before(counter):
    assert counter.view.box.hasFocus()
    assert {item.split(".")[0] for item in shown_ids(counter)} == {"scenario"}


def test_the_list_follows_every_key_in_the_order_of_the_search(counter):
    type_in("sfdj")
    expected = counter.context.application.lookup.search("sfdj")
    assert shown_ids(counter) == [hit.id for hit in expected.hits]
    assert shown_ids(counter)[0] == "restriction.j02"


def test_enter_opens_the_first_and_notes_it(counter):
    type_in("j02")
    press("Return")
    assert counter.view.card().item.id == "restriction.j02"
    use = counter.context.reception.value.uses[0]
    assert (use.item, use.version) == ("restriction.j02", counter.view.card().item.version)


def test_ctrl_and_a_digit_opens_while_typing(counter):
    type_in("dj")
    second = shown_ids(counter)[1]
    press("Ctrl+2")
    assert counter.view.card().item.id == second


def test_digits_stay_digits_in_the_box(counter):
    type_in("96110")
    assert counter.view.box.text() == "96110"
    assert counter.view.card() is None


def test_down_leads_into_the_list_and_up_back_out(counter):
    type_in("dj")
    press("Down")
    assert counter.view.results.hasFocus()
    press("Up")
    assert counter.view.box.hasFocus()


def test_letters_in_the_list_go_on_typing(counter):
    type_in("d")
    press("Down")
    type_in("j")
    assert counter.view.box.hasFocus()
    assert counter.view.box.text() == "dj"


def test_headings_are_passed_over(counter):
    type_in("zp")
    press("Down")
    rows = counter.view.results.rows
    for _step in range(rows.count_hits() - 1):
        assert rows.hit_at(counter.view.results.currentIndex().row()) is not None
        press("Down")
    assert rows.hit_at(counter.view.results.currentIndex().row()).id == shown_ids(counter)[-1]


def test_a_key_narrows_to_one_kind_and_esc_widens_again(counter):
    press("F4")
    assert {item.split(".")[0] for item in shown_ids(counter)} == {"restriction"}
    assert counter.view.unfilter.isVisible()
    counter.view.focus_box()
    press("Esc")
    assert not counter.view.unfilter.isVisible()
    assert {item.split(".")[0] for item in shown_ids(counter)} == {"scenario"}


def test_f3_leads_over_the_kinds_of_fraud_to_the_checklist(counter):
    press("F3")
    assert counter.context.navigator.shown().name == "fraud_types"
    press("2")
    assert counter.context.navigator.shown() is counter
    assert counter.view.card().item.kind is Kind.CHECKLIST
    assert counter.context.reception.value.fraud_type.startswith("fraud_type.")


def test_a_narrowed_search_finds_only_that_kind(counter):
    counter.command("hotlines_here")
    type_in("96110")
    assert {item.split(".")[0] for item in shown_ids(counter)} == {"hotline"}


def test_esc_goes_one_level_at_a_time(counter):
    type_in("j02")
    press("Return")
    assert not counter.view.box.hasFocus()
    press("Esc")
    assert counter.view.results.hasFocus()
    press("Esc")
    assert counter.view.box.hasFocus()
    assert counter.view.box.text() == "j02"
    press("Esc")
    assert counter.view.box.text() == ""
    assert counter.view.card() is not None
    press("Esc")
    assert counter.view.card() is None


def test_esc_from_a_linked_card_leads_to_the_one_before(counter):
    type_in("j02")
    press("Return")
    counter.view.card().item_wanted.emit("hotline.12368")
    assert counter.view.card().item.id == "hotline.12368"
    press("Esc")
    assert counter.view.card().item.id == "restriction.j02"


def test_nothing_found_offers_the_nearest_and_a_report(counter):
    type_in("zzqqxx")
    assert len(shown_ids(counter)) <= 3
    assert counter.view.missing.isVisible()
    assert "zzqqxx" in counter.view.hint.accessibleName()
    counter.view.missing.click()
    use = counter.context.reception.value.uses[-1]
    assert (use.helpful, use.gap) == (Usefulness.MISSING, "zzqqxx")
    assert not counter.view.missing.isVisible()


@pytest.mark.parametrize("text", ["'", '"', "*", "冻结 OR", "((((", "\\", "%", "😀", "NEAR(", "a" * 500])
def test_whatever_is_typed_the_window_goes_on(counter, window, text):
    counter.view.box.setText(text)
    assert window.banner.text() == ""
    press("Return")
    assert window.banner.text() == ""


def test_what_is_carried_is_shown_and_can_be_taken_out(counter):
    type_in("j02")
    press("Return")
    assert [fact.label for fact in facts(counter)][:2] == ["主题", "账户管控"]
    assert facts(counter)[0].value == "法院冻结"
    counter.view.strip.removed.emit("restriction.j02")
    assert counter.context.reception.value.restriction == ""
    assert counter.context.reception.value.uses == ()


def test_a_remark_is_carried(counter):
    counter.view.strip.remark.setFocus()
    type_in("abc")
    assert counter.context.reception.value.remark == "abc"


def test_next_customer_and_undo(counter):
    type_in("j02")
    press("Return", "Ctrl+N")
    assert counter.context.reception.value.is_empty
    assert counter.view.box.hasFocus()
    press("Ctrl+Z")
    assert counter.context.reception.value.restriction == "restriction.j02"


def test_a_narrow_window_folds_the_strip_into_a_bar(counter, window, qtbot):
    window.resize(911, 472)
    qtbot.waitUntil(counter.view.bar.isVisible)
    assert not counter.view.strip.isVisible()
    assert window.width() == 911
    window.resize(1366, 768)
    qtbot.waitUntil(counter.view.strip.isVisible)
    assert not counter.view.bar.isVisible()


def test_every_part_that_takes_the_focus_has_a_name(counter, window):
    type_in("j02")
    press("Return")
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListView, QPlainTextEdit

    for kind in (QAbstractButton, QLineEdit, QListView, QPlainTextEdit):
        for part in window.findChildren(kind):
            if part.isVisible() and part.focusPolicy() != Qt.FocusPolicy.NoFocus:
                name = part.accessibleName() or (part.text() if isinstance(part, QAbstractButton) else "")
                assert name, part


def facts(counter):
    from hfc_desktop.ui.screens.counter.carried import carried

    return carried(counter.context.reception.value, counter._topic)
