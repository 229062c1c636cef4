"""Copies of a record as it is shown by default: every personal value masked, numbers in free text too."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from hfc_desktop.domain import free_text, masking
from hfc_desktop.domain.complaint import Complaint, ComplaintDraft
from hfc_desktop.domain.parties import Party, PartyKind

TEXTS: Final = (
    "claim", "facts", "basis", "expected_outcome", "product", "first_advice", "investigation", "policy_basis",
    "decision", "remedies", "decline_reason",
)  # fmt: skip
"""Fields of a record in which somebody writes freely."""


def party(whole: Party) -> Party:
    """A party as it is shown: names, numbers, ways to reach them masked. The name of a firm is public."""
    firm = whole.kind is PartyKind.ORGANISATION
    return replace(
        whole,
        name=masking.organisation_name(whole.name) if firm else masking.name(whole.name),
        id_number=masking.id_number(whole.id_number),
        phone=masking.phone(whole.phone),
        address=masking.address(whole.address),
        account_tail=masking.card_on_paper(whole.account_tail) if len(whole.account_tail) > 4 else whole.account_tail,
        other_contact=_contact(whole.other_contact),
        legal_representative=masking.name(whole.legal_representative),
    )


def complaint(whole: Complaint) -> Complaint:
    """A record as it is shown. Names of its parties are masked in its texts as well."""
    return replace(whole, parties=tuple(map(party, whole.parties)), **_texts(whole))


def draft(whole: ComplaintDraft) -> ComplaintDraft:
    """A draft as it is shown to anybody but who writes it."""
    return replace(whole, parties=tuple(map(party, whole.parties)), **_texts(whole))


def texts_of(whole: Complaint | ComplaintDraft) -> dict[str, str]:
    """The free texts of a record by field, for the scanner."""
    return {name: getattr(whole, name) for name in TEXTS if getattr(whole, name, "")}


def names_of(whole: Complaint | ComplaintDraft) -> tuple[str, ...]:
    """Names of the natural persons in a matter."""
    people = (one for one in whole.parties if one.kind is PartyKind.PERSON)
    return tuple(one.name for one in people if one.name) + tuple(
        one.legal_representative for one in whole.parties if one.legal_representative
    )


def _texts(whole: Complaint | ComplaintDraft) -> dict[str, Any]:
    names = names_of(whole)
    return {name: free_text.masked(text, names) for name, text in texts_of(whole).items()}


def _contact(text: str) -> str:
    return masking.email(text) if "@" in text else masking.phone(text)
