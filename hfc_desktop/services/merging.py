"""Merging repeats into a lead, parting them again, and splitting one case into several.

Both originals are always kept. The earliest receipt of all rules the clock; what a merged case led before moves with it
and goes back with it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.complaint import Complaint, Outcome, Party, Status
from hfc_desktop.domain.days import local_day
from hfc_desktop.domain.handling import CaseLink, LinkKind, MergedCase
from hfc_desktop.domain.life_cycle import Action, is_recused
from hfc_desktop.domain.life_effects import applied
from hfc_desktop.domain.life_guards import Step, Surroundings, refusal
from hfc_desktop.domain.numbering import complaint_number
from hfc_desktop.domain.people import Right
from hfc_desktop.domain.record_json import document, from_json
from hfc_desktop.domain.repeats import repeat_number
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.records import COMPLAINT, put_changed_complaint, put_new_complaint
from hfc_desktop.services.rights import needs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.case_desk import CaseDesk
    from hfc_desktop.services.ports import UnitOfWork, UnitOfWorkFactory

CHOSEN: Final = (
    "business_line", "channel", "business", "reason", "scenario", "product", "parties", "claim", "facts", "basis",
    "amount_fen", "loss_fen", "expected_outcome", "demand", "occurred_on", "tags",
)  # fmt: skip
"""Fields of which the lead may take the value of another of the merged cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitPart:
    """One of the matters that a case is split into; what is left out is as in the case."""

    claim: str
    facts: str = ""
    scenario: str = ""
    parties: tuple[Party, ...] | None = None


