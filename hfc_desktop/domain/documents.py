"""What printed documents say, as frozen values. Services build them, the documents room lays them out.

Words that follow from a code (a status, a document type) are left as codes; the documents room has the words in the
language of the print. What is not on a copy is not in its value: the customer's copy is built without it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from hfc_desktop.domain.complaint import (
    ComplaintSource,
    IdType,
    Nature,
    PartyKind,
    PartyRole,
    Severity,
    Status,
)
from hfc_desktop.domain.events import JsonValue, canonical
from hfc_desktop.domain.guidance.item import GuidanceItem
from hfc_desktop.domain.guidance.pack import PackManifest
from hfc_desktop.domain.guidance.restriction import Imposer
from hfc_desktop.domain.rulings import NoticeLine, Ruling


class Copy(StrEnum):
    """For whom a note is printed. The two are never printed together."""

    CUSTOMER = "customer"
    FILE = "file"


class Subject(StrEnum):
    """What a form is about; it decides where a print is recorded and by whom it may be read."""

    COMPLAINT = "complaint"
    RECEPTION = "reception"
    BRANCH = "branch"
    MEETING = "meeting"
    PACK = "pack"


class Form(StrEnum):
    """Forms; the value is the one of ``--form``."""

    RECEIPT = "receipt"
    HANDLING = "handling"
    REPLY = "reply"
    EXTENSION = "extension"
    DECLINING = "declining"
    WITHDRAWAL = "withdrawal"
    RECHECK = "recheck"
    MEDIATION = "mediation"
    TRANSFER = "transfer"
    RESTRICTION_SLIP = "restriction_slip"
    POLICE_FACTS = "police_facts"
    INTERCEPTION = "interception"
    REWARD = "reward"
    DUE_LIST = "due_list"
    KEY_SHEET = "key_sheet"
    COUNTER_CARD = "counter_card"
    BRANCH_REPORT = "branch_report"
    HEADOFFICE_REPORT = "headoffice_report"
    MINUTES = "minutes"
    BOOKLET = "booklet"

    @property
    def subject(self) -> Subject:
        """What it is about."""
        return _SUBJECTS.get(self, Subject.BRANCH)

    @property
    def copies(self) -> tuple[Copy, ...]:
        """Copies that exist of it. What is internal has no customer's copy."""
        return (Copy.CUSTOMER, Copy.FILE) if self in _FOR_CUSTOMERS else (Copy.FILE,)


_LETTERS: Final = (
    Form.RECEIPT,
    Form.HANDLING,
    Form.REPLY,
    Form.EXTENSION,
    Form.DECLINING,
    Form.WITHDRAWAL,
    Form.RECHECK,
    Form.MEDIATION,
    Form.TRANSFER,
)
_RECEPTION: Final = (Form.RESTRICTION_SLIP, Form.POLICE_FACTS, Form.INTERCEPTION, Form.REWARD)
_SUBJECTS: Final[Mapping[Form, Subject]] = {
    **dict.fromkeys(_LETTERS, Subject.COMPLAINT),
    **dict.fromkeys(_RECEPTION, Subject.RECEPTION),
    Form.MINUTES: Subject.MEETING,
    Form.BOOKLET: Subject.PACK,
}
_FOR_CUSTOMERS: Final = frozenset({*_LETTERS, Form.RESTRICTION_SLIP, Form.POLICE_FACTS})


def forms_of(subject: Subject) -> tuple[Form, ...]:
    """The forms of one subject, in the order of the list."""
    return tuple(form for form in Form if form.subject is subject)


class Mark(StrEnum):
    """What a print is marked as, beside its text."""

    NONE = "none"
    DRAFT = "draft"
    DEMO = "demo"
    DEMO_DRAFT = "demo_draft"


DRAFTS: Final = frozenset({Mark.DRAFT, Mark.DEMO_DRAFT})


