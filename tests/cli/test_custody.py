"""``hfc complaints import|export``, ``hfc imports``, ``hfc audit``, ``hfc retention`` as they are called."""

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest

from hfc_desktop.bootstrap import open_application
from hfc_desktop.domain.complaint import Status
from hfc_desktop.i18n import set_language
from hfc_desktop.paths import DataDir
from hfc_desktop.services.records import put_changed_complaint
from tests.cli.branch_house import PIN, answer, hfc, make_branch, use

pytestmark = pytest.mark.usefixtures("english")
LEDGER = "工单号,收到时间,投诉人,联系电话,投诉内容\nK1,2019-03-17,欧阳震华,13812345678,退还年费\nK2,昨天,李四,,道歉\n"


PEOPLE = (
    ("T1", "teller", ""), ("H1", "complaint_handler", ""), ("M1", "branch_manager", ""), ("M2", "branch_manager", ""),
    ("X1", "auditor", ""),
)  # fmt: skip


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    """A branch with an administrator, two managers, a handler, a teller and an auditor; made once."""
    return make_branch(tmp_path_factory.mktemp("pattern"), PEOPLE)


@pytest.fixture
def branch(pattern, tmp_path, monkeypatch):
    """A branch of one's own, the manager signed in, and a ledger of another system beside it."""
    shutil.copytree(pattern, tmp_path / "branch")
    use(tmp_path / "branch", monkeypatch, "M1")
    (tmp_path / "ledger.csv").write_text(LEDGER, encoding="gb18030")
    return tmp_path


def test_a_dry_run_says_what_would_be_done_and_does_nothing(capsys, branch):
    plan = answer(capsys, "complaints", "import", str(branch / "ledger.csv"), "--dry-run")
    assert (plan["new"], plan["rejected"], plan["import"], plan["encoding"]) == (1, 1, None, "gb18030")
    rejected = plan["rows"][1]
    assert rejected["row"] == 3
    assert rejected["faults"] == [
        {"column": "收到时间", "code": "cell.no_day",
         "reason": "收到时间: this is no day; write 2026-03-17 or 2026-03-17 09:30"}
    ]  # fmt: skip
    assert answer(capsys, "complaints", "list")["total"] == 0


def test_a_ledger_is_taken_over_exported_and_taken_back(capsys, branch):
    status, out, err = hfc(capsys, "complaints", "import", str(branch / "ledger.csv"))
    assert (status, "New: 1" in out, "Row 3: 收到时间" in err) == (0, True, True)
    out_file = branch / "out.xlsx"
    done = answer(capsys, "complaints", "export", "-o", str(out_file), "--reveal", "round trip")
    assert (done["rows"], done["masked"]) == (1, False)
    again = answer(capsys, "complaints", "import", str(out_file))
    assert (again["same"], again["import"]) == (1, None)
    (one,) = answer(capsys, "imports", "list")["imports"]
    assert answer(capsys, "imports", "undo", one["id"], "--reason", "wrong file")["undone_by"] == "M1"
    assert answer(capsys, "complaints", "list")["total"] == 0
    assert answer(capsys, "complaints", "verify")["ok"]


def test_a_masked_export_says_nothing_new_when_it_comes_back(capsys, branch):
    hfc(capsys, "complaints", "import", str(branch / "ledger.csv"))
    assert answer(capsys, "complaints", "export", "-o", str(branch / "out.csv"))["masked"]
    assert "13812345678" not in (branch / "out.csv").read_text(encoding="utf-8-sig")
    assert answer(capsys, "complaints", "import", str(branch / "out.csv"))["same"] == 1


def test_a_mapping_file_reads_a_table_of_ones_own(capsys, branch):
    (branch / "own.csv").write_text("日,话\n2025-01-02,退费\n", encoding="utf-8")
    (branch / "map.yaml").write_text(
        'columns: {"日": received_at, "话": claim}\nvalues: {source: {"门口": counter}}\ndefaults: {source: "门口"}\n',
        encoding="utf-8",
    )
    words = ("complaints", "import", str(branch / "own.csv"), "--mapping", str(branch / "map.yaml"))
    assert answer(capsys, *words)["new"] == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [("columns: [a]\n", "columns"), ("other: {}\n", "other"), ("columns: {a: no_such}\n", "no_such"), ("{\n", "line")],
)
def test_a_mapping_that_is_none_is_named(capsys, branch, content, said):
    (branch / "map.yaml").write_text(content, encoding="utf-8")
    words = ("complaints", "import", str(branch / "ledger.csv"), "--mapping", str(branch / "map.yaml"))
    status, _out, err = hfc(capsys, *words)
    assert (status, said in err) == (1, True)