class MergeService:
    """Merging and splitting in one store."""

    def __init__(self, desk: CaseDesk, app_version: str) -> None:
        self._desk = desk
        self._units: UnitOfWorkFactory = desk.units
        self._app_version = app_version

    # -- merging --------------------------------------------------------------------------------------------------

    @needs(Right.COMPLAINT_MERGE, table=COMPLAINT)
    def merge(
        self,
        lead: str,
        others: Sequence[str],
        actor: Actor,
        reason: str,
        new_facts: Collection[str] = (),
        fields: Mapping[str, str] | None = None,
    ) -> tuple[Complaint, Changes]:
        """Merge one or more cases into a lead.

        Args:
            lead: the case that goes on.
            others: cases that go into it.
            actor: who decides.
            reason: why they are one matter.
            new_facts: those of ``others`` that bring something new; each opens a clock of its own beside the lead's.
            fields: fields of which the lead takes the value of another one, with that one's id or number.

        Raises:
            UserMistakeError: a condition of the life cycle does not hold, or a case would be merged into itself.
            SecurityRefusalError: the actor is recused from one of them.
        """
        with self._desk.recording(actor), self._units() as uow:
            into = self._desk.find(uow, lead, actor)
            cases = [self._desk.find(uow, other, actor) for other in dict.fromkeys(others)]
            if not cases or any(case.id == into.id for case in cases):
                raise UserMistakeError("cases.merge_itself", number=into.number)
            fresh = {self._desk.find(uow, name, actor).id for name in new_facts}
            _not_recused(into, actor)
            entries, changes = self._merge_each(uow, into, cases, actor, reason, fresh)
            whole = (*into.merged, *entries)
            merged = _with_chosen(_as_lead(into, whole), [into, *cases], fields or {})
            done, touched = self._desk.put(uow, actor, into, merged, action=Action.MERGE.value, reason=reason)
            changes |= touched | self._renumbered(uow, done, actor)
            uow.commit()
        return done, changes

    def _merge_each(
        self,
        uow: UnitOfWork,
        into: Complaint,
        cases: Sequence[Complaint],
        actor: Actor,
        reason: str,
        fresh: Collection[str],
    ) -> tuple[list[MergedCase], Changes]:
        """Put each case into the lead; what it led moves with it."""
        entries: list[MergedCase] = []
        changes, now = Changes(), self._desk.now()
        for case in cases:
            step = Step(action=Action.MERGE, reason=reason, lead_status=into.status)
            self._may(case, step, actor)
            entry = MergedCase(
                id=case.id,
                number=case.number,
                received_at=case.received_at,
                at=now,
                by=actor.staff_no,
                was=case.status.value,
                new_facts=case.id in fresh,
                reason=reason,
            )
            moved = [replace(child, via=child.via or case.id, at=now) for child in case.merged]
            entries += [entry, *moved]
            after = replace(
                _as_lead(applied(case, step, actor, now, 0), ()),
                repeat_of=into.id,
                new_facts=entry.new_facts,
                outcome=Outcome.MERGED,
            )
            changes |= self._desk.put(uow, actor, case, after, action=Action.MERGE.value, reason=reason)[1]
        return entries, changes

    def _renumbered(self, uow: UnitOfWork, lead: Complaint, actor: Actor) -> Changes:
        """Every merged case with its lead and the number of the repeat that it is, by the order in which they came."""
        changes = Changes()
        order = [lead.received_at, *(entry.received_at for entry in lead.merged)]
        for place, entry in enumerate(lead.merged, start=1):
            case = uow.complaints.get(entry.id)
            if case is None:
                continue
            after = replace(case, repeat_of=lead.id, repeat_no=max(1, repeat_number(order, place)))
            if put_changed_complaint(uow, actor, case, after):
                changes |= Changes.of(COMPLAINT, case.id)
        return changes

    @needs(Right.COMPLAINT_MERGE, table=COMPLAINT)
    def unmerge(self, child: str, actor: Actor, reason: str) -> tuple[Complaint, Changes]:
        """Part a merged case from its lead again; it goes back to the state that it was in, with what it led.

        Raises:
            UserMistakeError: it is not merged, or its lead is over.
        """
        with self._desk.recording(actor), self._units() as uow:
            case = self._desk.find(uow, child, actor)
            lead = uow.complaints.get(case.repeat_of) if case.status is Status.MERGED else None
            step = Step(action=Action.UNMERGE, reason=reason, lead_status=lead.status if lead else None)
            self._may(case, step, actor)
            changes = Changes() if lead is None else self._part(uow, lead, [case.id], actor, reason)[1]
            parted = uow.complaints.get(case.id) or case
            uow.commit()
        return parted, changes

    @needs(Right.COMPLAINT_MERGE, table=COMPLAINT)
    def undo_merge(self, lead: str, actor: Actor, reason: str) -> tuple[Complaint, Changes]:
        """Take the last merge into a lead back: every case that it brought in is parted again.

        Raises:
            UserMistakeError: nothing is merged into it, or it is over.
        """
        with self._desk.recording(actor), self._units() as uow:
            into = self._desk.find(uow, lead, actor)
            last = max((entry.at for entry in into.merged), default=None)
            parting = [entry.id for entry in into.merged if entry.at == last and not entry.via]
            if not parting:
                raise UserMistakeError("cases.nothing_merged", number=into.number)
            for case_id in parting:
                case = self._desk.find(uow, case_id, actor)
                self._may(case, Step(action=Action.UNMERGE, reason=reason, lead_status=into.status), actor)
            done, changes = self._part(uow, into, parting, actor, reason)
            uow.commit()
        return done, changes

    def _part(
        self, uow: UnitOfWork, lead: Complaint, parting: Sequence[str], actor: Actor, reason: str
    ) -> tuple[Complaint, Changes]:
        changes, going = Changes(), set(parting)
        for case_id in parting:
            case = uow.complaints.get(case_id)
            if case is None:
                continue
            own = _brought_by(case_id, lead.merged)
            going.update(entry.id for entry in own)
            step = Step(action=Action.UNMERGE, reason=reason, lead_status=lead.status)
            parted = replace(
                applied(case, step, actor, self._desk.now(), 0),
                repeat_of="",
                repeat_no=0,
                new_facts=False,
                outcome=None,
            )
            back = tuple(replace(entry, via="" if entry.via == case_id else entry.via) for entry in own)
            done, touched = self._desk.put(
                uow, actor, case, _as_lead(parted, back), action=Action.UNMERGE.value, reason=reason
            )
            changes |= touched | self._renumbered(uow, done, actor)
        rest = tuple(entry for entry in lead.merged if entry.id not in going)
        done, touched = self._desk.put(
            uow, actor, lead, _as_lead(lead, rest), action=Action.UNMERGE.value, reason=reason
        )
        return done, changes | touched | self._renumbered(uow, done, actor)

    # -- splitting ------------------------------------------------------------------------------------------------

    @needs(Right.COMPLAINT_MERGE, table=COMPLAINT)
    def split(
        self, id_or_number: str, parts: Sequence[SplitPart], actor: Actor, reason: str
    ) -> tuple[tuple[Complaint, ...], Changes]:
        """Take matters out of a case as cases of their own, received when it was; the case itself goes on.

        Raises:
            UserMistakeError: there is no part, a part claims nothing, or the case cannot be split in its state.
        """
        if not parts or any(not part.claim.strip() for part in parts):
            raise UserMistakeError("records.missing_field", field="claim")
        with self._desk.recording(actor), self._units() as uow:
            case = self._desk.find(uow, id_or_number, actor)
            self._may(case, Step(action=Action.SPLIT, reason=reason), actor)
            made: list[Complaint] = []
            for part in parts:
                new = self._part_of(uow, case, part, actor)
                put_new_complaint(uow, actor, new)
                made.append(new)
            links = tuple(self._link(new.id, actor) for new in made)
            after = replace(case, links=(*case.links, *links))
            _case, changes = self._desk.put(uow, actor, case, after, action=Action.SPLIT.value, reason=reason)
            uow.commit()
        return tuple(made), changes | Changes.of(COMPLAINT, *(new.id for new in made))

    def _link(self, to: str, actor: Actor) -> CaseLink:
        return CaseLink(kind=LinkKind.SPLIT_FROM, to=to, at=self._desk.now(), by=actor.staff_no)

    def _part_of(self, uow: UnitOfWork, case: Complaint, part: SplitPart, actor: Actor) -> Complaint:
        """A new case that has from the old one what both share, and nothing of what was done with it."""
        now = self._desk.now()
        sequence = uow.complaints.next_sequence(actor.organisation, actor.counter, local_day(now))
        shared = document(case)
        values = {name: shared[name] for name in _INHERITED}
        new = from_json(
            Complaint,
            {
                **values,
                "id": self._desk.new_id(),
                "number": complaint_number(actor.organisation, local_day(now), actor.counter, sequence),
                "status": Status.REGISTERED.value,
                "registered_at": now.isoformat(),
                "scenario": part.scenario or case.scenario,
                "claim": part.claim,
                "facts": part.facts,
                "app_version": self._app_version,
            },
        )
        if part.parties is not None:
            new = replace(new, parties=part.parties, customer_key=None)
        new = replace(new, links=(self._link(case.id, actor),))
        return self._desk.rulebook.fresh(uow, actor, new, local_day(now))

    # -- inside ---------------------------------------------------------------------------------------------------

    def _may(self, case: Complaint, step: Step, actor: Actor) -> None:
        no = refusal(case, step, actor, self._desk.now(), Surroundings())
        if no is not None:
            error = SecurityRefusalError if no.security else UserMistakeError
            raise error(no.code, **{**no.params, "number": case.number})


