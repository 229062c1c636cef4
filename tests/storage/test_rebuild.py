"""Tables are projections: whatever was done through the services, the log alone makes the same tables again."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hfc_desktop.domain.complaint import Nature, Party, PartyRole
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.people import Organisation, OrganisationLevel, Role, User
from hfc_desktop.errors import HfcError
from hfc_desktop.security.customer_keys import HmacCustomerKeys
from hfc_desktop.security.pin import Argon2PinHasher
from hfc_desktop.services.complaints import ComplaintService
from hfc_desktop.services.people import PeopleService, session_of
from hfc_desktop.storage.rebuild import fingerprints
from hfc_desktop.storage.store import create_store

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI)
PIN = "294857"
HASHER = Argon2PinHasher(memory_kib=8, time_cost=1)
OFFICE = Organisation(code="1100", name="样例支行", name_en="Sample", level=OrganisationLevel.COUNTER_BRANCH)


def person(staff_no, role, counter=""):
    return User(staff_no=staff_no, name=f"名{staff_no}", role=role, organisation="1100", post="岗", counter=counter)


ADMIN, TELLER, MANAGER = (
    person("A1", Role.ADMINISTRATOR),
    person("T1", Role.TELLER, "A1"),
    person("M1", Role.BRANCH_MANAGER),
)


def furnish(store):
    """A store with three people."""
    people = PeopleService(store.unit_of_work, HASHER, lambda: 1000)
    people.init_store(OFFICE, ADMIN, PIN)
    for user in (TELLER, MANAGER):
        people.add_user(user, PIN, session_of(ADMIN).actor)
    keys = HmacCustomerKeys(*store.customer_secret())
    return people, ComplaintService(store.unit_of_work, lambda: NOW, keys, None, "0.1.0")


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
parties = st.lists(
    st.builds(Party, role=st.sampled_from(PartyRole), name=words, id_number=st.text("0123456789X", max_size=18)),
    max_size=3,
).map(tuple)
amounts = st.none() | st.integers(0, 10**9)
steps = st.one_of(
    st.tuples(st.just("register"), st.sampled_from(Nature), words, parties, amounts),
    st.tuples(st.just("edit"), st.integers(0, 20), st.sampled_from(["claim", "facts", "product", "scenario"]), words),
    st.tuples(st.just("parties"), st.integers(0, 20), parties),
    st.tuples(st.just("amount"), st.integers(0, 20), amounts),
    st.tuples(st.just("read"), st.integers(0, 20)),
    st.tuples(st.just("draft"), words),
    st.tuples(st.just("rename"), words),
    st.tuples(st.just("office"), words),
    st.tuples(st.just("fail"), st.integers(0, 20)),
)


class House:
    """Does random things through the services."""

    def __init__(self, store):
        self.people, self.complaints = furnish(store)
        self.teller, self.manager = session_of(TELLER).actor, session_of(MANAGER).actor
        self.ids = []

    def do(self, step):
        """One step; refusals are part of life."""
        try:
            getattr(self, f"do_{step[0]}")(*step[1:])
        except (HfcError, LookupError):
            return

    def do_register(self, nature, claim, parties, amount):
        draft = self.complaints.new_draft(None, self.teller)
        draft = replace(draft, nature=nature, claim=claim, parties=parties, amount_fen=amount)
        self.ids.append(self.complaints.register(draft, self.teller)[0].id)

    def _edit(self, index, values):
        self.complaints.edit(self.ids[index], values, self.manager, "更正")

    def do_edit(self, index, field, text):
        self._edit(index, {field: text})

    def do_parties(self, index, parties):
        self._edit(index, {"parties": [{"role": p.role.value, "name": p.name, "id_number": p.id_number}
                                       for p in parties]})  # fmt: skip

    def do_amount(self, index, amount):
        self._edit(index, {"amount_fen": amount})

    def do_read(self, index):
        self.complaints.get(self.ids[index], self.manager)

    def do_draft(self, claim):
        self.complaints.save_draft(replace(self.complaints.new_draft(None, self.teller), claim=claim), self.teller)

    def do_rename(self, name):
        self.people.change_user(replace(TELLER, name=name), session_of(ADMIN).actor)

    def do_office(self, name):
        self.people.put_organisation(replace(OFFICE, name=name), session_of(ADMIN).actor)

    def do_fail(self, index):
        self.complaints.edit(self.ids[index], {"amount_fen": -1}, self.manager, "误")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(done=st.lists(steps, max_size=20))
def test_the_log_alone_makes_the_same_tables_again(tmp_path, done):
    store = create_store(tmp_path / f"{secrets.token_hex(8)}.db", secrets.token_bytes(32), lambda: NOW)
    try:
        house = House(store)
        for step in done:
            house.do(step)
        with store.unit_of_work(read_only=True) as uow:
            before = fingerprints(uow)
            assert uow.log.first_break() is None
        report = store.rebuild()
        with store.unit_of_work(read_only=True) as uow:
            assert fingerprints(uow) == before
        assert report.changed == ()
        assert report.records == 4 + len(house.ids)
    finally:
        store.close()


@pytest.fixture
def furnished(store):
    furnish(store)
    return store


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("complaint", "UPDATE complaint SET status = 'closed'"),
        ("party", "DELETE FROM party"),
        ("user", "UPDATE user SET role = 'administrator'"),
        ("organisation", "UPDATE organisation SET name = 'x'"),
        ("number_sequence", "DELETE FROM number_sequence"),
    ],
)
def test_a_table_that_says_something_else_than_the_log_is_mended_and_named(furnished, matter, table, statement):
    complaints = ComplaintService(furnished.unit_of_work, lambda: NOW, HmacCustomerKeys("k", b"s"), None, "0.1.0")
    teller = session_of(TELLER).actor
    draft = replace(complaints.new_draft(None, teller), claim="退钱", parties=matter().parties)
    kept, _changes = complaints.register(draft, teller)
    with furnished.unit_of_work() as uow:
        uow.session.connection().exec_driver_sql(statement)
        uow.commit()
    assert table in furnished.rebuild().changed
    assert furnished.rebuild().changed == ()
    with furnished.unit_of_work(read_only=True) as uow:
        assert uow.complaints.get(kept.id) == kept


def test_numbers_go_on_after_a_rebuild(furnished):
    complaints = ComplaintService(furnished.unit_of_work, lambda: NOW, HmacCustomerKeys("k", b"s"), None, "0.1.0")
    teller = session_of(TELLER).actor

    def register():
        return complaints.register(replace(complaints.new_draft(None, teller), claim="退钱"), teller)[0].number

    first = register()
    furnished.rebuild()
    assert register() != first


def test_pins_and_drafts_are_no_records_and_stay(furnished):
    people = PeopleService(furnished.unit_of_work, HASHER, lambda: 1000)
    complaints = ComplaintService(furnished.unit_of_work, lambda: NOW, HmacCustomerKeys("k", b"s"), None, "0.1.0")
    teller = people.sign_in("T1", PIN).actor
    draft = complaints.new_draft(None, teller)
    complaints.save_draft(draft, teller)
    furnished.rebuild()
    assert people.sign_in("T1", PIN).user == TELLER
    assert [kept.id for kept in complaints.drafts(teller)] == [draft.id]


def test_no_event_holds_a_pin_or_its_hash(furnished):
    with furnished.unit_of_work(read_only=True) as uow:
        text = str([(event.to_json(), private) for event, private in uow.log.with_private()])
    assert "argon2" not in text
    assert PIN not in text


def test_reads_and_refusals_change_no_table(furnished, actor):
    with furnished.unit_of_work(read_only=True) as uow:
        before = fingerprints(uow)
    with furnished.unit_of_work() as uow:
        for op in (Op.READ, Op.REFUSED, Op.PRINT, Op.LOGIN):
            uow.log.append(actor, "user", "T1", op, {"role": "administrator"})
        uow.commit()
    assert furnished.rebuild().changed == ()
    with furnished.unit_of_work(read_only=True) as uow:
        assert fingerprints(uow) == before


def test_time_runs_on_in_the_log(furnished, clock, actor):
    clock.at += timedelta(days=1)
    with furnished.unit_of_work() as uow:
        assert uow.log.append(actor, "t", "r", Op.SET, {}).at.startswith("2026-11-25T09:30:00.000+08:00")
