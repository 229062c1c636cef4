"""A branch with its people, its clock and its ledger over a real store, for tests of the ledger's use cases."""

import secrets
import shutil
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache

import pytest

from hfc_desktop.bootstrap.content import bundled_folders, read_items
from hfc_desktop.bootstrap.ledger import wire_ledger
from hfc_desktop.domain.complaint import Party, PartyRole
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.handling import Notice, NoticeKind, NoticeResult, NoticeWay
from hfc_desktop.domain.life_cycle import Action
from hfc_desktop.domain.life_guards import Step
from hfc_desktop.domain.people import Actor, Organisation, OrganisationLevel, Role, User
from hfc_desktop.security.customer_keys import HmacCustomerKeys
from hfc_desktop.services.complaints import ComplaintService
from hfc_desktop.services.records import put_organisation, put_user
from hfc_desktop.storage.store import create_store, open_store

START = datetime(2026, 3, 10, 9, 0, tzinfo=SHANGHAI)
PROPOSAL = {
    "investigation": "调取签约单，未见客户签字",
    "policy_basis": "收费公示第三条",
    "decision": "退还年费，理由：未履行告知",
    "remedies": "三十日内可向上级机构申请核查",
    "responsibility": "bank",
    "compensation_fen": 20_000,
}
ENDING = {"outcome": "compensated", "root_cause": "process"}


@cache
def shipped(kind):
    return tuple(read_items(kind, [path for f in bundled_folders() for path in sorted((f / kind).glob("*.yaml"))]))


class Packs:
    """Rule sets, calendars and word lists of the bundled packs; a test may change them as a new pack would."""

    def __init__(self):
        self.changed = {}

    def items_of(self, kind):
        return self.changed.get(kind, shipped(kind))

    def item(self, item_id):
        return next((item for item in self.items_of(item_id.split(".")[0]) if item.id == item_id), None)

    def change_rule(self, name, **fields):
        """What a new issue of the pack does to one rule set."""
        self.changed["ruleset"] = tuple(
            replace(item, **fields) if item.rule == name else item for item in self.items_of("ruleset")
        )


class Clock:
    """A clock that a test moves."""

    def __init__(self):
        self.at = START

    def __call__(self):
        return self.at

    def go(self, days=0, **more):
        """Later."""
        self.at += timedelta(days=days, **more)


OFFICES = (
    ("1000", "", OrganisationLevel.SECOND_LEVEL),
    ("1100", "1000", OrganisationLevel.COUNTER_BRANCH),
    ("1200", "1000", OrganisationLevel.COUNTER_BRANCH),
    ("1300", "1000", OrganisationLevel.COUNTER_BRANCH),
)
PEOPLE = (
    ("T1", Role.TELLER, "1100", "A1"),
    ("T2", Role.TELLER, "1200", "B1"),
    ("T3", Role.TELLER, "1300", "C1"),
    ("H1", Role.COMPLAINT_HANDLER, "1100", ""),
    ("H2", Role.COMPLAINT_HANDLER, "1100", ""),
    ("M1", Role.BRANCH_MANAGER, "1100", ""),
    ("M0", Role.BRANCH_MANAGER, "1000", ""),
    ("H0", Role.COMPLAINT_HANDLER, "1000", ""),
    ("X1", Role.AUDITOR, "1000", ""),
    ("A1", Role.ADMINISTRATOR, "1000", ""),
    ("W1", Role.AUTHOR, "1000", ""),
    ("P1", Role.APPROVER, "1000", ""),
)


