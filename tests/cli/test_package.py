"""``hfc exchange package``: a raised case for the office above, from the command line of a demo branch."""

import json

import pytest

from hfc_desktop.cli import app
from hfc_desktop.i18n import language, set_language
from hfc_desktop.paths import DataDir
from hfc_desktop.workbench.demo.make import make_demo
from tests.faults.exchange_house import Bank, make_bank

MANAGER = "60401"


@pytest.fixture
def branch(tmp_path, monkeypatch):
    folder = tmp_path / "data"
    make_demo(DataDir(folder), 12)
    monkeypatch.setenv("HFC_DATA", str(folder))
    monkeypatch.delenv("HFC_KEY_FILE", raising=False)
    before = language()
    set_language("en")
    yield folder
    set_language(before)


@pytest.fixture
def head(tmp_path):
    """The device of head office."""
    made, live = tmp_path / "made", tmp_path / "open"
    made.mkdir()
    live.mkdir()
    bank = Bank(live, made, make_bank(made))
    yield bank.head
    bank.close()


@pytest.fixture
def hfc(branch, capsys):
    """Calls the command line as the branch manager; answers the JSON, or the messages of a refusal."""

    def call(*words, status=0):
        found = app.run((*words, "--user", MANAGER, "--json"))
        shown = capsys.readouterr()
        assert "Traceback" not in shown.err
        assert found == status, shown.err
        return json.loads(shown.out) if status == 0 else shown.err

    return call


def test_a_raised_case_goes_to_the_nearest_office_above_and_another_one_does_not(hfc, head, tmp_path):
    rows = hfc("complaints", "list", "--organisation", "650111")["complaints"]
    number = next(row["number"] for row in rows if row["nature"] == "complaint" and row["level"] < 2)
    said = hfc("exchange", "package", number, "-o", str(tmp_path / "up"), status=1)
    assert "raise the case first" in said
    raised = next(row for row in rows if row["level"] >= 2)
    said = hfc("exchange", "package", raised["number"], "-o", str(tmp_path / "up"), status=1)
    assert "No device of an office above is let in" in said

    content, device = head.devices.enrolment(head.manager, "head")
    (tmp_path / "head.json").write_bytes(content)
    hfc("exchange", "enrol", str(tmp_path / "head.json"))
    hfc("exchange", "approve", device.fingerprint)
    made = hfc("exchange", "package", raised["number"], "-o", str(tmp_path / "up"))
    (path,) = (tmp_path / "up").iterdir()
    assert (made["file"], made["to"]) == (str(path), "000000")
    assert raised["number"] not in path.name

    hfc("exchange", "enrol", "-o", str(tmp_path / "own.json"))
    own, _changes = head.devices.enrol((tmp_path / "own.json").read_bytes(), head.manager)
    head.devices.approve(own.fingerprint, head.manager)
    report = head.one(path.read_bytes())
    assert (report.new, report.quarantined) == (made["events"], None)
    assert head.shown(raised["id"]).level == raised["level"]
