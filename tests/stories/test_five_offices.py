"""Three counters, a branch, head office, and only files between them: in the end all hold the same."""

import json
import random

import pytest

from hfc_desktop.bootstrap import open_application
from hfc_desktop.bootstrap.exchange import found_files, open_exchange, put_file
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
COUNTERS_OF_BRANCH = ("c1", "c2", "c3")
pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _english():
    before = language()
    set_language("en")
    yield
    set_language(before)


class Office:
    """One device: its data folder, kept open by somebody who has signed in."""

    def __init__(self, root, place, setenv):
        self.root, self.place, self._setenv = root, place, setenv
        self.choose()
        self.application = open_application(DataDir(root / place))
        own = next(one for one in OFFICES if one.code == PLACES[place])
        admin = User(staff_no="A1", name="管理", role=Role.ADMINISTRATOR, organisation=own.code, post="系统管理岗")
        create_records(self.application, own, admin, PIN)
        self.records = self.application.open_records()
        session = self.records.people.sign_in("A1", PIN)
        for other in OFFICES:
            if other is not own:
                self.records.people.put_organisation(other, session.actor)
        manager = User(
            staff_no="M1",
            name="负责人",
            role=Role.BRANCH_MANAGER,
            organisation=own.code,
            post="负责人",
            counter=COUNTERS[place],
        )
        self.records.people.add_user(manager, PIN, session.actor)
        self.actor = self.records.people.sign_in("M1", PIN).actor
        self.exchange = open_exchange(self.application)

    def choose(self):
        """The key that the command line takes is this one's."""
        self._setenv("HFC_KEY_FILE", str(self.root / f"{self.place}.key"))

    def edit(self, record, **values):
        self.records.complaints.edit(record, values, self.actor, "核实")

    def digest(self):
        return self.exchange.digest.digest(self.actor)


class Bank:
    """Five devices and what is carried between them: some of it by the command line, the rest by its services."""

    def __init__(self, root, setenv, capsys):
        self.root, self._capsys = root, capsys
        (root / "pin").write_text(PIN, encoding="utf-8")
        setenv("HFC_PIN_FILE", str(root / "pin"))
        setenv("HFC_USER", "M1")
        self.offices = {place: Office(root, place, setenv) for place in PLACES}
        for counter in COUNTERS_OF_BRANCH:
            self.introduce(counter, "branch")
        self.introduce("branch", "head")

    def __getitem__(self, place):
        return self.offices[place]

    def say(self, place, *words):
        """The command line, as a person at that place would use it."""
        self[place].choose()
        self._capsys.readouterr()
        status = app.run((*words, "--data", str(self.root / place), "--json"))
        shown = self._capsys.readouterr()
        assert status == 0, shown.err
        return json.loads(shown.out)

    def introduce(self, one, other):
        for asks, lets_in in ((one, other), (other, one)):
            content, device = self[asks].exchange.devices.enrolment(self[asks].actor, asks)
            self[lets_in].exchange.devices.enrol(content, self[lets_in].actor)
            self[lets_in].exchange.devices.approve(device.fingerprint, self[lets_in].actor)

    def send(self, start, end, *, receipt=True):
        """A file with everything since the last receipt, and the receipt back."""
        sender, receiver = self[start], self[end]
        made = sender.exchange.sending.export(end, sender.actor)
        if not made:
            return
        paths = [put_file(self.root / "stick", file) for file in made]
        receiver.exchange.receiving.take(found_files(paths), receiver.actor)
        if receipt:
            back = put_file(self.root / "stick", receiver.exchange.sending.receipt(start, receiver.actor))
            sender.exchange.receiving.take(found_files([back]), sender.actor)

    def send_by_command(self, start, end):
        made = self.say(start, "exchange", "export", "--to", end, "-o", str(self.root / "stick"))
        assert self.say(end, "exchange", "import", made["file"], "--dry-run")["new"] == made["events"]
        assert self.say(end, "exchange", "import", made["file"])["new"] == made["events"]
        back = self.say(end, "exchange", "receipt", "--to", start, "-o", str(self.root / "stick"))
        self.say(start, "exchange", "import", back["file"])

    def import_ledger(self, place, first, count):
        path = self.root / f"{place}.csv"
        heads = "投诉人,证件类型,证件号码,联系电话,受理时间,投诉渠道,诉求,事实经过"
        rows = [
            f"客户{number},护照,P{number:07d},1390000{number:04d},2026-11-{number % 20 + 1:02d} 09:{number % 60:02d},"
            f"柜面,要求说明第{number}笔,第{number}笔交易有疑问"
            for number in range(first, first + count)
        ]
        path.write_text("\n".join((heads, *rows)) + "\n", encoding="utf-8-sig")
        assert self.say(place, "complaints", "import", str(path))["new"] == count

    def close(self):
        for office in self.offices.values():
            office.application.close()


