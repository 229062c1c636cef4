"""Role × use case, by direct call: whoever lacks the right is refused and the attempt is recorded. None is left out."""

import importlib
import inspect
import pkgutil
import secrets
from datetime import datetime

import pytest

from hfc_desktop import bootstrap, services
from hfc_desktop.bootstrap.application import Records
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.life_cycle import TABLE
from hfc_desktop.domain.people import Actor, Right, Role, allows
from hfc_desktop.errors import SecurityRefusalError
from hfc_desktop.services.rights import NEEDED, OPEN, needs
from hfc_desktop.storage.store import create_store

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI)


def classes():
    """Every class that the composition root names, by name."""
    rooms = (services, bootstrap)
    modules = [
        importlib.import_module(f"{room.__name__}.{found.name}")
        for room in rooms
        for found in pkgutil.iter_modules(room.__path__)
    ]
    return {name: found for module in modules for name, found in inspect.getmembers(module, inspect.isclass)}


def parts_of(group):
    """What a group of services holds, those of the groups in it included, by name."""
    known, found = classes(), {}
    for name, hint in group.__annotations__.items():
        one = known[str(getattr(hint, "__forward_arg__", hint)).split(" | ")[0]]
        found |= parts_of(one) if one.__module__.startswith(bootstrap.__name__) else {name: one}
    return found


PARTS = parts_of(Records)
SERVICES = {name: one for name, one in PARTS.items() if one.__name__.endswith(("Service", "Settings"))}


def use_cases(service):
    """Public methods of a service, by name."""
    found = inspect.getmembers(service, inspect.isfunction)
    return {name: method for name, method in found if not name.startswith("_")}


ALL = [(service, name) for service in SERVICES.values() for name in use_cases(service)]
GUARDED = [(service, name) for service, name in ALL if hasattr(getattr(service, name), NEEDED)]


def titled(pair):
    return f"{pair[0].__name__}.{pair[1]}"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rights")
    opened = create_store(folder / "store.db", secrets.token_bytes(32), lambda: NOW)
    yield opened
    opened.close()


def actor(role):
    return Actor(staff_no=f"{role.value[:4]}1", role=role, organisation="1100", counter="A1")


def called(service, name, store, role):
    """Call a use case of a service that has nothing but a store: the guard must speak before anything else."""
    bare = object.__new__(service)
    bare._units = store.unit_of_work
    method = getattr(bare, name)
    wanted = inspect.signature(method).parameters.values()
    given = {
        parameter.name: actor(role) if parameter.name == "actor" else None
        for parameter in wanted
        if parameter.default is inspect.Parameter.empty or parameter.name == "actor"
    }
    method(**given)


def refusals(store):
    with store.unit_of_work(read_only=True) as uow:
        return [event for event in uow.log.events() if event.op is Op.REFUSED]


def test_every_service_over_the_records_is_walked():
    assert {"people", "complaints", "notes", "imports", "exports", "retention", "audit"} <= SERVICES.keys()
    assert all(use_cases(service) for service in SERVICES.values())


@pytest.mark.parametrize("tool", sorted(PARTS.keys() - SERVICES.keys()))
def test_what_is_no_service_works_only_inside_somebodys_use_case(tool):
    for name, method in use_cases(PARTS[tool]).items():
        wanted = inspect.signature(method).parameters
        assert "actor" not in wanted or "uow" in wanted, f"{tool}.{name} acts for somebody by itself"


@pytest.mark.parametrize(("service", "name"), ALL, ids=map(titled, ALL))
def test_a_use_case_says_which_right_it_needs_or_why_none(service, name):
    method = getattr(service, name)
    assert hasattr(method, NEEDED) != hasattr(method, OPEN), f"{service.__name__}.{name} has no mark, or two"


def test_a_use_case_without_a_mark_is_found():
    class Careless:
        def forgotten(self, actor):
            raise AssertionError

    assert [name for name, method in use_cases(Careless).items() if not hasattr(method, NEEDED)] == ["forgotten"]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("service", "name"), GUARDED, ids=map(titled, GUARDED))
def test_a_role_without_the_right_is_refused_and_the_attempt_recorded(store, service, name, role):
    rights = getattr(getattr(service, name), NEEDED)
    before = len(refusals(store))
    if any(allows(role, right) for right in rights):
        assert passes_the_guard(service, name, store, role)
        assert len(refusals(store)) == before
        return
    with pytest.raises(SecurityRefusalError, match=r"people\.refused"):
        called(service, name, store, role)
    recorded = refusals(store)[before:]
    assert [(event.actor, event.role) for event in recorded] == [(f"{role.value[:4]}1", role.value)]
    assert recorded[0].fields["right"] in {right.value for right in rights}


def passes_the_guard(service, name, store, role):
    """Whether the call gets beyond the guard; it then fails, since it was given nothing to work with, or succeeds."""
    try:
        called(service, name, store, role)
    except SecurityRefusalError as error:
        return error.code != "people.refused"
    except Exception:  # noqa: BLE001  behind the guard: nothing was given
        return True
    return True


def test_the_guard_takes_any_one_of_several_rights_and_names_the_first(store):
    class Desk:
        _units = store.unit_of_work

        @needs(Right.LIST_EXPORT, Right.LOG_READ)
        def look(self, what, actor):
            return what

    assert Desk().look("x", actor(Role.AUDITOR)) == "x"
    assert Desk().look(what="x", actor=actor(Role.BRANCH_MANAGER)) == "x"
    with pytest.raises(SecurityRefusalError) as caught:
        Desk().look("x", actor(Role.TELLER))
    assert caught.value.params["right"] == "list_export"


def test_no_right_is_without_a_use():
    """A right that nobody asks for is a promise that nobody keeps."""
    asked = {right for service, name in GUARDED for right in getattr(getattr(service, name), NEEDED)}
    steps = {step.right for step in TABLE}
    packs_and_copies = {Right.PACK_WRITE, Right.PACK_APPROVE, Right.PACK_INSTALL, Right.EXCHANGE, Right.BACKUP}
    assert set(Right) - asked - steps - packs_and_copies == set()
