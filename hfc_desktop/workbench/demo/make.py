"""Makes a demo folder: keys, guidance, offices, people, and 18 months of records with their events."""

from __future__ import annotations

import hashlib
import random
import shutil
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from hfc_desktop import __version__
from hfc_desktop.bootstrap import open_application
from hfc_desktop.bootstrap.content import bundled_folders
from hfc_desktop.domain.complaint import (
    Complaint,
    ComplaintDraft,
    ComplaintSource,
    IdType,
    Nature,
    Outcome,
    Party,
    PartyRole,
    Status,
)
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.numbering import uuid7
from hfc_desktop.domain.people import Actor, User
from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError
from hfc_desktop.security.customer_keys import HmacCustomerKeys
from hfc_desktop.security.keys import load_store_key, make_demo_key
from hfc_desktop.security.pin import Argon2PinHasher
from hfc_desktop.services.case_desk import CaseDesk, Rulebook
from hfc_desktop.services.complaints import ComplaintService
from hfc_desktop.services.deadlines import case_clocks
from hfc_desktop.services.records import put_changed_complaint, put_organisation, put_user
from hfc_desktop.storage.store import create_store, open_store
from hfc_desktop.workbench.demo import office
from hfc_desktop.workbench.demo.matters import Draw, Matter
from hfc_desktop.workbench.demo.morning import steps_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hfc_desktop.bootstrap.application import Application
    from hfc_desktop.paths import DataDir
    from hfc_desktop.services.ports import GuidanceIndex, Progress, UnitOfWork
    from hfc_desktop.storage.store import Store

_NOTICE: Final = "Everything in this folder is invented. 本文件夹内的全部数据均为虚构，仅供演示。\n"
_SOURCES: Final = {
    ComplaintSource.COUNTER: 70,
    ComplaintSource.CUSTOMER_SERVICE: 14,
    ComplaintSource.NFRA_TRANSFER: 5,
    ComplaintSource.PBOC_TRANSFER: 3,
    ComplaintSource.GOVERNMENT_12345: 4,
    ComplaintSource.DIVERTED: 2,
    ComplaintSource.LETTER: 2,
}
_OUTCOMES: Final = {Outcome.EXPLAINED: 6, Outcome.SETTLED: 5, Outcome.COMPENSATED: 1}
_LATE: Final = 0.02
"""Share of cases that were decided late."""
_STEPS: Final = 3


@dataclass(frozen=True, slots=True)
class DemoMade:
    """What was made.

    Attributes:
        teller: staff number that the window signs in.
        pin: PIN of everybody.
    """

    users: int
    complaints: int
    branches: int
    teller: str = office.TELLER
    pin: str = office.PIN


