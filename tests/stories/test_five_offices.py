"""Three counters, a branch, head office, and only files between them: in the end all hold the same."""

import json
import random
import shutil

import pytest

from hfc_desktop.bootstrap import open_application
from hfc_desktop.bootstrap.records import create_records
from hfc_desktop.cli import app
from hfc_desktop.domain.people import Organisation, OrganisationLevel, Role, User
from hfc_desktop.i18n import language, set_language
from hfc_desktop.paths import DataDir

PIN = "294857"
COMPLAINTS = 1000
BRANCH, HEAD = "650111", "000000"
OFFICES = (
    Organisation(code=HEAD, name="总行", name_en="Head office", level=OrganisationLevel.HEAD_OFFICE),
    Organisation(
        code=BRANCH, name="样例支行", name_en="Sample branch", level=OrganisationLevel.COUNTER_BRANCH, parent=HEAD
    ),
)
COUNTERS = {"c1": "01", "c2": "02", "c3": "02", "branch": "90", "head": "00"}
"""Counter codes; two devices were given the same one by mistake."""
PLACES = {"c1": BRANCH, "c2": BRANCH, "c3": BRANCH, "branch": BRANCH, "head": HEAD}
pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _english():
    before = language()
    set_language("en")
    yield
    set_language(before)


class Offices:
    """Five data folders and what is carried between them."""

    def __init__(self, root, monkeypatch, capsys):
        self.root, self._set, self._capsys = root, monkeypatch.setenv, capsys
        (root / "pin").write_text(PIN, encoding="utf-8")
        self._set("HFC_PIN_FILE", str(root / "pin"))
        self._set("HFC_USER", "M1")
        for place, office in PLACES.items():
            self._open(place, office)
        self.names = {}

    def _open(self, place, office):
        self._set("HFC_KEY_FILE", str(self.root / f"{place}.key"))
        application = open_application(DataDir(self.root / place))
        own = next(one for one in OFFICES if one.code == office)
        admin = User(staff_no="A1", name="管理", role=Role.ADMINISTRATOR, organisation=office, post="系统管理岗")
        create_records(application, own, admin, PIN)
        records = application.open_records()
        session = records.people.sign_in("A1", PIN)
        for other in OFFICES:
            if other is not own:
                records.people.put_organisation(other, session.actor)
        manager = User(
            staff_no="M1",
            name="负责人",
            role=Role.BRANCH_MANAGER,
            organisation=office,
            post="负责人",
            counter=COUNTERS[place],
        )
        records.people.add_user(manager, PIN, session.actor)
        application.close()

    def say(self, place, *words):
        self._set("HFC_KEY_FILE", str(self.root / f"{place}.key"))
        self._capsys.readouterr()
        status = app.run((*words, "--data", str(self.root / place), "--json"))
        shown = self._capsys.readouterr()
        assert status == 0, shown.err
        return json.loads(shown.out)

    def introduce(self, one, other):
        for asks, lets_in in ((one, other), (other, one)):
            file = self.root / f"{asks}-for-{lets_in}.json"
            device = self.say(asks, "exchange", "enrol", "-o", str(file), "--name", asks)
            self.say(lets_in, "exchange", "enrol", str(file))
            self.say(lets_in, "exchange", "approve", device["fingerprint"])

    def send(self, start, end, *, receipt=True):
        """A file with everything since the last receipt, and the receipt back."""
        made = self.say(start, "exchange", "export", "--to", end, "-o", str(self.root / "stick"))
        if made["file"] is None:
            return []
        self.say(end, "exchange", "import", made["file"])
        if receipt:
            back = self.say(end, "exchange", "receipt", "--to", start, "-o", str(self.root / "stick"))
            self.say(start, "exchange", "import", back["file"])
        return [made["file"]]

    def digest(self, place):
        return self.say(place, "exchange", "digest")

    def import_ledger(self, place, first, count):
        path = self.root / f"{place}.csv"
        heads = "投诉人,证件类型,证件号码,联系电话,受理时间,投诉渠道,诉求,事实经过"
        rows = [
            f"客户{number},护照,P{number:07d},1390000{number:04d},2026-11-{number % 20 + 1:02d} 09:{number % 60:02d},"
            f"柜面,要求说明第{number}笔,第{number}笔交易有疑问"
            for number in range(first, first + count)
        ]
        path.write_text("\n".join((heads, *rows)) + "\n", encoding="utf-8-sig")
        return self.say(place, "complaints", "import", str(path))


