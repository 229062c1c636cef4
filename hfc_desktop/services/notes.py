"""Notes: what is printed of a matter, for the customer or for the file, and the proof that a print is genuine."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.documents import Copy, Form, HandlingNote, Mark, NoteHead, Office, Proof, check_code
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.people import Right
from hfc_desktop.domain.record_json import document
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.note_parts import NoteParts
from hfc_desktop.services.records import COMPLAINT
from hfc_desktop.services.rights import needs, open_to_all

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.complaints import ComplaintService
    from hfc_desktop.services.ports import DocumentRenderer, GuidanceIndex, Now, UnitOfWork, UnitOfWorkFactory

_NO_OFFICE: Final = Office(code="", name="", name_en="")


class NoteService:
    """Use cases of printing.

    Args:
        uow: the store.
        complaints: reads records with their rights and their audit.
        renderer: makes the PDF, and reads what a printed one says of itself.
        guidance: names and cards that a note quotes.
        now: the clock.
        app_version: printed at the foot.
        keep_years: years for which files are kept, from the settings.
        demo: every note is marked as demo.
    """

    def __init__(
        self,
        uow: UnitOfWorkFactory,
        complaints: ComplaintService,
        renderer: DocumentRenderer,
        guidance: GuidanceIndex | None,
        now: Now,
        app_version: str,
        *,
        keep_years: int,
        demo: bool = False,
    ) -> None:
        self._units = uow
        self._complaints = complaints
        self._renderer = renderer
        self._guidance = guidance
        self._now = now
        self._app_version = app_version
        self._keep_years = keep_years
        self._mark = Mark.DEMO if demo else Mark.NONE

    # -- building -----------------------------------------------------------------------------------------------------

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
        parts = NoteParts(complaint, self._guidance, copy)
        with self._units(read_only=True) as uow:
            own = uow.people.organisation(complaint.organisation)
            above = uow.people.organisation(own.parent) if own and own.parent else None
            handler = uow.people.user(complaint.handler)
            prints = self._prints(uow, complaint, copy)
        office = Office(code=own.code, name=own.name, name_en=own.name_en, phone=own.phone) if own else _NO_OFFICE
        head = NoteHead(
            form=Form.HANDLING,
            copy=copy,
            mark=self._mark,
            language=language,
            number=complaint.number,
            office=office,
            printed_at=at or self._now(),
            print_no=_print_no(prints, at, language),
            check_code=_code_of(complaint),
            app_version=self._app_version,
            rule_set=complaint.rule_set,
            packs=parts.packs(),
        )
        return parts.handling_note(
            head,
            handler_post=handler.post if handler else "",
            recheck_office=Office(code=above.code, name=above.name, name_en=above.name_en, phone=above.phone)
            if above
            else None,
            keep_years=self._keep_years,
            remark=remark,
        )

    @open_to_all("it draws a note that was read with its rights")
    def pdf(self, note: HandlingNote) -> bytes:
        """The note as PDF; the same note gives the same bytes."""
        return self._renderer.render(note.head.form, note)

    # -- printing -----------------------------------------------------------------------------------------------------

    @needs(Right.COMPLAINT_READ_BRANCH, Right.COMPLAINT_READ_COUNTER, table=COMPLAINT)
    def record_print(self, note: HandlingNote, actor: Actor, content: bytes | None = None) -> Changes:
        """Keep that this very note was printed or saved; the next one is a reprint. Kept once for the same print.

        Args:
            note: what was printed.
            actor: who printed.
            content: the bytes that went out; made again when not given, which gives the same.
        """
        digest = hashlib.sha256(self.pdf(note) if content is None else content).hexdigest()
        complaint = self._complaints.get(note.head.number, actor)
        with self._units() as uow:
            if any(fields.get("sha256") == digest for fields in self._prints(uow, complaint, note.head.copy)):
                return Changes()
            uow.log.append(
                actor,
                COMPLAINT,
                complaint.id,
                Op.PRINT,
                {
                    "form": note.head.form.value,
                    "copy": note.head.copy.value,
                    "language": note.head.language,
                    "print_no": note.head.print_no,
                    "at": note.head.printed_at.isoformat(),
                    "code": note.head.check_code,
                    "sha256": digest,
                },
            )
            uow.commit()
        return Changes.of(COMPLAINT, complaint.id)

    @staticmethod
    def _prints(uow: UnitOfWork, complaint: Complaint, copy: Copy) -> list[Mapping[str, JsonValue]]:
        """Earlier prints of the same copy, oldest first."""
        wanted = (Form.HANDLING.value, copy.value)
        return [
            event.fields
            for event in uow.log.events(COMPLAINT, complaint.id)
            if event.op is Op.PRINT and (event.fields.get("form"), event.fields.get("copy")) == wanted
        ]

    # -- proving ------------------------------------------------------------------------------------------------------

    @needs(Right.COMPLAINT_READ_BRANCH, Right.COMPLAINT_READ_COUNTER, table=COMPLAINT)
    def verify(self, content: bytes, actor: Actor) -> Proof:
        """Whether a file is a print of this branch, byte for byte, and whether the record still says the same.

        Raises:
            UserMistakeError: the file is no note of this program, or there is no such record here.
            SecurityRefusalError: the actor may not see the record.
        """
        stamp = self._renderer.stamp(content)
        if stamp is None:
            raise UserMistakeError("documents.not_a_note")
        complaint = self._complaints.get(stamp.number, actor)
        digest = hashlib.sha256(content).hexdigest()
        with self._units(read_only=True) as uow:
            prints = self._prints(uow, complaint, stamp.copy)
        return Proof(
            stamp=stamp,
            genuine=any(fields.get("sha256") == digest for fields in prints),
            unchanged=_code_of(complaint) == stamp.code,
        )


def _print_no(prints: Sequence[Mapping[str, JsonValue]], at: datetime | None, language: str) -> int:
    """Number of the print: that of an earlier one made again for the same moment, else the next."""
    if at is not None:
        for fields in prints:
            number = fields.get("print_no")
            if (fields.get("at"), fields.get("language")) == (at.isoformat(), language) and isinstance(number, int):
                return number
    return len(prints) + 1


def _code_of(complaint: Complaint) -> str:
    return check_code(document(complaint))
