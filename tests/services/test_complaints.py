"""The ledger's use cases over a real store."""

import secrets
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache

import pytest

from hfc_desktop.bootstrap.content import bundled_folders, read_items
from hfc_desktop.domain.complaint import (
    ComplaintDraft,
    ComplaintSource,
    Nature,
    Outcome,
    Party,
    PartyRole,
    Status,
)
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.ledger import ComplaintFilter
from hfc_desktop.domain.numbering import check_holds, number_parts
from hfc_desktop.domain.people import Actor, Organisation, OrganisationLevel, Role
from hfc_desktop.domain.reception import ItemUse, Reception
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.security.customer_keys import HmacCustomerKeys
from hfc_desktop.services.audit import AuditService
from hfc_desktop.services.complaints import EDITABLE, ComplaintService
from hfc_desktop.storage.store import create_store

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


# -- drafts -------------------------------------------------------------------------------------------------------


def reception(**fields):
    return Reception(**({"id": "r1", "started_at": START - timedelta(minutes=8)} | fields))


def use(item):
    return ItemUse(item=item, version=1, pack="p-1", title="题", at=START)


def test_a_draft_without_a_reception_begins_now_at_the_counter(service):
    draft = service.new_draft(None, TELLER)
    assert (draft.received_at, draft.channel, draft.nature) == (START, "counter", Nature.COMPLAINT)


def test_a_draft_from_a_restriction_knows_topic_line_and_advice(service):
    item = next(item for item in shipped("restriction") if item.topic)
    draft = service.new_draft(reception(restriction=item.id, uses=(use(item.id),)), TELLER)
    assert draft.scenario == item.topic
    assert draft.business_line
    assert all(step in draft.first_advice for step in item.steps)
    assert draft.received_at == START - timedelta(minutes=8)
    assert draft.reception.uses[0].item == item.id


def test_the_topic_of_the_reception_comes_before_that_of_the_card(service):
    item = next(item for item in shipped("restriction") if item.topic)
    slugs = [entry.slug for table in shipped("classification") if table.axis == "scenario" for entry in table.entries]
    other = next(slug for slug in slugs if slug != item.topic)
    assert service.new_draft(reception(restriction=item.id, topic=other), TELLER).scenario == other


def test_a_hotline_looked_at_in_passing_is_not_the_matter(service):
    item = next(item for item in shipped("restriction") if item.topic)
    hotline = shipped("hotline")[0]
    draft = service.new_draft(reception(uses=(use(item.id), use(hotline.id)), hotlines=(hotline.id,)), TELLER)
    assert draft.scenario == item.topic
    assert draft.first_advice.endswith(hotline.title)


def test_an_item_that_is_no_longer_there_leaves_the_form_empty(service):
    draft = service.new_draft(reception(restriction="restriction.gone", uses=(use("faq.gone"),)), TELLER)
    assert (draft.scenario, draft.first_advice) == ("", "")


def test_a_draft_comes_back_as_it_was_typed(service, clock):
    draft = filled(service, claim="  退  ", parties=(person(),), amount_fen=5, occurred_on=date(2026, 11, 20))
    changes = service.save_draft(draft, TELLER)
    assert changes.concerns("draft", draft.id)
    assert service.drafts(TELLER) == [replace(draft, saved_at=START)]


def test_saving_a_draft_often_keeps_one_and_logs_one(service, store, clock):
    draft = filled(service)
    for number in range(5):
        clock.at += timedelta(seconds=1)
        service.save_draft(replace(draft, claim=f"第{number}版"), TELLER)
    assert [kept.claim for kept in service.drafts(TELLER)] == ["第4版"]
    assert [event.op for event in events(store, "draft")] == [Op.CREATE]


def test_drafts_are_newest_first_and_only_ones_own(service, clock):
    old = filled(service)
    service.save_draft(old, TELLER)
    clock.at += timedelta(minutes=1)
    new = filled(service)
    service.save_draft(new, TELLER)
    service.save_draft(filled(service, COLLEAGUE), COLLEAGUE)
    assert [draft.id for draft in service.drafts(TELLER)] == [new.id, old.id]


