"""Cards in the hands of a teller: real keys, what is shown, what is carried into the reception."""

from __future__ import annotations

import gc
import weakref
from datetime import date

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPushButton, QStackedWidget, QWidget

from hfc_desktop.domain.reception import Usefulness
from hfc_desktop.ui.widgets.cards import card_for
from hfc_desktop.ui.widgets.cards.big import BigLine
from hfc_desktop.ui.widgets.cards.blocks import DigitsLine, SayLine
from hfc_desktop.ui.widgets.cards.card import _LIVING
from hfc_desktop.ui.widgets.cards.feedback import Feedback
from hfc_desktop.ui.widgets.cards.parts import Fold
from hfc_desktop.ui.widgets.cards.restriction import EndDate, UnitNumbers


def press(qtbot, card, *keys):
    for key in keys:
        qtbot.keyClick(card.focusWidget() or card, key)


def shown_lines(card):
    return [line.text for line in card.findChildren(SayLine)]


def clipboard():
    return QGuiApplication.clipboard().text()


# -- any card ---------------------------------------------------------------------------------------------------------


def test_opening_a_card_is_carried_into_the_reception_with_its_version(show, items, context):
    show(items.freeze)
    (use,) = context.reception.value.uses
    assert (use.item, use.version, use.pack) == ("restriction.j02", 3, "sample-1")
    assert context.reception.value.restriction == "restriction.j02"
    assert context.reception.value.topic == "account_restriction.judicial_freeze"


def test_one_key_goes_through_the_wordings(qtbot, show, items):
    card = show(items.freeze)
    seen = []
    for _step in range(5):
        seen.append(shown_lines(card)[0])
        press(qtbot, card, Qt.Key.Key_V)
    assert seen == ["标准说法", "缓和说法", "老年说法", "English line", "标准说法"]


def test_enter_copies_the_line_that_is_shown(qtbot, show, items, context):
    card = show(items.freeze)
    press(qtbot, card, Qt.Key.Key_V, Qt.Key.Key_Return)
    assert clipboard() == "缓和说法"
    assert context.navigator.said


def test_a_link_opens_another_card(qtbot, show, items):
    card = show(items.freeze)
    link = next(button for button in card.findChildren(QPushButton) if "12368" in button.text())
    link.setFocus()
    with qtbot.waitSignal(card.item_wanted) as wanted:
        qtbot.keyClick(link, Qt.Key.Key_Space)
    assert wanted.args == ["hotline.12368"]


def test_sources_are_folded_until_they_are_asked_for(qtbot, show, items, texts):
    card = show(items.freeze)
    fold = card.findChild(Fold)
    assert "第1条" not in texts(card)
    head = fold.findChild(QAbstractButton)
    head.setFocus()
    qtbot.keyClick(head, Qt.Key.Key_Space)
    assert "第1条" in texts(card)


def test_text_of_a_pack_is_never_read_as_mark_up(show, items):
    card = show(items.replace(items.freeze, lifter="<b>法院</b>"))
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in card.findChildren(QLabel) if label.text())


@pytest.mark.parametrize("width", [400, 460, 640, 760])
def test_no_card_is_wider_than_its_place(show, items, width):
    for item in items.all:
        card = show(item, width=width)
        assert card.body.width() <= card.width()
        for part in card.body.findChildren(QWidget):
            if part.isVisibleTo(card) and part.width():
                right = part.mapTo(card.body, part.rect().topRight()).x()
                assert right <= card.body.width(), (item.id, type(part).__name__)


def test_a_card_can_be_as_low_as_the_smallest_window(qtbot, show, items):
    for item in items.all:
        card = show(item, width=560, height=330)
        if item is items.checks:
            press(qtbot, card, Qt.Key.Key_Y, Qt.Key.Key_Y)
            card.bar.refuse("x" * 200)
            qtbot.wait(20)
        assert card.height() == 330, item.id


def test_every_stop_of_the_tab_key_has_a_name_and_comes_round(qtbot, show, items):
    for item in items.all:
        card = show(item)
        start = card.focusWidget()
        reached = []
        for _step in range(80):
            focused = card.focusWidget()
            if focused in reached:
                break
            reached.append(focused)
            qtbot.keyClick(focused, Qt.Key.Key_Tab)
        assert start in reached
        for stop in reached:
            named = stop.accessibleName() or (stop.text() if isinstance(stop, QAbstractButton) else "")
            assert named or stop is card._scroll, (item.id, stop)


