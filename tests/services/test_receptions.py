"""Receptions over a real store: kept step by step, taken up again, counted, linked to the record made of them."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from hfc_desktop.domain.complaint import ComplaintDraft
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.people import Actor, Role
from hfc_desktop.domain.reception import Closing, ItemUse, PathStep, Reception, with_path, with_remark, with_use
from hfc_desktop.errors import SecurityRefusalError
from hfc_desktop.security.customer_keys import HmacCustomerKeys
from hfc_desktop.services.complaints import ComplaintService
from hfc_desktop.services.receptions import RECEPTION, ReceptionService
from hfc_desktop.storage.rebuild import fingerprints, rebuild
from hfc_desktop.storage.store import create_store

START = datetime(2026, 11, 24, 10, 42, tzinfo=SHANGHAI)
TELLER = Actor(staff_no="T1", role=Role.TELLER, organisation="1100", counter="A1")
OTHER = Actor(staff_no="T2", role=Role.TELLER, organisation="1100", counter="A2")
MANAGER = Actor(staff_no="M1", role=Role.BRANCH_MANAGER, organisation="1100", counter="")
USE = ItemUse(item="scenario.remit-hurry", version=3, pack="telecom-fraud-1", title="急着汇款", at=START)
STEP = PathStep(
    item="scenario.remit-hurry", version=3, node="a0", text="问用途", answer="说不清", at=START, flag="doubt"
)


class Clock:
    at = START

    def __call__(self):
        return self.at


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path, clock):
    opened = create_store(tmp_path / "store.db", secrets.token_bytes(32), clock)
    yield opened
    opened.close()


@pytest.fixture
def service(store, clock):
    return ReceptionService(store.unit_of_work, clock)


def begun(number=1, at=START):
    return with_use(Reception(id=f"r{number}", started_at=at), USE, "fraud.warning")


def events(store):
    with store.unit_of_work(read_only=True) as uow:
        return [(event, uow.log.private(event)) for event in uow.log.events(RECEPTION)]


def test_an_empty_reception_is_not_kept(service, store):
    assert not service.save(Reception(id="r1", started_at=START), TELLER)
    assert events(store) == []


def test_it_is_taken_up_again_in_the_middle_of_a_dialogue(service):
    under_way = with_path(begun(), [STEP])
    service.save(begun(), TELLER)
    service.save(under_way, TELLER)
    assert service.unfinished(TELLER) == (under_way,)
    assert service.unfinished(OTHER) == ()


def test_each_step_is_an_event_of_what_changed_and_the_same_step_twice_is_none(service, store):
    service.save(begun(), TELLER)
    assert service.save(with_path(begun(), [STEP]), TELLER).concerns(RECEPTION, "r1")
    assert not service.save(with_path(begun(), [STEP]), TELLER)
    (first, _whole), (second, private) = events(store)
    assert (first.op, second.op) == (Op.CREATE, Op.SET)
    assert set(second.fields) <= {"path", "saved_at"}
    assert private["path"][0]["answer"] == "说不清"


def test_the_shared_part_tells_codes_and_no_words(service, store):
    remark = with_remark(with_path(begun(), [STEP]), "张三的手机13800000000")
    service.save(remark, TELLER)
    shared = repr(events(store)[0][0].fields)
    assert "a0" in shared
    assert "scenario.remit-hurry" in shared
    for word in ("张三", "138", "说不清", "急着汇款", "问用途"):
        assert word not in shared


def test_what_led_to_no_record_ends_as_a_consultation_and_counts(service, clock):
    service.save(begun(1), TELLER)
    ended, _changes = service.end(begun(1), TELLER)
    assert (ended.closing, ended.ended_at) == (Closing.CONSULTATION, START)
    service.end(replace(begun(2), topic=""), OTHER)
    service.save(begun(3), TELLER)
    day = START.date()
    assert service.figures(day, day, TELLER).consultations == 1, "a teller sees the own figures"
    office = service.figures(day, day, MANAGER)
    assert (office.consultations, office.under_way) == (2, 1)
    assert dict(office.topics) == {"fraud.warning": 1, "": 1}
    assert service.figures(day - timedelta(days=1), day - timedelta(days=1), MANAGER).consultations == 0


def test_a_record_made_of_it_is_linked_and_it_is_no_consultation_any_more(service, store, clock):
    reception = begun()
    service.save(reception, TELLER)
    complaints = ComplaintService(store.unit_of_work, clock, HmacCustomerKeys("k", b"s" * 32), None, "0")
    draft = ComplaintDraft(id="d1", received_at=START, claim="退还手续费", reception=reception)
    complaint, changes = complaints.register(draft, TELLER)
    assert changes.concerns(RECEPTION, "r1")
    service.save(with_remark(reception, "还在办"), TELLER)  # from a window that has not heard of the record
    ended, _changes = service.end(with_remark(reception, "还在办"), TELLER)
    stored = service.of_complaint(complaint.id, TELLER)[0].reception
    assert (stored.complaint, stored.remark) == (complaint.id, "还在办")
    assert complaint.reception.uses == reception.uses
    assert ended.closing is Closing.CONSULTATION  # what the window said; what counts is what is stored
    assert stored.closing is Closing.RECORDED
    day = START.date()
    assert service.figures(day, day, MANAGER).recorded == 1


def test_what_was_left_open_yesterday_ends_at_its_last_step(service, clock):
    service.save(with_path(begun(), [replace(STEP, at=START + timedelta(minutes=7))]), TELLER)
    clock.at = START + timedelta(days=1)
    service.close_forgotten(TELLER)
    assert service.unfinished(TELLER) == ()
    stored = service.get("r1", TELLER).reception
    assert (stored.closing, stored.ended_at) == (Closing.CONSULTATION, START + timedelta(minutes=7))


def test_what_is_open_today_stays_open(service):
    service.save(begun(), TELLER)
    assert not service.close_forgotten(TELLER)
    assert len(service.unfinished(TELLER)) == 1


def test_nobody_writes_into_another_s_reception_and_only_the_office_reads_it(service):
    service.save(begun(), TELLER)
    with pytest.raises(SecurityRefusalError):
        service.save(begun(), OTHER)
    with pytest.raises(SecurityRefusalError):
        service.get("r1", OTHER)
    assert service.get("r1", MANAGER).teller == "T1"
    auditor = Actor(staff_no="A", role=Role.AUDITOR, organisation="1100", counter="")
    with pytest.raises(SecurityRefusalError):
        service.save(begun(9), auditor)


def test_the_table_follows_from_the_log(service, store):
    service.save(begun(), TELLER)
    service.save(with_path(begun(), [STEP]), TELLER)
    service.end(with_path(begun(), [STEP]), TELLER)
    with store.unit_of_work() as uow:
        before = fingerprints(uow)["reception"]
        uow.session.execute(text("UPDATE reception SET topic = 'wrong'"))
        assert fingerprints(uow)["reception"] != before
        assert "reception" in rebuild(uow).changed
        assert fingerprints(uow)["reception"] == before
