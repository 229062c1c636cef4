"""A branch over a real store: offices, a clock that a test moves, the ledger, and people of each role."""

import secrets
from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace

import pytest

from hfc_desktop.bootstrap.content import ShippedRules
from hfc_desktop.domain.complaint import Party, PartyRole
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.people import Actor, Organisation, OrganisationLevel, Role, User
from hfc_desktop.security.customer_keys import HmacCustomerKeys
from hfc_desktop.services.complaints import ComplaintService
from hfc_desktop.services.records import put_organisation, put_user
from hfc_desktop.storage.store import create_store

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI)
RULES = ShippedRules()


class MovableClock:
    """A clock that a test moves."""

    def __init__(self):
        self.at = NOW

    def __call__(self):
        return self.at


def _actor(staff_no, role, organisation="1100", counter=""):
    return Actor(staff_no=staff_no, role=role, organisation=organisation, counter=counter)


PEOPLE = SimpleNamespace(
    teller=_actor("T1", Role.TELLER, counter="A1"),
    handler=_actor("H1", Role.COMPLAINT_HANDLER),
    manager=_actor("M1", Role.BRANCH_MANAGER),
    other=_actor("M2", Role.BRANCH_MANAGER),
    auditor=_actor("X1", Role.AUDITOR),
    admin=_actor("A1", Role.ADMINISTRATOR),
    elsewhere=_actor("M9", Role.BRANCH_MANAGER, organisation="9900"),
)


@pytest.fixture
def branch(tmp_path):
    """Store, clock, ledger, people."""
    clock, key = MovableClock(), secrets.token_bytes(32)
    store = create_store(tmp_path / "store.db", key, clock)
    with store.unit_of_work() as uow:
        for code, parent in (("1000", ""), ("1100", "1000"), ("9900", "")):
            office = Organisation(code=code, name=code, name_en=code, level=OrganisationLevel.SUB_BRANCH, parent=parent)
            put_organisation(uow, PEOPLE.admin, office)
        for who in vars(PEOPLE).values():
            user = User(
                staff_no=who.staff_no, name=f"名{who.staff_no}", role=who.role, organisation=who.organisation, post="岗"
            )
            put_user(uow, PEOPLE.admin, user)
        uow.commit()
    keys = HmacCustomerKeys(*store.customer_secret())
    ledger = ComplaintService(store.unit_of_work, clock, keys, None, "0.1.0", rules=RULES)
    yield SimpleNamespace(store=store, key=key, clock=clock, ledger=ledger, **vars(PEOPLE))
    store.close()


@pytest.fixture
def registered(branch):
    """Registers a matter; keyword arguments are fields of its draft."""

    def registered(who=PEOPLE.teller, **fields):
        person = Party(role=PartyRole.COMPLAINANT, name="欧阳震华", phone="13812345678", id_number="11010519491231002X")
        values = {"claim": "退还年费", "facts": "欧阳震华称未被告知，电话13812345678", "parties": (person,)} | fields
        draft = replace(branch.ledger.new_draft(None, who), **values)
        return branch.ledger.register(draft, who)[0]

    return registered


@pytest.fixture
def events(branch):
    """The events of one kind of record, or all."""

    def events(table=None):
        with branch.store.unit_of_work(read_only=True) as uow:
            return list(uow.log.events(table))

    return events