def test_building_a_card_flashes_no_window_of_its_own(items, context, qapp):
    seen = []

    class Watch(QObject):
        def eventFilter(self, watched, event):  # noqa: N802  Qt's own name
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                seen.append(watched)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    cards = [card_for(item, context) for item in items.all]
    QCoreApplication.processEvents()
    qapp.removeEventFilter(watch)
    for card in cards:
        card.deleteLater()
    assert seen == []


def test_cards_come_and_go_without_a_trace(qtbot, show, items, context):
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    stack.show()
    for _round in range(4):
        for item in items.all:
            before = stack.currentWidget()
            stack.addWidget(card_for(item, context))
            stack.setCurrentIndex(stack.count() - 1)
            if before is not None:
                stack.removeWidget(before)
                before.deleteLater()
            del before
            gc.collect()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QCoreApplication.processEvents()
    assert len(_LIVING) == 1


def test_a_card_that_is_left_before_it_is_drawn_leaves_memory(qapp, items, context):
    for item in items.all:
        card = card_for(item, context)
        assert not card.drawn
        alive = weakref.ref(card)
        shiboken6.delete(card)
        del card
        gc.collect()
        assert alive() is None, item.id


def test_the_safe_view_shows_the_line_and_what_is_meant_for_the_customer_alone(qtbot, show, items, texts):
    card = show(items.freeze)
    qtbot.keyClick(card.focusWidget(), Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    big = card.findChild(BigLine)
    shown = texts(big)
    assert "标准说法" in shown
    for line in (*items.freeze.steps, *items.freeze.papers):
        assert line in shown
    staff = (*items.freeze.must_not_tell, items.freeze.code, *(place.what for place in items.freeze.query_path))
    assert not [line for line in staff if line in shown]
    qtbot.keyClick(big, Qt.Key.Key_Escape)
    assert not big.isVisible()


def test_a_card_that_is_never_printed_shows_its_line_alone(qtbot, show, items, texts):
    card = show(items.replace(items.freeze, print_allowed=False))
    qtbot.keyClick(card.focusWidget(), Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert texts(card.findChild(BigLine)) == "标准说法"


def test_the_safe_view_of_a_dialogue_has_no_step_and_no_answer(qtbot, show, items, texts):
    card = show(items.remit)
    qtbot.keyClick(card.focusWidget(), Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    shown = texts(card.findChild(BigLine))
    node = card.walk.node
    assert node.say[0].text in shown
    hidden = (node.text, node.why, *node.must_not_say, *(option.label for option in node.options))
    assert not [line for line in hidden if line and line in shown]


def test_feedback_stays_with_the_item_that_was_read(qtbot, show, items, context):
    card = show(items.line)
    answers = card.findChild(Feedback)
    wrong = answers.buttons[Usefulness.WRONG]
    wrong.setFocus()
    qtbot.keyClick(wrong, Qt.Key.Key_Space)
    assert answers.words.isVisible()
    qtbot.keyClicks(answers.words, "no answer")
    qtbot.keyClick(answers.words, Qt.Key.Key_Return)
    (use,) = context.reception.value.uses
    assert (use.helpful, use.gap) == (Usefulness.WRONG, "no answer")


def test_an_item_can_be_closed_to_feedback(show, items):
    assert show(items.replace(items.line, feedback_open=False)).findChild(Feedback) is None


# -- restriction ------------------------------------------------------------------------------------------------------


def test_the_end_of_a_freeze_is_computed(qtbot, show, items, texts):
    card = show(items.freeze)
    field = card.findChild(EndDate).field
    field.setFocus()
    qtbot.keyClicks(field, "2026-03-17")
    assert "2027-03-17" in texts(card)
    field.clear()
    qtbot.keyClicks(field, "soon")
    assert "2026-03-17" in texts(card)


def test_what_was_found_out_goes_into_the_reception_and_is_there_again(qtbot, show, items, context):
    card = show(items.freeze)
    qtbot.keyClicks(card.findChild(EndDate).field, "2026-03-17")
    qtbot.keyClicks(card.findChild(UnitNumbers).field, "kashi")
    imposed = context.reception.value.imposed
    assert (imposed.began_on, imposed.ends_on, imposed.unit) == (date(2026, 3, 17), date(2027, 3, 17), "kashi")
    again = show(items.freeze)
    assert again.findChild(EndDate).field.text() == "2026-03-17"
    assert again.findChild(UnitNumbers).field.text() == "kashi"
    again.findChild(EndDate).field.clear()
    assert context.reception.value.imposed.ends_on is None


def test_numbers_of_the_freezing_units_place_are_found(qtbot, show, items, context):
    card = show(items.freeze)
    before = len(card.findChildren(DigitsLine))
    field = card.findChild(UnitNumbers).field
    field.setFocus()
    qtbot.keyClicks(field, "12368")
    assert len(card.findChildren(DigitsLine)) > before


def test_copying_a_number_keeps_that_it_was_given(qtbot, show, items, context):
    card = show(items.freeze)
    line = card.findChild(DigitsLine)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert clipboard() == "12368"
    assert context.reception.value.hotlines == ("hotline.12368",)


# -- hotline ----------------------------------------------------------------------------------------------------------


def test_enter_copies_a_number_at_once(qtbot, show, items, context):
    card = show(items.line)
    press(qtbot, card, Qt.Key.Key_Return)
    assert clipboard() == "12368"
    assert context.reception.value.hotlines == ("hotline.12368",)


# -- dialogue ---------------------------------------------------------------------------------------------------------


def test_digits_walk_a_dialogue_and_the_path_is_carried(qtbot, show, items, context, texts):
    card = show(items.remit)
    assert "汇给谁？" in shown_lines(card)
    press(qtbot, card, Qt.Key.Key_2)
    assert "暂停" in texts(card)
    assert "运营主管" in texts(card)
    press(qtbot, card, Qt.Key.Key_1)
    path = context.reception.value.path
    assert [(step.node, step.answer, step.version) for step in path] == [
        ("ask", "要保密", 2),
        ("stop", "已报警", 2),
        ("end", "", 2),
    ]
    assert context.reception.value.outcome == "processed"


def test_backspace_takes_an_answer_back_and_ctrl_r_starts_again(qtbot, show, items, context):
    card = show(items.remit)
    press(qtbot, card, Qt.Key.Key_2, Qt.Key.Key_1, Qt.Key.Key_Backspace)
    assert card.walk.node.id == "stop"
    assert context.reception.value.outcome == ""
    qtbot.keyClick(card.focusWidget(), Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert card.walk.node.id == "ask"
    assert context.reception.value.path == ()


def test_what_must_not_be_said_carries_the_word(show, items, texts):
    card = show(items.remit)
    assert "您被骗了" in texts(card)
    assert "不办就是不办" in texts(card)


def test_a_variant_stays_from_step_to_step(qtbot, show, items):
    card = show(items.remit)
    card.show_variant(type(card.brush.variant).ELDERLY)
    press(qtbot, card, Qt.Key.Key_2, Qt.Key.Key_Backspace)
    assert "您慢慢说，汇给谁？" in shown_lines(card)


def test_a_digit_without_an_answer_does_nothing(qtbot, show, items):
    card = show(items.remit)
    press(qtbot, card, Qt.Key.Key_9)
    assert card.walk.taken == ()


def test_a_crumb_leads_back_to_its_step(qtbot, show, items):
    card = show(items.remit)
    press(qtbot, card, Qt.Key.Key_2, Qt.Key.Key_1)
    crumb = next(button for button in card.findChildren(QPushButton) if button.text() == "要保密")
    crumb.setFocus()
    qtbot.keyClick(crumb, Qt.Key.Key_Space)
    assert card.walk.node.id == "ask"


def test_opening_the_dialogue_again_goes_on_where_it_was(qtbot, show, items):
    press(qtbot, show(items.remit), Qt.Key.Key_2)
    assert show(items.remit).walk.node.id == "stop"


# -- checklist --------------------------------------------------------------------------------------------------------


def test_one_key_an_answer_and_on_to_the_next(qtbot, show, items, context):
    card = show(items.checks)
    press(qtbot, card, Qt.Key.Key_N, Qt.Key.Key_U, Qt.Key.Key_1)
    result = context.reception.value.checklist
    assert [(answer.entry, answer.answer, answer.points) for answer in result.answers] == [
        ("known", "no", 2),
        ("secret", "unknown", 0),
        ("use", "学费", 0),
    ]
    assert (result.score, result.level, result.version) == (2, "low", 5)


def test_digits_answer_too(qtbot, show, items, context):
    card = show(items.checks)
    press(qtbot, card, Qt.Key.Key_2)
    assert context.reception.value.checklist.answers[0].answer == "no"


def test_a_hard_stop_names_what_to_do(qtbot, show, items, texts):
    card = show(items.checks)
    press(qtbot, card, Qt.Key.Key_Y, Qt.Key.Key_Y)
    assert "停办，请主管" in texts(card)
    assert card.bar._sign.name == "stop"


def test_closing_with_an_open_must_is_refused_and_goes_there(qtbot, show, items, context):
    card = show(items.checks)
    card.bar.finish.setFocus()
    qtbot.keyClick(card.bar.finish, Qt.Key.Key_Space)
    assert "认识收款人吗" in card.bar._refused.text()
    assert card.focusWidget() is card.rows[0]
    press(qtbot, card, Qt.Key.Key_Y)
    card.bar.finish.setFocus()
    qtbot.keyClick(card.bar.finish, Qt.Key.Key_Space)
    assert context.reception.value.checklist.finished_at is not None


def test_an_answer_is_taken_back(qtbot, show, items, context):
    card = show(items.checks)
    press(qtbot, card, Qt.Key.Key_N, Qt.Key.Key_Backspace)
    assert context.reception.value.checklist is None
    assert card.focusWidget() is card.rows[0]


def test_arrows_go_from_question_to_question(qtbot, show, items):
    card = show(items.checks)
    press(qtbot, card, Qt.Key.Key_Down)
    assert card.focusWidget() is card.rows[1]
    assert card.rows[1]._help.isVisible()
    press(qtbot, card, Qt.Key.Key_Up)
    assert card.focusWidget() is card.rows[0]


def test_letters_typed_into_a_written_answer_are_letters(qtbot, show, items, context):
    card = show(items.checks)
    field = card.findChild(QLineEdit)
    field.setFocus()
    qtbot.keyClicks(field, "yn1")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "yn1"
    assert context.reception.value.checklist.answers[0].answer == "yn1"


# -- policy, bulletin, quiz -------------------------------------------------------------------------------------------


def test_a_policy_asks_what_decides_and_shows_the_one_rule(qtbot, show, items, texts):
    card = show(items.waiver)
    fold_free = texts(card)
    assert "照承诺办" in fold_free
    day = card.findChild(QLineEdit)
    assert card.focusWidget() is day
    qtbot.keyClicks(day, "2026-06-30")
    assert "W-OLD · 老办法" in [label.text() for label in card.ask.findChildren(QLabel)]
    day.clear()
    qtbot.keyClicks(day, "2026-08-01")
    yes = next(button for button in card.ask.findChildren(QPushButton) if button.isCheckable())
    yes.setFocus()
    qtbot.keyClick(yes, Qt.Key.Key_Space)
    assert "W-PROM · 已承诺" in [label.text() for label in card.ask.findChildren(QLabel)]


def test_the_rule_found_goes_into_the_reception_beside_the_one_before_and_is_there_again(qtbot, show, items, context):
    card = show(items.waiver)
    day = card.findChild(QLineEdit)
    qtbot.keyClicks(day, "2026-08-01")
    assert context.reception.value.rule is None, "not decided yet"
    card.ask.fields["promised"]._group.buttons()[0].click()
    rule = context.reception.value.rule
    assert (rule.item, rule.rule) == ("policy.waiver", "W-PROM")
    assert set(rule.facts) == {"request_received=2026-08-01", "promised=yes"}
    shown = [label.text() for label in card.ask.findChildren(QLabel)]
    assert "全免" in shown, "what held the day before the change"
    assert "照承诺办" in shown
    again = show(items.waiver)
    assert context.reception.value.rule == rule
    assert again.findChild(QLineEdit).text() == "2026-08-01"
    again.findChild(QLineEdit).clear()
    assert context.reception.value.rule.facts == ("promised=yes",)


def test_a_bulletin_compares_before_and_after(show, items, texts):
    card = show(items.change)
    assert "10元" in texts(card)
    assert "5元" in texts(card)


def test_a_quiz_explains_at_once_and_counts(qtbot, show, items, texts):
    card = show(items.quiz)
    press(qtbot, card, Qt.Key.Key_2)
    assert "只有法院" in texts(card)
    press(qtbot, card, Qt.Key.Key_Space, Qt.Key.Key_2, Qt.Key.Key_Space)
    assert "50" in texts(card)
