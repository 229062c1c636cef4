"""Notes: what is printed of a matter or a reception, for whom, and the proof that a print is genuine."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.days import local_day
from hfc_desktop.domain.documents import (
    Copy,
    Form,
    HandlingNote,
    Mark,
    NoteHead,
    Office,
    Proof,
    Subject,
    check_code,
)
from hfc_desktop.domain.letters import CaseLetter, missing
from hfc_desktop.domain.life_cycle import Action
from hfc_desktop.domain.people import Right
from hfc_desktop.domain.printing import Printable, PrintOrder
from hfc_desktop.domain.record_json import document
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.services.case_history import lines
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.deadlines import CaseRules
from hfc_desktop.services.letter_parts import LetterParts
from hfc_desktop.services.note_parts import NoteParts, Post
from hfc_desktop.services.prints import earlier_prints, is_printed, keep_print, print_number
from hfc_desktop.services.receptions import RECEPTION
from hfc_desktop.services.records import COMPLAINT, HOUSE
from hfc_desktop.services.rights import needs, open_to_all
from hfc_desktop.services.slip_parts import SlipParts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.domain.guidance.ruleset import Ruleset
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.domain.reception import Reception
    from hfc_desktop.domain.slips import ReceptionPaper
    from hfc_desktop.services.complaints import ComplaintService
    from hfc_desktop.services.deadlines import RuleSource
    from hfc_desktop.services.ports import DocumentRenderer, GuidanceIndex, Now, UnitOfWork, UnitOfWorkFactory
    from hfc_desktop.services.receptions import ReceptionService

_NO_OFFICE: Final = Office(code="", name="", name_en="")
_DRAFTS: Final = {Mark.NONE: Mark.DRAFT, Mark.DEMO: Mark.DEMO_DRAFT}


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What stands on every print of one data folder.

    Attributes:
        app_version: printed at the foot.
        keep_years: years for which files are kept, from the settings.
        demo: every note is marked as demo.
    """

    app_version: str
    keep_years: int
    demo: bool = False


