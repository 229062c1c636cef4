"""Use cases of a case's life: every step goes through the one table of ``domain.life_cycle``."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.days import local_day
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.handling import Attachment
from hfc_desktop.domain.life_cycle import TAKES, Action, offered
from hfc_desktop.domain.life_effects import applied
from hfc_desktop.domain.life_guards import Refusal, Step, Surroundings, refusal
from hfc_desktop.domain.people import Right
from hfc_desktop.domain.record_json import document, from_json
from hfc_desktop.errors import HfcError, SecurityRefusalError, UserMistakeError
from hfc_desktop.services import case_history, rechecks, undoing
from hfc_desktop.services.case_desk import HANDLING_RIGHTS
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.records import COMPLAINT, put_changed_complaint
from hfc_desktop.services.rights import needs, open_to_all
from hfc_desktop.services.undoing import UNDO_RIGHTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.case_desk import CaseDesk
    from hfc_desktop.services.case_history import HistoryLine
    from hfc_desktop.services.ports import UnitOfWork, UnitOfWorkFactory

OWN_COMMANDS: Final = frozenset({Action.MERGE, Action.UNMERGE, Action.SPLIT, Action.FINISH_RECHECK})
"""Steps that touch several cases at once and have use cases of their own."""

LARGEST_ATTACHMENT: Final = 20 * 1024 * 1024
"""Bytes of one attachment at most, so that the store stays quick to copy."""

_MAGIC: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"PK\x03\x04", "application/zip"),
    (b"ID3", "audio/mpeg"),
    (b"RIFF", "audio/wav"),
)
_CLOCK_SKEW_SECONDS: Final = 300


@dataclass(frozen=True, slots=True)
class Refused:
    """One case of many with which a step could not be taken, and why."""

    id: str
    number: str
    error: HfcError


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What became of one step taken with many cases."""

    done: tuple[str, ...]
    refused: tuple[Refused, ...]


