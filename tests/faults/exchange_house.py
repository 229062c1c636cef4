"""Offices over real stores with files between them, and hands that do to files what accidents and thieves do."""

from __future__ import annotations

import hashlib
import json
import shutil
import zlib
from base64 import b64encode
from dataclasses import dataclass, replace
from datetime import datetime

import pyrage

from hfc_desktop.bootstrap.content import ShippedRules
from hfc_desktop.domain.complaint import Party, PartyRole
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.disclosure import split
from hfc_desktop.domain.events import Event, Op, canonical
from hfc_desktop.domain.exchange import FileKind, FileState, Header, LifeSpan, Line, Reason
from hfc_desktop.domain.merging import merged
from hfc_desktop.domain.people import Actor, Organisation, OrganisationLevel, Role
from hfc_desktop.domain.record_json import document
from hfc_desktop.exchange import envelope
from hfc_desktop.exchange.courier import Courier
from hfc_desktop.exchange.keys import DeviceKeys, fingerprint
from hfc_desktop.i18n import language, set_language
from hfc_desktop.security.customer_keys import HmacCustomerKeys
from hfc_desktop.services.complaints import ComplaintService
from hfc_desktop.services.conflicts import ConflictService
from hfc_desktop.services.devices import DeviceService
from hfc_desktop.services.digest import DigestService
from hfc_desktop.services.parting import PART_BYTES
from hfc_desktop.services.receiving import ReceivingService
from hfc_desktop.services.records import put_organisation
from hfc_desktop.services.sending import SendingService
from hfc_desktop.storage.projector import SqlProjector
from hfc_desktop.storage.store import create_store, open_store
from hfc_desktop.wording.exchange import reason_text

NOW = datetime(2026, 11, 24, 10, tzinfo=SHANGHAI)
BRANCH, HEAD, OTHER = "650111", "000000", "650222"
PARENTS = {HEAD: "", BRANCH: HEAD, OTHER: HEAD}
PLACES = {"c1": BRANCH, "c2": BRANCH, "branch": BRANCH, "head": HEAD, "other": OTHER}
COUNTERS = {"c1": "01", "c2": "02", "branch": "90", "head": "00", "other": "09"}
KNOWN = {
    "c1": ("branch",),
    "c2": ("branch",),
    "branch": ("c1", "c2", "head"),
    "head": ("branch", "other"),
    "other": ("head",),
}
SECRET = bytes(range(32))
RULES = ShippedRules()


class Clock:
    """A clock that a test moves."""

    def __init__(self):
        self.at = NOW

    def __call__(self):
        return self.at


