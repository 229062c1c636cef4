"""The manager's other screens in the real window: due list, people, audit, taking over, early signs."""

import sys
from pathlib import Path

import pytest

from hfc_desktop.domain.audit import BreakReason
from hfc_desktop.domain.early_signs import Sign
from hfc_desktop.domain.imports import Verdict
from hfc_desktop.domain.ledger import ComplaintFilter
from hfc_desktop.domain.people import Role
from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.ui.screens.people.form import UserDialog

sys.path.insert(0, str(Path(__file__).parent))

from manager_window import ADMINISTRATOR, AUDITOR, MANAGER, TELLER, signed_in, store


def rows(table):
    return [table.rows.texts(row) for row in range(table.rows.rowCount())]


def screen_of(window, name, staff_no=MANAGER):
    signed_in(window, staff_no)
    window.open(name)
    return window.shown()


# -- due list -----------------------------------------------------------------------------------------------------


def test_the_due_list_shows_the_span_that_is_chosen_and_always_what_is_late(window):
    screen = screen_of(window, "due_list")
    numbers = []
    for at in range(4):
        screen.choose(at)
        numbers.append(len(screen._lines))
        assert any(line.days_left < 0 for line in screen._lines)
    assert numbers == sorted(numbers)
    assert numbers[0] < numbers[-1]


def test_the_due_list_is_saved_as_the_printed_form_and_as_a_calendar_without_names(window, tmp_path):
    screen = screen_of(window, "due_list")
    screen.save_pdf(tmp_path / "due.pdf")
    assert (tmp_path / "due.pdf").read_bytes().startswith(b"%PDF")
    screen.save_calendar(tmp_path / "due.ics")
    calendar = (tmp_path / "due.ics").read_text(encoding="utf-8").replace("\r\n ", "")
    assert calendar.count("BEGIN:VEVENT") == len(screen._lines)
    with store(window) as uow:
        for line in screen._lines:
            assert line.number in calendar
            assert uow.complaints.get(line.id).complainant().name not in calendar


def test_a_machine_without_a_printer_says_so(window):
    screen = screen_of(window, "due_list")
    told = []
    window.context.hub.fault.connect(told.append)

    def none(_name, _pages, _parent):
        raise EnvironmentFaultError("preview.no_printer")

    screen.ask_printer = none
    screen.print()
    assert [error.code for error in told] == ["preview.no_printer"]


# -- people -------------------------------------------------------------------------------------------------------


def test_an_administrator_adds_changes_and_gives_a_new_pin(window):
    screen = screen_of(window, "people", ADMINISTRATOR)
    before = len(rows(screen.table))
    screen.add()
    dialog = screen.findChild(UserDialog)
    dialog.staff_no.setText("60499")
    dialog.name.setText("新同事")
    dialog.role.setCurrentIndex(dialog.role.findData(Role.COMPLAINT_HANDLER))
    dialog.office.setCurrentIndex(dialog.office.findData("650111"))
    dialog.pin.setText("739415")
    dialog.again.setText("739416")
    dialog._agree()
    assert dialog.said.isVisible(), "two different PINs are not taken"
    dialog.again.setText("739415")
    dialog._agree()
    assert len(rows(screen.table)) == before + 1
    with store(window) as uow:
        assert uow.people.user("60499").role is Role.COMPLAINT_HANDLER
    assert window.context.application.open_records().people.sign_in("60499", "739415").user.name == "新同事"


def test_a_weak_pin_is_refused_in_the_dialog(window):
    screen = screen_of(window, "people", ADMINISTRATOR)
    screen.new_pin()
    dialog = screen.findChild(UserDialog)
    dialog.pin.setText("1")
    dialog.again.setText("1")
    dialog._agree()
    assert dialog.isVisible()
    assert dialog.said.isVisible()
    dialog.reject()


def test_a_manager_sees_people_and_unlocks_but_does_not_change_them(window):
    screen = screen_of(window, "people")
    assert rows(screen.table)
    assert screen._unlock.isVisible()
    assert not screen._add.isVisible()
    assert not screen._pin.isVisible()
    screen.change()
    assert screen.findChild(UserDialog) is None


# -- audit --------------------------------------------------------------------------------------------------------


def test_an_auditor_searches_by_kind_person_number_and_day(window):
    screen = screen_of(window, "audit", AUDITOR)
    assert rows(screen.table)
    screen.kind.setCurrentIndex(screen.kind.findData("writing"))
    assert {row[3] for row in rows(screen.table)} <= {
        "新建",
        "变更",
        "办理",
        "增加",
        "移除",
        "关联",
        "解除关联",
        "导入",
    }
    screen.person.setText("60410")
    screen.search()
    assert {row[1] for row in rows(screen.table)} == {"陈静 60410"}
    number = next(row[5] for row in rows(screen.table) if row[5])
    screen.person.clear()
    screen.record.setText(number)
    screen.search()
    assert {row[5] for row in rows(screen.table)} == {number}
    screen.first.setText("2030-01-01")
    screen.search()
    assert rows(screen.table) == []
    screen.first.setText("2030-01")
    screen.search()
    assert rows(screen.table), "a day that is not finished is passed over"


