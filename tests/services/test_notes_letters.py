"""Letters of a case and papers of a reception, over a real store and the real steps of a case."""

import secrets
from dataclasses import replace
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

from hfc_desktop.bootstrap.content import ShippedRules
from hfc_desktop.bootstrap.ledger import wire_ledger
from hfc_desktop.documents.renderer import Renderer
from hfc_desktop.domain.complaint import Party, PartyRole
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.documents import Copy, Form, Mark, Subject, forms_of
from hfc_desktop.domain.handling import Notice, NoticeKind, NoticeResult, NoticeWay
from hfc_desktop.domain.interception import Interception
from hfc_desktop.domain.letters import Part, missing
from hfc_desktop.domain.life_cycle import Action
from hfc_desktop.domain.life_guards import Step
from hfc_desktop.domain.people import Actor, Organisation, OrganisationLevel, Role, User
from hfc_desktop.domain.printing import PrintOrder
from hfc_desktop.domain.reception import ItemUse, Reception
from hfc_desktop.domain.stop_loss import ActDone, LossFacts, StopLoss
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.security.customer_keys import HmacCustomerKeys
from hfc_desktop.services.complaints import ComplaintService
from hfc_desktop.services.notes import House, NoteService
from hfc_desktop.services.receptions import ReceptionService
from hfc_desktop.storage.store import create_store
from tests.services.test_notes import ShippedGuidance, shipped

START = datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI)
TELLER = Actor(staff_no="T1", role=Role.TELLER, organisation="1100", counter="A1")
HANDLER = Actor(staff_no="H1", role=Role.COMPLAINT_HANDLER, organisation="1100", counter="")
MANAGER = Actor(staff_no="M1", role=Role.BRANCH_MANAGER, organisation="1100", counter="")
ABOVE = Actor(staff_no="M0", role=Role.BRANCH_MANAGER, organisation="1000", counter="")
DECISION = {
    "investigation": "经查，年费未事先告知，电话13812345678。",
    "policy_basis": "《商业银行服务价格管理办法》要求收费前告知。",
    "decision": "退还年费200元。",
    "remedies": "已退回原卡。",
    "responsibility": "bank",
    "compensation_fen": 20_000,
}


class Guidance(ShippedGuidance):
    """The bundled packs; every item is of one pack."""

    def pack_of(self, _item_id):
        return "telecom-fraud-4"


@pytest.fixture
def desk(tmp_path):
    """A branch with people and services, and a clock that a test moves."""
    clock = SimpleNamespace(at=START)
    store = create_store(tmp_path / "store.db", secrets.token_bytes(32), lambda: clock.at)
    with store.unit_of_work() as uow:
        for code, name, parent in (("1000", "上级分行", ""), ("1100", "人民路支行", "1000")):
            office = Organisation(code=code, name=name, name_en=name, level=OrganisationLevel.SUB_BRANCH, parent=parent)
            uow.people.put_organisation(office)
        for who, post in ((TELLER, "柜员"), (HANDLER, "投诉处理岗"), (MANAGER, "网点负责人"), (ABOVE, "分行负责人")):
            user = User(staff_no=who.staff_no, name="某", role=who.role, organisation=who.organisation, post=post)
            uow.people.put_user(user, "x")
        uow.commit()
    keys, rules, units = HmacCustomerKeys(*store.customer_secret()), ShippedRules(), store.unit_of_work
    ledger = wire_ledger(units, lambda: clock.at, rules, keys, 5)
    complaints = ComplaintService(units, lambda: clock.at, keys, Guidance(), "0.1.0", rulebook=ledger.rulebook)
    receptions = ReceptionService(units, lambda: clock.at)
    house = House(app_version="0.1.0", keep_years=5)
    notes = NoteService(
        units, complaints, Renderer(), Guidance(), lambda: clock.at, house, receptions=receptions, rules=rules
    )
    yield SimpleNamespace(
        clock=clock, store=store, cases=ledger.cases, complaints=complaints, receptions=receptions, notes=notes
    )
    store.close()


def register(desk, **fields):
    person = Party(role=PartyRole.COMPLAINANT, name="龚𬭎", phone="13812345678", id_number="11010519491231002X")
    respondent = Party(role=PartyRole.RESPONDENT, name="古丽娜", staff_no="T9")
    values = {"claim": "退还年费", "facts": "未被告知", "parties": (person, respondent), **fields}
    case = desk.complaints.register(replace(desk.complaints.new_draft(None, TELLER), **values), TELLER)[0]
    return act(desk, case, Action.ASSIGN, MANAGER, staff_no="H1")


