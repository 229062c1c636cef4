"""A marker stands in every text of the guidance and of the record; the customer's paper shows none that is internal."""

import re
import secrets
from dataclasses import fields, is_dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

import pytest

from hfc_desktop.bootstrap.content import bundled_folders, read_items
from hfc_desktop.documents.renderer import Renderer
from hfc_desktop.domain import checklists
from hfc_desktop.domain.complaint import ComplaintDraft, Party, PartyRole
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.dialogues import Walk
from hfc_desktop.domain.documents import Copy
from hfc_desktop.domain.people import Actor, Organisation, OrganisationLevel, Role, User
from hfc_desktop.domain.reception import ItemUse, Reception, RuleApplied, Usefulness
from hfc_desktop.domain.stop_loss import LossFacts, StopLoss
from hfc_desktop.security.customer_keys import HmacCustomerKeys
from hfc_desktop.services.complaints import ComplaintService
from hfc_desktop.services.notes import House, NoteService
from hfc_desktop.storage.store import create_store
from tests import pdf

START = datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI)
TELLER = Actor(staff_no="T1", role=Role.TELLER, organisation="1100", counter="A1")
KINDS = ("scenario", "checklist", "restriction", "hotline", "classification")
STRUCTURE = frozenset(
    {
        "id",
        "next",
        "start",
        "flag",
        "when",
        "risky",
        "hotlines",
        "hotline",
        "all_of",
        "fraud_types",
        "handover",
        "topic",
    }
    | {"supersedes", "superseded_by", "related", "region", "outcome", "level", "initial", "extension", "maximum"}
    | {"region_code", "languages", "code", "codes"}
)
"""Fields that hold ids and codes; a marker there would break what refers to them."""

FOR_CUSTOMERS = frozenset(
    {
        "Scenario.title",
        "Scenario.nodes.say.text",
        "Checklist.title",
        "Checklist.items.text",
        "Restriction.title",
        "Restriction.imposer_text",
        "Restriction.effect.text",
        "Restriction.duration.text",
        "Restriction.lifter",
        "Restriction.steps",
        "Restriction.papers",
        "Restriction.ground.title",
        "Restriction.ground.article",
        "Hotline.title",
        "Hotline.organ",
        "Hotline.numbers.number",
        "Hotline.numbers.note",
        "Hotline.hours",
    }
)
"""All that the guidance may lend to the customer's paper."""


class Marker:
    """Puts a marker of its own into every text below a value, and knows where each one stands."""

    def __init__(self):
        self.places = {}

    def text(self, place):
        mark = f"Q{len(self.places):04d}Z"
        self.places[mark] = place
        return mark

    def marked(self, value, place, name=""):
        if isinstance(value, Enum) or name in STRUCTURE:
            return value
        if isinstance(value, str):
            return self.text(place)
        if isinstance(value, tuple):
            return tuple(self.marked(entry, place, name) for entry in value)
        if is_dataclass(value):
            parts = {
                one.name: self.marked(getattr(value, one.name), f"{place}.{one.name}", one.name)
                for one in fields(value)
                if one.init
            }
            return replace(value, **parts)
        return value

    def filled(self, item):
        """The item with a marker also where it had no text."""
        empty = {one.name: self.text(f"{type(item).__name__}.{one.name}") for one in fields(item)
                 if getattr(item, one.name) == "" and one.name not in STRUCTURE}  # fmt: skip
        return replace(self.marked(item, type(item).__name__), **empty)

    def found(self, text):
        """Places of the markers in a text."""
        return {self.places[mark] for mark in re.findall(r"Q\d{4}Z", text)}


class MarkedGuidance:
    """The bundled packs, with markers in the items that the note quotes."""

    def __init__(self, marker):
        paths = {k: [p for f in bundled_folders() for p in sorted((f / k).glob("*.yaml"))] for k in KINDS}
        self._items = {item.id: item for kind in KINDS for item in read_items(kind, paths[kind])}
        for item_id in ("scenario.remit-hurry", "checklist.remittance", "restriction.j02", "hotline.12368"):
            self._items[item_id] = marker.filled(self._items[item_id])

    def items_of(self, kind):
        return [item for item_id, item in self._items.items() if item_id.startswith(f"{kind}.")]

    def item(self, item_id):
        return self._items.get(item_id)