_INHERITED: Final = (
    "nature", "source", "regulator_ref", "transferred_by", "transferred_on", "regulator_due", "received_at",
    "occurred_on", "organisation", "counter", "business_line", "channel", "business", "reason", "parties",
    "customer_key", "first_receiver", "handler", "recusals",
)  # fmt: skip
"""What a case that was split off has from the one it came from."""


def _not_recused(case: Complaint, actor: Actor) -> None:
    if is_recused(case, actor.staff_no):
        raise SecurityRefusalError("cases.recused", number=case.number)


def _brought_by(case_id: str, entries: Iterable[MergedCase]) -> list[MergedCase]:
    """The entries that a case brought into a lead, and those that they had brought into it."""
    known, found = list(entries), {case_id}
    while True:
        more = {entry.id for entry in known if entry.via in found} - found
        if not more:
            return [entry for entry in known if entry.via in found]
        found |= more


def _as_lead(lead: Complaint, merged: tuple[MergedCase, ...]) -> Complaint:
    """The lead with its cases: the earliest receipt of them all is day 0 of the clocks (conservative)."""
    earliest = min((lead.received_at, *(entry.received_at for entry in merged)))
    return replace(lead, merged=merged, counts_from=earliest if earliest < lead.received_at else None)


def _with_chosen(lead: Complaint, cases: Iterable[Complaint], fields: Mapping[str, str]) -> Complaint:
    """The lead with the values that somebody chose from the others."""
    known = {name: case for case in cases for name in (case.id, case.number)}
    values: dict[str, JsonValue] = {}
    for name, source in fields.items():
        case = known.get(source)
        if name not in CHOSEN or case is None:
            raise UserMistakeError("cases.cannot_choose", field=name, choices=", ".join(CHOSEN))
        values[name] = document(case)[name]
    return from_json(Complaint, {**document(lead), **values}) if values else lead
