"""Nothing that a customer said or is called lies readable on the disk, whatever happened: only in what a user saved."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import fields, replace
from pathlib import Path

import pytest

from hfc_desktop.bootstrap import open_application
from hfc_desktop.cli import app
from hfc_desktop.domain.complaint import ComplaintDraft
from hfc_desktop.domain.ledger import ComplaintFilter
from hfc_desktop.domain.ledger_table import BY_NAME, CellKind
from hfc_desktop.domain.parties import Party, PartyRole
from hfc_desktop.paths import DataDir

CHILD = Path(__file__).with_name("leaving_child.py")
PIN = "294857"
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
NUMBERS = {"id_number": "11010519491231002X", "phone": "13911112222", "account_tail": "7788"}
NO_WORDS = {"id", "nature", "source", "received_at", "occurred_on", "business_line", "channel", "business", "reason",
            "scenario", "demand", "reception", "saved_at", "transferred_on", "regulator_due"}  # fmt: skip
"""Fields of a draft that hold codes and days; every other text field gets a marker of its own."""
PARTY_TEXTS = ("name", "address", "age_band", "other_contact", "legal_representative")


class Trail:
    """One machine of its own: data, temporary, cache and home folders, and what was planted in them."""

    def __init__(self, root):
        self.root = root
        self.data = DataDir(root / "home" / "数据")
        self.saved = root / "saved"
        self.planted = set()
        for name in ("home", "tmp", "cache", "saved"):
            (root / name).mkdir(exist_ok=True)

    def mark(self, field):
        """A marker that stands nowhere else."""
        word = f"标{len(self.planted)}记{field}镕"
        self.planted.add(word)
        return word

    def environment(self):
        folders = {"TMPDIR": "tmp", "TEMP": "tmp", "TMP": "tmp", "XDG_CACHE_HOME": "cache", "HOME": "home"}
        return {
            "HFC_KEY_FILE": str(self.root / "k"),
            "HFC_PIN_FILE": str(self.root / "pin"),
            "HFC_DATA": str(self.data.root),
            "HFC_TEST_PIN": PIN,
            **{name: str(self.root / folder) for name, folder in folders.items()},
        }

    def found(self):
        """Markers that can be read in any file outside the folder of saved files, with the file."""
        hits = []
        for path in self.root.rglob("*"):
            if not path.is_file() or self.saved in path.parents:
                continue
            content = path.read_bytes()
            for word in self.planted:
                hits += [(word, path.name) for encoding in ENCODINGS if word.encode(encoding) in content]
                hits += [(word, path.name)] if word in str(path) else []
        return hits


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    """A branch with an administrator, a teller and a manager; made once, copied for each test."""
    root = tmp_path_factory.mktemp("pattern") / "machine"
    root.mkdir()
    trail = Trail(root)
    (root / "pin").write_text(PIN, encoding="utf-8")
    with pytest.MonkeyPatch.context() as monkeypatch:
        moved(trail, monkeypatch)
        hfc("init", str(trail.data.root), "--organisation", "110001", "--admin", "A1", user="A1")
        for staff_no, role, counter in (("T1", "teller", "A1"), ("M1", "branch_manager", "")):
            words = ("users", "add", staff_no, "--name", "名", "--role", role, "--counter", counter)
            hfc(*words, "--pin-file", str(root / "pin"), user="A1")
    return root


def moved(trail, monkeypatch):
    """Let this process live on the machine of the test."""
    monkeypatch.setenv("HFC_USER", "")
    for name, value in trail.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(tempfile, "tempdir", None)


@pytest.fixture
def trail(pattern, tmp_path, monkeypatch):
    shutil.copytree(pattern, tmp_path / "machine")
    trail = Trail(tmp_path / "machine")
    moved(trail, monkeypatch)
    return trail


def hfc(*words, user="M1", status=0):
    os.environ["HFC_USER"] = user
    assert app.run(words) == status, words


def draft_of(trail):
    """A draft with a marker in every text that a customer's data may stand in."""
    texts = {
        field.name: trail.mark(field.name)
        for field in fields(ComplaintDraft)
        if field.type == "str" and field.name not in NO_WORDS
    }
    party = {name: trail.mark(name) for name in PARTY_TEXTS} | NUMBERS
    trail.planted |= {NUMBERS["id_number"], NUMBERS["phone"]}
    return texts, Party(role=PartyRole.COMPLAINANT, **party)


