"""Values of the record form, without a window."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.domain.complaint import ComplaintDraft, IdType, Nature, Party, PartyRole
from hfc_desktop.ui.screens.record.state import empty_values, from_draft, merged, problem, problems, to_draft

TODAY = date(2026, 11, 24)
NOW = datetime.fromisoformat("2026-11-24T10:00:00+08:00")
BLANK = ComplaintDraft(id="d1", received_at=NOW)

text = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).map(str.strip)


def filled(**values):
    return {
        **empty_values(),
        "name": "王䶮",
        "phone": "13800000000",
        "scenario": "account_restriction",
        "claim": "解除限制",
        "facts": "卡不能用",
        **values,
    }


def test_a_filled_complaint_has_no_problems():
    assert problems(filled(), TODAY) == {}


@pytest.mark.parametrize("key", ["scenario", "claim"])
def test_a_complaint_names_what_is_missing(key):
    assert list(problems(filled(**{key: " "}), TODAY)) == [key]


def test_a_consultation_needs_no_name_and_no_claim():
    assert problems(filled(nature="consultation", name="", phone="", claim=""), TODAY) == {}
    assert list(problems(filled(nature="consultation", facts=""), TODAY)) == ["facts"]


def test_nobody_is_asked_for_what_the_bank_has():
    assert problems(filled(name="", phone=""), TODAY) == {}


def test_problems_come_in_the_order_of_the_form():
    found = problems(filled(claim="", phone="x", amount="abc"), TODAY)
    assert list(found) == ["phone", "claim", "amount"]


def test_a_number_is_checked_against_its_document():
    assert problem("id_number", filled(id_type="resident_id", id_number="123"), TODAY)
    assert not problem("id_number", filled(id_type="passport", id_number="E123"), TODAY)


def test_fields_of_a_representative_are_not_asked_for_while_there_is_none():
    assert problems(filled(represented=False, agent_phone="x"), TODAY) == {}
    assert list(problems(filled(represented=True, agent_phone="x"), TODAY)) == ["agent_phone"]


def test_what_cannot_be_read_yet_stays_out_of_the_draft():
    draft = to_draft(filled(amount="2,6oo", occurred_on="13-45"), BLANK, TODAY)
    assert (draft.amount_fen, draft.occurred_on) == (None, None)


def test_values_reach_the_draft():
    draft = to_draft(
        filled(amount="3万", id_type="resident_id", id_number="11010519491231002x", represented=True, agent_name="李"),
        BLANK,
        TODAY,
    )
    assert draft.amount_fen == 3_000_000
    customer, agent = draft.parties
    assert (customer.name, customer.id_type, customer.id_number) == (
        "王䶮",
        IdType.RESIDENT_ID,
        "11010519491231002X",
    )
    assert (agent.role, agent.name) == (PartyRole.REPRESENTATIVE, "李")


def test_other_parties_of_a_draft_are_kept():
    third = Party(role=PartyRole.THIRD_PARTY, name="某公司")
    draft = ComplaintDraft(id="d1", received_at=NOW, parties=(third,))
    assert third in to_draft(filled(), draft, TODAY).parties


@given(st.sampled_from(list(Nature)), text, text, text, st.one_of(st.none(), st.integers(0, 10**12)), st.booleans())
def test_a_draft_survives_the_form(nature, claim, facts, product, amount, settled):
    draft = ComplaintDraft(
        id="d1",
        received_at=NOW,
        nature=nature,
        claim=claim,
        facts=facts,
        product=product,
        amount_fen=amount,
        settled_on_spot=settled,
        occurred_on=date(2026, 3, 17),
        parties=(Party(role=PartyRole.COMPLAINANT, name="王䶮", phone="13800000000"),),
    )
    assert to_draft(from_draft(draft), draft, TODAY) == draft


def test_what_was_typed_is_never_overwritten_by_the_reception():
    before = {"first_advice": "联系法院", "facts": ""}
    typed = filled(first_advice="联系法院", facts="我写的", scenario="")
    after = merged(typed, before, {"first_advice": "联系公安", "facts": "指引写的", "scenario": "police"})
    assert (after["first_advice"], after["facts"], after["scenario"]) == ("联系公安", "我写的", "police")