class CaseService:
    """Steps of cases, their attachments, their history."""

    def __init__(self, desk: CaseDesk, app_version: str, keep_years: int) -> None:
        self._desk = desk
        self._units: UnitOfWorkFactory = desk.units
        self._app_version = app_version
        self._keep_years = keep_years

    # -- steps ----------------------------------------------------------------------------------------------------

    @open_to_all("the table of the life cycle names the right of each step")
    def act(self, id_or_number: str, step: Step, actor: Actor) -> tuple[Complaint, Changes]:
        """Take one step with a case.

        Raises:
            UserMistakeError: a condition does not hold; the error says which, in words.
            SecurityRefusalError: the role may not, or the person is recused; the attempt is recorded.
        """
        with self._desk.recording(actor), self._units() as uow:
            case = self._desk.find(uow, id_or_number, actor)
            at = step.at or self._desk.now()
            no = self._refusal(uow, case, step, actor, at)
            if no is not None:
                raise _error(no)
            done, changes = self._take(uow, case, step, actor, at)
            uow.commit()
        return done, changes

    @open_to_all("the table of the life cycle names the right of each step")
    def why_not(self, id_or_number: str, step: Step, actor: Actor) -> HfcError | None:
        """Why a step would be refused, without taking it and without a trace; ``None`` when it would not."""
        with self._units(read_only=True) as uow:
            case = self._desk.find(uow, id_or_number, actor)
            no = self._refusal(uow, case, step, actor, step.at or self._desk.now())
        return None if no is None else _error(no)

    @open_to_all("says only which steps the role has, of a case that the person may see")
    def offered(self, id_or_number: str, actor: Actor) -> tuple[Action, ...]:
        """Steps that state and role allow."""
        with self._units(read_only=True) as uow:
            return offered(self._desk.find(uow, id_or_number, actor), actor)

    @open_to_all("the table of the life cycle names the right of each step")
    def act_many(self, ids: Sequence[str], step: Step, actor: Actor) -> tuple[BulkResult, Changes]:
        """Take one step with many cases, each by itself: what is refused for one does not stop the others."""
        done: list[str] = []
        refused: list[Refused] = []
        changes = Changes()
        for case_id in ids:
            try:
                case, touched = self.act(case_id, step, actor)
            except HfcError as error:
                refused.append(Refused(case_id, self._number(case_id), error))
            else:
                done.append(case.id)
                changes |= touched
        return BulkResult(tuple(done), tuple(refused)), changes

    def _number(self, case_id: str) -> str:
        with self._units(read_only=True) as uow:
            found = uow.complaints.get(case_id)
        return found.number if found else case_id

    @open_to_all("the table of the life cycle names the right of each step")
    def assign(self, ids: Sequence[str], staff_no: str, actor: Actor) -> tuple[BulkResult, Changes]:
        """Give cases to a person."""
        return self.act_many(ids, Step(action=Action.ASSIGN, staff_no=staff_no), actor)

    @needs(*UNDO_RIGHTS, table=COMPLAINT)
    def undo(self, ids: Sequence[str], actor: Actor, *, this_session: bool = False) -> Changes:
        """Take the last write of each case back that still stands, by an event that sets its fields as they were.

        Called again it goes one write further back, up to ``MOST_UNDONE`` of them.

        Args:
            ids: which cases; all are taken back or none.
            actor: who takes back what they did themselves.
            this_session: go no further back than the last time the person signed in.

        Raises:
            UserMistakeError: the write was not the actor's, took legal effect, or lies too far back.
            SecurityRefusalError: the role no longer may do such a step, or the person is recused.
        """
        changes = Changes()
        with self._desk.recording(actor), self._units() as uow:
            for case_id in ids:
                case = self._desk.find(uow, case_id, actor)
                before = undoing.taken_back(uow, case, actor, this_session=this_session)
                put_changed_complaint(uow, actor, case, before, op=Op.ACT, action=case_history.UNDO)
                changes |= Changes.of(COMPLAINT, case.id)
            uow.commit()
        return changes

    def _refusal(self, uow: UnitOfWork, case: Complaint, step: Step, actor: Actor, at: datetime) -> Refusal | None:
        if step.action in OWN_COMMANDS:
            return Refusal("cases.own_command", {"action": step.action})
        if (at - self._desk.now()).total_seconds() > _CLOCK_SKEW_SECONDS:
            return Refusal("cases.in_future")
        if local_day(at) < local_day(case.received_at):
            return Refusal("cases.before_receipt", {"received": local_day(case.received_at)})
        foreign = sorted(set(step.values) - set(TAKES.get(step.action, ())))
        if foreign:
            taken = ", ".join(TAKES.get(step.action, ())) or "-"
            return Refusal("cases.field_not_taken", {"field": foreign[0], "action": step.action, "choices": taken})
        around = self._around(uow, case, step, actor)
        return refusal(_with_values(case, step), step, actor, at, around)

    def _around(self, uow: UnitOfWork, case: Complaint, step: Step, actor: Actor) -> Surroundings:
        office = uow.people.organisation(actor.organisation)
        assignee = uow.people.user(step.staff_no) if step.staff_no else None
        return Surroundings(
            superiors=self._desk.superiors(uow, case.organisation),
            limits=self._desk.rulebook.limits(local_day(self._desk.now())),
            office_level=office.level.value if office else "",
            assignee=assignee.role if assignee and assignee.active else None,
        )

    def _take(
        self, uow: UnitOfWork, case: Complaint, step: Step, actor: Actor, at: datetime
    ) -> tuple[Complaint, Changes]:
        after = applied(_with_values(case, step), step, actor, at, self._keep_years)
        changes = Changes()
        if step.action is Action.RECHECK:
            new, changes = rechecks.open_recheck(uow, self._desk, case, step, actor, at, self._app_version)
            after = replace(after, recheck=new)
        if step.action is Action.ARCHIVE:
            changes |= self._archive_children(uow, after, actor)
        done, touched = self._desk.put(uow, actor, case, after, action=step.action.value, reason=step.reason, at=at)
        if step.action is Action.TELL and done.recheck_of and done.told_at is not None:
            touched |= rechecks.finish_recheck(uow, self._desk, done, step, actor, at, self._keep_years)
        return done, changes | touched

    def _archive_children(self, uow: UnitOfWork, lead: Complaint, actor: Actor) -> Changes:
        """What was merged into a case goes into the archive with it, and is kept as long."""
        changes = Changes()
        for child in lead.merged:
            case = uow.complaints.get(child.id)
            if case is not None and case.archived_on is None:
                kept = replace(case, archived_on=lead.archived_on, keep_until=lead.keep_until)
                put_changed_complaint(uow, actor, case, kept, op=Op.ACT, action=Action.ARCHIVE.value)
                changes |= Changes.of(COMPLAINT, case.id)
        return changes

    # -- attachments ----------------------------------------------------------------------------------------------

    @needs(Right.COMPLAINT_RECORD, table=COMPLAINT)
    def attach(self, id_or_number: str, name: str, content: bytes, actor: Actor) -> tuple[Attachment, Changes]:
        """Add a file to a case; its bytes lie encrypted in the store, under their hash.

        Raises:
            UserMistakeError: it is empty or too large, or the case has it already.
        """
        if not 0 < len(content) <= LARGEST_ATTACHMENT:
            raise UserMistakeError("cases.attachment_size", most=LARGEST_ATTACHMENT // 1024 // 1024)
        digest = hashlib.sha256(content).hexdigest()
        with self._desk.recording(actor), self._units() as uow:
            case = self._desk.find(uow, id_or_number, actor)
            if any(kept.sha256 == digest for kept in case.attachments):
                raise UserMistakeError("cases.attached_already", number=case.number)
            added = Attachment(
                sha256=digest,
                name=name,
                bytes=len(content),
                media_type=_media_type(content),
                added_at=self._desk.now(),
                by=actor.staff_no,
            )
            uow.files.put_content(digest, added.media_type, content)
            after = replace(case, attachments=(*case.attachments, added))
            put_changed_complaint(uow, actor, case, after, op=Op.ACT, action="attach")
            uow.commit()
        return added, Changes.of(COMPLAINT, case.id)

    @needs(Right.REVEAL, table=COMPLAINT)
    def attachment(self, id_or_number: str, sha256: str, actor: Actor) -> bytes:
        """The bytes of an attachment; that they were read is recorded.

        Raises:
            UserMistakeError: the case has no such attachment, or this store has not its bytes.
        """
        with self._desk.recording(actor), self._units() as uow:
            case = self._desk.find(uow, id_or_number, actor)
            known = any(kept.sha256 == sha256 for kept in case.attachments)
            content = uow.files.content(sha256) if known else None
            if content is None:
                raise UserMistakeError("cases.no_attachment", number=case.number)
            uow.log.append(actor, COMPLAINT, case.id, Op.READ, {"attachment": sha256})
            uow.commit()
        return content

    # -- history --------------------------------------------------------------------------------------------------

    @needs(*HANDLING_RIGHTS, Right.COMPLAINT_READ_BRANCH, table=COMPLAINT)
    def history(self, id_or_number: str, actor: Actor) -> tuple[HistoryLine, ...]:
        """Everything that happened to a case, oldest first."""
        with self._units(read_only=True) as uow:
            return case_history.lines(uow, self._desk.find(uow, id_or_number, actor))


def _error(no: Refusal) -> HfcError:
    return (SecurityRefusalError if no.security else UserMistakeError)(no.code, **no.params)


def _with_values(case: Complaint, step: Step) -> Complaint:
    if not step.values:
        return case
    return from_json(type(case), {**document(case), **step.values})


def _media_type(content: bytes) -> str:
    return next((kind for magic, kind in _MAGIC if content.startswith(magic)), "application/octet-stream")