@dataclass
class House:
    """The services of one store with what a test needs to drive them."""

    store: object
    clock: Clock
    packs: Packs

    def __post_init__(self):
        self.actors = {
            name: Actor(staff_no=name, role=role, organisation=office, counter=counter)
            for name, role, office, counter in PEOPLE
        }
        self.open_services()

    def open_services(self):
        """New services over the same store, as after a new pack or a new start."""
        keys = HmacCustomerKeys(*self.store.customer_secret())
        ledger = wire_ledger(self.store.unit_of_work, self.clock, self.packs, keys, 5)
        self.rulebook = ledger.rulebook
        self.complaints = ComplaintService(
            self.store.unit_of_work, self.clock, keys, None, "0.1.0", rulebook=ledger.rulebook
        )
        self.cases, self.merging, self.repeats = ledger.cases, ledger.merging, ledger.repeats
        self.watch, self.signs, self.registers, self.terms = ledger.watch, ledger.signs, ledger.registers, ledger.terms

    def draft(self, who="T1", received=None, **fields):
        """What a teller has typed."""
        draft = self.complaints.new_draft(None, self.actors[who])
        values = {"claim": "退还年费", "facts": "扣费前未告知", "received_at": received or self.clock()} | fields
        return replace(draft, **values)

    def register(self, who="T1", received=None, **fields):
        """A complaint taken down at the window."""
        return self.complaints.register(self.draft(who, received, **fields), self.actors[who])[0]

    def act(self, case, action, who="H1", **more):
        """One step; the case after it."""
        return self.cases.act(case.id, Step(action=Action(action), **more), self.actors[who])[0]

    def why_not(self, case, action, who="H1", **more):
        """Code of the refusal of a step; empty when it would be taken."""
        error = self.cases.why_not(case.id, Step(action=Action(action), **more), self.actors[who])
        return "" if error is None else error.code

    def now(self, case):
        """The case as the store has it."""
        with self.store.unit_of_work(read_only=True) as uow:
            return uow.complaints.get(case.id)

    def notice(self, kind="decision", way="sms", result="sent", at=None, **more):
        """A notice given now."""
        return Notice(
            kind=NoticeKind(kind),
            way=NoticeWay(way),
            at=at or self.clock(),
            by="H1",
            result=NoticeResult(result),
            **more,
        )

    def investigating(self, **fields):
        """A case under investigation, handled by H1."""
        case = self.register(**fields)
        case = self.act(case, "assign", "M1", staff_no="H1")
        for action in ("accept", "contact", "investigate"):
            case = self.act(case, action)
        return case

    def submitted(self, **fields):
        """A case with a proposal that waits for approval."""
        return self.act(self.investigating(**fields), "submit", values=PROPOSAL)

    def decided(self, **fields):
        """A case that was decided and not told."""
        case = self.act(self.submitted(**fields), "approve", "M1")
        return self.act(case, "decide")

    def told(self, **fields):
        """A case whose customer was told."""
        return self.act(self.decided(**fields), "tell", notice=self.notice())

    def closed(self, **fields):
        """A closed case."""
        return self.act(self.told(**fields), "close", values=ENDING)

    def events(self, table="complaint"):
        """Events of one kind of record."""
        with self.store.unit_of_work(read_only=True) as uow:
            return list(uow.log.events(table))


def someone(**fields):
    """A complainant."""
    return Party(role=PartyRole.COMPLAINANT, **({"name": "张𠅤", "phone": "13812345678"} | fields))


def on(text):
    """Noon of a day."""
    return datetime.combine(date.fromisoformat(text), time(12), SHANGHAI)


@pytest.fixture(scope="session")
def pattern(tmp_path_factory):
    """A store with its offices and people; made once, copied for each test."""
    path, key = tmp_path_factory.mktemp("ledger") / "store.db", secrets.token_bytes(32)
    store = create_store(path, key, Clock())
    admin = Actor(staff_no="A1", role=Role.ADMINISTRATOR, organisation="1000", counter="")
    with store.unit_of_work() as uow:
        for code, parent, level in OFFICES:
            put_organisation(uow, admin, Organisation(code=code, name=code, name_en=code, level=level, parent=parent))
        for name, role, office, counter in PEOPLE:
            person = User(staff_no=name, name=f"名{name}", role=role, organisation=office, post="岗", counter=counter)
            put_user(uow, admin, person)
        uow.commit()
    store.close()
    return path, key


@pytest.fixture
def house(pattern, tmp_path):
    """A branch below a second-level branch, two other branches beside it, and their people."""
    path, key = pattern
    for file in path.parent.iterdir():
        shutil.copy(file, tmp_path / file.name)
    clock = Clock()
    store = open_store(tmp_path / path.name, key, clock)
    yield House(store, clock, Packs())
    store.close()


@pytest.fixture
def ledger_parts():
    """Values that tests of the ledger share."""
    return {"proposal": PROPOSAL, "ending": ENDING, "someone": someone, "on": on}
