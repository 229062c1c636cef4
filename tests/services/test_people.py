"""People, roles and signing in, over a real store."""

import secrets
from dataclasses import replace
from datetime import datetime

import pytest

from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.guidance.item import Audience
from hfc_desktop.domain.people import Organisation, OrganisationLevel, Role, User
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.security.pin import Argon2PinHasher
from hfc_desktop.services.people import PeopleService, session_of
from hfc_desktop.storage.store import create_store, open_store

PIN = "294857"
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI)
OFFICE = Organisation(code="1100", name="样例支行", name_en="Sample", level=OrganisationLevel.COUNTER_BRANCH)


def person(staff_no, role, **fields):
    values = {"name": f"名{staff_no}", "organisation": "1100", "post": "岗"} | fields
    return User(staff_no=staff_no, role=role, **values)


ADMIN = person("A1", Role.ADMINISTRATOR)
TELLER = person("T1", Role.TELLER, counter="A1")
MANAGER = person("M1", Role.BRANCH_MANAGER)


class Machine:
    """A machine's uptime and hasher; counts how often a PIN is looked at."""

    def __init__(self):
        self.uptime_ms = 1_000_000
        self.looked_at = 0
        self._hasher = Argon2PinHasher(memory_kib=8, time_cost=1)

    def __call__(self):
        return self.uptime_ms

    def hash(self, pin):
        return self._hasher.hash(pin)

    def verify(self, encoded, pin):
        self.looked_at += 1
        return self._hasher.verify(encoded, pin)

    def outdated(self, encoded):
        return self._hasher.outdated(encoded)

    def raise_cost(self):
        """From now on a hash costs more."""
        self._hasher = Argon2PinHasher(memory_kib=16, time_cost=2)


@pytest.fixture
def key():
    return secrets.token_bytes(32)


@pytest.fixture
def store(tmp_path, key):
    opened = create_store(tmp_path / "store.db", key, lambda: NOW)
    yield opened
    opened.close()


@pytest.fixture
def machine():
    return Machine()


@pytest.fixture
def people(store, machine):
    service = PeopleService(store.unit_of_work, machine, machine)
    service.init_store(OFFICE, ADMIN, PIN)
    for user in (TELLER, MANAGER):
        service.add_user(user, PIN, session_of(ADMIN).actor)
    return service


def events(store):
    with store.unit_of_work(read_only=True) as uow:
        return list(uow.log.events())


def code_of(call, *arguments):
    with pytest.raises((SecurityRefusalError, UserMistakeError)) as caught:
        call(*arguments)
    return caught.value.code


# -- people -------------------------------------------------------------------------------------------------------


def test_an_empty_store_gets_its_office_and_administrator_once(people):
    assert [user.staff_no for user in people.users(session_of(ADMIN).actor)] == ["A1", "M1", "T1"]
    assert people.organisations() == [OFFICE]
    assert people.organisation("1100") == OFFICE
    assert code_of(people.init_store, OFFICE, person("A9", Role.ADMINISTRATOR), PIN) == "people.initialised"


@pytest.mark.parametrize("pin", ["", "12345", "1" * 13, "111111", "123456", "987654", "12345a", "１２３４５７"])
def test_a_pin_that_is_guessed_first_is_refused(people, pin):
    assert code_of(people.add_user, person("T9", Role.TELLER), pin, session_of(ADMIN).actor) == "people.bad_pin"
    assert "T9" not in [user.staff_no for user in people.users(session_of(ADMIN).actor)]


@pytest.mark.parametrize("staff_no", ["", " ", "T 1", "工号", "x" * 33, "T1;"])
def test_a_staff_number_is_letters_digits_hyphens(people, staff_no):
    assert (
        code_of(people.add_user, person(staff_no, Role.TELLER), PIN, session_of(ADMIN).actor) == "people.bad_staff_no"
    )