def test_more_of_the_log_comes_as_one_scrolls(window):
    screen = screen_of(window, "audit", AUDITOR)
    if not screen._more:
        pytest.fail("the demo's log is longer than a page")
    before = len(rows(screen.table))
    screen.table.end_seen.emit()
    after = rows(screen.table)
    assert len(after) > before
    assert len({line.key for line in screen._lines}) == len(after)


def test_a_whole_log_is_told_whole_and_a_changed_one_names_its_event(window):
    screen = screen_of(window, "audit", AUDITOR)
    screen.verify()
    assert "一致" in screen.verdict.accessibleName()

    with window.context.application.open_store().unit_of_work() as uow:
        connection = uow.session.connection()
        connection.exec_driver_sql("DROP TRIGGER event_log_no_update")
        later = """UPDATE event_log SET body = replace(body, '"at":"2', '"at":"3') WHERE seq = 60"""
        connection.exec_driver_sql(later)
        uow.session.commit()
    screen.verify()
    said = screen.verdict.accessibleName()
    assert "/60" in said
    assert BreakReason.CHANGED.value not in said, "in words, not as a code"


# -- taking over --------------------------------------------------------------------------------------------------

TABLE = (
    "收到时间,投诉请求,事实,投诉人姓名,别的\n"
    "2026-10-01 09:30,退还年费,未告知收费,王五,x\n"
    "2026-13-01,退费,没有,李四,x\n"
    "2026-10-03 10:00,解释利息,看不懂账单,赵六,x\n"
)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "旧台账.csv"
    path.write_text(TABLE, encoding="utf-8-sig")
    return path


def test_each_row_says_what_becomes_of_it_before_anything_is_written(window, table):
    screen = screen_of(window, "ledger_import")
    with store(window) as uow:
        events = uow.log.count()
    screen.plan(table)
    shown = rows(screen.rows)
    assert [row[0] for row in shown] == ["3", "2", "4"], "the rejected row comes first"
    assert "收到时间" in shown[0][3], "and names its cell"
    assert screen.mapping.choices["投诉请求"].currentData() == "claim"
    assert screen.mapping.choices["别的"].currentData() == ""
    with store(window) as uow:
        assert uow.log.count() == events


def test_another_reading_of_a_column_plans_again(qtbot, window, table):
    screen = screen_of(window, "ledger_import")
    screen.plan(table)
    choice = screen.mapping.choices["别的"]
    choice.setCurrentIndex(choice.findData("facts"))
    qtbot.waitUntil(lambda: screen._plan.columns[-1] == ("别的", "facts"))


def test_what_was_planned_is_taken_over_and_back_as_a_whole(window, table):
    screen = screen_of(window, "ledger_import")
    screen.plan(table)
    wanted = sum(row.verdict is Verdict.NEW for row in screen._plan.rows)
    screen.take_over()
    assert screen._done[0].new == wanted == 2
    assert not screen.commit.isEnabled()
    with store(window) as uow:
        assert uow.complaints.count(ComplaintFilter(text="退还年费 王五")) == 1
    screen.take_back(screen._done[0].id, "")
    assert screen._done[0].undone_at is None, "a reason is needed"
    screen.take_back(screen._done[0].id, "选错文件")
    assert screen._done[0].undone_at is not None
    with store(window) as uow:
        assert uow.complaints.count(ComplaintFilter(text="退还年费 王五")) == 0


def test_a_teller_cannot_take_over(window, table):
    screen = screen_of(window, "ledger_import", TELLER)
    screen.plan(table)
    assert screen._plan is None
    assert "权" in window.banner.text()


# -- early signs --------------------------------------------------------------------------------------------------


def test_an_early_sign_is_put_right_or_becomes_a_complaint(window):
    signed_in(window)
    signs, actor = window.context.application.open_records().ledger.signs, window.context.session.actor
    for note in ("老人等候很久", "与柜员争执"):
        signs.note((Sign.LONG_QUEUE,), actor, note=note)
    window.open("early_signs")
    screen = window.shown()
    assert len(rows(screen.table)) == 2
    first = screen.current()
    screen.settle(first.id, "当面道歉")
    assert "当面道歉" in "".join("".join(row) for row in rows(screen.table))
    screen.table.selectRow(next(at for at, slip in enumerate(screen._slips) if slip.id != first.id))
    screen.to_complaint()
    assert window.shown().name == "record"


def test_a_demo_lets_one_be_anybody(window):
    window.settle()
    people = window.context.application.open_records().people.demo_users()
    assert {TELLER, MANAGER, AUDITOR} <= {user.staff_no for user in people}
    window.sign_out()
    window._sign_in_demo(staff_no=MANAGER)
    assert window.shown().name == "manager_start", "a manager's day begins there"
    window.sign_out()
    window._sign_in_demo(staff_no=TELLER)
    assert window.shown().name == "counter"