def test_a_file_of_which_no_row_fits_is_at_fault(capsys, branch):
    (branch / "bad.csv").write_text("收到时间,投诉内容\n昨天,退费\n", encoding="utf-8")
    assert hfc(capsys, "complaints", "import", str(branch / "bad.csv"))[0] == 1
    assert hfc(capsys, "complaints", "import", str(branch / "none.csv"))[0] == 3


@pytest.mark.parametrize("user", ["T1", "H1", "X1", "A1"])
def test_only_the_manager_takes_over_and_gives_out(capsys, branch, monkeypatch, user):
    monkeypatch.setenv("HFC_USER", user)
    assert hfc(capsys, "complaints", "import", str(branch / "ledger.csv"))[0] == 4
    assert hfc(capsys, "complaints", "export", "-o", str(branch / "out.csv"))[0] == 4
    assert not (branch / "out.csv").exists()


def test_a_chinese_message_holds_no_english_reason(capsys, branch):
    set_language("zh")
    _status, _out, err = hfc(capsys, "complaints", "import", str(branch / "none.csv"))
    assert "文件不存在" in err
    assert "No such file" not in err


def test_the_log_tells_who_saw_what(capsys, branch, monkeypatch):
    hfc(capsys, "complaints", "import", str(branch / "ledger.csv"))
    (row,) = answer(capsys, "complaints", "list")["complaints"]
    hfc(capsys, "complaints", "show", row["number"], "--reveal", "--reason", "回电欧阳震华13812345678")
    monkeypatch.setenv("HFC_USER", "T1")
    hfc(capsys, "audit")
    monkeypatch.setenv("HFC_USER", "X1")
    (revealed,) = answer(capsys, "audit", "--what", "reveal")["events"]
    assert (revealed["actor"], revealed["number"]) == ("M1", row["number"])
    assert "13812345678" not in revealed["reason"]
    refused = answer(capsys, "audit", "--op", "refused", "--actor", "T1")["events"]
    assert [one["fields"]["right"] for one in refused] == ["log_read"]
    first = answer(capsys, "audit", "--limit", "1", "--actor", "M1")["events"][0]
    rest = answer(capsys, "audit", "--actor", "M1", "--after", first["mark"])["events"]
    assert first["key"] not in [one["key"] for one in rest]
    assert "Shown unmasked" in hfc(capsys, "audit", "--what", "reveal")[1]
    assert hfc(capsys, "audit", "--after", "x")[0] == 1


def test_two_people_destroy_what_need_not_be_kept(capsys, branch, monkeypatch):
    hfc(capsys, "complaints", "import", str(branch / "ledger.csv"))
    (row,) = answer(capsys, "complaints", "list")["complaints"]
    _close(branch, row["id"])
    monkeypatch.setenv("HFC_USER", "H1")
    (due,) = answer(capsys, "retention", "due")["due"]
    assert due["number"] == row["number"]
    made = answer(capsys, "retention", "propose", row["number"], "--reason", "term over")
    assert hfc(capsys, "retention", "approve", made["id"], "--yes")[0] == 4
    monkeypatch.setenv("HFC_USER", "M2")
    assert answer(capsys, "retention", "lists")["lists"][0]["state"] == "waiting"
    done = answer(capsys, "retention", "approve", made["id"], "--yes")
    assert [one["number"] for one in done["destroyed"]] == [row["number"]]
    assert hfc(capsys, "complaints", "show", row["number"])[0] == 1
    proof = answer(capsys, "retention", "proof", row["number"])
    assert (proof["made_by"], proof["signed_by"]) == ("H1", "M2")
    assert "First signature: H1" in hfc(capsys, "retention", "proof", row["number"])[1]
    assert answer(capsys, "complaints", "verify")["ok"]
    monkeypatch.setenv("HFC_USER", "A1")
    assert hfc(capsys, "doctor", "--rebuild")[0] == 0


def _close(branch, case_id):
    """End a case years ago, as its clock would have had it."""
    application = open_application(DataDir(branch / "branch" / "数据"))
    records = application.open_records()
    actor = records.people.sign_in("M1", PIN).actor
    case = records.complaints.get(case_id, actor)
    with application.open_store().unit_of_work() as uow:
        ended = replace(case, status=Status.CLOSED, closed_at=case.received_at + timedelta(days=9))
        put_changed_complaint(uow, actor, case, ended)
        uow.commit()
    application.close()