def act(desk, case, action, actor=HANDLER, **more):
    return desk.cases.act(case.id, Step(action=action, **more), actor)[0]


def told(kind, way=NoticeWay.HANDED_OVER):
    return Notice(kind=kind, way=way, at=START, by="H1", result=NoticeResult.RECEIVED)


def investigating(desk, **fields):
    case = register(desk, **fields)
    case = act(desk, case, Action.ACCEPT)
    case = act(desk, case, Action.CONTACT, notice=told(NoticeKind.CONTACT, NoticeWay.PHONE))
    return act(desk, case, Action.INVESTIGATE)


def decided(desk):
    case = act(desk, investigating(desk), Action.SUBMIT, values=DECISION)
    case = act(desk, case, Action.APPROVE, MANAGER)
    return act(desk, case, Action.DECIDE)


def letter(desk, case, form, copy=Copy.CUSTOMER, actor=HANDLER, **more):
    return desk.notes.note(case.id, PrintOrder(form=form, copy=copy, **more), actor)


def refused(desk, case, form, **more):
    with pytest.raises(UserMistakeError) as caught:
        letter(desk, case, form, **more)
    return caught.value


# -- required blocks --------------------------------------------------------------------------------------------------


def test_a_reply_waits_for_the_blocks_of_article_19(desk):
    error = refused(desk, investigating(desk), Form.REPLY)
    assert error.code == "documents.block_missing"
    assert error.params["parts"] == (Part.FINDINGS, Part.DECISION, Part.BASIS, Part.DECIDED)


def test_a_proposal_that_nobody_approved_is_no_reply(desk):
    case = act(desk, investigating(desk), Action.SUBMIT, values=DECISION)
    assert refused(desk, case, Form.REPLY).params["parts"] == (Part.DECIDED,)
    case = act(desk, case, Action.APPROVE, MANAGER)
    assert refused(desk, case, Form.REPLY).params["parts"] == (Part.DECIDED,)
    assert letter(desk, case, Form.HANDLING).ruling is None
    assert not missing(letter(desk, act(desk, case, Action.DECIDE), Form.REPLY))


def test_a_decided_case_is_answered_with_findings_reasons_and_the_last_day_of_a_recheck(desk):
    reply = letter(desk, decided(desk), Form.REPLY)
    assert reply.ruling.findings == "经查，年费未事先告知，电话138****5678。"
    assert reply.ruling.decision == "退还年费200元。"
    assert reply.ruling.compensation_fen == 20_000
    assert reply.ruling.responsibility is None
    assert (reply.remedies.office.name, reply.remedies.days) == ("上级分行", 30)
    assert reply.remedies.last_day == START.date() + timedelta(days=30)
    assert "第二十条" in reply.remedies.article


def test_once_told_the_last_day_counts_from_the_notice(desk):
    case = decided(desk)
    desk.clock.at = START + timedelta(days=3)
    notice = replace(told(NoticeKind.DECISION), at=desk.clock.at)
    case = act(desk, case, Action.TELL, notice=notice)
    desk.clock.at = START + timedelta(days=9)
    assert letter(desk, case, Form.REPLY).remedies.last_day == START.date() + timedelta(days=33)


def test_a_call_that_nobody_answered_takes_no_day_from_the_customers_term(desk):
    case = decided(desk)
    tried = replace(told(NoticeKind.DECISION, NoticeWay.PHONE), result=NoticeResult.NO_ANSWER)
    case = act(desk, case, Action.TELL, notice=tried)
    desk.clock.at = START + timedelta(days=4)
    reply = letter(desk, case, Form.REPLY)
    assert (reply.remedies.told_on, reply.remedies.last_day) == (None, START.date() + timedelta(days=34))
    case = act(desk, case, Action.TELL, notice=replace(told(NoticeKind.DECISION), at=desk.clock.at))
    desk.clock.at = START + timedelta(days=9)
    reply = letter(desk, case, Form.REPLY)
    assert reply.remedies.told_on == START.date() + timedelta(days=4)
    assert reply.remedies.last_day == START.date() + timedelta(days=34)


