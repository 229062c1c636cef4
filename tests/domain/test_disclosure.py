"""What of a complaint may leave the branch."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.domain.complaint import (
    Complaint,
    ComplaintSource,
    CustomerKey,
    Nature,
    Party,
    PartyRole,
    Status,
)
from hfc_desktop.domain.disclosure import band, joined, split
from hfc_desktop.domain.reception import ItemUse, Reception
from hfc_desktop.domain.record_json import document

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
SECRET = "机密标记"


def full_complaint() -> Complaint:
    """A complaint with the marker in every place where somebody may type."""
    use = ItemUse(item="faq.x", version=3, pack="p-1", title="标题", at=NOW, gap=SECRET)
    return Complaint(
        id="c1",
        number="110020261124A10001Z",
        nature=Nature.COMPLAINT,
        status=Status.REGISTERED,
        source=ComplaintSource.COUNTER,
        received_at=NOW,
        registered_at=NOW,
        organisation="1100",
        counter="A1",
        product=SECRET,
        tags=(SECRET,),
        parties=(Party(role=PartyRole.COMPLAINANT, name=SECRET, id_number=SECRET, phone=SECRET, address=SECRET),),
        customer_key=CustomerKey(key_id="k", hash="ab" * 32),
        claim=SECRET,
        facts=SECRET,
        basis=SECRET,
        expected_outcome=SECRET,
        first_advice=SECRET,
        amount_fen=1_234_567_89,
        loss_fen=42,
        reception=Reception(id="r", started_at=NOW, remark=SECRET, uses=(use,)),
        guidance_used=(use,),
    )


def test_no_free_text_and_no_exact_amount_stands_in_the_shared_part():
    shared, _private = split(document(full_complaint()))
    text = json.dumps(shared, ensure_ascii=False)
    assert SECRET not in text
    assert "123456789" not in text
    assert shared["amount_band"] == ">200k"
    assert shared["customer_key"] == {"key_id": "k", "hash": "ab" * 32}


def test_use_of_guidance_is_shared_as_codes():
    shared, _private = split(document(full_complaint()))
    assert shared["guidance_used"] == [
        {"item": "faq.x", "version": 3, "pack": "p-1", "at": NOW.isoformat(), "helpful": None}
    ]


def test_nothing_is_lost_by_the_split():
    whole = document(full_complaint())
    assert joined(*split(whole)) == whole


@pytest.mark.parametrize(
    ("fen", "name"),
    [
        (None, ""),
        (0, "<1k"),
        (99_999, "<1k"),
        (100_000, "1-10k"),
        (999_999, "1-10k"),
        (1_000_000, "10-50k"),
        (5_000_000, "50-200k"),
        (19_999_999, "50-200k"),
        (20_000_000, ">200k"),
    ],
)
def test_bands_begin_at_their_lower_end(fen, name):
    assert band(fen) == name


@given(st.integers(0, 10**10), st.integers(0, 10**10))
def test_a_greater_amount_never_has_a_lower_band(one, other):
    order = ["<1k", "1-10k", "10-50k", "50-200k", ">200k"]
    low, high = sorted((one, other))
    assert order.index(band(low)) <= order.index(band(high))
