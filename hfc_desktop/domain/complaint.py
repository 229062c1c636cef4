"""The complaint record: what the ledger holds of one matter (Order No. 3 of 2020, arts. 2, 13, 21 and 28).

Field names are those of the complaint document, the store and the tables. Money is whole fen; times carry their
offset; deadlines are days in Asia/Shanghai.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from hfc_desktop.domain.reception import ItemUse, Reception


class Nature(StrEnum):
    """What a matter is. Only a complaint has the clocks of Order No. 3 (art. 2: a dispute with a civil claim)."""

    COMPLAINT = "complaint"
    CONSULTATION = "consultation"
    SUGGESTION = "suggestion"
    PRAISE = "praise"
    REPORT = "report"
    PETITION = "petition"


class Status(StrEnum):
    """States of a case; ``domain`` guards the way between them."""

    DRAFT = "draft"
    REGISTERED = "registered"
    ACCEPTED = "accepted"
    CONTACTED = "contacted"
    INVESTIGATING = "investigating"
    AWAITING_APPROVAL = "awaiting_approval"
    DECIDED = "decided"
    TOLD = "told"
    CLOSED = "closed"
    ARCHIVED = "archived"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    TRANSFERRED = "transferred"
    MEDIATING = "mediating"
    EXTENSION_PENDING = "extension_pending"
    RECHECKING = "rechecking"
    REOPENED = "reopened"


class Severity(StrEnum):
    """Weight of a case; major at 20 people or when named so (Order No. 3 art. 29)."""

    ORDINARY = "ordinary"
    COMPLEX = "complex"
    MAJOR = "major"


class ComplaintSource(StrEnum):
    """Way by which a matter came in; transfers have clocks of their own."""

    COUNTER = "counter"
    CUSTOMER_SERVICE = "customer_service"
    CARD_CENTRE = "card_centre"
    PBOC_TRANSFER = "pboc_transfer"
    NFRA_TRANSFER = "nfra_transfer"
    PETITION_OFFICE = "petition_office"
    GOVERNMENT_12345 = "government_12345"
    LETTER = "letter"
    MEDIA = "media"
    DIVERTED = "diverted"
    OTHER = "other"


class Outcome(StrEnum):
    """How a case ended."""

    SETTLED = "settled"
    EXPLAINED = "explained"
    COMPENSATED = "compensated"
    MEDIATED = "mediated"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    MERGED = "merged"
    TRANSFERRED = "transferred"


class PartyRole(StrEnum):
    """Who a party is in the matter."""

    COMPLAINANT = "complainant"
    REPRESENTATIVE = "representative"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A person or organisation in the matter. Names, numbers and addresses are customer data (JR/T 0171 class C2)."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerKey:
    """Keyed hash by which repeats are seen without identities."""

    key_id: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One running term.

    Attributes:
        name: slug of the clock in its rule set.
        rule: rule set, with the day it came into force, as ``order3@2020-03-01``.
        article: legal basis in words.
        due: last day; decision and telling count as in time until its end.
        internal_target: last working day not after ``due``.
        basis: calendar or working days, or hours.
        state: as in ``domain.deadlines.ClockState``.
        estimated: a working day in it rests on a calendar that is not issued yet.
        label: the clock in words, as its rule set had them when the clock began; so is ``label_en``.
        stage: 0 for the first stage, 1 and 2 for extensions of it.
        due_at: the moment, for a clock in hours.
        paused_days: days that mediation took out of the count.
        notice: what must be told to the customer, and when, for this stage to count.
        approval: post that must approve this stage.
        confidence: how certain the rule is, as in its source.
    """

    name: str
    rule: str
    article: str
    started_on: date
    due: date
    internal_target: date | None
    basis: str
    state: str = "running"
    estimated: bool = False
    label: str = ""
    label_en: str = ""
    stage: int = 0
    due_at: datetime | None = None
    paused_days: int = 0
    notice: str = ""
    approval: str = ""
    confidence: str = "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One matter in the ledger.

    ``PRIVATE_FIELDS`` names what stays inside the branch: everything in which a person can be recognised.
    """

    id: str
    number: str
    nature: Nature
    status: Status
    level: int = 0
    severity: Severity = Severity.ORDINARY
    source: ComplaintSource = ComplaintSource.COUNTER
    regulator_ref: str = ""
    received_at: datetime
    registered_at: datetime
    occurred_on: date | None = None
    organisation: str
    counter: str
    business_line: str = ""
    channel: str = ""
    business: str = ""
    reason: str = ""
    scenario: str = ""
    product: str = ""
    tags: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    customer_key: CustomerKey | None = None
    claim: str = ""
    facts: str = ""
    basis: str = ""
    amount_fen: int | None = None
    loss_fen: int | None = None
    expected_outcome: str = ""
    demand: str = ""
    clocks: tuple[Clock, ...] = ()
    first_receiver: str = ""
    handler: str = ""
    first_advice: str = ""
    settled_on_spot: bool = False
    told_customer: bool = False
    outcome: Outcome | None = None
    repeat_of: str = ""
    repeat_no: int = 0
    reception: Reception | None = None
    guidance_used: tuple[ItemUse, ...] = ()
    rule_set: str = ""
    app_version: str = ""

    def complainant(self) -> Party | None:
        """The first complainant, if one was taken down."""
        return next((party for party in self.parties if party.role is PartyRole.COMPLAINANT), None)


PRIVATE_FIELDS: Final = frozenset(
    {
        "parties",
        "claim",
        "facts",
        "basis",
        "expected_outcome",
        "product",
        "first_advice",
        "reception",
        "tags",
        "amount_fen",
        "loss_fen",
    }
)
"""Fields whose values go into the private part of an event: names, contacts, free text, exact amounts (the shared part
has their band), and marks that may tell of a person's age or health."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintDraft:
    """What the record form holds before it is saved. Nothing is required of a draft; nothing typed is ever lost.

    Attributes:
        reception: what was looked up before the form was opened.
        received_at: when the customer came; the legal clocks count from here.
    """

    id: str
    nature: Nature = Nature.COMPLAINT
    source: ComplaintSource = ComplaintSource.COUNTER
    received_at: datetime
    occurred_on: date | None = None
    business_line: str = ""
    channel: str = ""
    business: str = ""
    reason: str = ""
    scenario: str = ""
    product: str = ""
    parties: tuple[Party, ...] = ()
    claim: str = ""
    facts: str = ""
    basis: str = ""
    amount_fen: int | None = None
    loss_fen: int | None = None
    demand: str = ""
    expected_outcome: str = ""
    first_advice: str = ""
    settled_on_spot: bool = False
    told_customer: bool = False
    reception: Reception | None = None
    saved_at: datetime | None = None
