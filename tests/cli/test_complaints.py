"""``hfc complaints`` as it is called."""

import json
import shutil

import pytest

from hfc_desktop.paths import DataDir
from hfc_desktop.security.keys import load_store_key
from hfc_desktop.storage.engine import connect
from tests.cli.branch_house import answer, hfc, make_branch, use

pytestmark = pytest.mark.usefixtures("english")


PEOPLE = (("T1", "teller", "A1"), ("M1", "branch_manager", ""), ("X1", "auditor", ""))


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    """A branch with an administrator, a teller, a manager and an auditor; made once, copied for each test."""
    return make_branch(tmp_path_factory.mktemp("pattern"), PEOPLE)


@pytest.fixture
def branch(pattern, tmp_path, monkeypatch):
    """A branch of one's own, the teller signed in."""
    shutil.copytree(pattern, tmp_path / "branch")
    use(tmp_path / "branch", monkeypatch, "T1")
    return DataDir(tmp_path / "branch" / "数据")


@pytest.fixture
def document(tmp_path):
    """Writes a complaint document into a file."""

    def write(**fields):
        values = {
            "nature": "complaint",
            "claim": "退还年费",
            "facts": "客户称未被告知",
            "amount_fen": 30000,
            "business_line": "card",
            "parties": [
                {"role": "complainant", "name": "欧阳𠅤", "id_type": "resident_id", "id_number": "11010519491231002X",
                 "phone": "13812345678"}
            ],
        } | fields  # fmt: skip
        path = tmp_path / "matter.json"
        path.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def registered(capsys, branch, document):
    return answer(capsys, "complaints", "add", "--file", document())


def test_a_document_becomes_a_record_with_number_and_clocks(registered):
    assert registered["number"].startswith("110001")
    assert (registered["status"], registered["counter"], registered["first_receiver"]) == ("registered", "A1", "T1")
    assert {clock["name"] for clock in registered["clocks"]} >= {"decision", "first_contact"}
    assert registered["customer_key"]["hash"]


def test_what_was_registered_is_shown_and_can_be_registered_again(capsys, registered, tmp_path):
    shown = answer(capsys, "complaints", "show", registered["number"], "--reveal")
    assert shown == registered
    path = tmp_path / "again.json"
    path.write_text(json.dumps(shown), encoding="utf-8")
    again = answer(capsys, "complaints", "add", "--file", str(path))
    assert again["id"] != registered["id"]
    assert (again["claim"], again["parties"]) == (registered["claim"], registered["parties"])


def test_the_text_is_masked_unless_revealed(capsys, registered):
    masked = hfc(capsys, "complaints", "show", registered["number"])[1]
    assert "欧阳*" in masked
    assert "138****5678" in masked
    assert "欧阳𠅤" not in masked
    assert "欧阳𠅤" in hfc(capsys, "complaints", "show", registered["number"], "--reveal")[1]


def test_the_list_is_masked_filtered_and_counted(capsys, registered, document):
    answer(capsys, "complaints", "add", "--file", document(business_line="operations", claim="查明原因"))
    both = answer(capsys, "complaints", "list")
    assert (both["total"], len(both["complaints"])) == (2, 2)
    assert {row["complainant"] for row in both["complaints"]} == {"欧阳*"}
    found = answer(capsys, "complaints", "list", "--line", "card", "--text", "年费", "--status", "registered")
    assert [row["number"] for row in found["complaints"]] == [registered["number"]]
    assert answer(capsys, "complaints", "list", "--overdue")["complaints"] == []
    assert registered["number"] in hfc(capsys, "complaints", "list")[1]


def test_an_edit_changes_what_is_named(capsys, registered):
    words = ("complaints", "edit", registered["number"], "--set", "claim=退还并道歉", "--set", "amount_fen=50000")
    after = answer(capsys, *words, "--set", "told_customer=yes", "--set", "occurred_on=2026-01-05")
    assert (after["claim"], after["amount_fen"]) == ("退还并道歉", 50000)
    assert (after["told_customer"], after["occurred_on"]) == (True, "2026-01-05")
    assert (
        "Nothing to change" in hfc(capsys, "complaints", "edit", registered["number"], "--set", "claim=退还并道歉")[1]
    )


