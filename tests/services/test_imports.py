"""Taking over a ledger: what is planned is what is done, and what was done can be taken back whole."""

import io
import secrets
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import xlsxwriter

from hfc_desktop.bootstrap.content import ShippedRules
from hfc_desktop.bootstrap.custody import ledger_words
from hfc_desktop.domain.complaint import ComplaintSource, Nature, Status
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.imports import ImportMapping, Verdict
from hfc_desktop.domain.ledger import ComplaintFilter
from hfc_desktop.domain.people import Actor, Organisation, OrganisationLevel, Role
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.security.customer_keys import HmacCustomerKeys
from hfc_desktop.services.complaints import ComplaintService
from hfc_desktop.services.imports import ImportService
from hfc_desktop.services.records import put_organisation
from hfc_desktop.storage.store import create_store
from hfc_desktop.tables.reading import FileTables

START = datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI)
RULES = ShippedRules()
WORDS = ledger_words(RULES)
MANAGER = Actor(staff_no="M1", role=Role.BRANCH_MANAGER, organisation="1100", counter="")
TELLER = Actor(staff_no="T1", role=Role.TELLER, organisation="1100", counter="A1")
LEDGER = (
    "工单号,收到时间,投诉人,身份证号,联系电话,投诉内容,情况说明,来源,办结日期,涉及金额（元）,处理结果,备注\n"
    "K1,2025-03-17 09:05,张三,11010519491231002X,138 1234 5678,退还年费,客户称未被告知,"
    "网点现场,2025-03-20,120.50,已退,x\n"
    "K2,2025年4月1日,李四,,１３９００００００００,补发回单,,信函/邮箱,,,,\n"
    "K3,20250501,王五,,,道歉,,at the counter,,,,\n"
)


class Clock:
    at = START

    def __call__(self):
        return self.at


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path, clock):
    opened = create_store(tmp_path / "store.db", secrets.token_bytes(32), clock)
    with opened.unit_of_work() as uow:
        for code, parent in (("1000", ""), ("1100", "1000"), ("9900", "")):
            office = Organisation(code=code, name=code, name_en=code, level=OrganisationLevel.SUB_BRANCH, parent=parent)
            put_organisation(uow, MANAGER, office)
        uow.commit()
    yield opened
    opened.close()


@pytest.fixture
def complaints(store, clock):
    keys = HmacCustomerKeys(*store.customer_secret())
    return ComplaintService(store.unit_of_work, clock, keys, None, "0.1.0", rules=RULES)


@pytest.fixture
def service(store, clock, complaints):
    return ImportService(store.unit_of_work, clock, FileTables(), lambda: WORDS, complaints, "0.1.0")


