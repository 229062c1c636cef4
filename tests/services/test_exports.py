"""Lists that go out: what is shown and nothing else, masked, recorded before they are written."""

import csv
import io

import pytest

from hfc_desktop.documents.saving import save
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.ledger import ComplaintFilter
from hfc_desktop.domain.ledger_lists import Column, Order, Query, Quick
from hfc_desktop.domain.sheets import Format
from hfc_desktop.errors import EnvironmentFaultError, SecurityRefusalError, UserMistakeError
from hfc_desktop.services.exports import ExportColumn, ExportService
from hfc_desktop.tables.reading import FileTables
from hfc_desktop.tables.writing import MemoryTables

SHOWN = (
    ExportColumn("number", "编号", lambda line: line.number),
    ExportColumn("complainant", "投诉人", lambda line: line.complainant),
    ExportColumn("scenario", "场景", lambda line: line.scenario),
)
ALL = Query(wanted=ComplaintFilter())


@pytest.fixture
def exports(branch):
    return ExportService(branch.store.unit_of_work, branch.clock, MemoryTables(), save)


def cells(path):
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_what_is_shown_goes_out_in_its_order_and_masked(exports, branch, registered, tmp_path):
    cases = [registered(scenario=f"s{number}") for number in range(3)]
    query = Query(wanted=ComplaintFilter(), order=Order(column=Column.SCENARIO, descending=True))
    done = exports.export_list(query, SHOWN, tmp_path / "a.csv", branch.manager, form=Format.CSV)
    assert cells(tmp_path / "a.csv") == [
        ["编号", "投诉人", "场景"],
        *([case.number, "欧阳**", case.scenario] for case in reversed(cases)),
    ]
    assert (done.rows, done.masked) == (3, True)


def test_the_quick_filter_row_counts(exports, branch, registered, tmp_path):
    registered(scenario="s1")
    registered(scenario="t2")
    query = Query(wanted=ComplaintFilter(), quick=(Quick(column=Column.SCENARIO, text="t2"),))
    done = exports.export_list(query, SHOWN, tmp_path / "a.csv", branch.manager, form=Format.CSV)
    assert done.rows == 1


def test_revealing_needs_a_reason_and_names_the_records_in_the_log(exports, branch, registered, events, tmp_path):
    case = registered()
    done = exports.export_list(
        ALL, SHOWN, tmp_path / "a.csv", branch.manager, form=Format.CSV, reveal="逐户回访欧阳震华"
    )
    assert cells(tmp_path / "a.csv")[1][1] == "欧阳震华"
    (event,) = [event for event in events("complaint") if event.op is Op.EXPORT]
    assert (event.fields["masked"], event.fields["records"], event.fields["sha256"]) == (False, [case.id], done.sha256)
    assert "欧阳" not in str(event.to_json())


def test_every_export_is_recorded_with_what_it_held(exports, branch, registered, events, tmp_path):
    registered()
    exports.export_list(ALL, SHOWN, tmp_path / "张三的.xlsx", branch.manager)
    (event,) = [event for event in events("complaint") if event.op is Op.EXPORT]
    assert event.fields["columns"] == ["number", "complainant", "scenario"]
    assert (event.fields["rows"], event.fields["masked"], event.fields["form"]) == (1, True, "xlsx")
    assert "张三" not in str(event.to_json())


def test_nobody_but_the_manager_exports(exports, branch, tmp_path):
    for who in (branch.teller, branch.handler, branch.auditor, branch.admin):
        with pytest.raises(SecurityRefusalError):
            exports.export_list(ALL, SHOWN, tmp_path / "a.csv", who)
    assert list(tmp_path.glob("a.*")) == []


def test_only_the_own_offices_go_out(exports, branch, registered, tmp_path):
    registered()
    assert exports.export_list(ALL, SHOWN, tmp_path / "a.csv", branch.elsewhere, form=Format.CSV).rows == 0


def test_cancelled_there_is_no_file_and_no_trace_of_one(exports, branch, registered, events, tmp_path):
    registered()
    for call in (
        lambda: exports.export_list(ALL, SHOWN, tmp_path / "a.csv", branch.manager, progress=lambda *_: False),
        lambda: exports.export_ledger(ComplaintFilter(), tmp_path / "a.csv", branch.manager, progress=lambda *_: False),
    ):
        assert call() is None
    assert list(tmp_path.glob("*.csv")) == []
    assert [event for event in events() if event.op is Op.EXPORT] == []


def test_a_file_that_cannot_be_written_leaves_the_old_one_and_is_recorded(branch, registered, events, tmp_path):
    def full(path, content):
        raise EnvironmentFaultError("documents.not_saved", path=str(path), reason="disk_full")

    registered()
    (tmp_path / "a.csv").write_text("alt")
    with pytest.raises(EnvironmentFaultError):
        ExportService(branch.store.unit_of_work, branch.clock, MemoryTables(), full).export_list(
            ALL, SHOWN, tmp_path / "a.csv", branch.manager
        )
    assert (tmp_path / "a.csv").read_text() == "alt"
    told = [event.fields["what"] for event in events("complaint") if event.op is Op.EXPORT]
    assert told == ["list", "export_failed"]


def test_a_list_without_columns_is_refused(exports, branch, tmp_path):
    with pytest.raises(UserMistakeError):
        exports.export_list(ALL, (), tmp_path / "a.csv", branch.manager)


def test_a_formula_that_a_customer_wrote_is_text(exports, branch, registered, tmp_path):
    registered(claim='=HYPERLINK("http://x","y")', facts="+8613812345678")
    exports.export_ledger(ComplaintFilter(), tmp_path / "a.csv", branch.manager, form=Format.CSV, reveal="因")
    row = dict(zip(*cells(tmp_path / "a.csv"), strict=True))
    assert row["claim"] == '\'=HYPERLINK("http://x","y")'
    sheet = FileTables().open(tmp_path / "a.csv")
    assert dict(zip(sheet.headings, next(sheet.rows)[1], strict=True))["claim"] == '=HYPERLINK("http://x","y")'


@pytest.mark.parametrize("form", Format)
def test_a_ledger_goes_out_masked_in_every_field_and_text(exports, branch, registered, tmp_path, form):
    registered()
    path = tmp_path / f"a.{form.value}"
    exports.export_ledger(ComplaintFilter(), path, branch.manager, form=form)
    sheet = FileTables().open(path)
    row = str(next(sheet.rows))
    assert not [word for word in ("震华", "13812345678", "11010519491231002X") if word in row]
    assert "欧阳**称未被告知，电话138****5678" in row
