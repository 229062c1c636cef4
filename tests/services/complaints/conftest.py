"""A store with three offices, and the ledger over it."""

import secrets

import pytest

from hfc_desktop.domain.people import Organisation, OrganisationLevel
from hfc_desktop.security.customer_keys import HmacCustomerKeys
from hfc_desktop.services.complaints import ComplaintService
from hfc_desktop.storage.store import create_store
from tests.services.complaints.house import (
    Clock,
    ShippedGuidance,
)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path, clock):
    opened = create_store(tmp_path / "store.db", secrets.token_bytes(32), clock)
    with opened.unit_of_work() as uow:
        for code, parent in (("1000", ""), ("1100", "1000"), ("9900", "")):
            uow.people.put_organisation(
                Organisation(code=code, name=code, name_en=code, level=OrganisationLevel.SUB_BRANCH, parent=parent)
            )
        uow.commit()
    yield opened
    opened.close()


@pytest.fixture
def service(store, clock):
    keys = HmacCustomerKeys(*store.customer_secret())
    return ComplaintService(store.unit_of_work, clock, keys, ShippedGuidance(), "0.1.0")