class Office:
    """One device of an office: its store, its keys, its people, and the services of the exchange."""

    def __init__(self, name, folder, keys, *, make=False):
        self.name, self.folder, self.keys, self.clock = name, folder, keys, Clock()
        self.path = folder / "store.db"
        self.office = PLACES[name.partition("-")[0]]
        self.store = (create_store if make else open_store)(self.path, SECRET, self.clock)
        self.manager = self.person("M1", Role.BRANCH_MANAGER)
        self.teller = self.person("T1", Role.TELLER)
        self.wire()

    def person(self, staff_no, role):
        counter = COUNTERS[self.name.partition("-")[0]]
        return Actor(staff_no=f"{staff_no}{counter}", role=role, organisation=self.office, counter=counter)

    def wire(self):
        uow, courier, projector = self.store.unit_of_work, Courier(self.keys), SqlProjector()
        self.devices = DeviceService(uow, courier, self.clock)
        self.part_bytes = PART_BYTES
        self.sending = SendingService(uow, courier, self.clock, "0.1.0", list, lambda: self.part_bytes)
        self.receiving = ReceivingService(uow, courier, projector, self.clock)
        self.conflicts = ConflictService(uow, projector)
        self.digests = DigestService(uow)
        self.projector = projector
        secret = HmacCustomerKeys(*self.store.customer_secret())
        self.ledger = ComplaintService(uow, self.clock, secret, None, "0.1.0", rules=RULES)

    # -- people at work -----------------------------------------------------------------------------------------------

    def register(self, name="欧阳样例", **fields):
        person = Party(role=PartyRole.COMPLAINANT, name=name, phone="13912345678", id_number="11010519491231002X")
        values = {"claim": "退还年费", "facts": "称未被告知", "parties": (person,)} | fields
        return self.ledger.register(replace(self.ledger.new_draft(None, self.teller), **values), self.teller)[0]

    def write(self, record, op, fields, role=Role.BRANCH_MANAGER, table="complaint"):
        """An event as a service writes it, and the tables after it."""
        shared, private = split(fields) if table == "complaint" else (fields, {})
        with self.store.unit_of_work() as uow:
            event = uow.log.append(self.person("P1", role), table, record, op, shared, private)
            uow.log.write()
            self.projector.project(uow, table, record)
            uow.commit()
        return event

    def set(self, record, role=Role.BRANCH_MANAGER, **fields):
        return self.write(record, Op.SET, fields, role)

    def step(self, record, action, status):
        """A step of the life cycle, whatever the state is."""
        with self.store.unit_of_work() as uow:
            event = uow.log.append(self.manager, "complaint", record, Op.ACT, {"action": action, "status": status}, {})
            uow.log.write()
            self.projector.project(uow, "complaint", record)
            uow.commit()
        return event

    # -- files --------------------------------------------------------------------------------------------------------

    def origin(self):
        return self.store.identity()[0]

    def export(self, to, *, full=False):
        made = self.parts(to, full=full)
        assert len(made) < 2
        return made[0].content if made else None

    def parts(self, to, *, full=False):
        return self.sending.export(to.origin(), self.manager, full=full)

    def receipt(self, to):
        return self.sending.receipt(to.origin(), self.manager).content

    def take(self, *contents):
        files = [(f"{number}.hfcx", lambda content=content: content) for number, content in enumerate(contents)]
        return self.receiving.take(files, self.manager)[0]

    def one(self, content):
        return self.take(content)[0]

    # -- what is seen -------------------------------------------------------------------------------------------------

    def shown(self, record):
        with self.store.unit_of_work(read_only=True) as uow:
            return uow.complaints.get(record)

    def state(self, record):
        with self.store.unit_of_work(read_only=True) as uow:
            return merged(uow.exchange.written("complaint", record))

    def held(self):
        with self.store.unit_of_work(read_only=True) as uow:
            return {event.key for event in uow.log.events()}

    def digest(self):
        return self.digests.digest(self.manager)

    def files(self, state=FileState.APART):
        with self.store.unit_of_work(read_only=True) as uow:
            return list(uow.exchange.files(state))

    def parked(self):
        with self.store.unit_of_work(read_only=True) as uow:
            return list(uow.exchange.parked())

    def told(self, by):
        """The last receipt from somebody."""
        with self.store.unit_of_work(read_only=True) as uow:
            return uow.exchange.receipt(by.origin(), given=False)

    def device(self):
        return self.devices.own(self.manager, self.name)


def introduce(one, other):
    """Each lets the other in."""
    for asks, lets_in in ((one, other), (other, one)):
        content, device = asks.devices.enrolment(asks.manager, asks.name)
        lets_in.devices.enrol(content, lets_in.manager)
        lets_in.devices.approve(device.fingerprint, lets_in.manager)


@dataclass
class Bank:
    """All offices; each is opened when it is first asked for."""

    folder: object
    made: object
    keys: dict

    def __post_init__(self):
        self.open = {}

    def __getattr__(self, name):
        if name not in PLACES:
            raise AttributeError(name)
        if name not in self.open:
            shutil.copytree(self.made / name, self.folder / name)
            self.open[name] = Office(name, self.folder / name, self.keys[name])
        return self.open[name]

    def copy_of(self, office, name):
        """The store of an office as it is now, on another disk."""
        target = self.folder / name
        target.mkdir()
        office.store.copy_to(target / "store.db")
        return Office(name, target, office.keys)

    def close(self):
        for office in self.open.values():
            office.store.close()


def make_bank(folder):
    """Five devices that know each other as ``KNOWN`` says."""
    keys = {name: DeviceKeys.make() for name in PLACES}
    offices = {}
    for name in PLACES:
        (folder / name).mkdir()
        offices[name] = Office(name, folder / name, keys[name], make=True)
        with offices[name].store.unit_of_work() as uow:
            for code, parent in PARENTS.items():
                level = OrganisationLevel.COUNTER_BRANCH if parent else OrganisationLevel.HEAD_OFFICE
                office = Organisation(code=code, name=code, name_en=code, level=level, parent=parent)
                put_organisation(uow, offices[name].manager, office)
            uow.commit()
    for name, others in KNOWN.items():
        for other in others:
            if name < other:
                introduce(offices[name], offices[other])
    for office in offices.values():
        office.store.close()
    return keys