def test_another_persons_draft_is_neither_changed_nor_thrown_away(service):
    draft = filled(service)
    service.save_draft(draft, TELLER)
    with pytest.raises(SecurityRefusalError):
        service.save_draft(replace(draft, claim="别的"), COLLEAGUE)
    with pytest.raises(SecurityRefusalError):
        service.discard_draft(draft.id, COLLEAGUE)
    assert service.drafts(TELLER)[0].claim == draft.claim


def test_a_discarded_draft_is_gone_and_its_content_is_nowhere(service, store):
    draft = filled(service, claim="不应留下的内容")
    service.save_draft(draft, TELLER)
    service.discard_draft(draft.id, TELLER)
    assert service.drafts(TELLER) == []
    with store.unit_of_work(read_only=True) as uow:
        assert "不应留下" not in str([(event.to_json(), private) for event, private in uow.log.with_private()])
    with pytest.raises(UserMistakeError) as caught:
        service.discard_draft(draft.id, TELLER)
    assert caught.value.code == "records.draft_not_found"


# -- registering --------------------------------------------------------------------------------------------------


def test_a_registered_complaint_has_number_clocks_key_and_versions(service):
    complaint = register(service, parties=(person(id_number="110105194912310021"),))
    parts = number_parts(complaint.number)
    assert check_holds(complaint.number)
    assert (parts.organisation, parts.day, parts.counter, parts.sequence) == ("1100", START.date(), "A1", 1)
    assert complaint.status is Status.REGISTERED
    assert complaint.rule_set.split() == ["first_contact@2022-01-01", "order3@2020-03-01"]
    assert {clock.name: clock.due for clock in complaint.clocks if clock.state == "running"} == {
        "first_contact": date(2026, 11, 25),
        "decision": date(2026, 12, 9),
    }
    assert len(complaint.customer_key.hash) == 64
    assert complaint.app_version == "0.1.0"
    assert (complaint.first_receiver, complaint.handler) == ("T1", "T1")


def test_the_legal_clock_counts_from_receipt_not_from_registration(service):
    complaint = register(service, received_at=START - timedelta(days=3))
    assert next(clock for clock in complaint.clocks if clock.name == "decision").due == date(2026, 12, 6)


def test_what_is_no_complaint_has_no_clock(service):
    complaint = register(service, nature=Nature.CONSULTATION, claim="")
    assert (complaint.clocks, complaint.rule_set) == ((), "")


def test_a_transfer_by_the_central_bank_has_both_clocks(service):
    complaint = register(service, source=ComplaintSource.PBOC_TRANSFER)
    running = {clock.rule.split("@")[0] for clock in complaint.clocks if clock.state == "running"}
    assert running == {"order3", "pboc5", "first_contact"}


def test_settled_and_told_on_the_spot_meets_its_clocks(service):
    complaint = register(service, settled_on_spot=True, told_customer=True)
    assert complaint.outcome is Outcome.SETTLED
    assert not [clock for clock in complaint.clocks if clock.state == "running"]
    waiting = register(service, settled_on_spot=True)
    assert [clock.name for clock in waiting.clocks if clock.state == "running"] == ["first_contact", "decision"]


def test_the_same_customer_has_the_same_key_however_the_number_was_typed(service):
    typed = ("11010519491231002X", "11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ", "110105 19491231 002X")
    keys = {register(service, parties=(person(id_number=text),)).customer_key.hash for text in typed}
    assert len(keys) == 1


def test_numbers_run_on_within_a_day_and_begin_anew_on_the_next(service, clock):
    sequences = [number_parts(register(service).number).sequence for _turn in range(3)]
    other = number_parts(register(service, COLLEAGUE).number)
    clock.at += timedelta(days=1)
    assert sequences == [1, 2, 3]
    assert (other.counter, other.sequence) == ("A2", 1)
    assert number_parts(register(service).number).sequence == 1


def test_the_reception_goes_into_the_record(service):
    item = shipped("faq")[0]
    seen = reception(uses=(use(item.id),), restriction="", remark="备注")
    draft = replace(service.new_draft(seen, TELLER), claim="退")
    complaint, _changes = service.register(draft, TELLER)
    assert complaint.reception == seen
    assert complaint.guidance_used == seen.uses


