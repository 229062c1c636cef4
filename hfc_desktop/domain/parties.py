"""People and organisations in a matter, and the papers by which somebody may speak for another (arts. 13 and 14)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class PartyRole(StrEnum):
    """Who a party is in the matter."""

    COMPLAINANT = "complainant"
    REPRESENTATIVE = "representative"
    GROUP_REPRESENTATIVE = "group_representative"
    RESPONDENT = "respondent"
    THIRD_PARTY = "third_party"


class PartyKind(StrEnum):
    """Natural person or organisation."""

    PERSON = "person"
    ORGANISATION = "organisation"


class IdType(StrEnum):
    """Identity documents that the counter accepts."""

    RESIDENT_ID = "resident_id"
    TEMPORARY_ID = "temporary_id"
    HOUSEHOLD_REGISTER = "household_register"
    PASSPORT = "passport"
    HK_MACAO_PERMIT = "hk_macao_permit"
    TAIWAN_PERMIT = "taiwan_permit"
    FOREIGN_PERMANENT_RESIDENT = "foreign_permanent_resident"
    CREDIT_CODE = "credit_code"
    OTHER = "other"


class Capacity(StrEnum):
    """In what capacity a representative speaks for the complainant."""

    LEGAL_AGENT = "legal_agent"
    AGENT = "agent"
    HEIR = "heir"


class Paper(StrEnum):
    """Papers whose original was seen at the window."""

    AUTHORISATION = "authorisation"
    AGENT_ID = "agent_id"
    GUARDIANSHIP = "guardianship"
    SUCCESSION = "succession"
    LICENCE = "licence"


REQUIRED_PAPERS: Final[Mapping[Capacity, tuple[Paper, ...]]] = {
    Capacity.LEGAL_AGENT: (Paper.GUARDIANSHIP, Paper.AGENT_ID),
    Capacity.AGENT: (Paper.AUTHORISATION, Paper.AGENT_ID),
    Capacity.HEIR: (Paper.SUCCESSION, Paper.AGENT_ID),
}
"""Originals that must have been seen before a case that somebody else filed is accepted (art. 14)."""

MOST_GROUP_REPRESENTATIVES: Final = 5
"""People who may come for a group (art. 12)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A person or organisation in the matter. Names, numbers and addresses are customer data (JR/T 0171 class C2).

    Attributes:
        account_tail: last four of card or account.
        authority_seen: papers were in order, as ticked at the window; ``papers`` says which.
        capacity: of a representative.
        other_contact: a second way to reach them.
        legal_representative: of an organisation.
        staff_no: of a respondent who is a member of staff; such a person may not handle the case (art. 17).
        office: code of the office complained about.
        replied_on: when a third party answered our request for help (art. 10).
        cooperation: how well it helped, 1 to 5.
    """

    role: PartyRole
    kind: PartyKind = PartyKind.PERSON
    name: str = ""
    id_type: IdType | None = None
    id_number: str = ""
    phone: str = ""
    address: str = ""
    account_tail: str = ""
    age_band: str = ""
    authority_seen: bool = False
    capacity: Capacity | None = None
    papers: tuple[Paper, ...] = ()
    other_contact: str = ""
    legal_representative: str = ""
    staff_no: str = ""
    office: str = ""
    replied_on: date | None = None
    cooperation: int | None = None


def missing_papers(party: Party) -> tuple[Paper, ...]:
    """Originals that a representative has not shown yet; none for anybody else."""
    if party.role is not PartyRole.REPRESENTATIVE or party.capacity is None:
        return ()
    return tuple(paper for paper in REQUIRED_PAPERS[party.capacity] if paper not in party.papers)


def respondents(parties: Iterable[Party]) -> frozenset[str]:
    """Staff numbers of those who are complained about."""
    return frozenset(party.staff_no for party in parties if party.role is PartyRole.RESPONDENT and party.staff_no)
