"""The book of hotlines, by keys."""

import pytest
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from hfc_desktop.ui.tokens import TYPE_SIZES, Type


def press(*sequences):
    for sequence in sequences:
        chord = QKeySequence(sequence)[0]
        QTest.keyClick(QApplication.focusWidget(), chord.key(), chord.keyboardModifiers())


@pytest.fixture
def book(qtbot, window):
    qtbot.waitUntil(window.isActiveWindow)
    window.settle()
    press("F5")
    return window.shown()


def titles(book):
    return [book.view.lines.line(row).item.id for row in range(book.view.lines.rowCount())]


def test_before_anything_is_typed_the_branch_s_own_line_comes_first(book):
    assert titles(book)[:2] == ["hotline.r650100", "hotline.r650000"]
    assert book.view.tree.model().index(1, 0).data().startswith("新疆")


def test_letters_find_and_enter_copies_in_big_digits(book):
    QTest.keyClicks(QApplication.focusWidget(), "ks")
    assert titles(book)[0] == "hotline.r653100"
    (digits,) = [part for part in book.view.detail.findChildren(QLabel, "digits") if not part.isHidden()]
    assert digits.text() == book.view.marked().number
    assert digits.font().pixelSize() == TYPE_SIZES[Type.DIGITS] >= 28
    press("Return")
    assert QGuiApplication.clipboard().text() == digits.text()
    assert book.context.reception.value.hotlines == ("hotline.r653100",)


def test_arrows_move_while_one_types(book):
    press("Down")
    assert book.view.box.hasFocus()
    assert book.view.marked().item.id == "hotline.r650000"
    press("Return")
    assert book.context.reception.value.hotlines == ("hotline.r650000",)


def test_a_place_of_the_tree_shows_its_own_and_those_above(book):
    tree = book.view.tree
    own = tree.model().index(1, 0)
    tree.setCurrentIndex(tree.model().index(0, 0, own))
    assert titles(book)[:2] == ["hotline.r650100", "hotline.r650000"]
    assert all(not one.startswith("hotline.r11") for one in titles(book))
    press("Esc")
    assert len(titles(book)) > 50
    press("Esc")
    assert book.context.navigator.shown().name == "counter"


def test_freshness_is_told_in_words_and_by_the_settings(book):
    fresh = book.view.marked()
    assert not fresh.is_stale
    settings = book.context.application.settings
    settings.set("hotline.amber_days", 1)
    settings.set("hotline.grey_days", 5)
    book.arrive()
    stale = book.view.marked()
    assert "先核实" in stale.checked
    press("Return")
    assert book.context.navigator.banner.property("surface") == "warn"
    assert "核实" in book.context.navigator.banner.text()


def test_a_wrong_number_is_reported_in_two_keys(book):
    item = book.view.marked().item
    press("Ctrl+E", "2")
    desk = book.context.application.open_records().desk
    (count,) = desk.feedback.counts(item.id)
    assert (count.version, count.wrong) == (item.version, 1)
    assert book.view.box.hasFocus()


def test_esc_takes_the_question_back(book):
    press("Ctrl+E", "Esc")
    assert not book.view.detail.asking.isVisible()
    assert book.context.application.open_records().desk.feedback.counts() == []


def test_what_is_missing_can_be_reported(book):
    QTest.keyClicks(QApplication.focusWidget(), "qqxxzz")
    assert titles(book) == []
    assert book.view.missing.isVisible()
    book.view.missing.click()
    assert [use.gap for use in book.context.reception.value.uses] == ["qqxxzz"]


def test_narrow_columns_leave_out_what_stands_below_anyway(qtbot, book):
    window = book.context.navigator
    window.resize(880, 440)
    qtbot.waitUntil(lambda: book.width() == 880)
    assert book.view.table.isColumnHidden(3)
    assert not book.view.table.isColumnHidden(1)


def test_a_language_change_keeps_the_screen(book):
    window = book.context.navigator
    window.rebuild("en")
    assert window.shown().name == "hotlines"
    assert window.shown().view.box.placeholderText().startswith("Place")
    window.rebuild("zh")