def test_registering_takes_the_draft_away_in_the_same_transaction(service, store):
    draft = filled(service)
    service.save_draft(draft, TELLER)
    complaint, changes = service.register(draft, TELLER)
    assert changes.concerns("complaint", complaint.id)
    assert changes.concerns("draft", draft.id)
    assert service.drafts(TELLER) == []
    assert [event.op for event in events(store, "draft")] == [Op.CREATE, Op.REMOVE]


def test_registering_the_same_draft_twice_makes_one_record(service):
    draft = filled(service)
    once, _changes = service.register(draft, TELLER)
    again, changes = service.register(draft, TELLER)
    assert again == once
    assert not changes
    assert service.count(ComplaintFilter(), MANAGER) == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"claim": " "}, "claim"),
        ({"nature": Nature.CONSULTATION, "claim": "", "facts": ""}, "facts"),
        ({"received_at": START + timedelta(hours=1)}, "received_at"),
        ({"occurred_on": date(2026, 11, 25)}, "occurred_on"),
        ({"amount_fen": -1}, "amount_fen"),
        ({"loss_fen": -1}, "loss_fen"),
    ],
)
def test_a_field_that_keeps_a_record_from_being_made_is_named(service, fields, field):
    with pytest.raises(UserMistakeError) as caught:
        register(service, **fields)
    assert caught.value.params["field"] == field
    assert service.count(ComplaintFilter(), MANAGER) == 0


def test_a_refused_record_uses_up_no_number(service):
    with pytest.raises(UserMistakeError):
        register(service, claim="")
    assert number_parts(register(service).number).sequence == 1


def test_a_clock_a_few_minutes_off_is_no_mistake(service):
    assert register(service, received_at=START + timedelta(minutes=4)).number


def test_many_are_registered_together_or_not_at_all(service):
    good = [(filled(service), TELLER) for _turn in range(5)]
    service.register_many(good)
    assert service.count(ComplaintFilter(), MANAGER) == 5
    bad = [(filled(service), TELLER), (filled(service, claim=""), TELLER)]
    with pytest.raises(UserMistakeError):
        service.register_many(bad)
    assert service.count(ComplaintFilter(), MANAGER) == 5


# -- reading ------------------------------------------------------------------------------------------------------


def test_reading_a_record_is_recorded(service, store):
    complaint = register(service)
    assert service.get(complaint.number, TELLER) == complaint
    assert service.get(f" {complaint.id} ", MANAGER) == complaint
    reads = [event for event in events(store) if event.op is Op.READ]
    assert [(event.actor, event.record) for event in reads] == [("T1", complaint.id), ("M1", complaint.id)]


def test_an_unknown_number_is_said_to_be_unknown(service):
    with pytest.raises(UserMistakeError) as caught:
        service.get("110020261124A10001Z", TELLER)
    assert caught.value.code == "records.not_found"


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        (TELLER, True), (MANAGER, True), (HANDLER, True), (UPPER, True), (AUDITOR, True),
        (COLLEAGUE, False), (ELSEWHERE, False), (ADMIN, False), (AUTHOR, False),
    ],
    ids=lambda value: getattr(value, "staff_no", value),
)  # fmt: skip
def test_who_sees_a_record_and_who_does_not(service, store, who, seen):
    complaint = register(service)
    if seen:
        assert service.count(ComplaintFilter(), who) == 1
        assert service.get(complaint.id, who).id == complaint.id
        assert [row.id for row in service.rows(ComplaintFilter(), who)] == [complaint.id]
        return
    with pytest.raises(SecurityRefusalError):
        service.get(complaint.id, who)
    refused = [event for event in events(store) if event.op is Op.REFUSED]
    assert [event.actor for event in refused] == [who.staff_no]


@pytest.mark.parametrize("who", [ADMIN, AUTHOR], ids=["administrator", "author"])
def test_a_list_is_refused_to_those_who_see_nothing(service, store, who):
    with pytest.raises(SecurityRefusalError):
        service.rows(ComplaintFilter(), who)
    assert events(store)[-1].op is Op.REFUSED