@pytest.fixture
def file(tmp_path):
    def file(text=LEDGER, name="台账.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return file


def planned(service, path, **options):
    return service.plan(path, MANAGER, **options)


def verdicts(plan):
    return [row.verdict.value for row in plan.rows]


def ledger(complaints):
    rows = complaints.rows(ComplaintFilter(limit=1000), MANAGER)
    return {complaints.get(row.id, MANAGER).old_number: complaints.get(row.id, MANAGER) for row in rows}


def code_of(call, *arguments, **options):
    with pytest.raises((UserMistakeError, SecurityRefusalError)) as caught:
        call(*arguments, **options)
    return caught.value.code


def fault_of(service, path, **options):
    rejected = [row for row in planned(service, path, **options).rows if row.verdict is Verdict.REJECTED]
    return [(row.row, fault.column, fault.code) for row in rejected for fault in row.faults]


# -- planning -----------------------------------------------------------------------------------------------------


def test_a_banks_own_table_is_read_by_its_headings(service, file):
    plan = planned(service, file())
    assert dict(plan.columns)["备注"] is None
    assert dict(plan.columns)["涉及金额（元）"] == "amount_yuan"
    assert plan.counts() == {Verdict.NEW: 3, Verdict.CHANGED: 0, Verdict.SAME: 0, Verdict.REJECTED: 0}


def test_a_plan_writes_nothing(service, complaints, store, file):
    before = store.path.read_bytes()
    planned(service, file())
    assert complaints.count(ComplaintFilter(), MANAGER) == 0
    assert store.path.read_bytes() == before


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_gives_the_same_plan(service, file, encoding):
    first, second = planned(service, file()), planned(service, file(name="b.csv", encoding=encoding))
    assert first.rows == second.rows


def test_a_workbook_gives_the_same_cases_as_a_csv(service, file):
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet()
    moment = book.add_format({"num_format": "yyyy/m/d h:mm"})
    sheet.write_row(0, 0, ["工单号", "收到时间", "投诉人", "联系电话", "投诉内容"])
    sheet.write_string(1, 0, "K1")
    sheet.write_datetime(1, 1, datetime(2025, 3, 17, 9, 5), moment)
    sheet.write_row(1, 2, ["张三", 13812345678, "退还年费"])
    sheet.write_row(2, 0, ["K2", 45_733.5, "李四", None, "道歉"])
    book.close()
    rows = planned(service, file(stream.getvalue(), "台账.xlsx")).rows
    assert [row.changes["received_at"] for row in rows] == ["2025-03-17T09:05:00+08:00", "2025-03-17T12:00:00+08:00"]
    assert rows[0].changes["parties"][0]["phone"] == "13812345678"


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("K9,昨天,张,,,退费,,,,,,", "收到时间", "cell.no_day"),
        ("K9,2025-02-30,张,,,退费,,,,,,", "收到时间", "cell.no_day"),
        ("K9,,张,,,退费,,,,,,", "", "cell.missing"),
        ("K9,2025-03-17,张,,,,只有事实,,,,,", "", "cell.missing"),
        ("K9,2025-03-17,张,,,退费,,飞鸽传书,,,,", "来源", "cell.unknown_word"),
        ("K9,2025-03-17,张,,,退费,,,,一百,,", "涉及金额（元）", "cell.no_number"),
        ("K9,2025-03-17,张,,,退费,,,,1.234,,", "涉及金额（元）", "cell.not_whole"),
        ("K9,2025-03-17,张,,,退费,,,,-5,,", "", "records.negative_amount"),
        ("K9,2027-03-17,张,,,退费,,,,,,", "", "records.received_in_future"),
        ("K9,2025-03-17,张,,,退费,,,2025-03-01,,,", "", "cell.closed_before_receipt"),
        ("K9,2025-03-17,张,,,密码是884213,,,,,,", "", "records.secret_in_text"),
        ("K1,2025-03-17,张,,,重复的行,,,,,,", "", "cell.twice"),
    ],
)
def test_a_row_that_does_not_fit_is_rejected_with_cell_and_reason(service, file, row, column, code):
    assert fault_of(service, file(LEDGER + row + "\n")) == [(5, column, code)]


def test_a_rejection_never_repeats_what_stood_in_the_cell(service, file):
    plan = planned(service, file(LEDGER + "K9,张三的生日,张三丰,,13812345678,退费,,飞鸽传书,,一百,,\n"))
    faults = str([fault for row in plan.rows for fault in row.faults])
    assert not [word for word in ("生日", "张三", "1381234", "飞鸽", "一百") if word in faults]


def test_an_office_of_somebody_else_is_rejected(service, file):
    text = "机构号,收到时间,投诉内容\n9900,2025-03-17,退费\n1100,2025-03-17,退费\n"
    assert fault_of(service, file(text)) == [(2, "", "cell.unknown_office")]


def test_an_identity_number_that_a_spreadsheet_rounded_is_rejected(service, file):
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["收到时间", "身份证号", "投诉内容"])
    sheet.write_row(1, 0, ["2025-03-17", 110105194912310021, "退费"])
    book.close()
    assert fault_of(service, file(stream.getvalue(), "a.xlsx")) == [(2, "身份证号", "cell.rounded")]


def test_a_file_without_what_every_case_needs_is_refused_as_a_whole(service, file):
    assert code_of(planned, service, file("投诉人,投诉内容\n张三,退费\n")) == "imports.no_column"
    assert code_of(planned, service, file("收到时间,投诉人\n2025-03-17,张三\n")) == "imports.no_column"


def test_a_mapping_names_columns_values_and_defaults(service, file):
    mapping = ImportMapping(
        columns={"来信日期": "received_at", "说了什么": "claim", "投诉人": ""},
        values={"source": {"飞鸽传书": "letter"}},
        defaults={"source": "飞鸽传书", "nature": "咨询"},
    )
    plan = planned(service, file("来信日期,说了什么,投诉人\n2025-03-17,退费,张三\n"), mapping=mapping)
    (row,) = plan.rows
    assert dict(plan.columns)["投诉人"] is None
    assert row.verdict is Verdict.REJECTED  # a consultation says what happened, not what is claimed
    plan = planned(
        service,
        file("来信日期,说了什么\n2025-03-17,退费\n"),
        mapping=replace(mapping, columns={"来信日期": "received_at", "说了什么": "facts"}),
    )
    assert (plan.rows[0].changes["source"], plan.rows[0].changes["nature"]) == ("letter", "consultation")


