"""People, a clock, guidance and matters for tests of the ledger's use cases."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from hfc_desktop.bootstrap.content import bundled_folders, read_items
from hfc_desktop.domain.complaint import (
    Party,
    PartyRole,
)
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.people import Actor, Role
from hfc_desktop.domain.reception import ItemUse, Reception

START = datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI)


@cache
def shipped(kind):
    return tuple(read_items(kind, [path for f in bundled_folders() for path in sorted((f / kind).glob("*.yaml"))]))


class ShippedGuidance:
    """The bundled packs, read from their sources."""

    def items_of(self, kind):
        return shipped(kind)

    def item(self, item_id):
        return next((item for item in shipped(item_id.split(".")[0]) if item.id == item_id), None)


class Clock:
    """A clock that a test moves."""

    at = START

    def __call__(self):
        return self.at


def actor(staff_no, role, organisation="1100", counter=""):
    return Actor(staff_no=staff_no, role=role, organisation=organisation, counter=counter)


TELLER = actor("T1", Role.TELLER, counter="A1")
COLLEAGUE = actor("T2", Role.TELLER, counter="A2")
MANAGER = actor("M1", Role.BRANCH_MANAGER)
HANDLER = actor("H1", Role.COMPLAINT_HANDLER)
UPPER = actor("M0", Role.BRANCH_MANAGER, organisation="1000")
ELSEWHERE = actor("M9", Role.BRANCH_MANAGER, organisation="9900")
AUDITOR = actor("X1", Role.AUDITOR)
ADMIN = actor("A1", Role.ADMINISTRATOR)
AUTHOR = actor("W1", Role.AUTHOR)


def filled(service, who=TELLER, **fields):
    values = {"claim": "退还年费", "facts": "客户称未被告知"} | fields
    return replace(service.new_draft(None, who), **values)


def person(**fields):
    return Party(role=PartyRole.COMPLAINANT, **({"name": "张𠅤", "phone": "13812345678"} | fields))


def register(service, who=TELLER, **fields):
    return service.register(filled(service, who, **fields), who)[0]


def events(store, table="complaint"):
    with store.unit_of_work(read_only=True) as uow:
        return list(uow.log.events(table))


def reception(**fields):
    return Reception(**({"id": "r1", "started_at": START - timedelta(minutes=8)} | fields))


def use(item):
    return ItemUse(item=item, version=1, pack="p-1", title="题", at=START)