class NoteService:
    """Use cases of printing.

    Args:
        uow: the store.
        complaints: reads records with their rights and their audit.
        renderer: makes the PDF, and reads what a printed one says of itself.
        guidance: names and cards that a note quotes.
        now: the clock.
        house: what stands on every print.
        receptions: reads receptions with their rights; needed for their papers.
        rules: where rule sets are found; by default the guidance.
    """

    def __init__(
        self,
        uow: UnitOfWorkFactory,
        complaints: ComplaintService,
        renderer: DocumentRenderer,
        guidance: GuidanceIndex | None,
        now: Now,
        house: House,
        *,
        receptions: ReceptionService | None = None,
        rules: RuleSource | None = None,
    ) -> None:
        self._units = uow
        self._complaints = complaints
        self._renderer = renderer
        self._guidance = guidance
        self._now = now
        self._house = house
        self._mark = Mark.DEMO if house.demo else Mark.NONE
        self._receptions = receptions
        self._rules = rules or guidance

    # -- building -----------------------------------------------------------------------------------------------------

    @needs(Right.COMPLAINT_READ_BRANCH, Right.COMPLAINT_READ_COUNTER, table=COMPLAINT)
    def note(self, id_or_number: str, order: PrintOrder, actor: Actor) -> Printable:
        """A form as the record or the reception stands now. That it was read is recorded.

        Args:
            id_or_number: which matter; for a paper of a reception, the reception or the matter made of it.
            order: which form, for whom, how.
            actor: who prints.

        Raises:
            UserMistakeError: there is no such matter, the form has no such copy, or it needs a block that is empty.
            SecurityRefusalError: the actor may not see it.
        """
        if order.copy not in order.form.copies:
            raise UserMistakeError("documents.no_such_copy", form=order.form)
        if order.form is Form.HANDLING:
            return self.handling_note(
                id_or_number, actor, order.copy, language=order.language, at=order.at, remark=order.remark
            )
        if order.form.subject is Subject.COMPLAINT:
            return self._letter(id_or_number, order, actor)
        if order.form.subject is Subject.RECEPTION:
            return self._slip(id_or_number, order, actor)
        raise UserMistakeError("documents.other_subject", form=order.form)

    @needs(Right.COMPLAINT_READ_BRANCH, Right.COMPLAINT_READ_COUNTER, table=COMPLAINT)
    def handling_note(
        self,
        id_or_number: str,
        actor: Actor,
        copy: Copy = Copy.CUSTOMER,
        *,
        language: str = "zh",
        at: datetime | None = None,
        remark: bool = True,
    ) -> HandlingNote:
        """The handling note of a matter as it stands now. That the record was read is recorded.

        Args:
            id_or_number: which matter.
            actor: who prints.
            copy: for whom.
            language: ``zh`` or ``en``.
            at: print time; now when not given.
            remark: whether the file copy carries the teller's remark.

        Raises:
            UserMistakeError: there is no such matter.
            SecurityRefusalError: the actor may not see it.
        """
        complaint = self._complaints.get(id_or_number, actor)
        order = PrintOrder(copy=copy, language=language, at=at, remark=remark)
        parts = NoteParts(complaint, self._guidance, copy)
        with self._units(read_only=True) as uow:
            head = self._head_of(uow, complaint, order, parts)
            superior = _superior(uow, complaint.organisation)
            handler = _post(uow, complaint.handler)
        return parts.handling_note(
            head,
            handler=handler,
            recheck_office=superior,
            keep_years=self._house.keep_years,
            remark=remark,
            rules=self._in_force(complaint),
        )

    def _letter(self, id_or_number: str, order: PrintOrder, actor: Actor) -> CaseLetter:
        complaint = self._complaints.get(id_or_number, actor)
        related = self._related(complaint, order.form, actor)
        parts = LetterParts(complaint, self._guidance, order.copy)
        with self._units(read_only=True) as uow:
            letter = parts.letter(
                self._head_of(uow, complaint, order, parts),
                superior=self._recheck_office(uow, complaint, order.form),
                keep_years=self._house.keep_years,
                post_of=lambda staff_no: _post(uow, staff_no),
                rules=self._in_force(complaint),
                related=related,
                given={**_transfer_reason(uow, complaint), **order.given},
            )
        lacking = missing(letter)
        if lacking and not order.draft:
            raise UserMistakeError("documents.block_missing", form=order.form, number=complaint.number, parts=lacking)
        return letter

    def _slip(self, given: str, order: PrintOrder, actor: Actor) -> ReceptionPaper:
        reception, organisation = self._reception(given, actor)
        if self._guidance is None:
            raise UserMistakeError("documents.needs_guidance", form=order.form)
        parts = SlipParts(reception, self._guidance, order.copy)
        with self._units(read_only=True) as uow:
            prints = earlier_prints(uow, RECEPTION, reception.id, order.form, order.copy)
            head = self._head(uow, organisation, order, reception.id, check_code(document(reception)), prints)
            return parts.paper(
                replace(head, packs=parts.packs()),
                receiver=actor.staff_no,
                post_of=lambda staff_no: _post(uow, staff_no).title,
                rules=self._rules,
            )

    # -- heads --------------------------------------------------------------------------------------------------------

    def _head_of(self, uow: UnitOfWork, complaint: Complaint, order: PrintOrder, parts: NoteParts) -> NoteHead:
        prints = earlier_prints(uow, COMPLAINT, complaint.id, order.form, order.copy)
        head = self._head(uow, complaint.organisation, order, complaint.number, _code_of(complaint), prints)
        return replace(head, rule_set=complaint.rule_set, packs=parts.packs())

    def _head(
        self,
        uow: UnitOfWork,
        organisation: str,
        order: PrintOrder,
        number: str,
        code: str,
        prints: Sequence[Mapping[str, JsonValue]],
    ) -> NoteHead:
        return NoteHead(
            form=order.form,
            copy=order.copy,
            mark=_DRAFTS[self._mark] if order.draft else self._mark,
            language=order.language,
            number=number,
            office=office_of(uow, organisation) or _NO_OFFICE,
            printed_at=order.at or self._now(),
            print_no=print_number(prints, order),
            check_code=code,
            app_version=self._house.app_version,
            rule_set="",
        )

    def _in_force(self, complaint: Complaint) -> Sequence[Ruleset]:
        if self._rules is None:
            return ()
        day: date = local_day(complaint.received_at)
        return CaseRules(self._rules).in_force(day, complaint.scenario)

    # -- what belongs to it -------------------------------------------------------------------------------------------

    def _related(self, complaint: Complaint, form: Form, actor: Actor) -> Complaint | None:
        """The other case of a re-check, for its letter alone."""
        other = complaint.recheck_of or (complaint.recheck.case if complaint.recheck else "")
        return self._complaints.get(other, actor) if other and form is Form.RECHECK else None

    @staticmethod
    def _recheck_office(uow: UnitOfWork, complaint: Complaint, form: Form) -> Office | None:
        """Who decides a re-check: the superior, or, in its own letter, whoever it was applied to."""
        if form is Form.RECHECK:
            return office_of(uow, complaint.recheck.to if complaint.recheck else complaint.organisation)
        return _superior(uow, complaint.organisation)

    def _reception(self, given: str, actor: Actor) -> tuple[Reception, str]:
        """A reception by its id, else the one that a matter was made of, with its office."""
        stored = self._receptions.get(given, actor) if self._receptions else None
        if stored is not None:
            return stored.reception, stored.organisation
        complaint = self._complaints.get(given, actor)
        if complaint.reception is None:
            raise UserMistakeError("documents.no_reception", number=complaint.number)
        return complaint.reception, complaint.organisation

    @open_to_all("it draws a note that was read with its rights")
    def pdf(self, note: Printable, password: str = "") -> bytes:
        """The note as PDF; the same note gives the same bytes, unless it has a password."""
        return self._renderer.render(note.head.form, note, password)

    # -- printing -----------------------------------------------------------------------------------------------------

    @needs(Right.COMPLAINT_READ_BRANCH, Right.COMPLAINT_READ_COUNTER, table=COMPLAINT)
    def record_print(self, note: Printable, actor: Actor, content: bytes | None = None) -> Changes:
        """Keep that this very note was printed or saved; the next one is a reprint. Kept once for the same print.

        Args:
            note: what was printed.
            actor: who printed.
            content: the bytes that went out; made again when not given, which gives the same.
        """
        out = self.pdf(note) if content is None else content
        table, record, _code = self._subject(note.head.form, note.head.number, actor)
        with self._units() as uow:
            if not keep_print(uow, actor, table, record, note.head, out):
                return Changes()
            uow.commit()
        return Changes.of(table, record)

    def _subject(self, form: Form, number: str, actor: Actor) -> tuple[str, str, str | None]:
        """Where prints of a form are recorded, and the check code as the record gives it now; none for a report."""
        if form.subject is Subject.COMPLAINT:
            complaint = self._complaints.get(number, actor)
            return COMPLAINT, complaint.id, _code_of(complaint)
        if form.subject is Subject.RECEPTION:
            reception, _organisation = self._reception(number, actor)
            return RECEPTION, reception.id, check_code(document(reception))
        return HOUSE, actor.organisation, None

    # -- proving ------------------------------------------------------------------------------------------------------

    @needs(Right.COMPLAINT_READ_BRANCH, Right.COMPLAINT_READ_COUNTER, table=COMPLAINT)
    def verify(self, content: bytes, actor: Actor, password: str = "") -> Proof:
        """Whether a file is a print of this branch, byte for byte, and whether the record still says the same.

        Args:
            content: the file.
            actor: who asks.
            password: of a file that was saved with one.

        Raises:
            UserMistakeError: the file is no note of this program, or there is no such record here.
            SecurityRefusalError: the actor may not see the record.
        """
        stamp = self._renderer.stamp(content, password)
        if stamp is None:
            raise UserMistakeError("documents.not_a_note")
        table, record, code = self._subject(stamp.form, stamp.number, actor)
        digest = hashlib.sha256(content).hexdigest()
        with self._units(read_only=True) as uow:
            prints = earlier_prints(uow, table, record, stamp.form, stamp.copy)
        return Proof(
            stamp=stamp, genuine=is_printed(prints, digest), unchanged=None if code is None else code == stamp.code
        )


def _transfer_reason(uow: UnitOfWork, complaint: Complaint) -> dict[str, str]:
    """Why a matter was passed on, from its history: the record itself keeps only where it went."""
    if not complaint.transfer_to:
        return {}
    steps = [line for line in lines(uow, complaint) if line.action == Action.TRANSFER]
    return {"transfer_reason": steps[-1].reason} if steps else {}


def office_of(uow: UnitOfWork, code: str) -> Office | None:
    """An office as printed; ``None`` when the store does not know it."""
    found = uow.people.organisation(code) if code else None
    return Office(code=found.code, name=found.name, name_en=found.name_en, phone=found.phone) if found else None


def _superior(uow: UnitOfWork, code: str) -> Office | None:
    own = uow.people.organisation(code)
    return office_of(uow, own.parent) if own else None


def _post(uow: UnitOfWork, staff_no: str) -> Post:
    user = uow.people.user(staff_no) if staff_no else None
    return Post(user.post, user.role.value) if user else Post()


def _code_of(complaint: Complaint) -> str:
    return check_code(document(complaint))
