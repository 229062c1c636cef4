"""``hfc note`` as it is called: print, print again, check."""

import json
import shutil

import pytest

from hfc_desktop.cli import app
from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.i18n import language, set_language
from hfc_desktop.paths import DataDir
from tests import pdf

PIN = "294857"


@pytest.fixture(autouse=True)
def _english():
    before = language()
    set_language("en")
    yield
    set_language(before)


def use(folder, monkeypatch, user):
    """Make the commands work in a folder, as a user."""
    for name, value in (
        ("HFC_KEY_FILE", folder / "k"),
        ("HFC_PIN_FILE", folder / "pin"),
        ("HFC_DATA", folder / "数据"),
        ("HFC_USER", user),
    ):
        monkeypatch.setenv(name, str(value))


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    """A branch with a teller and one complaint; made once, copied for each test."""
    folder = tmp_path_factory.mktemp("pattern")
    (folder / "pin").write_text(PIN, encoding="utf-8")
    matter = {"claim": "退还年费", "facts": "客户称未被告知", "parties": [{"role": "complainant", "name": "龚𬭎"}]}
    (folder / "matter.json").write_text(json.dumps(matter), encoding="utf-8")
    with pytest.MonkeyPatch.context() as monkeypatch:
        use(folder, monkeypatch, "A1")
        assert app.run(("init", str(folder / "数据"), "--organisation", "110001", "--admin", "A1")) == 0
        for staff_no, role, counter in (("T1", "teller", "A1"), ("M1", "branch_manager", ""), ("X1", "auditor", "")):
            words = ("users", "add", staff_no, "--name", "名", "--role", role, "--counter", counter)
            assert app.run((*words, "--pin-file", str(folder / "pin"))) == 0
        use(folder, monkeypatch, "T1")
        assert app.run(("complaints", "add", "--file", str(folder / "matter.json"))) == 0
    return folder


@pytest.fixture
def folder(pattern, tmp_path, monkeypatch):
    here = tmp_path / "网点 1"
    shutil.copytree(pattern, here)
    use(here, monkeypatch, "T1")
    return here


def hfc(capsys, *words):
    status = app.run(words)
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err
    return status, shown.out, shown.err


@pytest.fixture
def number(folder, capsys):
    status, out, _err = hfc(capsys, "complaints", "list", "--json")
    assert status == 0
    assert DataDir(folder / "数据").store.is_file()
    listed = json.loads(out)
    rows = listed if isinstance(listed, list) else listed.get("complaints") or listed["results"]
    return rows[0]["number"]


def test_a_note_is_printed_and_proved(folder, number, capsys):
    file = folder / "处理单.pdf"
    status, out, _err = hfc(capsys, "note", number, "--form", "handling", "-o", str(file), "--json")
    made = json.loads(out)
    assert status == 0
    assert made["bytes"] == file.stat().st_size < 200_000
    status, out, _err = hfc(capsys, "note", "--verify", str(file), "--json")
    proof = json.loads(out)
    assert status == 0
    assert (proof["number"], proof["check_code"]) == (number, made["check_code"])
    assert (proof["genuine"], proof["unchanged"]) == (True, True)


def test_the_same_moment_gives_the_same_bytes(folder, number, capsys):
    files = [folder / "a.pdf", folder / "b.pdf"]
    for file in files:
        words = ("note", number, "-o", str(file), "--at", "2026-11-24T11:06:00")
        assert hfc(capsys, *words)[0] == 0
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_changed_record_and_a_changed_file_are_told_apart(folder, number, capsys, monkeypatch):
    file = folder / "a.pdf"
    assert hfc(capsys, "note", number, "--copy", "file", "-o", str(file))[0] == 0
    use(folder, monkeypatch, "M1")
    edit = ("complaints", "edit", number, "--set", "claim=退还年费。", "--reason", "补正")
    assert hfc(capsys, *edit)[0] == 0
    status, out, _err = hfc(capsys, "note", "--verify", str(file))
    assert status == 1
    assert "the record was changed since" in out
    file.write_bytes(file.read_bytes() + b"\n")
    status, out, _err = hfc(capsys, "note", "--verify", str(file))
    assert status == 1
    assert "not as it was printed here" in out


