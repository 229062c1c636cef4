"""What happens to a case after it was registered, each as a value that stays in the record.

Fields named ``reason``, ``remark``, ``target`` and ``name`` may hold customer data; ``record_fields`` says which of
each value's parts may leave the branch.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final


class NoticeKind(StrEnum):
    """What was told (Order No. 3 arts. 15, 16, 18, 19, 20, 23)."""

    DECISION = "decision"
    EXTENSION = "extension"
    DECLINING = "declining"
    TRANSFER = "transfer"
    WITHDRAWAL = "withdrawal"
    RECHECK = "recheck"
    MEDIATION = "mediation"
    CONTACT = "contact"


class NoticeWay(StrEnum):
    """How it was told."""

    HANDED_OVER = "handed_over"
    POST = "post"
    SMS = "sms"
    EMAIL = "email"
    PHONE = "phone"
    ONLINE = "online"


class NoticeResult(StrEnum):
    """What came of it. A call that nobody answered was dialled in time, and is one try (art. 21)."""

    RECEIVED = "received"
    SENT = "sent"
    NO_ANSWER = "no_answer"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notice with its proof (art. 21: proof of every notice is kept).

    Attributes:
        target_masked: telephone, address or box, masked before it came here.
        proof_sha256: attachment that proves it.
    """

    kind: NoticeKind
    way: NoticeWay
    at: datetime
    by: str
    result: NoticeResult
    target_masked: str = ""
    proof_sha256: str = ""
    remark: str = ""


TRIES_ON_DAYS: Final = 3
"""Days on which somebody must have been tried in vain before they count as out of reach (our own rule; art. 21 excuses
only from keeping proof)."""


def was_told(notices: tuple[Notice, ...], kind: NoticeKind) -> bool:
    """Whether a notice reached its aim, or was tried in vain on enough days."""
    of_kind = [notice for notice in notices if notice.kind is kind]
    if any(notice.result in (NoticeResult.RECEIVED, NoticeResult.SENT) for notice in of_kind):
        return True
    return len({notice.at.date() for notice in of_kind}) >= TRIES_ON_DAYS


def first_notice(notices: tuple[Notice, ...], kind: NoticeKind) -> Notice | None:
    """The earliest notice of a kind: sending or dialling within the term counts as in time (art. 21)."""
    return min((notice for notice in notices if notice.kind is kind), key=lambda notice: notice.at, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file of the case; its bytes lie in the store under their hash.

    Attributes:
        name: what the file was called; may tell a name.
        bytes: length.
    """

    sha256: str
    name: str
    bytes: int
    media_type: str
    added_at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseExtension:
    """An extension asked for, and what became of it (art. 18).

    Attributes:
        stage: 1 or 2.
        refused: asked for and not granted.
        told_on: when the customer was told; the second stage does not count without it.
    """

    stage: int
    asked_on: date
    asked_by: str
    reason: str
    approved_on: date | None = None
    approved_by: str = ""
    told_on: date | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePause:
    """Days of mediation, which are not counted (art. 23), with the papers that began and ended it.

    Attributes:
        body: who mediates.
        document: reference or hash of the paper that began it.
        settled: whether mediation settled the matter; none while it goes on.
    """

    first: date
    body: str
    document: str
    last: date | None = None
    end_document: str = ""
    settled: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recusal:
    """A member of staff who must not handle the case (art. 17)."""

    staff_no: str
    on: date
    by: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A decision looked at by a second person."""

    by: str
    role: str
    at: datetime
    granted: bool
    compensation_fen: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChange:
    """An escalation (提级). ``rule`` names the rule that raised it; empty when a person did.

    Attributes:
        edition: rule set with its day, as ``escalation@2026-11-01``.
        label: the rule in words as it stood then; so is ``label_en``.
    """

    at: datetime
    by: str
    before: int
    after: int
    rule: str = ""
    edition: str = ""
    label: str = ""
    label_en: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignFound:
    """A sign of trouble to come that was seen in this case."""

    sign: str
    at: datetime
    weight: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedCase:
    """One case that was merged into this one; both originals are kept.

    Attributes:
        new_facts: it brought something new, so its own clock keeps running beside the lead's.
        was: state that it goes back to when they are parted.
        via: id of the case that led it before that one was merged in turn; it goes back there with it.
    """

    id: str
    number: str
    received_at: datetime
    at: datetime
    by: str
    was: str
    new_facts: bool = False
    via: str = ""
    reason: str = ""


class LinkKind(StrEnum):
    """How two cases belong together without being one."""

    RELATED = "related"
    REPEAT = "repeat"
    CAUSED_BY = "caused_by"
    SPLIT_FROM = "split_from"
    RECHECK_OF = "recheck_of"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLink:
    """A link to another case; the other has the same link back."""

    kind: LinkKind
    to: str
    at: datetime
    by: str
    reason: str = ""


class RecheckResult(StrEnum):
    """What a re-check came to (art. 20)."""

    UPHELD = "upheld"
    CHANGED = "changed"
    REDO = "redo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recheck:
    """The re-check (核查) of this case's decision; it is a case of its own at the superior office.

    Attributes:
        to: office that re-checks.
        case: id of the re-check's own case.
        number: its number.
        late: applied for later than the rule allows, and taken all the same.
    """

    applied_on: date
    to: str
    case: str
    number: str
    late: bool = False
    decided_on: date | None = None
    result: RecheckResult | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening:
    """A closed case taken up again; what closed it is kept here, and its clocks go on as they were."""

    at: datetime
    by: str
    reason: str
    closed_at: datetime | None = None
    told_at: datetime | None = None
    outcome: str = ""


class DeclineGround(StrEnum):
    """Grounds for declining. Order No. 3 names one (art. 16); any other needs the branch manager's word."""

    NOT_FROM_COMPLAINANT = "not_from_complainant"
    OTHER_LAWFUL = "other_lawful"


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityCheck:
    """A second person's look at a case before it is closed.

    Attributes:
        faults: slugs of what was wrong; empty when it passed.
    """

    by: str
    at: datetime
    passed: bool
    faults: tuple[str, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What mends the cause, who does it, and who saw that it was done (溯源整改)."""

    what: str
    owner: str = ""
    due: date | None = None
    done_on: date | None = None
    verified_by: str = ""
    feedback: str = ""