def work_at_the_counter(trail):
    """Draft, record, search, look, reveal, note, edit, a draft that is left open; answers the number."""
    texts, party = draft_of(trail)
    application = open_application(trail.data)
    try:
        records = application.open_records()
        teller = records.people.sign_in("T1", PIN).actor
        manager = records.people.sign_in("M1", PIN).actor
        draft = replace(
            records.complaints.new_draft(None, teller), parties=(party,), tags=(trail.mark("tags"),), **texts
        )
        records.complaints.save_draft(draft, teller)
        case, _changes = records.complaints.register(draft, teller)
        left = replace(records.complaints.new_draft(None, teller), claim=trail.mark("draft"), parties=(party,))
        records.complaints.save_draft(left, teller)
        records.complaints.rows(ComplaintFilter(text=party.name), manager)
        records.reading.reveal(case.id, manager, trail.mark("reason"))
        changed = {"facts": trail.mark("edited")}
        records.complaints.edit(case.id, changed, manager, trail.mark("edit_reason"))
        stopped = records.custody.exports.export_ledger(
            ComplaintFilter(), trail.saved / "none.xlsx", manager, reveal=trail.mark("why"), progress=lambda *_: False
        )
        assert stopped is None
        return case.number
    finally:
        application.close()


def ledger_file(trail, name, rows):
    """A bank's own table with a marker in every column of texts, and one row that is refused."""
    columns = [c.name for c in BY_NAME.values() if c.kind is CellKind.TEXT and c.name not in NO_WORDS]
    columns = [c for c in columns if c not in ("number", "organisation", "counter", "first_receiver", "handler")]
    lines = [",".join(["received_at", "complainant_phone", *columns])]
    for number in range(rows):
        marks = [trail.mark(column) if number in (0, rows - 1) else f"平{number}" for column in columns]
        lines.append(",".join([f"2026-03-{number % 28 + 1:02d}", NUMBERS["phone"], *marks]))
    lines.append(",".join([trail.mark("bad_day"), NUMBERS["phone"], *[trail.mark("rejected")] * len(columns)]))
    path = trail.saved / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def child(trail, ending, file):
    words = [sys.executable, str(CHILD), str(trail.data.root), ending, str(file)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    return subprocess.run(words, capture_output=True, text=True, check=False, env=environment, encoding="utf-8")


def test_nothing_readable_is_left_whatever_happens(trail, capsys):
    number = work_at_the_counter(trail)
    hfc("note", number, "-o", str(trail.saved / "note.pdf"), user="T1")
    hfc("complaints", "export", "-o", str(trail.saved / "ledger.csv"))
    hfc("complaints", "import", str(ledger_file(trail, "ledger-in.csv", 3)))
    hfc("complaints", "import", str(trail.saved / "ledger-in.csv"), "--dry-run", status=1)
    hfc("complaints", "list", "--text", "标", "--json")
    hfc("complaints", "verify")
    hfc("doctor", "--rebuild", user="A1")
    assert (trail.data.root / "backups").is_dir()
    assert trail.found() == []
    said = capsys.readouterr()
    assert not [word for word in trail.planted if word in said.err]

    crashed = child(trail, "crash", trail.saved / "none")
    report = Path(crashed.stdout.strip())
    assert report.is_file(), crashed.stderr
    assert "RuntimeError" in report.read_text(encoding="utf-8")
    assert trail.found() == []

    killed = child(trail, "kill", ledger_file(trail, "big.csv", 150))
    assert killed.returncode in (-signal.SIGKILL, 1), killed.stderr
    assert killed.stdout.startswith("100 "), killed.stderr
    assert trail.data.store.with_name("store.db-wal").exists()
    assert trail.found() == []
    hfc("complaints", "verify")
    assert trail.found() == []


def test_the_search_for_traces_finds_one(trail):
    word = trail.mark("planted")
    for place, encoding in (("tmp/x", "utf-8"), ("cache/y", "utf-16-le"), ("home/z", "gb18030")):
        (trail.root / place).write_bytes(b"\0" + word.encode(encoding))
        assert trail.found() != []
        (trail.root / place).unlink()
    (trail.saved / "note.pdf").write_text(word, encoding="utf-8")
    assert trail.found() == []


def test_the_masked_export_of_all_this_names_nobody(trail):
    work_at_the_counter(trail)
    hfc("complaints", "export", "-o", str(trail.saved / "ledger.csv"))
    text = (trail.saved / "ledger.csv").read_text(encoding="utf-8-sig")
    assert not [number for number in (NUMBERS["id_number"], NUMBERS["phone"]) if number in text]