def test_faults_are_said_plainly(folder, number, capsys):
    (folder / "x.pdf").write_bytes(b"nothing")
    cases = [
        (("note", number), 2, "-o OUT.pdf"),
        (("note", "no-such-number", "-o", str(folder / "a.pdf")), 1, ""),
        (("note", number, "-o", str(folder / "none" / "a.pdf")), 3, "could not be saved"),
        (("note", "--verify", str(folder / "gone.pdf")), 3, "cannot be read"),
        (("note", "--verify", str(folder / "x.pdf")), 1, "no note of this program"),
    ]
    for words, status, said in cases:
        found, _out, err = hfc(capsys, *words)
        assert found == status, words
        assert said in err
    assert not (folder / "a.pdf").exists()


def test_who_reads_no_complaints_prints_none(folder, number, capsys, monkeypatch):
    use(folder, monkeypatch, "A1")
    assert hfc(capsys, "note", number, "-o", str(folder / "a.pdf"))[0] == 4
    assert not (folder / "a.pdf").exists()


def test_a_receipt_is_printed_in_both_languages_and_checked_by_its_verb(folder, number, capsys):
    for tongue in ("zh", "en"):
        file = folder / f"{tongue}.pdf"
        words = ("note", number, "--form", "receipt", "--lang", tongue, "-o", str(file))
        assert hfc(capsys, *words)[0] == 0
        assert hfc(capsys, "note", "verify", str(file))[0] == 0
    assert (folder / "zh.pdf").read_bytes() != (folder / "en.pdf").read_bytes()


def test_a_reply_without_a_decision_is_a_draft_or_nothing(folder, number, capsys):
    file = folder / "reply.pdf"
    status, _out, err = hfc(capsys, "note", number, "--form", "reply", "-o", str(file))
    assert status == 1
    assert "Still missing: what was found, the decision, basis and reasons" in err
    assert not file.exists()
    assert hfc(capsys, "note", number, "--form", "reply", "--draft", "-o", str(file))[0] == 0
    assert file.exists()


def test_what_is_for_the_file_alone_is_refused_as_a_customers_copy(folder, number, capsys):
    words = ("note", number, "--form", "interception", "--copy", "customer", "-o", str(folder / "a.pdf"))
    status, _out, err = hfc(capsys, *words)
    assert status == 1
    assert "for the file only" in err


def test_lists_reports_and_minutes_are_for_the_manager(folder, number, capsys, monkeypatch):
    meeting = folder / "m.yaml"
    meeting.write_text("number: 2026-11\ntitle: 研判会\nheld_at: 2026-11-24T09:30:00+08:00\n", "utf-8")
    prints = (
        ("note", "--form", "due_list", "-o", str(folder / "due.pdf")),
        ("report", "branch", "--period", "2026", "-o", str(folder / "report.pdf")),
        ("report", "headoffice", "--period", "2026-Q4", "-o", str(folder / "head.pdf")),
        ("meeting", "minutes", str(meeting), "-o", str(folder / "minutes.pdf")),
    )
    assert hfc(capsys, *prints[0])[0] == 4
    use(folder, monkeypatch, "M1")
    for words in prints:
        status, out, _err = hfc(capsys, *words, "--json")
        assert status == 0, words
        assert len(json.loads(out)["check_code"]) == 14
    assert hfc(capsys, "note", "verify", prints[1][-1])[0] == 0


def test_a_password_is_taken_from_a_file_and_needed_to_open(folder, number, capsys):
    file, secret = folder / "locked.pdf", folder / "secret"
    secret.write_text("geheim-1\n", "utf-8")
    assert hfc(capsys, "note", number, "-o", str(file), "--password-file", str(secret))[0] == 0
    with pytest.raises(EnvironmentFaultError):
        pdf.texts(file.read_bytes())
    assert pdf.texts(file.read_bytes(), "geheim-1")
    assert hfc(capsys, "note", "verify", str(file))[0] == 1
    assert hfc(capsys, "note", "verify", str(file), "--password-file", str(secret))[0] == 0


@pytest.mark.parametrize("content", [b"", b" \n", "密码".encode("gbk")])
def test_a_file_without_a_password_saves_no_open_document(folder, number, capsys, content):
    secret, file = folder / "secret", folder / "a.pdf"
    secret.write_bytes(content)
    status, _out, err = hfc(capsys, "note", number, "-o", str(file), "--password-file", str(secret))
    assert status == 1
    assert "holds no password" in err
    assert not file.exists()


def test_a_folder_is_no_name_for_a_file(folder, number, capsys):
    for nowhere in ("", ".", str(folder)):
        status, _out, err = hfc(capsys, "note", number, "-o", nowhere)
        assert status == 3
        assert "it is a folder" in err
