"""Who may change the guidance of a counter, and what the log keeps of it; over a real store."""

from __future__ import annotations

from datetime import datetime

import pytest

from hfc_desktop.bootstrap import open_application
from hfc_desktop.bootstrap.guidance import pack_service
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.people import Actor, Right, Role, allows
from hfc_desktop.domain.publishing import Wishes
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.workbench.demo import office
from tests.faults.pack_house import CHINA, Publisher, pack_files

NOW = datetime.now(CHINA)


class House:
    """A demo counter that trusts a head office."""

    def __init__(self, data, bank):
        self.bank, self.root = bank, data.root.parent
        place = data.packs / "trust" / "headoffice"
        place.mkdir(parents=True)
        (place / "root.json").write_bytes(bank.room.first_root())
        self.application = open_application(data)
        self.service = pack_service(self.application)

    def file(self, **said):
        path = self.root / f"包{len(list(self.root.glob('包*')))}.hfcpack"
        more = said.pop("more", "")
        line, issue = said.get("line", "sample"), said.get("issue", 1)
        path.write_bytes(self.bank.publish(pack_files(line, issue, more=more), line, issue))
        return path

    def log(self, op=Op.PACK):
        with self.application.open_store().unit_of_work(read_only=True) as uow:
            return [event for event in uow.log.events("pack") if event.op is op]


@pytest.fixture
def house(demo, tmp_path):
    made = House(demo, Publisher(tmp_path / "总行", now=NOW))
    yield made
    made.application.close()


def actor(role):
    return Actor(staff_no="90001", role=role, organisation=office.HOME, counter="01")


@pytest.mark.parametrize("role", list(Role))
def test_each_role_installs_and_goes_back_only_if_it_may(house, role):
    file, who = house.file(), actor(role)
    if allows(role, Right.PACK_INSTALL):
        assert house.service.install([file], actor=who).installed == ("sample-1",)
        house.service.roll_back(actor=who, reason="先用旧版")
        assert [event.fields["what"] for event in house.log()] == ["install", "rollback"]
        return
    before = house.service.installed()
    for work in (lambda: house.service.install([file], actor=who), lambda: house.service.roll_back(actor=who)):
        with pytest.raises(SecurityRefusalError) as refused:
            work()
        assert refused.value.code == "people.refused"
    assert house.service.installed() == before
    assert [event.fields for event in house.log(Op.REFUSED)] == [{"right": "pack_install"}] * 2


def test_nobody_is_asked_to_sign_in(house):
    with pytest.raises(SecurityRefusalError) as refused:
        house.service.install([house.file()])
    assert refused.value.code == "packs.sign_in"
    assert house.service.needs_sign_in()


def test_a_counter_without_guidance_takes_a_signed_pack_from_whoever_stands_there(house):
    import shutil

    shutil.rmtree(house.application.data.packs / "builds")
    (house.application.data.packs / "active.json").unlink()
    assert not house.service.needs_sign_in()
    assert house.service.install([house.file()]).installed == ("sample-1",)


def test_deciding_about_expiry_needs_the_right_even_on_an_empty_counter(house):
    import shutil

    shutil.rmtree(house.application.data.packs / "builds")
    (house.application.data.packs / "active.json").unlink()
    with pytest.raises(SecurityRefusalError) as refused:
        house.service.install([house.file()], wishes=Wishes(accept_expired=True, reason="急"))
    assert refused.value.code == "packs.sign_in"


def test_the_log_says_what_came_in_and_who_vouched_for_it(house):
    manager = actor(Role.BRANCH_MANAGER)
    house.service.install([house.file()], actor=manager)
    (event,) = house.log()
    (described,) = event.fields["packs"]
    assert described.startswith("sample 1.1 signed ")
    assert (event.actor, event.role) == (manager.staff_no, "branch_manager")
    assert house.service.install([house.file()], actor=manager).unchanged == ("sample-1",)
    assert len(house.log()) == 1


def test_trusting_a_root_needs_the_right_and_is_kept(house):
    root = house.root / "root.json"
    root.write_bytes(house.bank.room.first_root())
    said = house.service.publishers()[0].fingerprint
    with pytest.raises(SecurityRefusalError):
        house.service.trust(root, said, actor=actor(Role.TELLER))
    found = house.service.trust(root, said, actor=actor(Role.ADMINISTRATOR))
    assert [event.fields["fingerprint"] for event in house.log()] == [found.fingerprint]


URGENT = "urgent: true\n"


def test_an_urgent_pack_is_unread_for_each_person_until_that_person_confirms(house):
    manager, teller = actor(Role.BRANCH_MANAGER), Actor(
        staff_no=office.TELLER, role=Role.TELLER, organisation=office.HOME, counter="01"
    )  # fmt: skip
    house.service.install([house.file(more=URGENT)], actor=manager)
    assert [pack.pack_id for pack in house.service.unread(teller)] == ["sample"]
    assert house.service.confirm_read("sample", teller).concerns("pack", "sample")
    assert house.service.unread(teller) == []
    assert len(house.service.unread(manager)) == 1
    assert list(house.service.receipts("sample", manager)) == [office.TELLER]
    with pytest.raises(SecurityRefusalError):
        house.service.receipts("sample", teller)
    with pytest.raises(UserMistakeError):
        house.service.confirm_read("nothing", teller)


def test_read_receipts_survive_a_rebuild_of_the_tables(house):
    manager = actor(Role.BRANCH_MANAGER)
    house.service.install([house.file(more=URGENT)], actor=manager)
    house.service.confirm_read("sample", manager)
    house.application.open_store().rebuild()
    assert list(house.service.receipts("sample", manager)) == [manager.staff_no]
