"""Lists of the ledger as a person sees them: masked, within the scope, and kept under a name."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from hfc_desktop.domain.complaint import Complaint, Nature, Party, PartyRole, Status
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.ledger import ComplaintFilter
from hfc_desktop.domain.ledger_lists import OPEN_STATUSES, Column, Query, Spec
from hfc_desktop.domain.numbering import complaint_number, uuid7
from hfc_desktop.domain.people import Actor, Organisation, OrganisationLevel, Role
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.services.ledger_lists import SAVED_LIST, LedgerListService
from hfc_desktop.services.records import put_new_complaint, put_organisation
from hfc_desktop.storage.store import create_store

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI)
TELLER = Actor(staff_no="T1", role=Role.TELLER, organisation="1101", counter="A1")
MANAGER = Actor(staff_no="M1", role=Role.BRANCH_MANAGER, organisation="1100", counter="")
OTHER = Actor(staff_no="M2", role=Role.BRANCH_MANAGER, organisation="1100", counter="")
AUTHOR = Actor(staff_no="W1", role=Role.AUTHOR, organisation="1100", counter="")
ALL = Query(wanted=ComplaintFilter())


@pytest.fixture
def store(tmp_path):
    opened = create_store(tmp_path / "store.db", secrets.token_bytes(32), lambda: NOW)
    with opened.unit_of_work() as uow:
        for code, parent in (("1100", ""), ("1101", "1100"), ("1200", "")):
            level = OrganisationLevel.COUNTER_BRANCH
            put_organisation(uow, MANAGER, Organisation(code=code, name=code, name_en="", level=level, parent=parent))
        for number, (office, counter, days) in enumerate(
            (("1100", "A1", 0), ("1101", "A1", 0), ("1101", "A1", 3), ("1101", "A2", 0), ("1200", "A1", 0)), 1
        ):
            received = NOW - timedelta(days=days, hours=1)
            complaint = Complaint(
                id=uuid7(received, secrets.token_bytes(10)),
                number=complaint_number(office, NOW.date(), counter, number),
                nature=Nature.COMPLAINT,
                status=Status.REGISTERED,
                received_at=received,
                registered_at=received,
                organisation=office,
                counter=counter,
                parties=(Party(role=PartyRole.COMPLAINANT, name="王大明"),),
                claim="退费",
                first_receiver="T9",
                handler="T9",
            )
            put_new_complaint(uow, TELLER, complaint)
        uow.commit()
    yield opened
    opened.close()


@pytest.fixture
def lists(store):
    return LedgerListService(store.unit_of_work, lambda: NOW)


def sequences(lines):
    return sorted(int(line.number[-5:-1]) for line in lines)


def test_each_sees_the_own_branch_and_below_or_the_own_counter_and_day(lists):
    for actor, seen in ((MANAGER, [1, 2, 3, 4]), (TELLER, [2])):
        assert sequences(lists.top(ALL, actor)) == seen
        assert lists.count(ALL, actor) == len(seen)
        places = lists.order(ALL, actor)
        assert sequences(lists.lines(places, actor)) == seen
        assert len(lists.ids(places, actor)) == len(seen)


def test_places_of_others_open_nothing(lists):
    everywhere = lists.order(ALL, MANAGER)
    assert sequences(lists.lines(everywhere, TELLER)) == [2]


def test_names_are_masked(lists):
    assert {line.complainant for line in lists.top(ALL, MANAGER)} == {"王**"}


def test_who_reads_no_complaints_is_refused_and_the_attempt_recorded(store, lists):
    with pytest.raises(SecurityRefusalError):
        lists.top(ALL, AUTHOR)
    with store.unit_of_work(read_only=True) as uow:
        assert [event.actor for event in uow.log.events() if event.op is Op.REFUSED] == ["W1"]


def test_a_kept_list_is_seen_by_its_owner_until_it_is_shared(store, lists):
    kept, changes = lists.keep(" 已超期 ", Spec(late=True), MANAGER)
    assert changes.concerns(SAVED_LIST, kept.id)
    assert kept.name == "已超期"
    assert lists.saved(OTHER) == []
    lists.change(replace(kept, shared=True), MANAGER)
    assert [found.name for found in lists.saved(OTHER)] == ["已超期"]
    assert SAVED_LIST not in store.rebuild().changed


def test_a_name_is_given_once_and_is_not_empty(lists):
    lists.keep("我的", Spec(mine=True), MANAGER)
    for name, code in (("我的", "lists.name_taken"), ("  ", "lists.bad_name"), ("长" * 41, "lists.bad_name")):
        with pytest.raises(UserMistakeError) as caught:
            lists.keep(name, Spec(), MANAGER)
        assert caught.value.code == code
    lists.keep("我的", Spec(), OTHER)


def test_only_the_owner_changes_or_forgets_a_list(lists):
    kept, _changes = lists.keep("共享", Spec(), MANAGER, shared=True)
    with pytest.raises(SecurityRefusalError):
        lists.forget(kept.id, OTHER)
    with pytest.raises(SecurityRefusalError):
        lists.change(replace(kept, name="改"), OTHER)
    assert [found.name for found in lists.saved(MANAGER)] == ["共享"]


def test_a_forgotten_list_can_be_brought_back_and_stays_forgotten_in_the_log(store, lists):
    kept, _changes = lists.keep("临时", Spec(level=(3,)), MANAGER)
    gone, _changes = lists.forget(kept.id, MANAGER)
    assert lists.saved(MANAGER) == []
    assert SAVED_LIST not in store.rebuild().changed
    assert lists.saved(MANAGER) == []
    with pytest.raises(UserMistakeError):
        lists.forget(kept.id, MANAGER)
    lists.restore(gone, MANAGER)
    assert [(found.name, found.spec.level) for found in lists.saved(MANAGER)] == [("临时", (3,))]


def test_a_kept_list_stays_true_tomorrow():
    today = NOW.date()
    spec = Spec(due_within=3, mine=True, column=Column.DUE, descending=False)
    for later in (0, 1):
        query = spec.query(today + timedelta(days=later), "H1")
        assert query.wanted.due_to == today + timedelta(days=3 + later)
        assert query.wanted.handler == "H1"
        assert query.wanted.status == OPEN_STATUSES
    assert Spec(late=True).query(today, "H1").wanted.overdue_on == today
    assert Spec(received_within=7).query(today, "H1").wanted.received_from == today - timedelta(days=7)