def check_code(record: Mapping[str, JsonValue]) -> str:
    """Twelve characters that change with any byte of ``record``, in groups of four, without letters easily confused."""
    digest = hashlib.sha256(b"hfc-note/1\n" + canonical(record)).digest()
    letters = base64.b32encode(digest[:10]).decode("ascii")[:12].translate(str.maketrans("IO", "89"))
    return "-".join((letters[:4], letters[4:8], letters[8:12]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a printed file says of itself, without personal data.

    Attributes:
        number: of the matter.
        printed_at: as on the page.
        code: check code as on the page.
    """

    form: Form
    copy: Copy
    number: str
    printed_at: datetime
    language: str
    code: str

    def to_text(self) -> str:
        """One line for the file's own properties."""
        parts = (self.form, self.copy, self.number, self.printed_at.isoformat(), self.language, self.code)
        return " ".join(("HFC-NOTE/1", *parts))

    def to_code(self) -> str:
        """What a camera reads from the page: enough to find the record and to compare the check code."""
        return " ".join(("HFC-NOTE/1", self.form, self.number, self.code))

    @classmethod
    def from_text(cls, text: str) -> Stamp | None:
        """The stamp in ``text``; ``None`` when it is not one."""
        parts = text.split(" ")
        if len(parts) != 7 or parts[0] != "HFC-NOTE/1":
            return None
        try:
            return cls(
                form=Form(parts[1]),
                copy=Copy(parts[2]),
                number=parts[3],
                printed_at=datetime.fromisoformat(parts[4]),
                language=parts[5],
                code=parts[6],
            )
        except ValueError:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What checking a printed file found.

    Attributes:
        genuine: the log holds a print with exactly these bytes.
        unchanged: the record gives the same check code today; ``None`` for a picture of one day, as a report.
    """

    stamp: Stamp
    genuine: bool
    unchanged: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The office as printed: name in both languages, code, complaint phone."""

    code: str
    name: str
    name_en: str
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteHead:
    """Top and foot of every page.

    Attributes:
        print_no: 1 for the first print, 2 and more for a reprint of the same form and copy.
        packs: pack and issue of the guidance used, as ``telecom-fraud-1``.
    """

    form: Form
    copy: Copy
    mark: Mark
    language: str
    number: str
    office: Office
    printed_at: datetime
    print_no: int
    check_code: str
    app_version: str
    rule_set: str
    packs: tuple[str, ...] = ()

    def stamp(self) -> Stamp:
        """What the file says of itself."""
        return Stamp(
            form=self.form,
            copy=self.copy,
            number=self.number,
            printed_at=self.printed_at,
            language=self.language,
            code=self.check_code,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteParty:
    """A person or firm, masked as paper asks for."""

    role: PartyRole
    kind: PartyKind
    name: str
    id_type: IdType | None = None
    id_masked: str = ""
    phone_masked: str = ""
    account_masked: str = ""
    address_masked: str = ""
    authority_seen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A classification value with its names; the slug stands in when no pack names it."""

    slug: str
    name: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteClasses:
    """How the matter is classified."""

    line: str = ""
    channel: Named | None = None
    business: Named | None = None
    reason: Named | None = None
    scenario: Named | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermLine:
    """One term of the time box.

    Attributes:
        days: length, in the unit of ``basis``; 0 when it is not known.
        later: it only comes about when the stage before it is extended.
        internal_target: file copy only.
        estimated: the working day in it rests on a calendar that is not out yet.
    """

    label: str
    label_en: str
    article: str
    due: date
    basis: str
    stage: int = 0
    days: int = 0
    later: bool = False
    due_at: datetime | None = None
    notice: str = ""
    approval: str = ""
    internal_target: date | None = None
    estimated: bool = False
    confidence: str = "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedItem:
    """Guidance that the advice rests on, with the version that was read."""

    item: str
    title: str
    title_en: str
    version: int
    pack: str
    is_sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PathLine:
    """One answered step of the dialogue; ``note`` and ``flag`` are on the file copy only."""

    step: str
    answer: str
    at: datetime
    note: str = ""
    flag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One answered entry; ``points`` is on the file copy only."""

    text: str
    answer: str
    points: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPart:
    """The checklist; score, level and stops are on the file copy only."""

    title: str
    version: int
    lines: tuple[CheckLine, ...]
    score: int | None = None
    level: str = ""
    label: str = ""
    stopped_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneLine:
    """A number to call."""

    organ: str
    number: str
    organ_en: str = ""
    hours: str = ""
    note: str = ""
    verified_on: date | None = None
    is_sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionPart:
    """What the customer is told about a restriction of the account; the code is on the file copy only.

    Attributes:
        imposed_by: who did, as a code; what the bank can do about it follows from it.
    """

    title: str
    title_en: str
    imposer: str
    effect: str
    duration: str
    lifter: str
    steps: tuple[str, ...]
    papers: tuple[str, ...]
    phones: tuple[PhoneLine, ...] = ()
    grounds: tuple[str, ...] = ()
    code: str = ""
    imposed_by: Imposer | None = None
    version: int = 1
    is_sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalLine:
    """A decision that a second person looked at."""

    post: str
    at: datetime
    granted: bool
    compensation_fen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelLine:
    """An escalation; ``label`` and ``label_en`` are the rule in words, empty when a person decided."""

    at: datetime
    before: int
    after: int
    label: str = ""
    label_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Internal:
    """What only the file copy says."""

    status: Status
    level: int
    severity: Severity
    source: ComplaintSource
    regulator_ref: str = ""
    repeat_no: int = 0
    repeat_of: str = ""
    registered_at: datetime | None = None
    first_receiver: str = ""
    handler: str = ""
    counter: str = ""
    tags: tuple[str, ...] = ()
    topic: str = ""
    remark: str = ""
    outcome: str = ""
    responsibility: str = ""
    root_cause: str = ""
    approvals: tuple[ApprovalLine, ...] = ()
    escalations: tuple[LevelLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingNote:
    """The handling note (投诉处理单) of one matter.

    Attributes:
        handler_post: post of who handles it, as printed for customers; ``handler_role`` words it in English.
        terms: the legal terms, first stage first; empty for a matter without them, as a consultation.
        recheck_office: superior office that decides a re-check; ``None`` at the top.
        recheck_days: days within which one is applied for, from the rule set; 0 when no rule set says.
        recheck_article: legal basis of that term.
        keep_years: years from closing for which the file is kept.
        internal: file copy only.
        ruling: once it was decided (art. 19); what is only proposed is on no note.
        recheck_last: last day to apply for a re-check, once it was decided.
        told_on: day on which the customer had the decision, from which that term runs; ``None`` before.
        notices: how and when the decision was told; on the file copy everything that was.
    """

    head: NoteHead
    nature: Nature
    parties: tuple[NoteParty, ...]
    received_at: datetime
    occurred_on: date | None
    claim: str
    facts: str
    basis: str
    demand: str
    expected_outcome: str
    product: str
    amount_fen: int | None
    loss_fen: int | None
    classes: NoteClasses
    terms: tuple[TermLine, ...]
    first_advice: str
    settled_on_spot: bool
    told_customer: bool
    used: tuple[UsedItem, ...]
    path: tuple[PathLine, ...]
    checklist: CheckPart | None
    restriction: RestrictionPart | None
    phones: tuple[PhoneLine, ...]
    handler_post: str
    recheck_office: Office | None
    keep_years: int
    internal: Internal | None = None
    recheck_days: int = 0
    recheck_article: str = ""
    handler_role: str = ""
    ruling: Ruling | None = None
    recheck_last: date | None = None
    told_on: date | None = None
    notices: tuple[NoticeLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Booklet:
    """A guidance pack as a printed compendium (汇编).

    Attributes:
        items: in the order of print: by kind, line and id; restricted ones are not in it.
        left_out: how many items were left out because they are for named posts only.
        titles: titles by id of all items that the printed ones refer to.
    """

    manifest: PackManifest
    items: tuple[GuidanceItem, ...]
    left_out: int
    language: str
    app_version: str
    titles: Mapping[str, str]