def test_a_note_of_a_decided_case_says_what_was_found_decided_and_told(desk):
    case = decided(desk)
    note = letter(desk, case, Form.HANDLING)
    assert (note.ruling.findings, note.ruling.decision) == (
        "经查，年费未事先告知，电话138****5678。",
        "退还年费200元。",
    )
    assert (note.ruling.basis, note.ruling.responsibility) == (DECISION["policy_basis"], None)
    assert (note.recheck_last, note.notices) == (START.date() + timedelta(days=30), ())
    case = act(desk, case, Action.TELL, notice=replace(told(NoticeKind.DECISION), target_masked="138****5678"))
    customer, file = (letter(desk, case, Form.HANDLING, copy) for copy in Copy)
    assert [(line.way, line.target) for line in customer.notices] == [(NoticeWay.HANDED_OVER, "")]
    assert [line.target for line in file.notices] == ["", "138****5678"]
    assert file.ruling.responsibility == "bank"


def test_what_is_not_complete_is_printed_as_a_draft_alone(desk):
    draft = letter(desk, investigating(desk), Form.REPLY, draft=True)
    assert draft.head.mark is Mark.DRAFT
    assert missing(draft)


# -- letter by letter -------------------------------------------------------------------------------------------------


def test_a_customers_copy_has_no_notes_to_staff_beside_its_terms(desk):
    case = register(desk)
    for form in (Form.RECEIPT, Form.HANDLING):
        customer, file = ({line.label: line for line in letter(desk, case, form, copy).terms} for copy in Copy)
        assert customer.keys() == file.keys()
        assert {line.confidence for line in file.values()} == {"known", "unsure"}
        assert not [line for line in customer.values() if line.notice or line.approval or line.confidence != "known"]
        assert [bool(line.article) for line in customer.values()] == [
            line.confidence == "known" for line in file.values()
        ]


def test_a_letter_names_the_post_of_who_handles_it_and_its_role_for_english(desk):
    reply = letter(desk, decided(desk), Form.REPLY, language="en")
    assert (reply.handler_post, reply.handler_role) == ("投诉处理岗", "complaint_handler")
    assert {line.organ_en for line in reply.remedies.phones} == {"12378 bank and insurance consumer line"}


def test_a_receipt_names_the_terms_and_no_respondent(desk):
    receipt = letter(desk, register(desk), Form.RECEIPT)
    assert {15, 30, 60} <= {line.days for line in receipt.terms}
    assert [party.name for party in receipt.parties] == ["龚𬭎"]
    assert "古丽娜" not in repr(receipt)


def test_an_extension_names_both_days_the_reason_and_the_post_that_approved(desk):
    case = act(desk, investigating(desk), Action.REQUEST_EXTENSION, reason="需向外地核实")
    assert refused(desk, case, Form.EXTENSION).params["parts"] == (Part.EXTENSION_APPROVAL,)
    case = act(desk, case, Action.APPROVE_EXTENSION, MANAGER)
    part = letter(desk, case, Form.EXTENSION).extension
    assert (part.stage, part.reason, part.approved_by) == (1, "需向外地核实", "网点负责人")
    assert (part.due_before, part.due) == (date(2026, 12, 9), date(2026, 12, 24))
    assert "第十八条" in part.article


def test_declining_names_ground_and_reason(desk):
    case = act(
        desk,
        register(desk),
        Action.DECLINE,
        ground="not_from_complainant",
        reason="没有授权委托书",
        notice=told(NoticeKind.DECLINING),
    )
    part = letter(desk, case, Form.DECLINING).declining
    assert (part.ground.value, part.reason) == ("not_from_complainant", "没有授权委托书")


def test_a_withdrawal_names_its_day(desk):
    case = act(desk, register(desk), Action.WITHDRAW, document="撤诉确认书")
    assert letter(desk, case, Form.WITHDRAWAL).withdrawn_at.date() == START.date()


def test_a_transfer_names_the_place(desk):
    case = act(
        desk, register(desk), Action.TRANSFER, to="另一家银行", reason="非本行产品", notice=told(NoticeKind.TRANSFER)
    )
    part = letter(desk, case, Form.TRANSFER).transfer
    assert (part.to, part.on, part.reason) == ("另一家银行", START.date(), "非本行产品")


def test_mediation_is_proposed_with_a_body_that_is_named_when_printing(desk):
    case = investigating(desk)
    assert refused(desk, case, Form.MEDIATION).params["parts"] == (Part.MEDIATION_BODY,)
    proposal = letter(desk, case, Form.MEDIATION, given={"body": "调解中心", "proposal": "商定处理办法"})
    assert (proposal.mediation.body, proposal.mediation.proposal) == ("调解中心", "商定处理办法")