# -- files made by hand -----------------------------------------------------------------------------------------------


def opened(content, reader):
    """Header, lines and trailer of a file, as its reader sees them."""
    text = envelope.inflated(envelope.decrypted(content, reader.keys.identity))
    header, *lines, trailer, _end = text.split(b"\n")
    return json.loads(header), lines, json.loads(trailer)


def body(office, seq, prev="", *, record="r1", op="create", incarnation="b" * 32, **more):
    """The shared part of an event of a device, made by hand."""
    fields = {
        "id": record,
        "number": f"650111-20261124-0{seq}",
        "status": "registered",
        "nature": "complaint",
        "received_at": NOW.isoformat(),
        "registered_at": NOW.isoformat(),
        "organisation": office.office,
        "counter": "01",
        "first_receiver": "T1",
        "source": "counter",
    }
    values = Event(
        origin=office.origin(),
        incarnation=incarnation,
        seq=seq,
        lamport=seq,
        at=NOW.isoformat(),
        actor="T1",
        role="teller",
        table="complaint",
        record=record,
        op=Op.CREATE,
        fields=fields,
        prev=prev,
    ).to_json()
    return canonical({**values, "op": op, **more}).decode()


def chain(office, count, **more):
    """Bodies of a row of records, each chained to the one before it."""
    bodies, prev = [], ""
    for seq in range(1, count + 1):
        bodies.append(body(office, seq, prev, record=f"r{seq}", **more))
        prev = hashlib.sha256(bodies[-1].encode()).hexdigest()
    return bodies


def sealed(sender, reader, lines, *, keys=None, extra=(), raw=(), kind=FileKind.EVENTS, **header):
    """A truly signed file of an enrolled device that holds whatever is asked for.

    Args:
        lines: bodies, or lines.
        raw: whole lines as bytes, after the others.
        header: parts of the header that are to be otherwise.
    """
    keys = keys or sender.keys
    made = [line if not isinstance(line, str) else Line(body=line) for line in lines]
    numbers = range(1, max(2, len(made) + 1))
    values = {
        "kind": kind,
        "origin": sender.origin(),
        "incarnation": "b" * 32,
        "device": fingerprint(keys.public, keys.recipient),
        "office": sender.office,
        "recipient": reader.keys.recipient,
        "private": False,
        "spans": (LifeSpan(sender.origin(), "b" * 32, numbers[0], numbers[-1]),),
        "count": len(made) + len(raw),
        "created_at": NOW.isoformat(),
        "app_version": "0.1.0",
    } | header
    texts = [canonical(document(Header(**values))), *map(_line, made), *raw]
    digest = hashlib.sha256(b"".join(text + b"\n" for text in texts))
    trailer = {
        "count": values["count"],
        "sha256": digest.hexdigest(),
        "signature": keys.sign(b"hfcx file\n" + digest.digest()),
    } | dict(extra)
    text = b"".join(text + b"\n" for text in (*texts, canonical(trailer)))
    return encrypted(zlib.compress(text, 1), reader)


def _line(line):
    parts = {"e": line.body, "p": line.private, "s": line.salt}
    return json.dumps({name: value for name, value in parts.items() if value}, ensure_ascii=False).encode()


def encrypted(content, reader):
    return bytes(pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(reader.keys.recipient)]))


def piece(sha256, content):
    return canonical({"a": sha256, "b": b64encode(content).decode(), "m": "application/pdf"})


def worded(reason):
    """The sentence for a reason in both languages: complete, and saying what becomes of it."""
    before = language()
    try:
        set_language("zh")
        chinese = reason_text(Reason(reason))
        set_language("en")
        english = reason_text(Reason(reason))
    finally:
        set_language(before)
    assert chinese != english
    assert sum("一" <= letter <= "鿿" for letter in chinese) >= 8, chinese
    assert sum(mark in "，。；：" for mark in chinese) >= 2, chinese
    assert len(english.split()) >= 8, english
    return chinese, english
