"""The teller's five jobs, each within its number of keys, and each by mouse within its number of clicks.

T1 first line to say · T2 checklist to level and what to do · T3 code to card · T4 hotline · T5 record and note.
"""

import shutil

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from hfc_desktop.bootstrap import open_application
from hfc_desktop.domain.reception import Closing
from hfc_desktop.i18n import set_language
from hfc_desktop.paths import DataDir
from hfc_desktop.ui.app import make_window
from hfc_desktop.ui.theme import Theme
from hfc_desktop.ui.widgets.cards.blocks import SayLine
from hfc_desktop.ui.widgets.cards.parts import standing
from tests import pdf
from tests.stories.teller import Teller

SPOKEN_PIXELS, DIGIT_PIXELS = 20, 28
T1_KEYS, T1_CLICKS = 7, 3
T2_KEYS, T2_CLICKS, T2_ITEMS = 15, 12, 10
T3_KEYS, T3_PASTED_KEYS, T3_CLICKS = 9, 4, 3
T4_KEYS, T4_CLICKS = 5, 3
T5_KEYS, T5_CLICKS = 15, 8


@pytest.fixture(scope="module")
def opened(qapp, made_demo, tmp_path_factory):
    """One window for all jobs, as over a teller's day."""
    application = open_application(DataDir(shutil.copytree(made_demo.root, tmp_path_factory.mktemp("day") / "data")))
    made = make_window(application, Theme(qapp), "zh")
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    yield made
    made.close()
    made.deleteLater()
    application.close()
    set_language("zh")


@pytest.fixture
def window(qtbot, opened):
    """The window before the next customer."""
    qtbot.waitUntil(lambda: opened.context.session.user is not None, timeout=20_000)
    opened.act("new_reception")
    rows = opened.shown().view.results.rows
    qtbot.waitUntil(
        lambda: getattr(rows.hit_at(rows.row_of_number(1)), "id", "").startswith("scenario."), timeout=10_000
    )
    return opened


@pytest.fixture
def teller(qtbot, window):
    return Teller(qtbot, window)


def card_of(teller, kind):
    """The open card at the counter, once it is one of that kind."""
    counter = teller.window._screens["counter"]
    teller.sees(lambda: counter.view.card() is not None and counter.view.card().item.id.startswith(kind))
    return counter.view.card()


def first_line(card):
    line = standing(card._step, SayLine)[0]
    text = next(one for one in line.findChildren(QLabel) if one.text() == line.text)
    assert text.fontInfo().pixelSize() == SPOKEN_PIXELS
    assert line.visibleRegion().contains(line.rect().center()), "in sight without scrolling"
    return line


# -- T1 ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("anywhere", ["counter", "record", "stop_loss"])
def test_t1_from_anywhere_to_the_first_line_and_a_key_a_step(teller, window, anywhere):
    window.open(anywhere)
    teller.press("Ctrl+K")
    teller.type("jzhk")
    teller.press("Return")
    card = card_of(teller, "scenario.")
    assert card.item.id == "scenario.remit-hurry"
    assert first_line(card).text
    assert teller.keys <= T1_KEYS
    for steps in (1, 2, 3):
        before = teller.keys
        teller.press("2")
        assert len(card.walk.taken) == steps
        assert teller.keys - before == 1
        if not card.walk.ended:
            assert first_line(card).text


def test_t1_by_mouse(teller, window):
    rows = window.shown().view.results
    teller.click_row(rows, rows.rows.row_of_number(1))
    card = card_of(teller, "scenario.")
    assert first_line(card).text
    assert teller.clicks <= T1_CLICKS
    before = teller.clicks
    teller.click(card._answers[0])
    assert len(card.walk.taken) == 1
    assert teller.clicks - before == 1


# -- T2 ---------------------------------------------------------------------------------------------------------------


def told(card):
    """Level in a word, and what to do."""
    return card.bar._level.text(), " ".join(label.text() for label in card.bar.findChildren(QLabel))


def test_t2_a_whole_checklist_of_twelve_to_its_level_and_what_to_do(teller, window):
    teller.press("F3")
    teller.sees(lambda: window.shown().name == "fraud_types" and window.shown().view.tiles)
    teller.press("1")
    card = card_of(teller, "checklist.")
    assert len(card.rows) >= T2_ITEMS
    for _item in card.rows:
        teller.press("Y")
    teller.press("Return")
    result = window.context.reception.value.checklist
    assert result.finished_at is not None
    assert result.level == "stop"
    level, what = told(card)
    assert level == "停"
    assert card.item.items[2].stop_action in what
    assert teller.keys <= T2_KEYS


def test_t2_by_mouse_ten_items(teller, window):
    teller.click(teller.button("反诈"))
    teller.sees(lambda: window.shown().name == "fraud_types" and window.shown().view.tiles)
    teller.click(window.shown().view.tiles[0])
    card = card_of(teller, "checklist.")
    for entry_row in card.rows[:T2_ITEMS]:
        teller.sees(lambda row=entry_row: row._group.button(0) and row._group.button(0).isVisible())
        card._scroll.ensureWidgetVisible(entry_row)
        teller.click(entry_row._group.button(0))
    level, what = told(card)
    assert level == "停"
    assert card.item.items[2].stop_action in what
    assert len(window.context.reception.value.checklist.answers) == T2_ITEMS
    assert teller.clicks <= T2_CLICKS


# -- T3 ---------------------------------------------------------------------------------------------------------------


def is_the_card(card):
    item, texts = card.item, [label.text() for label in card.findChildren(QLabel)]
    for part in (item.effect.text, item.lifter, item.script[0].text, *item.steps, *item.must_not_tell):
        assert part in texts
    return True