def test_a_user_is_not_added_twice_nor_to_an_unknown_office(people):
    admin = session_of(ADMIN).actor
    assert code_of(people.add_user, TELLER, PIN, admin) == "people.user_exists"
    stray = person("T2", Role.TELLER, organisation="9999")
    assert code_of(people.add_user, stray, PIN, admin) == "people.no_organisation"
    assert code_of(people.change_user, replace(TELLER, organisation="9999"), admin) == "people.no_organisation"
    assert code_of(people.change_user, person("T2", Role.TELLER), admin) == "people.no_user"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_the_administrator_manages_people_and_each_attempt_is_recorded(people, store, role):
    someone = session_of(person("Z1", role)).actor
    for call, arguments in (
        (people.add_user, (person("T9", Role.TELLER), PIN, someone)),
        (people.change_user, (replace(TELLER, role=Role.ADMINISTRATOR), someone)),
        (people.put_organisation, (OFFICE, someone)),
    ):
        assert code_of(call, *arguments) == "people.refused"
        assert (events(store)[-1].op, events(store)[-1].actor) == (Op.REFUSED, "Z1")


def test_the_last_administrator_cannot_go(people):
    admin = session_of(ADMIN).actor
    assert code_of(people.change_user, replace(ADMIN, active=False), admin) == "people.last_administrator"
    assert code_of(people.change_user, replace(ADMIN, role=Role.TELLER), admin) == "people.last_administrator"
    people.change_user(replace(MANAGER, role=Role.ADMINISTRATOR), admin)
    people.change_user(replace(ADMIN, active=False), admin)
    assert code_of(people.sign_in, "A1", PIN) == "people.wrong_pin"


def test_a_changed_user_keeps_the_pin_unless_a_new_one_is_given(people):
    admin = session_of(ADMIN).actor
    people.change_user(replace(TELLER, counter="B2"), admin)
    assert people.sign_in("T1", PIN).actor.counter == "B2"
    people.change_user(TELLER, admin, "583920")
    assert code_of(people.sign_in, "T1", PIN) == "people.wrong_pin"
    assert people.sign_in("T1", "583920").user == TELLER


# -- signing in ---------------------------------------------------------------------------------------------------


def test_a_session_says_who_as_whom_and_what_they_see(people, store):
    session = people.sign_in(" T1 ", PIN)
    assert session.user == TELLER
    assert session.actor.counter == "A1"
    assert session.audience == (Audience.TELLER, Audience.LOBBY)
    assert (events(store)[-1].op, events(store)[-1].record) == (Op.LOGIN, "T1")


def fail(people, times, staff_no="T1"):
    return [code_of(people.sign_in, staff_no, "000000") for _turn in range(times)]


def test_five_wrong_pins_are_free_and_the_sixth_waits(people, machine):
    assert fail(people, 5) == ["people.wrong_pin"] * 5
    assert code_of(people.sign_in, "T1", PIN) == "people.wait"
    machine.uptime_ms += 29_999
    assert code_of(people.sign_in, "T1", PIN) == "people.wait"
    machine.uptime_ms += 1
    assert people.sign_in("T1", PIN).user == TELLER


def test_the_wait_doubles_and_a_right_pin_clears_it(people, machine):
    fail(people, 5)
    machine.uptime_ms += 30_000
    fail(people, 1)
    machine.uptime_ms += 59_999
    assert code_of(people.sign_in, "T1", PIN) == "people.wait"
    machine.uptime_ms += 1
    people.sign_in("T1", PIN)
    assert fail(people, 5) == ["people.wrong_pin"] * 5


def test_knocking_during_the_wait_makes_it_no_longer(people, machine):
    fail(people, 5)
    machine.uptime_ms += 15_000
    assert set(fail(people, 20)) == {"people.wait"}
    machine.uptime_ms += 15_000
    assert people.sign_in("T1", PIN).user == TELLER


def test_the_wait_survives_a_restart_of_the_program_and_of_the_machine(people, store, key, machine):
    fail(people, 5)
    store.close()
    again = open_store(store.path, key, lambda: datetime(2030, 1, 1, tzinfo=SHANGHAI))
    machine.uptime_ms = 5_000
    restarted = PeopleService(again.unit_of_work, machine, machine)
    assert code_of(restarted.sign_in, "T1", PIN) == "people.wait"
    machine.uptime_ms = 35_000
    assert restarted.sign_in("T1", PIN).user == TELLER
    again.close()


