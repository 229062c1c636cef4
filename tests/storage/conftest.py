"""Stores in a temporary folder, and matters to put into them."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from hfc_desktop.domain.complaint import Complaint, Nature, Party, PartyRole, Status
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.numbering import complaint_number, uuid7
from hfc_desktop.domain.people import Actor, Role
from hfc_desktop.services.records import put_new_complaint
from hfc_desktop.storage.store import create_store

START = datetime(2026, 11, 24, 9, 30, tzinfo=SHANGHAI)
ACTOR = Actor(staff_no="T1", role=Role.TELLER, organisation="1100", counter="A1")


class Clock:
    """A clock that a test moves."""

    def __init__(self):
        self.at = START

    def __call__(self):
        return self.at


@pytest.fixture
def key():
    return secrets.token_bytes(32)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path, key, clock):
    opened = create_store(tmp_path / "中文 名" / "store.db", key, clock)
    yield opened
    opened.close()


@pytest.fixture
def actor():
    return ACTOR


@pytest.fixture
def matter():
    """Makes a complaint; keyword arguments replace its fields."""

    def make(sequence=1, **fields):
        received = fields.get("received_at", START)
        whole = Complaint(
            id=uuid7(received, secrets.token_bytes(10)),
            number=complaint_number("1100", START.date(), "A1", sequence),
            nature=Nature.COMPLAINT,
            status=Status.REGISTERED,
            received_at=START,
            registered_at=START + timedelta(minutes=5),
            organisation="1100",
            counter="A1",
            parties=(
                Party(role=PartyRole.COMPLAINANT, name="張𠅤", phone="13800000000", id_number="110105194912310021"),
            ),
            claim="退还手续费",
            facts="客户称未被告知",
            amount_fen=12_345,
            first_receiver="T1",
            handler="T1",
        )
        return replace(whole, **fields)

    return make


@pytest.fixture
def put(store, actor):
    """Stores complaints with their events, in one transaction."""

    def put(*complaints):
        with store.unit_of_work() as uow:
            for complaint in complaints:
                put_new_complaint(uow, actor, complaint)
            uow.commit()

    return put