@pytest.mark.parametrize(
    ("pair", "status"),
    [
        ("status=closed", 1),
        ("amount_fen=much", 1),
        ("amount_fen=-5", 1),
        ("told_customer=perhaps", 1),
        ("occurred_on=yesterday", 1),
        ("parties=nobody", 1),
        ("claim", 2),
        ("received_at=2026-01-01T00:00:00+08:00", 4),
    ],
)
def test_an_edit_that_cannot_be_changes_nothing(capsys, registered, pair, status):
    assert hfc(capsys, "complaints", "edit", registered["number"], "--set", pair)[0] == status
    assert answer(capsys, "complaints", "show", registered["number"], "--reveal") == registered


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"claim": ""}, "claim is missing"),
        ({"nature": "rant"}, "nature must be one of"),
        ({"amount_fen": "300"}, "amount_fen has the wrong form"),
        ({"received_at": "2099-01-01T00:00:00+08:00"}, "lies in the future"),
        ({"parties": [{"name": "x"}]}, "parties[0].role is missing"),
    ],
)
def test_a_bad_document_is_named_by_its_field(capsys, branch, document, fields, said):
    status, out, err = hfc(capsys, "complaints", "add", "--file", document(**fields))
    assert (status, out) == (1, "")
    assert said in err


@pytest.mark.parametrize(("content", "status"), [(b"{", 1), (b"[]", 1), (b"\xff\xfe", 3), (None, 3)])
def test_a_file_that_is_no_document_is_named(capsys, branch, tmp_path, content, status):
    path = tmp_path / "x.json"
    if content is not None:
        path.write_bytes(content)
    found, out, err = hfc(capsys, "complaints", "add", "--file", str(path))
    assert (found, out) == (status, "")
    assert str(path) in err


def test_the_log_is_verified_by_those_who_may(capsys, registered, monkeypatch):
    assert hfc(capsys, "complaints", "verify")[0] == 4
    document = answer(capsys, "complaints", "verify", "--user", "X1")
    assert document["ok"] is True
    assert document["events"] > 5
    assert "The log holds" in hfc(capsys, "complaints", "verify", "--user", "M1")[1]


def test_a_changed_event_is_found(capsys, registered, branch):
    raw = connect(branch.store, load_store_key(branch))
    raw.execute("DROP TRIGGER event_log_no_update")
    raw.execute("UPDATE event_log SET body = replace(body, 'registered', 'closed____') WHERE op = 'create'")
    raw.close()
    document = answer(capsys, "complaints", "verify", "--user", "X1", status=3)
    assert document["ok"] is False
    assert document["first_break"]


def test_an_unknown_number_is_said(capsys, branch):
    status, _out, err = hfc(capsys, "complaints", "show", "110001X")
    assert (status, "no complaint 110001X" in err) == (1, True)


def test_the_auditor_reads_and_writes_nothing(capsys, registered, document):
    seen = answer(capsys, "complaints", "show", registered["number"], "--user", "X1")
    assert seen["number"] == registered["number"]
    assert seen["parties"][0]["name"] == "欧阳*"
    assert hfc(capsys, "complaints", "add", "--file", document(), "--user", "X1")[0] == 4
    words = ("complaints", "edit", registered["number"], "--set", "claim=x", "--reason", "y", "--user", "X1")
    assert hfc(capsys, *words)[0] == 4


def test_nothing_typed_lies_readable_in_the_folder(registered, branch):
    held = b"".join(path.read_bytes() for path in branch.root.rglob("*") if path.is_file())
    for secret in ("欧阳𠅤", "13812345678", "11010519491231002X", "退还年费"):
        assert secret.encode() not in held