@pytest.fixture
def offices(tmp_path, monkeypatch, capsys):
    return Offices(tmp_path, monkeypatch, capsys)


def test_a_thousand_complaints_end_equal_everywhere(offices):
    counters = ("c1", "c2", "c3")
    for counter in counters:
        offices.introduce(counter, "branch")
    offices.introduce("branch", "head")
    share = COMPLAINTS // 3
    for at, counter in enumerate(counters):
        extra = COMPLAINTS - 3 * share if at == 2 else 0
        done = offices.import_ledger(counter, at * share, share + extra)
        assert done["new"] == share + extra

    for counter in counters:
        offices.send(counter, "branch")
    for counter in counters:
        offices.send("branch", counter)
    wholes = {offices.digest(place)["whole"] for place in (*counters, "branch")}
    assert len(wholes) == 1
    assert offices.digest("branch")["complaints"] == COMPLAINTS

    listed = offices.say("branch", "complaints", "list", "--limit", "40")["complaints"]
    ids = [one["id"] for one in listed]
    # Two planted conflicts: the same field of one case at two counters that have not heard of each other.
    offices.say("c1", "complaints", "edit", ids[0], "--set", "claim=要求退费", "--reason", "客户改口")
    offices.say("c2", "complaints", "edit", ids[0], "--set", "claim=要求道歉", "--reason", "客户补充")
    offices.say("c1", "complaints", "edit", ids[1], "--set", "amount_fen=10000", "--reason", "核实金额")
    offices.say("c3", "complaints", "edit", ids[1], "--set", "amount_fen=20000", "--reason", "核实金额")
    # Edits that meet no other, and merges.
    for at, counter in enumerate(counters):
        for record in ids[5 + at * 3 : 8 + at * 3]:
            offices.say(counter, "complaints", "edit", record, "--set", "facts=补充事实", "--reason", "补记")
    offices.say("branch", "complaints", "merge", ids[20], ids[21], "--reason", "同一事项")
    offices.say("branch", "complaints", "merge", ids[22], ids[23], ids[24], "--reason", "同一事项")

    everything = []
    for start, end in (("c3", "branch"), ("c1", "branch"), ("branch", "c2"), ("c2", "branch"), ("branch", "c1")):
        everything += offices.send(start, end, receipt=False)
    for counter in counters:
        offices.send(counter, "branch")
    for counter in reversed(counters):
        offices.send("branch", counter)
    # Old files come again, in any order, at the place that they were for: nothing changes.
    stick = sorted((offices.root / "stick").glob("*.hfcx"))
    before = offices.digest("branch")
    random.Random(5).shuffle(stick)
    again = offices.say("branch", "exchange", "import", *(str(path) for path in stick))
    assert again["new"] == 0
    assert offices.digest("branch") == before

    found = {place: offices.digest(place) for place in (*counters, "branch")}
    assert len({one["whole"] for one in found.values()}) == 1
    assert {one["conflicts"] for one in found.values()} == {2}

    conflicts = offices.say("branch", "exchange", "conflicts")["conflicts"]
    assert {one["conflict"]["field"] for one in conflicts} == {"claim", "amount_fen"}
    for one in conflicts:
        chosen = one["conflict"]["others"][0]["event"]
        offices.say(
            "branch",
            "exchange",
            "resolve",
            one["record"],
            one["conflict"]["field"],
            "--event",
            chosen,
            "--reason",
            "核实",
        )
    for counter in counters:
        offices.send("branch", counter)
        offices.send(counter, "branch")
    for counter in counters:
        offices.send("branch", counter)
    offices.send("branch", "head")

    found = {place: offices.digest(place) for place in PLACES}
    assert {one["complaints"] for one in found.values()} == {COMPLAINTS}
    assert {one["conflicts"] for one in found.values()} == {0}
    assert len({one["shared"] for one in found.values()}) == 1, "what every level holds is the same everywhere"
    assert len({found[place]["whole"] for place in (*counters, "branch")}) == 1
    assert not any(name.encode() in path.read_bytes() for path in stick for name in ("客户1", "要求退费")), (
        "nothing can be read on the stick"
    )
    shutil.rmtree(offices.root / "stick")
