"""The list of matters in the real window: kept lists, filters, order, many at once, copy and export."""

import csv

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from hfc_desktop.domain.complaint import Status
from hfc_desktop.domain.ledger_lists import Column, Order
from hfc_desktop.domain.life_cycle import Action
from hfc_desktop.domain.life_guards import Step
from hfc_desktop.ui.screens.ledger.model import PAGE
from hfc_desktop.ui.widgets.ledger.columns import heading

MANAGER = "60401"


@pytest.fixture
def ledger(qtbot, window):
    window.settle()
    window.sign_out()
    window._sign_in_demo(staff_no=MANAGER)
    window.open("ledger", "open")
    screen = window.shown()
    qtbot.waitUntil(lambda: screen.model.is_whole)
    return screen


def lines(screen):
    return [screen.model.line_at(row) for row in range(screen.model.rowCount())]


def shown(qtbot, screen, act):
    """Lines after an act that shows another list."""
    act()
    qtbot.waitUntil(lambda: not screen._typing.isActive() and screen.model.is_whole)
    return lines(screen)


def store(screen):
    return screen.context.application.open_store().unit_of_work(read_only=True)


def test_the_open_list_is_in_the_order_of_last_days_with_its_count(ledger):
    found = lines(ledger)
    dues = [line.due for line in found if line.due]
    assert dues == sorted(dues)
    assert all(line.status not in (Status.CLOSED, Status.MERGED) for line in found)
    assert all(line.complainant == "" or "*" in line.complainant for line in found)
    entry = next(entry for entry in ledger.view.lists.entries() if entry.key == "open")
    assert entry.count == len(found)
    assert ledger.view.count.text().startswith(f"{ledger._all:,}件中的{len(found)}件")


def test_the_band_is_told_in_a_shape_and_words(ledger):
    first = lines(ledger)[0]
    text = ledger.model.text(first, Column.DUE)
    assert "■" in text
    assert "超期" in text


def test_every_column_sorts_by_a_click_on_its_heading(qtbot, ledger):
    header = ledger.view.table.horizontalHeader()
    for column in (Column.LEVEL, Column.HANDLER, Column.RECEIVED):
        found = shown(qtbot, ledger, lambda column=column: ledger.sort(Order(column=column, descending=False)))
        keys = [getattr(line, column.value) for line in found]
        assert keys == sorted(keys)
        assert header.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder


def test_words_and_the_filter_row_narrow_the_list_and_esc_empties_them(qtbot, ledger):
    whole = len(lines(ledger))
    word = ledger.model.text(lines(ledger)[0], Column.STATUS)
    found = shown(qtbot, ledger, lambda: QTest.keyClicks(ledger.view.quick.boxes[Column.STATUS], "x"))
    assert found == []
    assert ledger.view.nothing.isVisible()

    ledger.view.quick.boxes[Column.STATUS].clear()
    box = ledger.view.quick.boxes[Column.STATUS]
    found = shown(qtbot, ledger, lambda: (box.setText(word), ledger.view.quick.edited.emit()))
    assert found
    assert {ledger.model.text(line, Column.STATUS) for line in found} == {word}

    assert ledger.go_back(), "Esc empties the filters first"
    qtbot.waitUntil(lambda: ledger.model.rowCount() == whole)
    assert not ledger.go_back(), "then it leads back"


def test_a_number_is_found_wherever_it_is_typed(qtbot, ledger):
    wanted = lines(ledger)[2].number
    found = shown(qtbot, ledger, lambda: ledger.view.box.setText(wanted[-8:]))
    assert wanted in {line.number for line in found}


def test_columns_are_chosen_and_kept(qtbot, ledger, window):
    table = ledger.view.table
    table.show_column(Column.AMOUNT, True)
    table.show_column(Column.RECEIVED, False)
    assert Column.AMOUNT in table.columns()
    assert ledger.view.quick.boxes[Column.AMOUNT].isVisibleTo(ledger)
    kept = table.layout_text()
    table.arrange("")
    assert Column.AMOUNT not in table.columns()
    table.arrange(kept)
    assert table.layout_text() == kept
    assert window.context.application.settings.text("ledger.columns") == kept


def test_a_layout_of_another_program_is_passed_over(ledger):
    ledger.view.table.arrange("nonsense number:120 due:x")
    assert ledger.view.table.columns() == [Column.NUMBER]