def test_a_mapping_of_a_field_that_does_not_exist_is_refused():
    assert code_of(ImportMapping, columns={"甲": "no_such"}) == "imports.unknown_field"


def test_cancelling_the_plan_gives_none(service, file):
    assert service.plan(file(), MANAGER, progress=lambda done, total: False) is None


# -- doing --------------------------------------------------------------------------------------------------------


def test_what_was_planned_is_done(service, complaints, file):
    plan = planned(service, file())
    done, changes = service.commit(plan, MANAGER)
    cases = ledger(complaints)
    assert (done.new, done.changed, len(cases)) == (3, 0, 3)
    assert changes.concerns("complaint", cases["K1"].id)
    first, second, third = cases["K1"], cases["K2"], cases["K3"]
    assert (first.status, first.closed_at.date().isoformat()) == (Status.CLOSED, "2025-03-20")
    assert (first.amount_fen, first.decision, first.facts) == (12_050, "已退", "客户称未被告知")
    assert first.parties[0].phone == "138 1234 5678"
    assert (second.status, second.source) == (Status.REGISTERED, ComplaintSource.LETTER)
    assert second.parties[0].phone == "13900000000"
    assert (third.source, third.nature) == (ComplaintSource.COUNTER, Nature.COMPLAINT)
    assert first.customer_key is not None
    assert any(clock.name == "decision" for clock in third.clocks)
    assert len({case.number for case in cases.values()}) == 3


def test_the_same_file_again_changes_nothing(service, complaints, file):
    service.commit(planned(service, file()), MANAGER)
    again = planned(service, file())
    assert verdicts(again) == ["same"] * 3
    assert code_of(service.commit, again, MANAGER) == "imports.nothing"


def test_a_corrected_file_changes_what_is_other_and_nothing_else(service, complaints, file):
    service.commit(planned(service, file()), MANAGER)
    before = ledger(complaints)
    plan = planned(service, file(LEDGER.replace("补发回单", "补发回单并道歉").replace("李四", "李 四")))
    assert verdicts(plan) == ["same", "changed", "same"]
    assert set(plan.rows[1].changes) == {"claim", "parties"}
    assert plan.rows[1].before["claim"] == "补发回单"
    service.commit(plan, MANAGER)
    after = ledger(complaints)
    assert after["K2"].claim == "补发回单并道歉"
    assert after["K1"] == before["K1"]


def test_an_empty_cell_empties_nothing_and_a_masked_one_says_nothing_new(service, complaints, file):
    service.commit(planned(service, file()), MANAGER)
    text = "工单号,收到时间,投诉人,联系电话,投诉内容\nK1,2025-03-17 09:05,张*,,退还年费\n"
    assert verdicts(planned(service, file(text))) == ["same"]


def test_a_plan_that_time_overtook_is_refused_whole(service, complaints, file):
    service.commit(planned(service, file()), MANAGER)
    plan = planned(service, file(LEDGER.replace("补发回单", "甲").replace("道歉", "乙")))
    case = ledger(complaints)["K3"]
    complaints.edit(case.id, {"claim": "丙"}, MANAGER, "更正")
    assert code_of(service.commit, plan, MANAGER) == "imports.changed_meanwhile"
    assert ledger(complaints)["K2"].claim == "补发回单"


def test_the_same_plan_twice_is_refused(service, file):
    plan = planned(service, file())
    service.commit(plan, MANAGER)
    assert code_of(service.commit, plan, MANAGER) == "imports.changed_meanwhile"


@pytest.mark.parametrize("stop_at", [0, 100])
def test_cancelled_in_the_middle_nothing_was_done(service, complaints, store, file, stop_at):
    rows = "".join(f"K{number},2025-03-17,张三,,,退费,,,,,,\n" for number in range(10, 160))
    plan = planned(service, file(LEDGER + rows))
    assert service.commit(plan, MANAGER, progress=lambda done, total: done < stop_at) is None
    assert complaints.count(ComplaintFilter(), MANAGER) == 0
    with store.unit_of_work(read_only=True) as uow:
        assert [
            event
            for event in uow.log.events()
            if event.table in ("complaint", "ledger_import") and event.op is not Op.READ
        ] == []
        assert uow.log.first_break() is None


