"""Printing a matter over a real store: what each copy says, reprints, and the proof that a print is genuine."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

import pytest

from hfc_desktop.bootstrap.content import bundled_folders, read_items
from hfc_desktop.documents.renderer import Renderer
from hfc_desktop.domain.complaint import IdType, Nature, Party, PartyRole
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.documents import Copy, Mark, check_code
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.guidance.item import Confidentiality
from hfc_desktop.domain.people import Actor, Organisation, OrganisationLevel, Role, User
from hfc_desktop.domain.reception import ChecklistAnswer, ChecklistResult, ItemUse, PathStep, Reception
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.security.customer_keys import HmacCustomerKeys
from hfc_desktop.services.complaints import ComplaintService
from hfc_desktop.services.notes import House, NoteService
from hfc_desktop.storage.store import create_store

HOUSE = House(app_version="0.1.0", keep_years=5)
START = datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI)
TELLER = Actor(staff_no="T1", role=Role.TELLER, organisation="1100", counter="A1")
MANAGER = Actor(staff_no="M1", role=Role.BRANCH_MANAGER, organisation="1100", counter="")
ELSEWHERE = Actor(staff_no="M9", role=Role.BRANCH_MANAGER, organisation="9900", counter="")


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


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path, clock):
    opened = create_store(tmp_path / "store.db", secrets.token_bytes(32), clock)
    with opened.unit_of_work() as uow:
        for code, name, parent in (("1000", "上级分行", ""), ("1100", "人民路支行", "1000"), ("9900", "别处", "")):
            uow.people.put_organisation(
                Organisation(
                    code=code,
                    name=name,
                    name_en=f"Office {code}",
                    level=OrganisationLevel.SUB_BRANCH,
                    parent=parent,
                    phone="0991-0000011",
                )
            )
        uow.people.put_user(User(staff_no="T1", name="古丽娜", role=Role.TELLER, organisation="1100", post="柜员"), "x")
        uow.commit()
    yield opened
    opened.close()


@pytest.fixture
def complaints(store, clock):
    keys = HmacCustomerKeys(*store.customer_secret())
    return ComplaintService(store.unit_of_work, clock, keys, ShippedGuidance(), "0.1.0")


@pytest.fixture
def notes(store, complaints, clock):
    return NoteService(store.unit_of_work, complaints, Renderer(), ShippedGuidance(), clock, HOUSE)


def restriction(confidentiality):
    return next(item for item in shipped("restriction") if item.confidentiality is confidentiality and item.hotlines)


def reception(item):
    return Reception(
        id="r1",
        started_at=START,
        restriction=item.id,
        remark="内部备注 13812345678",
        uses=(ItemUse(item=item.id, version=item.version, pack="account-restrictions-5", title=item.title, at=START),),
        path=(PathStep(item="scenario.x", version=1, node="n", text="问", answer="答", at=START, note="语速快"),),
        checklist=ChecklistResult(
            item="checklist.x",
            version=1,
            title="清单",
            answers=(ChecklistAnswer(entry="e", text="见过面吗", answer="no", points=3),),
            score=3,
            level="high",
            label="高风险",
        ),
    )


def register(complaints, item=None, **fields):
    values = {
        "claim": "恢复使用",
        "facts": "客户说手机13812345678，卡号6222020000000000000，证件11010519491231002X。",
        "parties": (
            Party(
                role=PartyRole.COMPLAINANT,
                name="龚𬭎",
                id_type=IdType.RESIDENT_ID,
                id_number="11010519491231002X",
                phone="13812345678",
                account_tail="0417",
            ),
            Party(role=PartyRole.RESPONDENT, name="古丽娜"),
        ),
        "reception": reception(item) if item else None,
    }
    draft = replace(complaints.new_draft(None, TELLER), **(values | fields))
    return complaints.register(draft, TELLER)[0]


@pytest.fixture
def matter(complaints):
    return register(complaints, restriction(Confidentiality.INTERNAL))


def everything(value):
    return repr(value)


def test_the_customers_copy_names_no_staff_no_level_and_no_whole_number(notes, matter):
    note = notes.handling_note(matter.id, TELLER)
    said = everything(note)
    for secret in (
        "古丽娜",
        "13812345678",
        "6222020000000000000",
        "11010519491231002X",
        "内部备注",
        "语速快",
        "高风险",
    ):
        assert secret not in said
    assert note.internal is None
    assert note.checklist.score is None
    assert all(line.internal_target is None for line in note.terms)
    assert note.handler_post == "柜员"
    assert note.head.office.phone == "0991-0000011"


def test_numbers_in_free_text_are_masked_on_both_copies(notes, matter):
    for copy in Copy:
        facts = notes.handling_note(matter.id, TELLER, copy).facts
        assert facts == "客户说手机138****5678，卡号***************0000，证件**************002X。"


def test_the_file_copy_says_all_that_the_customers_says_and_more(notes, matter):
    customer = notes.handling_note(matter.id, TELLER)
    file = notes.handling_note(matter.id, TELLER, Copy.FILE)
    assert (file.claim, file.facts, file.first_advice) == (customer.claim, customer.facts, customer.first_advice)
    assert set(customer.parties) < set(file.parties)
    assert [line.due for line in file.terms] == [line.due for line in customer.terms]
    assert file.restriction.lifter == customer.restriction.lifter
    assert file.checklist.score == 3
    assert file.internal.first_receiver == "T1"
    assert "138****5678" in file.internal.remark


def test_the_remark_stays_off_when_asked(notes, matter):
    assert notes.handling_note(matter.id, TELLER, Copy.FILE, remark=False).internal.remark == ""


def test_terms_are_fifteen_thirty_and_sixty_days_by_article_18(notes, matter):
    stages = [line for line in notes.handling_note(matter.id, TELLER).terms if line.days in {15, 30, 60}]
    assert [(line.days, (line.due - START.date()).days) for line in stages] == [(15, 15), (30, 30), (60, 60)]
    assert [line.later for line in stages] == [False, True, True]
    assert all("第十八条" in line.article for line in stages)


def test_a_consultation_has_no_terms_and_no_recheck(notes, complaints):
    note = notes.handling_note(register(complaints, nature=Nature.CONSULTATION).id, TELLER)
    assert note.terms == ()
    assert note.recheck_office is None


def test_a_complaint_names_the_office_that_decides_a_recheck(notes, matter):
    assert notes.handling_note(matter.id, TELLER).recheck_office.name == "上级分行"


def test_the_restriction_tells_who_lifts_what_to_bring_and_whom_to_call(notes, matter):
    item = restriction(Confidentiality.INTERNAL)
    part = notes.handling_note(matter.id, TELLER).restriction
    assert (part.lifter, part.steps, part.papers, part.code) == (item.lifter, item.steps, item.papers, "")
    assert part.phones
    assert notes.handling_note(matter.id, TELLER, Copy.FILE).restriction.code == item.code


def test_a_restricted_card_is_printed_on_no_copy(notes, complaints):
    item = next(one for one in shipped("restriction") if one.confidentiality is Confidentiality.RESTRICTED)
    matter = register(complaints, item)
    for copy in Copy:
        note = notes.handling_note(matter.id, TELLER, copy)
        assert item.id not in [used.item for used in note.used]
        assert note.restriction is None or note.restriction.title != item.title


def test_who_may_not_see_the_record_may_not_print_it(notes, matter):
    with pytest.raises(SecurityRefusalError):
        notes.handling_note(matter.id, ELSEWHERE)


def test_the_second_print_is_a_reprint_with_the_same_number(notes, matter, clock):
    first = notes.handling_note(matter.id, TELLER)
    notes.record_print(first, TELLER)
    clock.at = START + timedelta(hours=1)
    second = notes.handling_note(matter.id, TELLER)
    assert (first.head.print_no, second.head.print_no) == (1, 2)
    assert first.head.number == second.head.number
    assert notes.handling_note(matter.id, TELLER, Copy.FILE).head.print_no == 1


def test_the_same_print_made_again_gives_the_same_bytes_and_one_event(notes, matter, store, clock):
    made = []
    for _time in range(2):
        clock.at += timedelta(minutes=5)
        note = notes.handling_note(matter.id, TELLER, at=START)
        made.append(notes.pdf(note))
        notes.record_print(note, TELLER, made[-1])
    assert made[0] == made[1]
    with store.unit_of_work(read_only=True) as uow:
        prints = [event for event in uow.log.events("complaint", matter.id) if event.op is Op.PRINT]
    assert len(prints) == 1
    assert "龚" not in everything(prints[0].fields)


def printed(notes, matter, copy=Copy.CUSTOMER):
    note = notes.handling_note(matter.id, TELLER, copy)
    content = notes.pdf(note)
    notes.record_print(note, TELLER, content)
    return content


def test_a_print_is_proved_genuine(notes, matter):
    proof = notes.verify(printed(notes, matter), TELLER)
    assert (proof.genuine, proof.unchanged) == (True, True)
    assert proof.stamp.number == matter.number


def test_a_changed_record_changes_the_code_and_the_print_stays_genuine(notes, matter, complaints):
    content = printed(notes, matter)
    complaints.edit(matter.id, {"claim": "恢复使用。"}, MANAGER, "补正")
    proof = notes.verify(content, TELLER)
    assert (proof.genuine, proof.unchanged) == (True, False)


def test_a_changed_file_is_not_genuine(notes, matter):
    content = printed(notes, matter)
    assert notes.verify(content + b"\n", TELLER).genuine is False


def test_a_file_that_is_no_note_is_refused(notes):
    with pytest.raises(UserMistakeError) as caught:
        notes.verify(b"%PDF-1.4", TELLER)
    assert caught.value.code == "documents.not_a_note"


def test_any_changed_byte_changes_the_check_code():
    record = {"claim": "恢复使用", "amount_fen": 260000, "parties": [{"name": "龚𬭎"}]}
    codes = {
        check_code(record),
        check_code(record | {"claim": "恢复使用 "}),
        check_code(record | {"amount_fen": 260001}),
        check_code(record | {"parties": [{"name": "龚𬬭"}]}),
    }
    assert len(codes) == 4
    assert all(len(code) == 14 for code in codes)


def test_a_demo_folder_marks_its_notes(store, complaints, clock, matter):
    demo = NoteService(store.unit_of_work, complaints, Renderer(), None, clock, replace(HOUSE, demo=True))
    note = demo.handling_note(matter.id, TELLER)
    assert note.head.mark is Mark.DEMO
    assert note.restriction is None