@pytest.fixture
def bank(tmp_path, monkeypatch, capsys):
    made = Bank(tmp_path, monkeypatch.setenv, capsys)
    yield made
    made.close()


def record_a_thousand(bank):
    share = COMPLAINTS // 3
    for at, counter in enumerate(COUNTERS_OF_BRANCH):
        bank.import_ledger(counter, at * share, share + (COMPLAINTS - 3 * share if at == 2 else 0))
    bank.send_by_command("c1", "branch")
    for counter in COUNTERS_OF_BRANCH[1:]:
        bank.send(counter, "branch")
    for counter in COUNTERS_OF_BRANCH:
        bank.send("branch", counter)
    assert bank["branch"].digest().complaints == COMPLAINTS


def disagree(bank):
    """Two planted conflicts, edits that meet no other, and merges."""
    ids = [one["id"] for one in bank.say("branch", "complaints", "list", "--limit", "40")["complaints"]]
    bank["c1"].edit(ids[0], claim="要求退费")
    bank["c2"].edit(ids[0], claim="要求道歉")
    bank["c1"].edit(ids[1], amount_fen=10000)
    bank["c3"].edit(ids[1], amount_fen=20000)
    for at, counter in enumerate(COUNTERS_OF_BRANCH):
        for record in ids[5 + at * 3 : 8 + at * 3]:
            bank[counter].edit(record, facts="补充事实")
    bank.say("branch", "complaints", "merge", ids[20], ids[21], "--reason", "同一事项")
    bank.say("branch", "complaints", "merge", ids[22], ids[23], ids[24], "--reason", "同一事项")


def carry_about(bank):
    for start, end in (("c3", "branch"), ("c1", "branch"), ("branch", "c2"), ("c2", "branch"), ("branch", "c1")):
        bank.send(start, end, receipt=False)
    for counter in COUNTERS_OF_BRANCH:
        bank.send(counter, "branch")
    for counter in reversed(COUNTERS_OF_BRANCH):
        bank.send("branch", counter)


def old_files_change_nothing(bank):
    stick = sorted((bank.root / "stick").glob("*.hfcx"))
    random.Random(5).shuffle(stick)
    before = bank["branch"].digest()
    assert bank.say("branch", "exchange", "import", *(str(path) for path in stick))["new"] == 0
    assert bank["branch"].digest() == before
    assert not any(name.encode() in path.read_bytes() for path in stick for name in ("客户1", "要求退费")), (
        "nothing can be read on the stick"
    )


def decide(bank):
    conflicts = bank.say("branch", "exchange", "conflicts")["conflicts"]
    assert {one["conflict"]["field"] for one in conflicts} == {"claim", "amount_fen"}
    for one in conflicts:
        chosen = one["conflict"]["others"][0]["event"]
        words = (one["record"], one["conflict"]["field"], "--event", chosen, "--reason", "核实")
        bank.say("branch", "exchange", "resolve", *words)


def all_are_equal(bank, *, conflicts, head):
    inside = [bank[place].digest() for place in (*COUNTERS_OF_BRANCH, "branch")]
    everywhere = [*inside, bank["head"].digest()] if head else inside
    assert len({one.whole for one in inside}) == 1, "the branch holds the same at every counter"
    assert {one.conflicts for one in everywhere} == {conflicts}
    assert {one.complaints for one in everywhere} == {COMPLAINTS}
    assert len({one.shared for one in everywhere}) == 1, "what every level holds is the same everywhere"


def test_a_thousand_complaints_end_equal_everywhere(bank):
    record_a_thousand(bank)
    disagree(bank)
    carry_about(bank)
    old_files_change_nothing(bank)
    all_are_equal(bank, conflicts=2, head=False)
    decide(bank)
    for counter in COUNTERS_OF_BRANCH:
        bank.send("branch", counter)
    bank.send("branch", "head")
    assert bank.say("head", "exchange", "digest")["complaints"] == COMPLAINTS
    all_are_equal(bank, conflicts=0, head=True)