def test_progress_is_told_to_the_end(service, file):
    seen = []
    plan = service.plan(file(), MANAGER, progress=lambda done, total: seen.append((done, total)) or True)
    service.commit(plan, MANAGER, progress=lambda done, total: seen.append((done, total)) or True)
    assert seen == [(0, 6), (6, 6), (0, 3), (3, 3)]


def test_the_event_of_an_import_names_no_customer(service, store, file):
    service.commit(planned(service, file(name="张三的台账.csv")), MANAGER)
    with store.unit_of_work(read_only=True) as uow:
        event = next(iter(uow.log.events("ledger_import")))
        assert (event.op, event.actor, event.fields["new"]) == (Op.CREATE, "M1", 3)
        assert "张三" not in str(event.to_json())


def test_tables_made_again_from_the_log_are_the_same(service, store, file):
    service.commit(planned(service, file()), MANAGER)
    assert store.rebuild().changed == ()


# -- undoing ------------------------------------------------------------------------------------------------------


def test_an_import_is_taken_back_whole(service, complaints, store, file):
    service.commit(planned(service, file(LEDGER.rsplit("K3", 1)[0])), MANAGER)
    before = ledger(complaints)
    done, _changes = service.commit(planned(service, file(LEDGER.replace("补发回单", "另一件"))), MANAGER)
    assert (done.new, done.changed) == (1, 1)
    undone, changes = service.undo(done.id, MANAGER, "导错文件")
    assert ledger(complaints) == before
    assert (undone.undone_by, bool(changes)) == ("M1", True)
    assert store.rebuild().changed == ()
    with store.unit_of_work(read_only=True) as uow:
        assert uow.log.first_break() is None
        assert uow.log.anchor_break() is None


def test_what_was_taken_back_is_gone_from_the_log_too_and_may_come_again(service, complaints, store, file):
    done, _changes = service.commit(planned(service, file()), MANAGER)
    service.undo(done.id, MANAGER, "导错文件")
    with store.unit_of_work(read_only=True) as uow:
        kept = str([uow.log.private(event) for event in uow.log.events("complaint")])
    assert "张三" not in kept
    assert verdicts(planned(service, file())) == ["new"] * 3


def test_an_import_on_which_somebody_worked_stays(service, complaints, file):
    done, _changes = service.commit(planned(service, file()), MANAGER)
    case = ledger(complaints)["K2"]
    complaints.edit(case.id, {"claim": "丙"}, MANAGER, "更正")
    with pytest.raises(UserMistakeError) as caught:
        service.undo(done.id, MANAGER, "导错文件")
    assert (caught.value.code, caught.value.params) == ("imports.touched", {"count": 1, "number": case.number})
    assert len(ledger(complaints)) == 3


def test_an_import_is_undone_once_with_a_reason_and_by_its_id(service, file):
    done, _changes = service.commit(planned(service, file()), MANAGER)
    assert code_of(service.undo, done.id, MANAGER, "  ") == "imports.reason_needed"
    assert code_of(service.undo, "none", MANAGER, "因") == "imports.not_found"
    assert service.undo(done.id, MANAGER, "因", progress=lambda done, total: False) is None
    service.undo(done.id, MANAGER, "因")
    assert code_of(service.undo, done.id, MANAGER, "因") == "imports.undone"
    (shown,) = service.done(MANAGER)
    assert shown.undone_at is not None


def test_numbers_of_one_day_go_on_where_the_counter_left_off(service, complaints, clock, file):
    clock.at = datetime(2025, 5, 1, 9, 0, tzinfo=SHANGHAI)
    draft = replace(complaints.new_draft(None, replace(MANAGER, counter="")), claim="x")
    own, _changes = complaints.register(draft, MANAGER)
    clock.at = START
    service.commit(planned(service, file()), MANAGER)
    numbers = [case.number for case in ledger(complaints).values()]
    assert own.number in numbers
    assert len(set(numbers)) == 4


def test_a_manager_alone_takes_over_ledgers(service, file):
    assert code_of(service.plan, file(), TELLER) == "people.refused"


def test_clock_times_before_the_year_two_thousand_are_days_too(service, file):
    text = "收到时间,投诉内容\n1999-12-31 23:59,退费\n"
    (row,) = planned(service, file(text)).rows
    assert datetime.fromisoformat(row.changes["received_at"]) + timedelta(minutes=1) == datetime(
        2000, 1, 1, tzinfo=SHANGHAI
    )