def test_a_recheck_is_decided_by_the_office_above_and_printed_from_either_case(desk):
    case = act(desk, decided(desk), Action.TELL, notice=told(NoticeKind.DECISION))
    case = act(desk, case, Action.RECHECK, document="核查申请书")
    assert case.recheck is not None
    part = letter(desk, case, Form.RECHECK, draft=True, actor=ABOVE).recheck
    assert (part.office.name, part.original_number) == ("上级分行", case.number)
    assert part.original_decision == "退还年费200元。"
    own = desk.complaints.get(case.recheck.case, ABOVE)
    assert letter(desk, own, Form.RECHECK, draft=True, actor=ABOVE).recheck.original_number == case.number


# -- copies, prints, proof --------------------------------------------------------------------------------------------


def test_the_file_copy_adds_notices_approvals_and_responsibility(desk):
    case = act(desk, decided(desk), Action.TELL, notice=told(NoticeKind.DECISION))
    customer = letter(desk, case, Form.REPLY)
    file = letter(desk, case, Form.REPLY, Copy.FILE)
    assert customer.internal is None
    assert customer.notices == ()
    assert [line.kind for line in file.notices] == [NoticeKind.CONTACT, NoticeKind.DECISION]
    assert [(line.post, line.granted) for line in file.internal.approvals] == [("网点负责人", True)]
    assert file.internal.responsibility == "bank"


def test_no_staff_number_and_no_name_of_staff_is_on_a_customers_letter(desk):
    case = act(desk, decided(desk), Action.TELL, notice=told(NoticeKind.DECISION))
    for form in (Form.RECEIPT, Form.REPLY):
        said = repr(letter(desk, case, form))
        assert not [secret for secret in ("'H1'", "'M1'", "'T1'", "'T9'", "古丽娜", "13812345678") if secret in said]


@pytest.mark.parametrize("form", [Form.RECEIPT, Form.REPLY])
def test_each_form_has_prints_of_its_own_and_each_print_is_proved(desk, form):
    case = decided(desk)
    first = letter(desk, case, form)
    content = desk.notes.pdf(first)
    desk.notes.record_print(first, HANDLER, content)
    assert desk.notes.verify(content, HANDLER).genuine
    assert letter(desk, case, form).head.print_no == 2
    assert letter(desk, case, form, Copy.FILE).head.print_no == 1
    assert letter(desk, case, Form.HANDLING).head.print_no == 1


def test_what_follows_a_draft_or_another_language_is_no_reprint(desk):
    case = investigating(desk)
    draft = letter(desk, case, Form.REPLY, draft=True)
    desk.notes.record_print(draft, HANDLER, desk.notes.pdf(draft))
    assert letter(desk, case, Form.REPLY, draft=True).head.print_no == 2
    case = act(desk, case, Action.SUBMIT, values=DECISION)
    case = act(desk, act(desk, case, Action.APPROVE, MANAGER), Action.DECIDE)
    reply = letter(desk, case, Form.REPLY)
    assert reply.head.print_no == 1
    desk.notes.record_print(reply, HANDLER, desk.notes.pdf(reply))
    assert letter(desk, case, Form.REPLY, language="en").head.print_no == 1
    assert letter(desk, case, Form.REPLY).head.print_no == 2


def test_a_class_that_no_pack_names_is_on_the_file_copy_alone(desk):
    case = register(desk, business="no_such_business")
    customer, file = (letter(desk, case, Form.RECEIPT, copy).matter.classes.business for copy in Copy)
    assert customer is None
    assert file.slug == "no_such_business"


def test_the_same_letter_twice_is_the_same_file(desk):
    case = decided(desk)
    made = {desk.notes.pdf(letter(desk, case, Form.REPLY, at=START)) for _time in range(2)}
    assert len(made) == 1


def test_a_step_of_the_case_changes_the_check_code(desk):
    case = decided(desk)
    reply = letter(desk, case, Form.REPLY)
    content = desk.notes.pdf(reply)
    desk.notes.record_print(reply, HANDLER, content)
    act(desk, case, Action.TELL, notice=told(NoticeKind.DECISION))
    proof = desk.notes.verify(content, HANDLER)
    assert (proof.genuine, proof.unchanged) == (True, False)


def test_what_is_for_the_file_has_no_customers_copy(desk):
    case = register(desk)
    for form in (Form.INTERCEPTION, Form.REWARD):
        assert refused(desk, case, form).code == "documents.no_such_copy"
    assert refused(desk, case, Form.DUE_LIST, copy=Copy.FILE).code == "documents.other_subject"


