"""``hfc init`` and ``hfc users`` as they are called."""

import contextlib
import io
import json
import shutil

import pytest

from hfc_desktop.cli import app
from hfc_desktop.i18n import language, set_language

PIN = "294857"


@pytest.fixture(autouse=True)
def _english():
    before = language()
    set_language("en")
    yield
    set_language(before)


def use(folder, monkeypatch, user="A1"):
    """Make the commands work in a folder; the store's key lies in a file beside the data."""
    for name, value in (
        ("HFC_KEY_FILE", folder / "schlüssel"),
        ("HFC_PIN_FILE", folder / "pin"),
        ("HFC_DATA", folder / "数据 夹"),
        ("HFC_USER", user),
    ):
        monkeypatch.setenv(name, str(value))
    (folder / "pin").write_text(PIN + "\n", encoding="utf-8")


def hfc(capsys, *words):
    status = app.run(words)
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err
    return status, shown.out, shown.err


def answer(capsys, *words):
    status, out, err = hfc(capsys, *words, "--json")
    assert status == 0, err
    return json.loads(out)


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    """A data folder as ``hfc init`` makes it, and what it said; made once, copied for each test."""
    folder = tmp_path_factory.mktemp("pattern")
    words = ("--organisation", "110001", "--name", "样例支行", "--phone", "010-00000000", "--admin", "A1", "--json")
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as monkeypatch, contextlib.redirect_stdout(said):
        use(folder, monkeypatch)
        assert app.run(("init", str(folder / "数据 夹"), *words)) == 0
    return folder, json.loads(said.getvalue())


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A place for a data folder, with nothing in it."""
    use(tmp_path, monkeypatch)
    return tmp_path / "数据 夹"


@pytest.fixture
def made(pattern, folder):
    """The same with a store in it; what ``hfc init`` said."""
    shutil.copytree(pattern[0], folder.parent, dirs_exist_ok=True)
    return pattern[1]


@pytest.fixture
def pin_file(folder):
    return str(folder.parent / "pin")


def test_init_makes_a_store_with_office_administrator_and_guidance(capsys, folder, made):
    assert made["key"] == "file"
    assert made["organisation"] == "110001"
    assert len(made["recovery_code"].split("-")) == 6
    assert (folder / "store.db").is_file()
    offices = answer(capsys, "users", "offices")["organisations"]
    assert [(office["code"], office["name"], office["phone"]) for office in offices] == [
        ("110001", "样例支行", "010-00000000")
    ]
    assert [user["role"] for user in answer(capsys, "users", "list")["users"]] == ["administrator"]
    assert answer(capsys, "lookup", "冻结")["results"]


def test_init_never_makes_a_store_over_another(capsys, folder, made):
    before = (folder / "store.db").read_bytes()
    status, _out, err = hfc(capsys, "init", str(folder), "--organisation", "2", "--admin", "A1")
    assert status == 3
    assert "already" in err
    assert (folder / "store.db").read_bytes() == before


def test_init_leaves_nothing_behind_when_a_value_is_bad(capsys, folder, tmp_path):
    weak = tmp_path / "weak"
    weak.write_text("111111", encoding="utf-8")
    words = ("init", str(folder), "--organisation", "110001", "--admin", "A1", "--pin-file", str(weak))
    status, _out, err = hfc(capsys, *words)
    assert status == 1
    assert "A PIN has" in err
    assert not (folder / "store.db").exists()
    assert not list((folder / "keys").glob("*"))


def test_init_needs_office_and_administrator(capsys, folder):
    assert hfc(capsys, "init", str(folder))[0] == 2


def test_a_lost_key_comes_back_by_the_recovery_code(capsys, folder, made, tmp_path, monkeypatch):
    (tmp_path / "schlüssel").unlink()
    status, _out, err = hfc(capsys, "users", "list")
    assert (status, "key file" in err) == (3, True)
    monkeypatch.setattr("sys.stdin", io.StringIO(made["recovery_code"] + "\n"))
    assert app.run(("init", str(folder), "--recover")) == 0
    capsys.readouterr()
    assert answer(capsys, "users", "list")["users"]


def add(capsys, staff_no, role, *more):
    return answer(capsys, "users", "add", staff_no, "--name", f"名{staff_no}", "--role", role, *more)


def test_people_are_added_changed_and_set_inactive(capsys, made, pin_file):
    added = add(capsys, "T1", "teller", "--counter", "A1", "--pin-file", pin_file)
    assert (added["organisation"], added["counter"]) == ("110001", "A1")
    changed = answer(capsys, "users", "set", "T1", "--counter", "B2", "--post", "大堂经理")
    assert (changed["counter"], changed["post"], changed["name"]) == ("B2", "大堂经理", "名T1")
    assert answer(capsys, "users", "set", "T1", "--inactive")["active"] is False
    users = {user["staff_no"]: user for user in answer(capsys, "users", "list")["users"]}
    assert users["T1"]["counter"] == "B2"


def test_an_office_is_added_below_ones_own(capsys, made):
    document = answer(capsys, "users", "office", "110002", "--name", "二号网点", "--level", "counter_branch")
    assert (document["parent"], document["level"]) == ("110001", "counter_branch")
    assert answer(capsys, "users", "office", "110002", "--phone", "1")["name"] == "二号网点"


def test_a_teller_manages_nobody(capsys, made, pin_file, monkeypatch):
    add(capsys, "T1", "teller", "--pin-file", pin_file)
    monkeypatch.setenv("HFC_USER", "T1")
    for words in (
        ("users", "list"),
        ("users", "add", "T2", "--name", "x", "--role", "administrator", "--pin-file", pin_file),
        ("users", "set", "T1", "--role", "administrator"),
        ("users", "office", "9", "--name", "x"),
        ("users", "unlock", "A1"),
    ):
        status, out, err = hfc(capsys, *words)
        assert (status, out) == (4, ""), words
        assert "may not do this" in err


def test_wrong_pins_lead_to_a_wait_that_the_administrator_ends(capsys, made, pin_file, tmp_path, monkeypatch):
    add(capsys, "T1", "teller", "--pin-file", pin_file)
    wrong = tmp_path / "wrong"
    wrong.write_text("000000", encoding="utf-8")
    monkeypatch.setenv("HFC_USER", "T1")
    monkeypatch.setenv("HFC_PIN_FILE", str(wrong))
    said = [hfc(capsys, "complaints", "list") for _turn in range(6)]
    assert {status for status, _out, _err in said} == {4}
    assert "Wait" in said[-1][2]
    monkeypatch.setenv("HFC_PIN_FILE", pin_file)
    assert hfc(capsys, "complaints", "list")[0] == 4
    assert answer(capsys, "users", "unlock", "T1", "--user", "A1") == {"unlocked": "T1"}
    assert hfc(capsys, "complaints", "list")[0] == 0


def test_nobody_is_let_in_without_a_name(capsys, made, monkeypatch):
    monkeypatch.delenv("HFC_USER")
    status, _out, err = hfc(capsys, "complaints", "list")
    assert (status, "--user" in err) == (4, True)


def test_without_a_store_the_way_to_one_is_said(capsys, folder):
    status, _out, err = hfc(capsys, "users", "list")
    assert status == 3
    assert "hfc init" in err
