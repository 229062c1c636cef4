"""Domain values as JSON documents."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.domain.complaint import Complaint, ComplaintDraft, Nature, Party, PartyRole
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.record_json import changed, document, from_json, sparse, to_json
from hfc_desktop.errors import UserMistakeError

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=20)
DRAFT = ComplaintDraft(id="d1", received_at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC))

drafts = st.builds(
    ComplaintDraft,
    id=st.uuids().map(str),
    received_at=st.datetimes(timezones=st.just(UTC)),
    occurred_on=st.none() | st.dates(),
    claim=words,
    facts=words,
    amount_fen=st.none() | st.integers(0, 10**12),
    nature=st.sampled_from(Nature),
    parties=st.lists(st.builds(Party, role=st.sampled_from(PartyRole), name=words), max_size=3).map(tuple),
)


@given(drafts)
def test_a_draft_goes_through_json_and_back(draft):
    once = from_json(ComplaintDraft, json.loads(json.dumps(document(draft))))
    assert from_json(ComplaintDraft, document(once)) == once
    assert replace(once, claim="", facts="", parties=()) == replace(draft, claim="", facts="", parties=())


@given(drafts, drafts)
def test_what_changed_brings_the_form_of_one_record_into_that_of_the_other(one, other):
    assert {**document(one), **changed(one, other)} == document(other)
    assert changed(one, replace(one)) == {}


def test_the_same_moment_in_another_zone_is_another_form():
    elsewhere = replace(DRAFT, received_at=DRAFT.received_at.astimezone(SHANGHAI))
    assert elsewhere == DRAFT
    assert changed(DRAFT, elsewhere) == {"received_at": "2026-11-24T17:30:00+08:00"}


@given(drafts)
def test_a_record_without_its_defaults_reads_as_the_same_record(draft):
    assert from_json(ComplaintDraft, sparse(draft)) == from_json(ComplaintDraft, document(draft))


def test_texts_are_brought_into_one_form():
    decomposed = "Zoe\u0308"
    assert from_json(ComplaintDraft, {**document(DRAFT), "claim": decomposed}).claim == "Zo\u00eb"


@pytest.mark.parametrize(
    ("field", "value", "form"),
    [
        ("amount_fen", "12", "whole_number"),
        ("amount_fen", True, "whole_number"),
        ("amount_fen", 1.5, "whole_number"),
        ("settled_on_spot", 1, "true_or_false"),
        ("claim", 5, "text"),
        ("parties", {}, "list"),
        ("occurred_on", "yesterday", "day"),
        ("received_at", "2026-11-24T09:30", "moment"),
        ("reception", "none", "object"),
    ],
)
def test_a_bad_value_is_named_by_its_place_and_never_repeated(field, value, form):
    with pytest.raises(UserMistakeError) as caught:
        from_json(ComplaintDraft, {**document(DRAFT), field: value})
    assert caught.value.code == "records.bad_field"
    assert caught.value.params == {"field": field, "form": form}


def test_the_place_leads_into_lists():
    with pytest.raises(UserMistakeError) as caught:
        from_json(ComplaintDraft, {**document(DRAFT), "parties": [{"role": "complainant"}, {"role": "nobody"}]})
    assert caught.value.code == "records.bad_choice"
    assert caught.value.params["field"] == "parties[1].role"


def test_a_missing_value_is_named():
    with pytest.raises(UserMistakeError) as caught:
        from_json(Complaint, {"id": "x"})
    assert caught.value.code == "records.missing_field"


def test_keys_of_a_newer_program_are_passed_over():
    assert from_json(ComplaintDraft, {**document(DRAFT), "invented_later": [1, 2]}) == DRAFT


def test_what_has_no_form_is_a_bug():
    @dataclass(frozen=True)
    class Odd:
        share: float

    with pytest.raises(TypeError):
        document(Odd(0.5))
    with pytest.raises(TypeError):
        document(date(2026, 1, 1))
    assert to_json({"day": date(2026, 1, 1)}) == {"day": "2026-01-01"}
