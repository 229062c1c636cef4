"""The complaint record: what the ledger holds of one matter (Order No. 3 of 2020, arts. 2, 13, 21 and 28).

Field names are those of the complaint document, the store and the tables. Money is whole fen; times carry their
offset; deadlines are days in Asia/Shanghai.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from hfc_desktop.domain.handling import (
    Approval,
    Attachment,
    CaseExtension,
    CaseLink,
    CasePause,
    Correction,
    DeclineGround,
    LevelChange,
    MergedCase,
    Notice,
    QualityCheck,
    Recheck,
    Recusal,
    Reopening,
    SignFound,
)
from hfc_desktop.domain.parties import IdType, Party, PartyKind, PartyRole
from hfc_desktop.domain.reception import ItemUse, Reception

__all__ = [
    "Clock",
    "Complaint",
    "ComplaintDraft",
    "ComplaintSource",
    "CustomerKey",
    "IdType",
    "Nature",
    "Outcome",
    "Party",
    "PartyKind",
    "PartyRole",
    "Responsibility",
    "RootCause",
    "Severity",
    "Status",
]


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


class Responsibility(StrEnum):
    """Whose fault it was, as found."""

    BANK = "bank"
    SHARED = "shared"
    NOT_BANK = "not_bank"
    UNDETERMINED = "undetermined"


class RootCause(StrEnum):
    """Where a matter came from, so that it can be mended there (arts. 4 and 9)."""

    RULE = "rule"
    PROCESS = "process"
    SYSTEM = "system"
    STAFF = "staff"
    PRODUCT = "product"
    THIRD_PARTY = "third_party"
    MISUNDERSTANDING = "misunderstanding"


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
        approved_by: office that must: branch or superior; empty when nobody.
        owner: whose term it is: bank, customer or supervisor.
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
    approved_by: str = ""
    owner: str = "bank"
    confidence: str = "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One matter in the ledger. ``record_fields`` holds group, privacy class, print and export rule of each field.

    Attributes:
        old_number: number of the case in the ledger that it was taken over from.
        urgency: 1 the most urgent, 2, 3; 0 when not marked.
        transferred_by: which supervisor passed it on while the bank had it already; ``source`` stays what it was.
        transferred_on: when a supervisor passed it on; its own clock counts from here, the first one goes on.
        regulator_due: last day that the supervisor's letter names.
        people_count: how many complain together; from 20 on the case is major (art. 29).
        rules: keys of the rule sets that govern this case for good, whatever the packs say later.
        counts_from: day 0 of the legal clocks when it is not ``received_at``: an older merged case.
        came_from: state to go back to out of mediation, a pending extension, a re-check.
        departments: lines that help, beside the one that leads (``business_line``).
        merged: cases merged into this one; ``repeat_of`` of each of them is this one's id.
        repeat_no: 1 for the first repeat of a matter, 2 for the second; 0 for none.
        recheck_of: id of the case whose decision this one checks again.
        keep_until: last day of the archive's duty to keep it.
    """

    id: str
    number: str
    old_number: str = ""
    nature: Nature
    status: Status
    level: int = 0
    severity: Severity = Severity.ORDINARY
    urgency: int = 0
    source: ComplaintSource = ComplaintSource.COUNTER
    regulator_ref: str = ""
    transferred_by: ComplaintSource | None = None
    transferred_on: date | None = None
    regulator_due: date | None = None
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
    people_count: int = 1
    customer_key: CustomerKey | None = None
    claim: str = ""
    facts: str = ""
    basis: str = ""
    amount_fen: int | None = None
    loss_fen: int | None = None
    expected_outcome: str = ""
    demand: str = ""
    attachments: tuple[Attachment, ...] = ()
    recording_ref: str = ""
    clocks: tuple[Clock, ...] = ()
    rules: tuple[str, ...] = ()
    counts_from: datetime | None = None
    extensions: tuple[CaseExtension, ...] = ()
    pauses: tuple[CasePause, ...] = ()
    notices: tuple[Notice, ...] = ()
    came_from: Status | None = None
    accepted_at: datetime | None = None
    contacted_at: datetime | None = None
    decided_at: datetime | None = None
    told_at: datetime | None = None
    closed_at: datetime | None = None
    withdrawn_at: datetime | None = None
    first_receiver: str = ""
    handler: str = ""
    departments: tuple[str, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    first_advice: str = ""
    settled_on_spot: bool = False
    told_customer: bool = False
    investigation: str = ""
    responsibility: Responsibility | None = None
    policy_basis: str = ""
    decision: str = ""
    decided_by: str = ""
    remedies: str = ""
    compensation_fen: int | None = None
    approvals: tuple[Approval, ...] = ()
    outcome: Outcome | None = None
    satisfaction: int | None = None
    accepted_by_customer: bool | None = None
    decline_ground: DeclineGround | None = None
    decline_reason: str = ""
    transfer_to: str = ""
    repeat_of: str = ""
    repeat_no: int = 0
    new_facts: bool = False
    merged: tuple[MergedCase, ...] = ()
    links: tuple[CaseLink, ...] = ()
    escalations: tuple[LevelChange, ...] = ()
    early_signs: tuple[SignFound, ...] = ()
    recheck: Recheck | None = None
    recheck_of: str = ""
    checks: tuple[QualityCheck, ...] = ()
    reopenings: tuple[Reopening, ...] = ()
    root_cause: RootCause | None = None
    correction: Correction | None = None
    measures: tuple[str, ...] = ()
    reception: Reception | None = None
    guidance_used: tuple[ItemUse, ...] = ()
    rule_set: str = ""
    app_version: str = ""
    archived_on: date | None = None
    keep_until: date | None = None
    legal_hold: bool = False

    def complainant(self) -> Party | None:
        """The first complainant, if one was taken down."""
        return next((party for party in self.parties if party.role is PartyRole.COMPLAINANT), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintDraft:
    """What the record form holds before it is saved. Nothing is required of a draft; nothing typed is ever lost.

    Attributes:
        reception: what was looked up before the form was opened.
        received_at: when the customer came; the legal clocks count from here.
        early_sign: id of the slip of early signs that it comes from; empty when it comes from none.
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
    tags: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    people_count: int = 1
    claim: str = ""
    facts: str = ""
    basis: str = ""
    amount_fen: int | None = None
    loss_fen: int | None = None
    demand: str = ""
    expected_outcome: str = ""
    regulator_ref: str = ""
    transferred_on: date | None = None
    regulator_due: date | None = None
    recording_ref: str = ""
    first_advice: str = ""
    settled_on_spot: bool = False
    told_customer: bool = False
    reception: Reception | None = None
    early_sign: str = ""
    saved_at: datetime | None = None
