"""The reception in hand is in the store: step by step, at the goodbye, after a breakdown, and never a stranger's."""

import pytest
from PySide6.QtCore import QObject, Signal

from hfc_desktop.domain.people import Role, User
from hfc_desktop.domain.reception import ItemUse, with_use
from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.services.changes import Changes
from hfc_desktop.ui.hub import Hub
from hfc_desktop.ui.operations import ImmediateOperations
from hfc_desktop.ui.reception_holder import ReceptionHolder
from hfc_desktop.ui.reception_keeper import ReceptionKeeper
from hfc_desktop.ui.session import Session
from tests.ui.test_reception_holder import Clock


class Store:
    """Receptions as a service keeps them."""

    def __init__(self):
        self.saved, self.ended, self.open = [], [], ()
        self.broken = False

    def save(self, reception, actor):
        if self.broken:
            raise EnvironmentFaultError("storage.disk_full", path="x")
        self.saved.append((actor.staff_no, reception))
        return Changes()

    def end(self, reception, actor):
        self.ended.append((actor.staff_no, reception.id))
        return reception, Changes()

    def close_forgotten(self, _actor):
        return Changes()

    def unfinished(self, _actor):
        return self.open


class Application:
    def __init__(self, store):
        self.receptions = store

    def open_records(self):
        return self


class Desk(QObject):
    """What a keeper needs of a window."""

    faults = Signal(object)

    def __init__(self):
        super().__init__()
        self.store = Store()
        self.application = Application(self.store)
        self.hub = Hub()
        self.operations = ImmediateOperations(self.hub)
        self.session = Session(self)
        self.reception = ReceptionHolder(Clock(), self)
        self.keeper = ReceptionKeeper(self, self)

    def sign_in(self, staff_no="T1", role=Role.TELLER):
        self.session.sign_in(User(staff_no=staff_no, name="", role=role, organisation="1100", post=""), None)

    def look_up(self, item="faq.a"):
        use = ItemUse(item=item, version=1, pack="p-1", at=self.reception.value.started_at)
        self.reception.apply(lambda before: with_use(before, use))


@pytest.fixture
def desk(qapp):
    return Desk()


def test_what_was_looked_up_before_the_sign_in_is_written_at_the_sign_in(desk):
    desk.look_up()
    desk.reception.start_new()
    desk.look_up("faq.b")
    desk.keeper.flush()
    assert desk.store.saved == []
    desk.sign_in()
    desk.keeper.flush()
    assert [name for name, _id in desk.store.ended] == ["T1"]
    assert [one.uses[0].item for _name, one in desk.store.saved] == ["faq.b"]


def test_steps_that_follow_at_once_are_written_together(desk):
    desk.sign_in()
    for item in ("faq.a", "faq.b", "faq.c"):
        desk.look_up(item)
    desk.keeper.flush()
    assert [len(one.uses) for _name, one in desk.store.saved] == [3]


def test_a_step_is_written_by_itself_within_a_second(desk, qtbot):
    desk.sign_in()
    desk.look_up()
    qtbot.waitUntil(lambda: bool(desk.store.saved), timeout=1000)


def test_the_goodbye_ends_it_and_an_empty_one_is_nothing(desk):
    desk.sign_in()
    desk.reception.start_new()
    desk.look_up()
    ended = desk.reception.start_new()
    assert desk.store.ended == [("T1", ended.id)]


def test_a_fault_is_told_once_and_the_step_is_not_lost(desk, qtbot):
    told = []
    desk.hub.fault.connect(told.append)
    desk.sign_in()
    desk.store.broken = True
    desk.look_up()
    desk.keeper.flush()
    desk.keeper.flush()
    assert len(told) == 1
    desk.store.broken = False
    desk.keeper.flush()
    assert len(desk.store.saved) == 1


def test_the_next_person_starts_afresh_and_the_first_one_finds_the_own_table_again(desk):
    desk.sign_in("T1")
    desk.look_up()
    first = desk.reception.value
    desk.session.sign_out()
    assert desk.reception.value.is_empty
    assert desk.store.saved[-1] == ("T1", first)
    desk.sign_in("T2")
    assert desk.reception.value.is_empty
    desk.session.sign_out()
    desk.sign_in("T1")
    assert desk.reception.value.is_empty, "T2 sat here in between; T1 is asked instead"


def test_whoever_comes_back_alone_goes_on(desk):
    desk.sign_in("T1")
    desk.look_up()
    first = desk.reception.value
    desk.session.sign_out()
    desk.sign_in("T1")
    assert desk.reception.value == first


def test_an_auditor_keeps_no_receptions(desk):
    desk.sign_in("A1", Role.AUDITOR)
    desk.look_up()
    desk.keeper.flush()
    desk.reception.start_new()
    assert desk.store.saved == desk.store.ended == []


def test_what_a_breakdown_left_open_is_offered_and_taken_up(desk):
    desk.look_up("scenario.a")
    left = desk.reception.value
    desk.reception.put_aside()
    desk.store.open = (left,)
    desk.sign_in()
    assert desk.reception.unfinished == left
    assert desk.reception.take_up() == left
    assert desk.reception.value == left
    assert desk.reception.unfinished is None


def test_what_is_in_hand_when_another_is_taken_up_is_offered_in_its_turn(desk):
    desk.look_up("scenario.a")
    left = desk.reception.value
    desk.reception.put_aside()
    desk.store.open = (left,)
    desk.sign_in()
    desk.look_up("faq.now")
    held = desk.reception.value
    desk.reception.take_up()
    assert desk.reception.unfinished == held


def test_what_is_let_go_ends(desk):
    desk.look_up()
    left = desk.reception.value
    desk.reception.put_aside()
    desk.store.open = (left,)
    desk.sign_in()
    desk.reception.let_go()
    assert desk.store.ended[-1] == ("T1", left.id)
    assert desk.reception.unfinished is None