class _Clock:
    """A clock that stands where the story is."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


def make_demo(data: DataDir, complaints: int, progress: Progress | None = None) -> DemoMade:
    """Make a demo folder, whole or not at all.

    Raises:
        UserMistakeError: there is something in the folder already.
        EnvironmentFaultError: it cannot be written.
    """
    tell = progress or (lambda _done, _total: True)
    if data.root.exists() and any(data.root.iterdir()):
        raise UserMistakeError("demo.folder_in_use", path=str(data.root))
    try:
        data.root.mkdir(parents=True, exist_ok=True)
        data.demo_mark.write_text(_NOTICE, encoding="utf-8")
        tell(0, _STEPS)
        application = open_application(data)
        application.install(bundled_folders())
        tell(1, _STEPS)
        _settle(application)
        store = _peopled_store(application)
        tell(2, _STEPS)
        made = _record(application, store, complaints)
        tell(_STEPS, _STEPS)
    except OSError as error:
        shutil.rmtree(data.root, ignore_errors=True)
        reason = error.strerror or type(error).__name__
        raise EnvironmentFaultError("data.no_folder", path=str(data.root), reason=reason) from error
    except BaseException:
        shutil.rmtree(data.root, ignore_errors=True)
        raise
    return DemoMade(len(office.PEOPLE), made, len(office.OFFICES))


def _settle(application: Application) -> None:
    home = next(place for place in office.OFFICES if place.code == office.HOME)
    for key, value in (("organisation", home.code), ("region", home.region), ("counter", "01")):
        application.settings.set(key, value)
    application.settings.save()


def _actor(user: User) -> Actor:
    return Actor(staff_no=user.staff_no, role=user.role, organisation=user.organisation, counter=user.counter)


def _peopled_store(application: Application) -> Store:
    """The store with its offices and people; one PIN hash serves all, since making one takes a quarter of a second."""
    data = application.data
    store = create_store(data.store, make_demo_key(data), now=application.now)
    administrator = next(user for user in office.PEOPLE if user.staff_no == office.ADMINISTRATOR)
    pin_hash = Argon2PinHasher().hash(office.PIN)
    with store.unit_of_work() as unit:
        for place in office.OFFICES:
            put_organisation(unit, _actor(administrator), place)
        for user in office.PEOPLE:
            put_user(unit, _actor(administrator), user, pin_hash)
        unit.commit()
    store.close()
    return store


def _draft(matter: Matter, dice: random.Random) -> ComplaintDraft:
    person = matter.person
    party = Party(
        role=PartyRole.COMPLAINANT,
        name=person.name,
        id_type=IdType.RESIDENT_ID,
        id_number=person.id_number,
        phone=person.phone,
        account_tail=person.account_tail,
    )
    identity = hashlib.sha256(f"{matter.received_at.isoformat()}{matter.office}{person.id_number}".encode()).digest()
    return ComplaintDraft(
        id=uuid7(matter.received_at, identity[:10]),
        nature=matter.nature,
        source=dice.choices(list(_SOURCES), list(_SOURCES.values()))[0],
        received_at=matter.received_at,
        business_line=matter.line,
        channel="counter",
        business=matter.business,
        reason=matter.reason,
        scenario=matter.topic,
        parties=(party,),
        claim=matter.claim if matter.nature is Nature.COMPLAINT else "",
        facts=matter.facts,
        amount_fen=matter.amount_fen,
        demand=matter.demand,
    )


def _record(application: Application, store: Store, count: int) -> int:
    """Register everything at its own time, then end what would have ended by now."""
    draw, dice = Draw(application.now().date()), random.Random(7)
    drafts = [(matter, _draft(matter, dice)) for matter in draw.matters(count)]
    open_ones = [
        (matter, replace(_draft(matter, dice), source=ComplaintSource.COUNTER), status)
        for matter, status in draw.morning()
    ]
    standing = {draft.id: status for _matter, draft, status in open_ones}
    drafts += [(matter, draft) for matter, draft, _status in open_ones]
    drafts.sort(key=lambda pair: pair[0].received_at)
    clock = _Clock(application.now())
    told = open_store(store.path, load_store_key(application.data), now=clock)
    index = application.catalogue.open()
    assert index is not None, "the packs were installed before"
    service = ComplaintService(told.unit_of_work, clock, HmacCustomerKeys(*told.customer_secret()), index, __version__)

    desk = CaseDesk(told.unit_of_work, clock, Rulebook(index))

    def in_their_time() -> Iterator[tuple[ComplaintDraft, Actor]]:
        for matter, draft in drafts:
            clock.at = matter.received_at + timedelta(minutes=dice.randrange(3, 25))
            yield draft, _actor(office.teller_of(matter.office))

    try:
        service.register_many(in_their_time())
        with told.unit_of_work() as unit:
            for _matter, draft in drafts:
                complaint = unit.complaints.get(draft.id)
                assert complaint is not None, "it was registered above"
                actor = _actor(office.handler_of(complaint.organisation))
                if draft.id in standing:
                    _work_on(complaint, standing[draft.id], unit, desk, clock)
                elif ended := _ended(complaint, application, index, dice):
                    after, clock.at = ended
                    put_changed_complaint(unit, actor, complaint, after, op=Op.ACT)
            unit.commit()
    finally:
        index.close()
        told.close()
    return len(drafts)


def _work_on(case: Complaint, status: Status, unit: UnitOfWork, desk: CaseDesk, clock: _Clock) -> None:
    """Take a case of this morning's desk to where it stands."""
    actor = _actor(office.handler_of(case.organisation))
    for action, clock.at, written in steps_to(case, status):
        case, _changes = desk.put(unit, actor, case, replace(case, **written), action=action.value)


def _ended(
    complaint: Complaint, application: Application, index: GuidanceIndex, dice: random.Random
) -> tuple[Complaint, datetime] | None:
    """How and when a case ended; ``None`` while it is still open. One in fifty is decided late."""
    if complaint.nature is not Nature.COMPLAINT:
        return replace(complaint, status=Status.CLOSED, outcome=Outcome.EXPLAINED), complaint.registered_at
    days = dice.choice((17, 22, 34)) if dice.random() < _LATE else min(int(dice.expovariate(1 / 4)), 14)
    at = complaint.registered_at + timedelta(days=days, hours=1)
    if at >= application.now():
        return None
    clocks = case_clocks(index, complaint, at.date(), told_on=at.date())
    after = replace(
        complaint,
        status=Status.CLOSED,
        outcome=dice.choices(list(_OUTCOMES), list(_OUTCOMES.values()))[0],
        told_customer=True,
        clocks=clocks,
        handler=office.handler_of(complaint.organisation).staff_no,
    )
    return after, at
