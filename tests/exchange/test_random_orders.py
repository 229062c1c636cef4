"""Real stores, real files, in a few orders drawn by chance: in the end all hold the same."""

import random

import pytest

from hfc_desktop.domain.people import Role, User
from hfc_desktop.services.records import put_user
from tests.faults.exchange_house import Bank, make_bank

DEVICES = ("c1", "c2", "branch")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    return folder, make_bank(folder)


@pytest.fixture
def offices(tmp_path, made):
    bank = Bank(tmp_path, *made)
    yield bank
    bank.close()


def peers(name):
    return ("branch",) if name != "branch" else ("c1", "c2")


class Days:
    """What happens in offices, drawn by chance; every file is kept on a stick that anybody may put in again."""

    def __init__(self, offices, seed):
        self.offices, self.chance, self.cases, self.stick = offices, random.Random(seed), [], []

    def office(self):
        return getattr(self.offices, self.chance.choice(DEVICES))

    def something(self):
        self.chance.choice((self.register, self.edit, self.edit, self.send, self.send, self.old_file, self.receipt))()

    def register(self):
        self.cases.append(self.office().register().id)

    def edit(self):
        office = self.office()
        known = [case for case in self.cases if office.shown(case) is not None]
        if known:
            word = self.chance.choice("甲乙丙")
            role = self.chance.choice((Role.TELLER, Role.BRANCH_MANAGER))
            office.set(self.chance.choice(known), role, claim=word, handler=f"H{word}")

    def send(self):
        name = self.chance.choice(DEVICES)
        to = self.chance.choice(peers(name))
        content = getattr(self.offices, name).export(getattr(self.offices, to))
        if content is not None:
            self.stick.append((to, content))
            if self.chance.random() < 0.6:
                getattr(self.offices, to).one(content)

    def old_file(self):
        if self.stick:
            to, content = self.chance.choice(self.stick)
            damaged = content[: self.chance.randrange(len(content))]
            getattr(self.offices, to).take(damaged, content)

    def receipt(self):
        name = self.chance.choice(DEVICES)
        to = self.chance.choice(peers(name))
        giver, getter = getattr(self.offices, name), getattr(self.offices, to)
        if any(line.given and line.device == getter.origin() for line in _receipts(giver)):
            getter.one(giver.receipt(getter))

    def everything(self):
        for _round in range(2):
            for name in ("c1", "c2"):
                self._over(name, "branch")
            for name in ("c1", "c2"):
                self._over("branch", name)

    def _over(self, start, end):
        content = getattr(self.offices, start).export(getattr(self.offices, end), full=True)
        getattr(self.offices, end).one(content)


def _receipts(office):
    return office.receiving.status(office.manager).receipts


@pytest.mark.parametrize("seed", [3, 11, 42])
def test_whatever_the_order_all_hold_the_same(offices, seed):
    days = Days(offices, seed)
    for _turn in range(30):
        days.something()
    days.everything()
    digests = {getattr(offices, name).digest() for name in DEVICES}
    assert len(digests) == 1
    assert digests.pop().complaints == len(days.cases)
    for name in DEVICES:
        with getattr(offices, name).store.unit_of_work(read_only=True) as uow:
            assert uow.log.chain_break() is None
            shown = {record: conflict.field for _table, record, conflict in uow.exchange.conflicts()}
        open_ones = {case for case in days.cases if getattr(offices, name).state(case).conflicts}
        assert set(shown) == open_ones, "what stands side by side is listed"
    rebuilt = offices.branch.store.rebuild()
    assert rebuilt.changed == (), "tables follow from the log alone"


def test_people_and_favourites_of_another_device_stay_its_own(offices):
    for name, who in (("c1", "张柜员"), ("branch", "李负责")):
        office = getattr(offices, name)
        user = User(staff_no="T1", name=who, role=Role.TELLER, organisation=office.office, post="柜员岗")
        with office.store.unit_of_work() as uow:
            put_user(uow, office.manager, user)
            uow.commit()
    offices.branch.one(offices.c1.export(offices.branch))
    offices.branch.store.rebuild()
    with offices.branch.store.unit_of_work(read_only=True) as uow:
        assert uow.people.user("T1").name == "李负责"


def test_a_lost_counter_gives_no_number_a_second_time(offices):
    before = offices.c1.register()
    offices.branch.one(offices.c1.export(offices.branch))
    lost = offices.open.pop("c1")
    lost.store.close()
    (offices.folder / "c1").rename(offices.folder / "lost")
    offices.c1.store.renew_incarnation()
    offices.c1.one(offices.branch.export(offices.c1, full=True))
    assert offices.c1.shown(before.id) is not None
    assert offices.c1.register().number != before.number
