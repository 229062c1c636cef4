"""What is shown of a record by default."""

from dataclasses import fields, replace
from datetime import datetime

import pytest

from hfc_desktop.domain import masked
from hfc_desktop.domain.complaint import Complaint, ComplaintDraft, Nature, Status
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.parties import Party, PartyKind, PartyRole
from hfc_desktop.domain.record_json import document

AT = datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI)
SECRET = {
    "name": "欧阳震华",
    "id_number": "11010519491231002X",
    "phone": "13812345678",
    "address": "上海市浦东新区世纪大道100号",
    "account_tail": "6222020200000000",
    "other_contact": "zhenhua@example.com",
    "legal_representative": "司徒美堂",
}
PERSON = Party(role=PartyRole.COMPLAINANT, **SECRET)


def record(**values):
    whole = Complaint(
        id="c1",
        number="1",
        nature=Nature.COMPLAINT,
        status=Status.REGISTERED,
        received_at=AT,
        registered_at=AT,
        organisation="1100",
        counter="A1",
        parties=(PERSON,),
    )
    return replace(whole, **values)


def test_every_personal_value_of_a_party_is_masked():
    shown = masked.party(PERSON)
    assert all(getattr(shown, name) != value for name, value in SECRET.items())
    assert (shown.name, shown.phone, shown.id_number) == ("欧阳**", "138****5678", "**************002X")
    assert shown.other_contact == "zh***@example.com"


def test_the_name_of_a_firm_is_public_and_that_of_its_head_is_not():
    firm = masked.party(replace(PERSON, kind=PartyKind.ORGANISATION, name="样例商贸有限公司"))
    assert (firm.name, firm.legal_representative) == ("样例商贸有限公司", "司徒**")


@pytest.mark.parametrize("field", masked.TEXTS)
def test_numbers_and_names_in_every_free_text_are_masked(field):
    shown = masked.complaint(record(**{field: "欧阳震华，电话13812345678"}))
    assert getattr(shown, field) == "欧阳**，电话138****5678"


def test_no_value_of_a_person_is_left_anywhere_in_the_document():
    whole = record(**dict.fromkeys(masked.TEXTS, "客户欧阳震华称11010519491231002X、zhenhua@example.com、13812345678"))
    shown = str(document(masked.complaint(whole)))
    assert not [value for value in SECRET.values() if value in shown]


def test_what_is_no_personal_value_stays():
    whole = record(claim="退还年费", amount_fen=100)
    shown = masked.complaint(whole)
    assert (shown.claim, shown.amount_fen, shown.number) == ("退还年费", 100, "1")


def test_a_draft_is_masked_like_a_record():
    draft = ComplaintDraft(id="d", received_at=AT, parties=(PERSON,), claim="电话13812345678")
    assert masked.draft(draft).claim == "电话138****5678"
    assert masked.draft(draft).parties == (masked.party(PERSON),)


def test_every_field_of_a_party_is_masked_or_known_to_need_no_mask():
    harmless = {
        "role", "kind", "id_type", "age_band", "authority_seen", "capacity", "papers", "staff_no", "office",
        "replied_on", "cooperation",
    }  # fmt: skip
    assert {field.name for field in fields(Party)} == set(SECRET) | harmless