def test_an_attempt_is_counted_before_the_pin_is_looked_at(people, store, machine):
    class PlugError(Exception):
        pass

    class Unplugged(Machine):
        def verify(self, encoded, pin):
            raise PlugError

    cut = PeopleService(store.unit_of_work, Unplugged(), machine)
    for _turn in range(5):
        with pytest.raises(PlugError):
            cut.sign_in("T1", "000000")
    assert code_of(people.sign_in, "T1", PIN) == "people.wait"


def test_an_unknown_number_costs_and_waits_like_a_known_one(people, store, machine):
    machine.looked_at = 0
    assert fail(people, 5, "NOBODY") == ["people.wrong_pin"] * 5
    assert machine.looked_at == 5
    assert fail(people, 1, "NOBODY") == ["people.wait"]
    assert people.sign_in("T1", PIN).user == TELLER
    typed = str([event.to_json() for event in events(store)])
    assert "NOBODY" not in typed


def test_a_user_who_left_signs_in_no_more(people, machine):
    people.change_user(replace(TELLER, active=False), session_of(ADMIN).actor)
    machine.looked_at = 0
    assert fail(people, 1) == ["people.wrong_pin"]
    assert machine.looked_at == 1


def test_the_manager_unlocks(people):
    fail(people, 5)
    assert code_of(people.unlock, "T1", session_of(TELLER).actor) == "people.refused"
    assert code_of(people.unlock, "T9", session_of(MANAGER).actor) == "people.no_user"
    people.unlock("T1", session_of(MANAGER).actor)
    assert people.sign_in("T1", PIN).user == TELLER


def test_without_a_pin_one_signs_in_to_demo_data_only(people, store, machine):
    assert code_of(people.sign_in_demo) == "people.not_demo"
    demo = PeopleService(store.unit_of_work, machine, machine, demo=True)
    assert demo.sign_in_demo().user == TELLER
    assert demo.sign_in_demo("M1").user == MANAGER
    assert code_of(demo.sign_in_demo, "T9") == "people.no_user"


# -- the own PIN --------------------------------------------------------------------------------------------------

OTHER_PIN = "853197"


def test_everybody_changes_their_own_pin_and_the_log_says_so_without_it(people, store):
    teller = session_of(TELLER).actor
    people.change_own_pin(PIN, OTHER_PIN, teller)
    assert people.sign_in("T1", OTHER_PIN).user == TELLER
    assert code_of(people.sign_in, "T1", PIN) == "people.wrong_pin"
    changed = [event for event in events(store) if event.fields.get("pin_changed") and event.actor == "T1"]
    assert len(changed) == 1
    assert OTHER_PIN not in str([event.to_json() for event in events(store)])


def test_the_old_pin_must_be_right_and_the_new_one_another_and_good(people):
    teller = session_of(TELLER).actor
    assert code_of(people.change_own_pin, OTHER_PIN, PIN, teller) == "people.wrong_pin"
    assert code_of(people.change_own_pin, PIN, PIN, teller) == "people.same_pin"
    assert code_of(people.change_own_pin, PIN, "123456", teller) == "people.bad_pin"


def test_guessing_the_old_pin_runs_into_the_same_wait_as_signing_in(people):
    teller = session_of(TELLER).actor
    for _turn in range(5):
        assert code_of(people.change_own_pin, OTHER_PIN, PIN, teller) == "people.wrong_pin"
    assert code_of(people.change_own_pin, PIN, OTHER_PIN, teller) == "people.wait"


def test_a_hash_of_an_older_cost_is_made_anew_at_the_next_right_pin(people, store, machine):
    def kept():
        with store.unit_of_work(read_only=True) as uow:
            return uow.people.pin_hash("T1")

    before = kept()
    people.sign_in("T1", PIN)
    assert kept() == before
    machine.raise_cost()
    assert code_of(people.sign_in, "T1", OTHER_PIN) == "people.wrong_pin"
    assert kept() == before
    people.sign_in("T1", PIN)
    assert kept() != before
    assert not machine.outdated(kept())
    people.sign_in("T1", PIN)
