"""The complaint ledger: drafts, registering, reading, lists, edits, and the proof that nobody changed the log."""

from __future__ import annotations

import secrets
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain import free_text, masked, masking
from hfc_desktop.domain.complaint import Complaint, ComplaintDraft, CustomerKey, Nature, Outcome, Status
from hfc_desktop.domain.days import local_day
from hfc_desktop.domain.escalation import raised
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.life_cycle import OPEN_STATES, is_recused
from hfc_desktop.domain.numbering import complaint_number, uuid7
from hfc_desktop.domain.people import Right, allows
from hfc_desktop.domain.record_json import document, from_json
from hfc_desktop.domain.repeats import Counts
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.services.audit import ListWatch
from hfc_desktop.services.case_desk import CaseDesk, Rulebook
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.early_signs import put_became
from hfc_desktop.services.prefill import COUNTER_CHANNEL, prefill_from
from hfc_desktop.services.receptions import put_recorded
from hfc_desktop.services.records import (
    COMPLAINT,
    DRAFT,
    put_changed_complaint,
    put_new_complaint,
    record_refusal,
    require,
)
from hfc_desktop.services.rights import needs, open_to_all
from hfc_desktop.services.scopes import reading_scope
from hfc_desktop.services.sign_counting import SignCounter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from hfc_desktop.domain.escalation import Reason
    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.domain.ledger import ComplaintFilter, ComplaintRow
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.domain.reception import Reception
    from hfc_desktop.services.ledger_ports import RuleSource
    from hfc_desktop.services.ports import CustomerKeys, GuidanceIndex, Now, UnitOfWork, UnitOfWorkFactory

_AT_THE_WINDOW: Final = (
    "nature", "source", "regulator_ref", "transferred_by", "transferred_on", "regulator_due", "occurred_on",
    "business_line", "channel", "business", "reason", "scenario", "product", "tags", "parties", "people_count", "claim",
    "facts", "basis", "amount_fen", "loss_fen", "demand", "expected_outcome", "recording_ref", "first_advice",
    "settled_on_spot", "told_customer", "handler", "received_at",
)  # fmt: skip
_DECIDING: Final = ("investigation", "policy_basis", "decision", "remedies", "responsibility", "compensation_fen")
_HANDLING: Final = (
    *_DECIDING, "severity", "urgency", "departments", "satisfaction", "accepted_by_customer", "root_cause",
    "correction", "measures",
)  # fmt: skip
EDITABLE: Final = (*_AT_THE_WINDOW, *_HANDLING)
"""Fields that ``edit`` takes. State, number, clocks and links have actions of their own."""

_MANAGED: Final = frozenset({"received_at", "handler"})
"""Fields that only the branch manager corrects: the legal clocks count from receipt."""

_TYPED: Final = tuple(
    field.name for field in fields(ComplaintDraft) if field.name not in {"id", "reception", "early_sign", "saved_at"}
)
_CLOCK_SKEW_SECONDS: Final = 300


