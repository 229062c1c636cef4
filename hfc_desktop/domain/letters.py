"""Letters of a complaint as frozen values, from the receipt to the transfer sheet.

One value serves them all; a form shows the parts that it needs, and ``missing`` names those that are empty.

Order No. 3 of 2020: a reply states what was found, the decision with its basis and reasons, and the remedies (art. 19);
a re-check is applied for within a term and at an office that the reply names (art. 20).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from hfc_desktop.domain.complaint import Nature
from hfc_desktop.domain.documents import Form, Internal, NoteClasses, NoteHead, NoteParty, Office, PhoneLine, TermLine
from hfc_desktop.domain.handling import DeclineGround, RecheckResult
from hfc_desktop.domain.parties import Capacity, Paper
from hfc_desktop.domain.rulings import NoticeLine, Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What was asked for, with personal numbers in free text masked."""

    claim: str
    facts: str = ""
    basis: str = ""
    demand: str = ""
    expected_outcome: str = ""
    product: str = ""
    occurred_on: date | None = None
    amount_fen: int | None = None
    loss_fen: int | None = None
    classes: NoteClasses = field(default_factory=NoteClasses)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """A file or paper of the case, as listed.

    Attributes:
        check: first characters of the hash of its bytes, by which the file is known again.
    """

    name: str
    bytes: int = 0
    check: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Who filed for the complainant, and the originals that were seen (arts. 13 and 14)."""

    capacity: Capacity | None = None
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedies:
    """What the customer can do next.

    Attributes:
        office: decides a re-check; ``None`` at the top of the tree.
        days: length of the term to apply, from the rule set; 0 when no rule set says.
        last_day: last day to apply.
        article: legal basis of the term.
        told_on: day on which the customer was told, from which the term runs; ``None`` before that.
        mediation_body: body that was named.
        phones: lines to call.
    """

    office: Office | None = None
    days: int = 0
    last_day: date | None = None
    article: str = ""
    told_on: date | None = None
    mediation_body: str = ""
    phones: tuple[PhoneLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionPart:
    """A longer term (art. 18): stage 1 or 2, why, until when.

    Attributes:
        approved_by: post, never a name; ``approved_role`` words it in English.
    """

    stage: int
    reason: str
    asked_on: date
    due_before: date | None = None
    due: date | None = None
    approved_on: date | None = None
    approved_by: str = ""
    approved_role: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecliningPart:
    """Why a matter is not taken up (art. 16)."""

    ground: DeclineGround | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecheckPart:
    """The re-check of a decision (art. 20)."""

    office: Office | None
    original_number: str
    applied_on: date
    result: RecheckResult | None = None
    decided_on: date | None = None
    original_decision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationPart:
    """A proposal to mediate (arts. 23 and 24)."""

    body: str = ""
    since: date | None = None
    document: str = ""
    proposal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferPart:
    """Where a matter goes that is not ours to decide."""

    to: str = ""
    on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLetter:
    """One letter. ``internal`` and ``notices`` are on the file copy only."""

    head: NoteHead
    nature: Nature
    parties: tuple[NoteParty, ...]
    received_at: datetime
    matter: Matter
    handler_post: str
    keep_years: int
    handler_role: str = ""
    filing: Filing = Filing()
    papers: tuple[PaperLine, ...] = ()
    terms: tuple[TermLine, ...] = ()
    ruling: Ruling = field(default_factory=Ruling)
    remedies: Remedies = Remedies()
    extension: ExtensionPart | None = None
    declining: DecliningPart | None = None
    withdrawn_at: datetime | None = None
    recheck: RecheckPart | None = None
    mediation: MediationPart | None = None
    transfer: TransferPart | None = None
    notices: tuple[NoticeLine, ...] = ()
    internal: Internal | None = None


class Part(StrEnum):
    """Blocks that a form may require."""

    CLAIM = "claim"
    TERMS = "terms"
    FINDINGS = "findings"
    DECISION = "decision"
    BASIS = "basis"
    DECIDED = "decided"
    REMEDIES = "remedies"
    RECHECK_DATE = "recheck_date"
    EXTENSION = "extension"
    EXTENSION_REASON = "extension_reason"
    EXTENSION_APPROVAL = "extension_approval"
    DECLINE_REASON = "decline_reason"
    WITHDRAWAL = "withdrawal"
    RECHECK = "recheck"
    RECHECK_RESULT = "recheck_result"
    MEDIATION_BODY = "mediation_body"
    TRANSFER_TO = "transfer_to"


_THERE: Final[Mapping[Part, Callable[[CaseLetter], bool]]] = {
    Part.CLAIM: lambda letter: bool(letter.matter.claim.strip()),
    Part.TERMS: lambda letter: bool(letter.terms),
    Part.FINDINGS: lambda letter: bool(letter.ruling.findings.strip()),
    Part.DECISION: lambda letter: bool(letter.ruling.decision.strip()),
    Part.BASIS: lambda letter: bool(letter.ruling.basis.strip()),
    Part.DECIDED: lambda letter: letter.ruling.decided_on is not None,
    Part.REMEDIES: lambda letter: letter.remedies.office is not None,
    Part.RECHECK_DATE: lambda letter: letter.remedies.last_day is not None,
    Part.EXTENSION: lambda letter: letter.extension is not None and letter.extension.due is not None,
    Part.EXTENSION_REASON: lambda letter: letter.extension is not None and bool(letter.extension.reason.strip()),
    Part.EXTENSION_APPROVAL: lambda letter: letter.extension is not None and letter.extension.approved_on is not None,
    Part.DECLINE_REASON: lambda letter: letter.declining is not None and bool(letter.declining.reason.strip()),
    Part.WITHDRAWAL: lambda letter: letter.withdrawn_at is not None,
    Part.RECHECK: lambda letter: letter.recheck is not None,
    Part.RECHECK_RESULT: lambda letter: letter.recheck is not None and letter.recheck.result is not None,
    Part.MEDIATION_BODY: lambda letter: letter.mediation is not None and bool(letter.mediation.body.strip()),
    Part.TRANSFER_TO: lambda letter: letter.transfer is not None and bool(letter.transfer.to.strip()),
}

_ARTICLE_19: Final = (Part.FINDINGS, Part.DECISION, Part.BASIS, Part.DECIDED)
REQUIRED: Final[Mapping[Form, tuple[Part, ...]]] = {
    Form.RECEIPT: (Part.CLAIM, Part.TERMS),
    Form.REPLY: (*_ARTICLE_19, Part.REMEDIES, Part.RECHECK_DATE),
    Form.EXTENSION: (Part.EXTENSION, Part.EXTENSION_REASON, Part.EXTENSION_APPROVAL),
    Form.DECLINING: (Part.DECLINE_REASON,),
    Form.WITHDRAWAL: (Part.WITHDRAWAL,),
    Form.RECHECK: (Part.RECHECK, *_ARTICLE_19, Part.RECHECK_RESULT),
    Form.MEDIATION: (Part.CLAIM, Part.MEDIATION_BODY),
    Form.TRANSFER: (Part.CLAIM, Part.TRANSFER_TO),
}
"""What each form must say; without it, it is printed as a draft only."""


def missing(letter: CaseLetter) -> tuple[Part, ...]:
    """Required blocks that are empty, in the order of the form."""
    return tuple(part for part in REQUIRED.get(letter.head.form, ()) if not _THERE[part](letter))