@pytest.mark.parametrize("code", ["J02", "p02-1", "smpf01"])
def test_t3_a_code_to_its_card(teller, window, code):
    teller.press("F4")
    teller.type(code)
    teller.press("Return")
    card = card_of(teller, "restriction.")
    assert card.item.id == f"restriction.{code.lower().removeprefix('smp')[:3]}"
    teller.sees(lambda: is_the_card(card))
    assert window.context.reception.value.restriction == card.item.id
    assert teller.keys <= T3_KEYS


def test_t3_a_pasted_code(teller, window):
    QGuiApplication.clipboard().setText("SMP-J02-2")
    teller.press("F4", "Ctrl+V", "Return")
    assert card_of(teller, "restriction.").item.id == "restriction.j02"
    assert teller.keys <= T3_PASTED_KEYS


def test_t3_without_a_code_by_four_questions(teller, window):
    teller.press("F4", "F4", "2", "1", "1", "2")
    counter = window.shown()
    teller.sees(lambda: counter.view.results.hasFocus())
    teller.sees(lambda: counter.view.results.rows.hit_at(counter.view.results.rows.row_of_number(1)))
    teller.press("1")
    assert card_of(teller, "restriction.").item.imposer.value == "police"
    assert teller.keys <= T3_KEYS


def test_t3_by_mouse(teller, window):
    counter = window.shown()
    teller.click(teller.button("冻结"))
    teller.sees(
        lambda: counter.view.results.rows.hit_at(counter.view.results.rows.row_of_number(1)).id.startswith("re")
    )
    teller.click_row(counter.view.results, counter.view.results.rows.row_of_number(2))
    card_of(teller, "restriction.")
    assert teller.clicks <= T3_CLICKS


# -- T4 ---------------------------------------------------------------------------------------------------------------


def test_t4_a_number_big_and_copied(teller, window):
    QGuiApplication.clipboard().clear()
    teller.press("F5")
    teller.type("ks")
    teller.press("Return")
    teller.sees(lambda: QGuiApplication.clipboard().text())
    number = QGuiApplication.clipboard().text()
    digits = window.shown().findChild(QLabel, "digits")
    assert digits.text() == number
    assert digits.fontInfo().pixelSize() >= DIGIT_PIXELS
    assert window.context.reception.value.hotlines
    assert teller.keys <= T4_KEYS


def test_t4_by_mouse(teller, window):
    QGuiApplication.clipboard().clear()
    teller.click(teller.button("申诉电话"))
    book = window.shown()
    teller.sees(lambda: book.view.marked() is not None)
    teller.click_row(book.view.table, 1)
    teller.click(teller.button("复制", book))
    teller.sees(lambda: QGuiApplication.clipboard().text() == book.view.marked().number)
    assert teller.clicks <= T4_CLICKS


# -- T5 ---------------------------------------------------------------------------------------------------------------

WISH = "客户要求尽快解除冻结"


def printed(preview):
    return pdf.text(preview._drawn.pdf)


def in_the_ledger(window):
    """The record that was just made, and its reception as it is kept."""
    records, actor = window.context.application.open_records(), window.context.session.actor
    stored = records.receptions.get(window.context.reception.value.id, actor)
    complaint = records.complaints.get(stored.reception.complaint, actor)
    assert complaint.claim == WISH
    assert complaint.reception.uses
    return complaint, stored.reception


def note_is_shown(window):
    return window.context.reception.value.complaint and window.shown().name == "note_preview" and window.shown()._drawn


def is_ready(record):
    """The form of this customer stands, filled, with the focus in it."""
    return (
        record.view.bar.isVisible()
        and record.view.form.values()["scenario"]
        and record.view.form.isAncestorOf(QApplication.focusWidget())
    )


def ending(teller, reception):
    """How a reception ended, once it did."""
    context = teller.window.context
    receptions, actor = context.application.open_records().receptions, context.session.actor
    teller.sees(lambda: (stored := receptions.get(reception, actor)) and stored.reception.closing)
    return receptions.get(reception, actor).reception.closing


def after_t3(teller):
    teller.press("F4")
    teller.type("J02")
    teller.press("Return")
    card_of(teller, "restriction.")
    teller.keys = 0


def test_t5_record_and_note(teller, window):
    after_t3(teller)
    teller.press("F6")
    record = window.shown()
    teller.sees(lambda: is_ready(record))
    teller.write(WISH)
    teller.press("Ctrl+P")
    teller.sees(lambda: note_is_shown(window))
    assert WISH in printed(window.shown())
    complaint, reception = in_the_ledger(window)
    assert reception.complaint == complaint.id == window.context.reception.value.complaint
    assert teller.keys <= T5_KEYS


def test_t5_by_mouse(teller, window):
    after_t3(teller)
    counter = window.shown()
    teller.click(counter.view.strip.record_button)
    record = window.shown()
    teller.sees(lambda: is_ready(record))
    teller.write(WISH)
    teller.click(record.view.bar.note)
    teller.sees(lambda: note_is_shown(window))
    in_the_ledger(window)
    assert teller.clicks <= T5_CLICKS
    assert teller.keys == 0


def test_a_recorded_reception_is_no_consultation_when_the_customer_leaves(teller, window):
    test_t5_record_and_note(teller, window)
    made = window.context.reception.value.id
    teller.press("Ctrl+N")
    assert ending(teller, made) is Closing.RECORDED


def test_one_without_a_record_is_a_consultation(teller, window):
    after_t3(teller)
    made = window.context.reception.value.id
    teller.press("Ctrl+N")
    assert ending(teller, made) is Closing.CONSULTATION