# -- papers of a reception --------------------------------------------------------------------------------------------


def received(desk, **fields):
    item = next(one for one in shipped("restriction") if one.hotlines and one.print_allowed)
    values = {
        "id": "0190f1c2-7a40-7000-8000-000000000417",
        "started_at": START,
        "restriction": item.id,
        "uses": (ItemUse(item=item.id, version=1, pack="account-restrictions-5", title=item.title, at=START),),
        **fields,
    }
    reception = Reception(**values)
    desk.receptions.save(reception, TELLER)
    return reception


def slip(desk, reception, form, copy=Copy.CUSTOMER):
    return desk.notes.note(reception.id, PrintOrder(form=form, copy=copy), TELLER)


LOSS = StopLoss(
    item="duties.stop-loss",
    version=1,
    started_at=START,
    done=(ActDone(number=0, phase="0-1", text="拨打110", at=START),),
    facts=LossFacts(payee_account="6217000000000000000", payer_account="6222020000000000000", story="转给了骗子"),
)


def test_a_reception_is_printed_by_its_own_id_and_proved(desk):
    reception = received(desk)
    made = slip(desk, reception, Form.RESTRICTION_SLIP)
    assert made.head.number == reception.id
    content = desk.notes.pdf(made)
    desk.notes.record_print(made, TELLER, content)
    proof = desk.notes.verify(content, TELLER)
    assert (proof.genuine, proof.unchanged) == (True, True)
    desk.receptions.save(replace(reception, remark="后来补记"), TELLER)
    assert desk.notes.verify(content, TELLER).unchanged is False
    assert slip(desk, reception, Form.RESTRICTION_SLIP).head.print_no == 2


def test_a_customer_is_not_told_the_post_that_speaks_about_a_closed_measure(desk):
    closed = [item for item in shipped("restriction") if item.handover_post]
    assert any("反洗钱" in item.handover_post for item in closed)
    for place, item in enumerate(closed):
        reception = received(desk, id=f"0190f1c2-7a40-7000-8000-{place:012d}", restriction=item.id)
        customer, file = (slip(desk, reception, Form.RESTRICTION_SLIP, copy).paper for copy in Copy)
        assert (customer.restriction, customer.handover_post) == (None, "")
        assert file.handover_post == item.handover_post


def test_a_slip_says_who_imposed_the_measure(desk):
    for place, item in enumerate(one for one in shipped("restriction") if one.print_allowed and not one.handover_post):
        reception = received(desk, id=f"0190f1c2-7a40-7000-8000-{place:012d}", restriction=item.id)
        assert slip(desk, reception, Form.RESTRICTION_SLIP).paper.restriction.imposed_by is item.imposer


def test_the_police_get_whole_accounts_from_the_customer_and_the_file_has_the_last_four(desk):
    reception = received(desk, stop_loss=LOSS)
    own = slip(desk, reception, Form.POLICE_FACTS).paper.stop_loss
    kept = slip(desk, reception, Form.POLICE_FACTS, Copy.FILE)
    assert own.facts.payee_account == "6217000000000000000"
    assert own.done == ()
    assert kept.paper.stop_loss.facts.payee_account == "***************0000"
    assert kept.paper.stop_loss.facts.payer_account == "***************0000"
    assert len(kept.paper.stop_loss.done) == 1
    assert kept.receiver == "T1"


def test_an_interception_names_posts_and_the_reward_its_last_day(desk):
    found = Interception(at=START, amount_fen=12_000_000, people=("T1", "M1"), confirmed=True)
    reception = received(desk, interception=found)
    record = slip(desk, reception, Form.INTERCEPTION, Copy.FILE)
    assert record.posts == (("T1", "柜员"), ("M1", "网点负责人"))
    reward = slip(desk, reception, Form.REWARD, Copy.FILE)
    assert reward.paper.due.amount_fen == 12_000_000
    assert reward.report_by > START.date()


def test_a_reception_without_the_matter_of_a_form_says_so(desk):
    reception = received(desk)
    with pytest.raises(UserMistakeError) as caught:
        slip(desk, reception, Form.POLICE_FACTS)
    assert caught.value.code == "receptions.no_stop_loss"


def test_every_form_of_a_case_and_a_reception_is_tried_here():
    assert len(forms_of(Subject.COMPLAINT)) == 9
    assert len(forms_of(Subject.RECEPTION)) == 4