class World:
    """One matter that went through a dialogue and a checklist, everything marked."""

    def __init__(self, store):
        self.marker = Marker()
        self.guidance = MarkedGuidance(self.marker)
        keys = HmacCustomerKeys(*store.customer_secret())
        complaints = ComplaintService(store.unit_of_work, lambda: START, keys, self.guidance, "0")
        house = House(app_version="0", keep_years=5)
        self.notes = NoteService(store.unit_of_work, complaints, Renderer(), self.guidance, lambda: START, house)
        self.walk = self._walk()
        prefilled = complaints.new_draft(self._reception(), TELLER)
        self.prefilled = prefilled
        self.matter = complaints.register(replace(prefilled, **self._typed()), TELLER)[0]

    def _walk(self):
        walk = Walk(self.guidance.item("scenario.remit-hurry"))
        while not walk.ended and len(walk.taken) < 9:
            walk = walk.choose(1, START + timedelta(minutes=len(walk.taken)))
        return walk

    def _reception(self):
        mark = self.marker.text
        listed = self.guidance.item("checklist.remittance")
        answers = {entry.id: checklists.YES for entry in listed.items}
        items = [self.guidance.item(i) for i in ("scenario.remit-hurry", "checklist.remittance", "restriction.j02")]
        uses = tuple(
            ItemUse(
                item=item.id,
                version=item.version,
                pack="pack-7",
                title=item.title,
                at=START,
                helpful=Usefulness.WRONG,
                gap=mark("reception.gap"),
            )
            for item in items
        )
        return Reception(
            id="r1",
            started_at=START,
            uses=uses,
            path=self.walk.path(),
            outcome=self.walk.outcome,
            checklist=checklists.close(listed, answers, START),
            restriction="restriction.j02",
            hotlines=("hotline.12368",),
            remark=mark("reception.remark"),
            rule=RuleApplied(item="policy.x", version=1, rule="W", name=mark("reception.rule"), facts=(mark("fact"),)),
            stop_loss=StopLoss(
                item="duties.x",
                version=1,
                title=mark("stop_loss.title"),
                started_at=START,
                case_no=mark("stop_loss.case_no"),
                facts=LossFacts(**{one.name: mark(f"stop_loss.{one.name}") for one in fields(LossFacts)
                                   if one.name != "amount_fen"}),
            ),
        )  # fmt: skip

    def _typed(self):
        mark = self.marker.text
        return {
            "claim": "恢复使用",
            "parties": (
                Party(role=PartyRole.COMPLAINANT, name="王某"),
                Party(role=PartyRole.RESPONDENT, name=mark("respondent")),
            ),
        }

    def printed(self, copy):
        return pdf.text(self.notes.pdf(self.notes.handling_note(self.matter.id, TELLER, copy)))


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    store = create_store(tmp_path_factory.mktemp("marked") / "store.db", secrets.token_bytes(32), lambda: START)
    with store.unit_of_work() as uow:
        uow.people.put_organisation(
            Organisation(code="1100", name="支行", name_en="Branch", level=OrganisationLevel.SUB_BRANCH)
        )
        uow.people.put_user(User(staff_no="T1", name="甲", role=Role.TELLER, organisation="1100", post="柜员"), "x")
        uow.commit()
    yield World(store)
    store.close()


def test_the_customers_copy_shows_no_internal_marker(world):
    shown = world.marker.found(world.printed(Copy.CUSTOMER))
    assert shown
    assert shown <= FOR_CUSTOMERS


def test_neither_does_what_the_form_is_filled_with(world):
    draft = world.prefilled
    assert isinstance(draft, ComplaintDraft)
    allowed = {"Scenario.record_template"}
    assert world.marker.found(f"{draft.facts}{draft.first_advice}") <= FOR_CUSTOMERS | allowed


def test_the_customers_copy_shows_what_was_said_step_by_step_and_each_version(world):
    text = world.printed(Copy.CUSTOMER)
    said = [node.say[0].text for node in world.walk.scenario.nodes if node.id in {t.node for t in world.walk.taken}]
    assert len(said) >= 3
    for line in said:
        assert line in text
    assert "pack-7" in text
    for entry in world.guidance.item("checklist.remittance").items:
        assert entry.text in text


def test_the_file_copy_shows_path_answers_score_level_and_notes(world):
    text = world.printed(Copy.FILE)
    result = world.matter.reception.checklist
    for step in world.matter.reception.path:
        for part in (step.text, step.answer, step.note):
            assert part in text
    for answer in result.answers:
        assert answer.text in text
    assert str(result.score) in text
    assert result.label in text
    assert world.matter.reception.remark in text


def test_the_markers_reach_every_text_of_the_items(world):
    places = set(world.marker.places.values())
    for place in (
        "Scenario.nodes.why",
        "Scenario.nodes.must_not_say",
        "Scenario.nodes.note_to_record",
        "Scenario.nodes.options.label",
        "Scenario.psychology",
        "Scenario.response",
        "Checklist.items.help",
        "Checklist.items.stop_action",
        "Restriction.must_not_tell",
        "Restriction.query_path.what",
        "Restriction.expiry_check",
        "Hotline.verified_by",
    ):
        assert place in places