def test_a_teller_sees_the_counters_day_and_their_own_of_any_day(service, clock):
    own = register(service)
    mate = actor("T3", Role.TELLER, counter="A1")
    same_counter = register(service, mate)
    register(service, COLLEAGUE)
    assert {row.id for row in service.rows(ComplaintFilter(), TELLER)} == {own.id, same_counter.id}
    clock.at += timedelta(days=1)
    assert [row.id for row in service.rows(ComplaintFilter(), TELLER)] == [own.id]
    with pytest.raises(SecurityRefusalError):
        service.get(same_counter.id, TELLER)


def test_lists_show_no_full_names(service):
    register(service, parties=(person(name="欧阳锋"),))
    assert [row.complainant for row in service.rows(ComplaintFilter(), MANAGER)] == ["欧阳*"]


def test_a_list_cannot_be_widened_by_its_filter(service):
    register(service)
    assert service.rows(ComplaintFilter(organisation="1100"), ELSEWHERE) == []


# -- editing ------------------------------------------------------------------------------------------------------


def test_an_edit_leaves_what_was_there_in_the_log(service, store):
    complaint = register(service, amount_fen=100)
    after, changes = service.edit(complaint.number, {"claim": "退还并道歉", "amount_fen": 800_000}, TELLER)
    assert (after.claim, after.amount_fen) == ("退还并道歉", 800_000)
    assert changes.concerns("complaint", complaint.id)
    assert service.get(complaint.id, TELLER) == after
    with store.unit_of_work(read_only=True) as uow:
        event, private = [pair for pair in uow.log.with_private("complaint") if pair[0].op is Op.SET][-1]
    assert event.fields == {"amount_band": "1-10k"}
    assert private == {"claim": "退还并道歉", "amount_fen": 800_000}


def test_an_edit_that_changes_nothing_writes_nothing(service, store):
    complaint = register(service)
    _same, changes = service.edit(complaint.id, {"claim": complaint.claim}, TELLER)
    assert not changes
    assert not [event for event in events(store) if event.op is Op.SET]


def test_a_new_identity_number_brings_a_new_key(service):
    complaint = register(service, parties=(person(id_number="110105194912310021"),))
    parties = [{"role": "complainant", "name": "张𠅤", "id_number": "11010519491231002X"}]
    after, _changes = service.edit(complaint.id, {"parties": parties}, TELLER)
    assert after.customer_key.hash != complaint.customer_key.hash
    nobody, _changes = service.edit(complaint.id, {"parties": []}, TELLER)
    assert nobody.customer_key is None


@pytest.mark.parametrize("field", ["number", "status", "clocks", "organisation", "customer_key", "nonsense"])
def test_fields_with_actions_of_their_own_are_not_edited(service, field):
    complaint = register(service)
    assert field not in EDITABLE
    with pytest.raises(UserMistakeError) as caught:
        service.edit(complaint.id, {field: "x"}, MANAGER, "试")
    assert caught.value.code == "records.not_editable"


def test_the_managers_edit_needs_a_reason_which_stays_private(service, store):
    complaint = register(service)
    with pytest.raises(UserMistakeError) as caught:
        service.edit(complaint.id, {"claim": "改"}, MANAGER)
    assert caught.value.code == "records.reason_needed"
    service.edit(complaint.id, {"claim": "改"}, MANAGER, "客户来电更正")
    with store.unit_of_work(read_only=True) as uow:
        event, private = [pair for pair in uow.log.with_private("complaint") if pair[0].op is Op.SET][-1]
    assert private["edit_reason"] == "客户来电更正"
    assert "edit_reason" not in event.fields


@pytest.mark.parametrize("who", [HANDLER, AUDITOR], ids=["handler", "auditor"])
def test_who_may_read_may_not_therefore_edit(service, store, who):
    complaint = register(service)
    with pytest.raises(SecurityRefusalError):
        service.edit(complaint.id, {"claim": "改"}, who, "试")
    assert events(store)[-1].op is Op.REFUSED
    assert service.get(complaint.id, MANAGER).claim == complaint.claim


def test_a_teller_cannot_move_the_legal_clock(service):
    complaint = register(service)
    with pytest.raises(SecurityRefusalError):
        service.edit(complaint.id, {"received_at": "2026-11-25T10:00:00+08:00"}, TELLER, "试")