class ComplaintService:
    """Use cases of the ledger of one store."""

    def __init__(
        self,
        uow: UnitOfWorkFactory,
        now: Now,
        customer_keys: CustomerKeys,
        guidance: GuidanceIndex | None,
        app_version: str,
        entropy: Callable[[int], bytes] = secrets.token_bytes,
        rules: RuleSource | None = None,
        rulebook: Rulebook | None = None,
    ) -> None:
        self._units = uow
        self._now = now
        self._customer_keys = customer_keys
        self._guidance = guidance
        self._app_version = app_version
        self._entropy = entropy
        self._rulebook = rulebook or Rulebook(rules or guidance)
        self._desk = CaseDesk(uow, now, self._rulebook, entropy)
        self._signs = SignCounter(self._desk)
        self._watch = ListWatch(uow, now)

    # -- drafts ---------------------------------------------------------------------------------------------------

    @needs(Right.COMPLAINT_RECORD, table=DRAFT)
    def new_draft(self, reception: Reception | None, actor: Actor) -> ComplaintDraft:
        """An unsaved draft, filled with what the reception knows. The legal clock counts from the reception's start.

        Raises:
            SecurityRefusalError: the actor may not record complaints.
        """
        now = self._now()
        draft = ComplaintDraft(
            id=uuid7(now, self._entropy(10)),
            received_at=reception.started_at if reception else now,
            channel=COUNTER_CHANNEL,
            reception=reception,
        )
        if reception is None or self._guidance is None:
            return draft
        known = prefill_from(reception, self._guidance)
        return replace(
            draft,
            scenario=known.scenario,
            business_line=known.business_line,
            business=known.business,
            reason=known.reason,
            facts=known.facts,
            first_advice=known.first_advice,
        )

    @needs(Right.COMPLAINT_RECORD, table=DRAFT)
    def save_draft(self, draft: ComplaintDraft, actor: Actor) -> Changes:
        """Keep a draft as it is; nothing is required of it.

        Raises:
            SecurityRefusalError: the actor may not record complaints, or the draft is somebody else's.
        """
        with self._units() as uow:
            self._own_draft(uow, draft.id, actor)
            if uow.drafts.put(replace(draft, saved_at=self._now()), actor.staff_no):
                uow.log.append(actor, DRAFT, draft.id, Op.CREATE, {})
            uow.commit()
        return Changes.of(DRAFT, draft.id)

    @needs(Right.COMPLAINT_RECORD, table=DRAFT)
    def drafts(self, actor: Actor) -> Sequence[ComplaintDraft]:
        """The actor's own drafts, newest first."""
        with self._units(read_only=True) as uow:
            return uow.drafts.of(actor.staff_no)

    @needs(Right.COMPLAINT_RECORD, table=DRAFT)
    def discard_draft(self, draft_id: str, actor: Actor) -> Changes:
        """Throw a draft away; its content is gone.

        Raises:
            UserMistakeError: there is none.
            SecurityRefusalError: it is somebody else's.
        """
        with self._units() as uow:
            if self._own_draft(uow, draft_id, actor) is None:
                raise UserMistakeError("records.draft_not_found")
            uow.drafts.remove(draft_id)
            uow.log.append(actor, DRAFT, draft_id, Op.REMOVE, {})
            uow.commit()
        return Changes.of(DRAFT, draft_id)

    def _own_draft(self, uow: UnitOfWork, draft_id: str, actor: Actor) -> str | None:
        owner = uow.drafts.owner(draft_id)
        if owner not in (None, actor.staff_no):
            raise SecurityRefusalError("people.own_records_only")
        return owner

    # -- registering ----------------------------------------------------------------------------------------------

    @needs(Right.COMPLAINT_RECORD, table=COMPLAINT)
    def register(self, draft: ComplaintDraft, actor: Actor) -> tuple[Complaint, Changes]:
        """Make a record of a draft: number, clocks, keyed hash, event, and the draft gone, in one transaction.

        Registering the same draft again, as after a crash between saving and showing it, gives the record back that
        is there already.

        Raises:
            UserMistakeError: a field is missing or wrong; the error's ``field`` names it.
            SecurityRefusalError: the actor may not record complaints.
        """
        now = self._now()
        check_draft(draft, now)
        with self._units() as uow:
            there = uow.complaints.get(draft.id)
            if there is not None:
                return there, Changes()
            complaint, changes = self._put(uow, draft, actor, now)
            changes |= put_recorded(uow, actor, complaint, now) | put_became(
                uow, actor, draft.early_sign, complaint, now
            )
            if self._own_draft(uow, draft.id, actor) is not None:
                uow.drafts.remove(draft.id)
                uow.log.append(actor, DRAFT, draft.id, Op.REMOVE, {"registered": True})
                changes |= Changes.of(DRAFT, draft.id)
            uow.commit()
        self._rulebook.kept(complaint)
        return complaint, changes

    @open_to_all("each matter is checked against the right of whoever received it")
    def register_many(self, drafts: Iterable[tuple[ComplaintDraft, Actor]]) -> Changes:
        """Register many at once, all or none, in one transaction; for taking over a ledger and for demo data."""
        changes = Changes()
        with self._units() as uow:
            for draft, actor in drafts:
                require(self._units, actor, Right.COMPLAINT_RECORD, COMPLAINT)
                now = self._now()
                check_draft(draft, now)
                changes |= self._put(uow, draft, actor, now)[1]
            uow.commit()
        return changes

    def _put(self, uow: UnitOfWork, draft: ComplaintDraft, actor: Actor, now: datetime) -> tuple[Complaint, Changes]:
        """The record of a draft with its clocks, its keyed hash, the level that the rules give it, and their tasks."""
        complaint = self._with_key(self._complaint(uow, draft, actor, now))
        complaint = self._rulebook.with_signs(self._rulebook.fresh(uow, actor, complaint, local_day(now)), now)
        because = self._rulebook.because(complaint, local_day(now))
        complaint = raised(complaint, because, now)
        put_new_complaint(uow, actor, complaint)
        changes = Changes.of(COMPLAINT, complaint.id) | self._desk.open_tasks(uow, actor, complaint, because)
        return complaint, changes | self._signs.recorded(uow, actor, complaint)

    @open_to_all("a part of an import, which asks for its own right")
    def prepared(
        self, uow: UnitOfWork, complaint: Complaint, actor: Actor, before: Complaint | None = None
    ) -> Complaint:
        """A case that comes from another ledger, or what came for one that is here, ready to be written.

        It gets its keyed hash, and its clocks by the rules of the day of its receipt. No level is raised and no task
        opened by it: what it was worth is history.

        Args:
            uow: the open transaction; editions of rules are kept in it.
            complaint: the case as it shall be.
            actor: who takes it over.
            before: the case as it is here.

        Raises:
            UserMistakeError: a value does not fit.
        """
        now = self._now()
        _check(complaint, now)
        whole = self._with_key(complaint)
        same_rules = before is not None and (whole.received_at, whole.nature, whole.scenario) == (
            before.received_at,
            before.nature,
            before.scenario,
        )
        count = self._rulebook.recounted if same_rules else self._rulebook.fresh
        return count(uow, actor, whole, local_day(now))

    def _complaint(self, uow: UnitOfWork, draft: ComplaintDraft, actor: Actor, now: datetime) -> Complaint:
        day = local_day(now)
        sequence = uow.complaints.next_sequence(actor.organisation, actor.counter, day)
        values = document(draft)
        return from_json(
            Complaint,
            {
                **{name: values[name] for name in (*_TYPED, "id", "reception")},
                "number": complaint_number(actor.organisation, day, actor.counter, sequence),
                "status": Status.REGISTERED.value,
                "registered_at": now.isoformat(),
                "organisation": actor.organisation,
                "counter": actor.counter,
                "first_receiver": actor.staff_no,
                "handler": actor.staff_no,
                "outcome": Outcome.SETTLED.value if draft.settled_on_spot else None,
                "guidance_used": document(draft.reception)["uses"] if draft.reception else [],
                "app_version": self._app_version,
            },
        )

    def _with_key(self, complaint: Complaint) -> Complaint:
        """The keyed hash by which repeats are seen: of the identity number, else of the telephone."""
        party = complaint.complainant()
        phone = "".join(filter(str.isdecimal, party.phone))[-11:] if party else ""
        known = (party.id_number if party else "") or (f"tel:{phone}" if len(phone) == 11 else "")
        if not known:
            return replace(complaint, customer_key=None)
        key_id, digest = self._customer_keys.key_for(known)
        return replace(complaint, customer_key=CustomerKey(key_id=key_id, hash=digest))

    # -- reading --------------------------------------------------------------------------------------------------

    @needs(Right.COMPLAINT_READ_BRANCH, Right.COMPLAINT_READ_COUNTER, table=COMPLAINT)
    def get(self, id_or_number: str, actor: Actor) -> Complaint:
        """One record, for printing and editing; that it was read is recorded. Masked for whoever may not reveal.

        Raises:
            UserMistakeError: there is none.
            SecurityRefusalError: the actor may not see it; the attempt is recorded.
        """
        with self._desk.recording(actor), self._units() as uow:
            complaint = self._desk.find(uow, id_or_number, actor)
            uow.log.append(actor, COMPLAINT, complaint.id, Op.READ, {})
            uow.commit()
        return complaint if allows(actor.role, Right.REVEAL) else masked.complaint(complaint)

    @needs(Right.COMPLAINT_READ_BRANCH, Right.COMPLAINT_READ_COUNTER, table=COMPLAINT)
    def rows(self, wanted: ComplaintFilter, actor: Actor) -> Sequence[ComplaintRow]:
        """One page of the list, as far as the actor may see it, names masked.

        Raises:
            SecurityRefusalError: the actor may see no records.
        """
        with self._units(read_only=True) as uow:
            found = uow.complaints.rows(replace(wanted, scope=reading_scope(uow, actor, self._now())))
        self._watch.opened(actor, wanted, rows=len(found))
        return [replace(row, complainant=masking.name(row.complainant)) for row in found]

    @needs(Right.COMPLAINT_READ_BRANCH, Right.COMPLAINT_READ_COUNTER, table=COMPLAINT)
    def count(self, wanted: ComplaintFilter, actor: Actor) -> int:
        """How many records the list has, whatever the page."""
        with self._units(read_only=True) as uow:
            return uow.complaints.count(replace(wanted, scope=reading_scope(uow, actor, self._now())))

    @needs(Right.COMPLAINT_READ_BRANCH, Right.COMPLAINT_READ_COUNTER, table=COMPLAINT)
    def counts(self, wanted: ComplaintFilter, actor: Actor) -> Counts:
        """Both counts of a list: every matter that came, and matters after merging repeats."""
        raw = self.count(wanted, actor)
        states = wanted.status or tuple(Status)
        if Status.MERGED not in states:
            return Counts(raw, raw)
        apart = tuple(state for state in states if state is not Status.MERGED)
        return Counts(raw, self.count(replace(wanted, status=apart), actor) if apart else 0)

    # -- editing --------------------------------------------------------------------------------------------------

    @needs(Right.COMPLAINT_EDIT_BRANCH, Right.COMPLAINT_EDIT_OWN, Right.COMPLAINT_HANDLE, table=COMPLAINT)
    def edit(
        self, id_or_number: str, values: Mapping[str, JsonValue], actor: Actor, reason: str = ""
    ) -> tuple[Complaint, Changes]:
        """Change fields of a record.

        A teller changes what they registered themselves as long as it was not accepted; after that, and in the records
        of others, the branch manager does, with a reason. Whoever handles an open case writes down what they find.

        Args:
            id_or_number: which record.
            values: new values by field, in their JSON form.
            actor: who changes it.
            reason: why, in one sentence.

        Raises:
            UserMistakeError: a field cannot be changed or does not fit, or the reason is missing.
            SecurityRefusalError: the actor may not change it.
        """
        unknown = next((name for name in values if name not in EDITABLE), None)
        if unknown is not None:
            raise UserMistakeError("records.not_editable", field=unknown, choices=", ".join(EDITABLE))
        with self._desk.recording(actor), self._units(read_only=True) as uow:
            before = self._desk.find(uow, id_or_number, actor)
        self._may_edit(before, values, actor, reason)
        now = self._now()
        with self._units() as uow:
            current = uow.complaints.get(before.id)
            if current != before:
                raise UserMistakeError("records.changed_meanwhile", number=before.number)
            uow.log.append(actor, COMPLAINT, before.id, Op.READ, {})  # whoever edits is shown the whole record
            after, because = self._edited(uow, before, values, actor, now)
            changes = Changes()
            if put_changed_complaint(uow, actor, before, after, reason=reason):
                changes = Changes.of(COMPLAINT, after.id) | self._desk.open_tasks(uow, actor, after, because)
            uow.commit()
        return after, changes

    def _may_edit(self, complaint: Complaint, values: Mapping[str, JsonValue], actor: Actor, reason: str) -> None:
        if is_recused(complaint, actor.staff_no):
            record_refusal(self._units, actor, COMPLAINT, complaint.id, {"right": "cases.recused"})
            raise SecurityRefusalError("cases.recused", number=complaint.number)
        if complaint.decided_at is not None and not set(_DECIDING).isdisjoint(values):
            raise UserMistakeError("cases.decided_already", number=complaint.number)
        handling = set(values) <= set(_HANDLING) and complaint.status in OPEN_STATES
        if handling and allows(actor.role, Right.COMPLAINT_HANDLE):
            return
        own = complaint.first_receiver == actor.staff_no and complaint.status is Status.REGISTERED
        if own and set(values) <= set(_AT_THE_WINDOW) - _MANAGED:
            require(self._units, actor, Right.COMPLAINT_EDIT_OWN, COMPLAINT, complaint.id)
            return
        require(self._units, actor, Right.COMPLAINT_EDIT_BRANCH, COMPLAINT, complaint.id)
        if not reason.strip():
            raise UserMistakeError("records.reason_needed")

    def _edited(
        self, uow: UnitOfWork, before: Complaint, values: Mapping[str, JsonValue], actor: Actor, now: datetime
    ) -> tuple[Complaint, Sequence[Reason]]:
        """The record with new values, its clocks counted anew, its level raised by the reasons that come with it.

        A corrected receipt, nature or scenario of a case that nobody accepted yet brings it under the rules that it
        should have come under; any other case keeps the editions that it has.
        """
        after = from_json(Complaint, {**document(before), **values})
        _check(after, now)
        if is_recused(after, after.handler):
            raise UserMistakeError("cases.assignee_recused", staff_no=after.handler)
        if after.parties != before.parties:
            after = self._with_key(after)
        corrected = (after.received_at, after.nature) != (before.received_at, before.nature) or (
            after.scenario != before.scenario and before.status is Status.REGISTERED
        )
        if corrected:
            after = self._rulebook.fresh(uow, actor, after, local_day(now))
        elif after != before:
            after = self._rulebook.recounted(uow, actor, after, local_day(now))
        because = self._rulebook.because(after, local_day(now))
        return raised(after, because, now), because


