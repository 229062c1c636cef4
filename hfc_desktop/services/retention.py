"""Retention: what may be destroyed, who asks for it, who signs second, and the proof that it is gone."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.days import local_day
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.numbering import uuid7
from hfc_desktop.domain.people import Right
from hfc_desktop.domain.record_json import document
from hfc_desktop.domain.retention import (
    LEAST_YEARS,
    DestructionList,
    DestructionProof,
    ListedCase,
    ListState,
    digest,
    due_cases,
    years_later,
)
from hfc_desktop.errors import EnvironmentFaultError, SecurityRefusalError, UserMistakeError
from hfc_desktop.services.audit import REASON
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.records import COMPLAINT, record_refusal
from hfc_desktop.services.rights import needs
from hfc_desktop.services.scopes import offices_below

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.domain.retention import DueCase
    from hfc_desktop.services.custody_ports import Scrubber
    from hfc_desktop.services.ports import Now, UnitOfWork, UnitOfWorkFactory

DESTRUCTION: Final = "destruction"
PROOF: Final = "destruction_proof"
"""Kinds of record, as they stand in events and in ``Changes``."""


class RetentionService:
    """Use cases of the end of a record. A legal hold is a step of the case itself.

    Args:
        uow: the store.
        now: the clock.
        scrub: makes what was deleted unreadable in the store's files.
        years: years for which ended cases are kept, from the settings.
    """

    def __init__(self, uow: UnitOfWorkFactory, now: Now, scrub: Scrubber, years: int) -> None:
        self._units = uow
        self._now = now
        self._scrub = scrub
        self._years = years

    @needs(Right.DESTRUCTION_PROPOSE, table=DESTRUCTION)
    def due(self, actor: Actor) -> Sequence[DueCase]:
        """Cases whose term has ended, held ones included, earliest first."""
        with self._units(read_only=True) as uow:
            return self._due(uow, actor, local_day(self._now()))

    @needs(Right.DESTRUCTION_PROPOSE, table=DESTRUCTION)
    def propose(self, ids: Sequence[str], reason: str, actor: Actor) -> tuple[DestructionList, Changes]:
        """Put cases on a list of destruction; it waits for the signature of another person.

        Raises:
            UserMistakeError: no case or reason was given, or a case is not due, held, open, or on a list already.
        """
        if not reason.strip():
            raise UserMistakeError("retention.reason_needed")
        if not ids:
            raise UserMistakeError("retention.nothing_chosen")
        now = self._now()
        with self._units() as uow:
            waiting = {case.id for one in uow.custody.lists() if one.state is ListState.WAITING for case in one.cases}
            due = {case.id: case for case in self._due(uow, actor, local_day(now))}
            cases = tuple(self._listed(uow, one, due, waiting) for one in dict.fromkeys(ids))
            made = DestructionList(
                id=uuid7(now, secrets.token_bytes(10)),
                made_at=now,
                made_by=actor.staff_no,
                reason=reason.strip(),
                cases=cases,
            )
            uow.custody.put_list(made)
            fields = document(made)
            uow.log.append(actor, DESTRUCTION, made.id, Op.CREATE, fields, {REASON: fields.pop(REASON)})
            uow.commit()
        return made, Changes.of(DESTRUCTION, made.id)

    @needs(Right.DESTRUCTION_PROPOSE, table=DESTRUCTION)
    def lists(self, actor: Actor) -> Sequence[DestructionList]:
        """All lists, newest first."""
        with self._units(read_only=True) as uow:
            return uow.custody.lists()

    @needs(Right.DESTRUCTION_APPROVE, table=DESTRUCTION)
    def drop(self, list_id: str, actor: Actor) -> tuple[DestructionList, Changes]:
        """Settle a list without destroying anything.

        Raises:
            UserMistakeError: there is no such list, or it is settled.
        """
        with self._units() as uow:
            made = self._settle(uow, _waiting(uow, list_id), ListState.DROPPED, actor)
            uow.commit()
        return made, Changes.of(DESTRUCTION, list_id)

    @needs(Right.DESTRUCTION_APPROVE, table=DESTRUCTION)
    def approve(self, list_id: str, actor: Actor) -> tuple[Sequence[DestructionProof], Changes]:
        """Give the second signature: the records are destroyed, and the proof of it is kept.

        What a person could be recognised by is gone from the tables, the log and the file; the codes of the events stay
        in the chain, with the hash of the record, the list and both names.

        Raises:
            UserMistakeError: there is no such list, it is settled, or a case on it was changed, held or prolonged.
            SecurityRefusalError: whoever made the list signs a second time; recorded.
            EnvironmentFaultError: the records are destroyed, but another program held on to an older state of the file.
        """
        self._refuse_same_person(list_id, actor)
        with self._units() as uow:
            made = _waiting(uow, list_id)
            due = {case.id: case for case in self._due(uow, actor, local_day(self._now()))}
            proofs = [self._destroy(uow, made, case, due, actor) for case in made.cases]
            self._forget_words(uow, actor)
            self._settle(uow, made, ListState.DONE, actor)
            uow.commit()
        try:
            self._scrub()
        except EnvironmentFaultError as fault:
            raise EnvironmentFaultError("retention.not_scrubbed", count=len(proofs)) from fault
        return proofs, Changes.of(COMPLAINT, *(case.id for case in made.cases)) | Changes.of(DESTRUCTION, list_id)

    @needs(Right.DESTRUCTION_PROPOSE, Right.LOG_READ, table=DESTRUCTION)
    def proof(self, number: str, actor: Actor) -> DestructionProof:
        """The proof that the record with a number is gone.

        Raises:
            UserMistakeError: none with that number was destroyed here.
        """
        with self._units(read_only=True) as uow:
            found = uow.custody.proof(number.strip())
        if found is None:
            raise UserMistakeError("retention.no_proof", wanted=number)
        return found

    # -- parts --------------------------------------------------------------------------------------------------------

    def _refuse_same_person(self, list_id: str, actor: Actor) -> None:
        with self._units(read_only=True) as uow:
            made = _waiting(uow, list_id)
        if made.made_by == actor.staff_no:
            record_refusal(self._units, actor, DESTRUCTION, list_id, {"right": Right.DESTRUCTION_APPROVE.value})
            raise SecurityRefusalError("retention.same_person")

    def _due(self, uow: UnitOfWork, actor: Actor, today: date) -> Sequence[DueCase]:
        before = years_later(today, -LEAST_YEARS)
        cases = uow.custody.ended_cases(offices_below(uow, actor.organisation), before)
        return due_cases(tuple(cases), self._years, today)

    def _listed(self, uow: UnitOfWork, case_id: str, due: Mapping[str, DueCase], waiting: set[str]) -> ListedCase:
        case = uow.complaints.get(case_id)
        if case is None:
            raise UserMistakeError("records.not_found", wanted=case_id)
        found = _destroyable(case, due)
        if case.id in waiting:
            raise UserMistakeError("retention.on_a_list", number=case.number)
        return ListedCase(id=case.id, number=case.number, keep_until=found.keep_until, sha256=digest(case))

    def _destroy(
        self, uow: UnitOfWork, made: DestructionList, listed: ListedCase, due: Mapping[str, DueCase], actor: Actor
    ) -> DestructionProof:
        case = uow.complaints.get(listed.id)
        if case is None:
            raise UserMistakeError("records.not_found", wanted=listed.number)
        if digest(case) != listed.sha256:
            raise UserMistakeError("retention.changed", number=listed.number)
        _destroyable(case, due)
        belongings = uow.custody.belongings(case.id)
        uow.custody.remove_cases([case.id], [attachment.sha256 for attachment in case.attachments])
        keys = list(uow.log.redact(COMPLAINT, [case.id])[case.id])
        fields: dict[str, JsonValue] = {
            "gone": True,
            "what": "destroyed",
            "number": case.number,
            "list": made.id,
            "sha256": listed.sha256,
            "events": keys,
        }
        event = uow.log.append(actor, COMPLAINT, case.id, Op.REDACT, fields)
        parts = len(keys) + sum(_forget(uow, table, record, made.id, actor) for table, record in belongings)
        proof = DestructionProof(
            number=case.number,
            complaint_id=case.id,
            list_id=made.id,
            at=self._now(),
            made_by=made.made_by,
            signed_by=actor.staff_no,
            reason=made.reason,
            keep_until=listed.keep_until,
            sha256=listed.sha256,
            parts=parts,
            event=event.key,
        )
        uow.custody.put_proof(proof)
        values = document(proof)
        uow.log.append(actor, PROOF, proof.number, Op.CREATE, values, {REASON: values.pop(REASON)})
        return proof

    def _forget_words(self, uow: UnitOfWork, actor: Actor) -> None:
        """Words that lists were searched by may name a customer: they end with the records of their time."""
        keys = list(uow.log.redact_words(years_later(local_day(self._now()), -max(self._years, LEAST_YEARS))))
        if keys:
            uow.log.append(actor, COMPLAINT, "", Op.REDACT, {"what": "search_words", "events": keys})

    def _settle(self, uow: UnitOfWork, made: DestructionList, state: ListState, actor: Actor) -> DestructionList:
        now: datetime = self._now()
        settled = replace(made, state=state, settled_at=now, settled_by=actor.staff_no)
        uow.custody.put_list(settled)
        values: dict[str, JsonValue] = {
            "state": state.value,
            "settled_at": now.isoformat(),
            "settled_by": actor.staff_no,
        }
        uow.log.append(actor, DESTRUCTION, made.id, Op.SET, values)
        return settled


def _waiting(uow: UnitOfWork, list_id: str) -> DestructionList:
    made = next((one for one in uow.custody.lists() if one.id == list_id), None)
    if made is None:
        raise UserMistakeError("retention.no_list", wanted=list_id)
    if made.state is not ListState.WAITING:
        raise UserMistakeError("retention.list_settled", wanted=list_id, state=made.state.value)
    return made


def _destroyable(case: Complaint, due: Mapping[str, DueCase]) -> DueCase:
    found = due.get(case.id)
    if case.legal_hold or (found is not None and found.held):
        raise UserMistakeError("retention.held", number=case.number)
    if found is None and case.keep_until is None and case.closed_at is None:
        raise UserMistakeError("retention.open", number=case.number)
    if found is None:
        until = case.keep_until.isoformat() if case.keep_until else ""
        raise UserMistakeError("retention.not_due", number=case.number, keep_until=until)
    return found


def _forget(uow: UnitOfWork, table: str, record: str, list_id: str, actor: Actor) -> int:
    """Take the private parts of something that hung on a destroyed case; answers how many they were."""
    keys = list(uow.log.redact(table, [record])[record])
    fields: dict[str, JsonValue] = {"gone": True, "what": "destroyed", "list": list_id, "events": keys}
    uow.log.append(actor, table, record, Op.REDACT, fields)
    return len(keys)