def test_a_correction_of_the_receipt_moves_the_clocks_with_a_reason(service):
    complaint = register(service)
    after, _changes = service.edit(complaint.id, {"received_at": "2026-11-20T10:00:00+08:00"}, MANAGER, "登记有误")
    assert next(clock for clock in after.clocks if clock.name == "decision").due == date(2026, 12, 5)


def test_an_edit_on_an_old_state_is_refused(service, store):
    complaint = register(service)
    done = []

    def interrupted():
        """The clock is read between reading the record and writing it: the moment for a colleague to come between."""
        if not done:
            done.append(service.edit(complaint.id, {"facts": "他人改过"}, TELLER))
        return START

    slow = ComplaintService(store.unit_of_work, interrupted, HmacCustomerKeys("k", b"s"), None, "0.1.0")
    with pytest.raises(UserMistakeError) as caught:
        slow.edit(complaint.id, {"claim": "改"}, MANAGER, "更正")
    assert caught.value.code == "records.changed_meanwhile"
    assert service.get(complaint.id, TELLER).facts == "他人改过"


# -- the log ------------------------------------------------------------------------------------------------------


def test_the_log_of_all_this_holds(service, store):
    complaint = register(service)
    service.edit(complaint.id, {"claim": "改"}, TELLER)
    outcome = AuditService(store.unit_of_work).verify(AUDITOR)
    assert outcome.first_break is None
    assert outcome.events > 2


def test_a_password_or_a_security_code_is_never_saved(service):
    draft = filled(service, facts="客户说密码是884213")
    with pytest.raises(UserMistakeError) as caught:
        service.register(draft, TELLER)
    assert (caught.value.code, caught.value.params["field"]) == ("records.secret_in_text", "facts")
    complaint = register(service)
    with pytest.raises(UserMistakeError):
        service.edit(complaint.id, {"claim": "退款，CVV2是123"}, TELLER)


def test_an_auditor_reads_masked(service):
    complaint = register(service, parties=(person(),), facts="电话13812345678")
    seen = service.get(complaint.id, AUDITOR)
    assert (seen.parties[0].name, seen.facts) == ("张*", "电话138****5678")
    assert service.get(complaint.id, MANAGER).facts == "电话13812345678"


def test_opening_a_list_is_recorded_once_and_again_when_it_is_another(service, store, clock):
    register(service)
    for wanted in (ComplaintFilter(), ComplaintFilter(limit=5), ComplaintFilter(text="张三"), ComplaintFilter()):
        service.rows(wanted, MANAGER)
    clock.at += timedelta(minutes=11)
    service.rows(ComplaintFilter(status=(Status.REGISTERED,)), MANAGER)
    opened = [event for event in events(store) if event.op is Op.READ and event.fields.get("what") == "list"]
    assert [(event.actor, event.fields["words"], event.fields["filter"]) for event in opened] == [
        ("M1", False, {}),
        ("M1", True, {}),
        ("M1", False, {"status": ["registered"]}),
    ]
    with store.unit_of_work(read_only=True) as uow:
        assert [uow.log.private(event) for event in opened] == [{}, {"text": "张三"}, {}]


@pytest.mark.parametrize("who", [AUDITOR, ADMIN, AUTHOR], ids=["auditor", "administrator", "author"])
@pytest.mark.parametrize("action", ["new_draft", "save_draft", "register"])
def test_those_who_do_not_serve_customers_record_nothing(service, store, who, action):
    draft = ComplaintDraft(id="d", received_at=START, claim="退")
    calls = {
        "new_draft": lambda: service.new_draft(None, who),
        "save_draft": lambda: service.save_draft(draft, who),
        "register": lambda: service.register(draft, who),
    }
    with pytest.raises(SecurityRefusalError):
        calls[action]()
    with store.unit_of_work(read_only=True) as uow:
        assert [event.op for event in uow.log.events()] == [Op.REFUSED]


def test_without_guidance_a_complaint_is_taken_down_all_the_same(store, clock):
    bare = ComplaintService(store.unit_of_work, clock, HmacCustomerKeys("k", b"s"), None, "0.1.0")
    assert register(bare).clocks == ()