def check_draft(draft: ComplaintDraft, now: datetime) -> None:
    """Whether a draft may become a record.

    A complaint must say what is claimed (Order No. 3 art. 2); what the bank already has must not be asked for again
    (art. 13), so identity and contact are not compulsory. Any other matter must say something.

    Raises:
        UserMistakeError: ``field`` in its values names the field.
    """
    if draft.nature is Nature.COMPLAINT and not draft.claim.strip():
        raise UserMistakeError("records.missing_field", field="claim")
    if not (draft.claim.strip() or draft.facts.strip()):
        raise UserMistakeError("records.missing_field", field="facts")
    _check(draft, now)


def check_record(complaint: Complaint, now: datetime) -> None:
    """Whether the values of a record fit one another.

    Raises:
        UserMistakeError: ``field`` in its values names the field.
    """
    _check(complaint, now)


def _check(matter: ComplaintDraft | Complaint, now: datetime) -> None:
    free_text.refuse_secrets(masked.texts_of(matter))
    if (matter.received_at - now).total_seconds() > _CLOCK_SKEW_SECONDS:
        raise UserMistakeError("records.received_in_future", field="received_at")
    if matter.occurred_on is not None and matter.occurred_on > local_day(matter.received_at):
        raise UserMistakeError("records.occurred_after_receipt", field="occurred_on")
    for name in ("amount_fen", "loss_fen"):
        amount = getattr(matter, name)
        if amount is not None and amount < 0:
            raise UserMistakeError("records.negative_amount", field=name)
