"""Editing a record: what may be changed by whom, and what stays in the log."""

from datetime import date, timedelta

import pytest

from hfc_desktop.domain.complaint import (
    ComplaintDraft,
    Status,
)
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.ledger import ComplaintFilter
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.security.customer_keys import HmacCustomerKeys
from hfc_desktop.services.audit import AuditService
from hfc_desktop.services.complaints import EDITABLE, ComplaintService
from tests.services.complaints.house import (
    ADMIN,
    AUDITOR,
    AUTHOR,
    HANDLER,
    MANAGER,
    START,
    TELLER,
    events,
    filled,
    person,
    register,
)


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
