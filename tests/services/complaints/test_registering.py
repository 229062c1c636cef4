"""Registering a matter: number, clocks, key, and what keeps it from being made."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hfc_desktop.domain.complaint import (
    ComplaintSource,
    Nature,
    Outcome,
    Status,
)
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.ledger import ComplaintFilter
from hfc_desktop.domain.numbering import check_holds, number_parts
from hfc_desktop.errors import UserMistakeError
from tests.services.complaints.house import (
    COLLEAGUE,
    MANAGER,
    START,
    TELLER,
    events,
    filled,
    person,
    reception,
    register,
    shipped,
    use,
)


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