def test_a_list_is_kept_shared_and_forgotten(qtbot, ledger):
    ledger.view.box.setText("费")
    ledger.acts.keep_as("收费类")
    qtbot.waitUntil(lambda: any(entry.name == "收费类" for entry in ledger.view.lists.entries()))
    entry = next(entry for entry in ledger.view.lists.entries() if entry.name == "收费类")
    assert entry.spec.text == "费"
    ledger.acts.change_kept(entry.kept, "share")
    with store(ledger) as uow:
        assert uow.lists.saved_one(entry.key).shared
    shown(qtbot, ledger, lambda: ledger.show_entry(entry))
    assert ledger.view.box.text() == "费"
    ledger.acts.change_kept(entry.kept, "forget")
    assert all(found.key != entry.key for found in ledger.view.lists.entries())


def test_many_are_assigned_at_once_and_taken_back_at_once(qtbot, ledger, window):
    ledger.view.table.selectAll()
    marked = ledger.view.table.marked_count()
    assert marked == ledger.model.rowCount() > 3
    assert ledger.view.bulk.isVisible()
    before = {line.id: line.handler for line in lines(ledger)}
    places = ledger.model.places_of(ledger.view.table.marked_rows())
    ledger.acts.act(places, Step(action=Action.ASSIGN, staff_no=MANAGER))
    with store(ledger) as uow:
        assert {uow.complaints.get(case_id).handler for case_id in before} == {MANAGER}
    assert str(marked) in window.banner.text()
    assert ledger.command("undo")
    with store(ledger) as uow:
        assert {case_id: uow.complaints.get(case_id).handler for case_id in before} == before
    assert not ledger.acts.can_undo()


def test_what_is_refused_for_some_says_so_and_is_done_for_the_others(ledger, window):
    places = ledger.model.places_of([0])
    hold = Step(action=Action.HOLD, reason="法院来函")
    ledger.acts.act(places, hold)
    ledger.acts.act(ledger.model.places_of([0, 1]), hold)
    text = window.banner.text()
    assert "1件" in text
    assert lines(ledger)[0].number in text


def test_marked_lines_are_copied_as_a_masked_table(ledger):
    ledger.view.table.selectAll()
    ledger.acts.copy()
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert len(rows) == ledger.model.rowCount() + 1
    assert len({len(row) for row in rows}) == 1
    names = [row[rows[0].index("投诉人")] for row in rows[1:]]
    assert all("*" in name for name in names if name)


def test_exactly_what_is_shown_is_exported(qtbot, ledger, tmp_path):
    shown(qtbot, ledger, lambda: ledger.sort(Order(column=Column.NUMBER, descending=False)))
    path = tmp_path / "台账.csv"
    ledger.acts.export_to(path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0] == [heading(column) for column in ledger.view.table.columns()]
    assert [row[0].lstrip("'") for row in rows[1:]] == [line.number for line in lines(ledger)]


def test_a_line_is_previewed_and_opened_by_enter(qtbot, ledger, window):
    line = lines(ledger)[0]
    ledger.view.table.setFocus()
    qtbot.waitUntil(lambda: line.number in {made.text() for made in ledger.view.preview.findChildren(QLabel)})
    QTest.keyClick(ledger.view.table, Qt.Key.Key_Return)
    assert window.shown().name == "case"
    assert window.shown().case.id == line.id


def test_lines_far_down_are_fetched_when_they_come_into_sight(qtbot, ledger):
    shown(qtbot, ledger, lambda: ledger.arrive("all"))
    assert ledger.model.rowCount() <= PAGE, "the demo of tests is small: its lines came with the first screenful"
    ledger.model.refresh(ledger.service().order(ledger.query, ledger.actor))
    assert ledger.model.line_at(0) is None
    assert ledger.model.data(ledger.model.index(0, 0)) == "…"
    qtbot.waitUntil(lambda: ledger.model.line_at(0) is not None)


def test_a_write_elsewhere_is_seen_in_the_list(qtbot, ledger, window):
    line = lines(ledger)[0]
    records, actor = window.context.application.open_records(), window.context.session.actor
    window._operations.command(
        lambda _p: records.ledger.cases.act(line.id, Step(action=Action.HOLD, reason="保全"), actor)
    ).start()
    qtbot.waitUntil(lambda: not ledger._late.isActive())
    qtbot.waitUntil(lambda: ledger.model.line_at(0) is not None)
    assert ledger.model.line_at(0).id == line.id


def test_the_smallest_window_keeps_the_table_and_offers_the_lists_as_a_menu(ledger, window):
    window.resize(911, 472)
    assert not ledger.view.lists.isVisible()
    assert ledger.view.choose.isVisible()
    assert ledger.view.table.height() > 150
    texts = [action.text() for action in ledger.view.lists.menu().actions()]
    assert any(text.startswith("已超期") for text in texts)
