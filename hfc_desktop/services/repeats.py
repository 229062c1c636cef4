"""Use cases of repeats: finding them, linking cases, and remembering what is no repeat."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain import masked
from hfc_desktop.domain.complaint import Complaint, Nature, Status
from hfc_desktop.domain.days import local_day
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.handling import CaseLink, LinkKind
from hfc_desktop.domain.people import Right
from hfc_desktop.domain.record_json import document
from hfc_desktop.domain.repeats import (
    Candidate,
    Traits,
    Verdict,
    Windows,
    judge,
    pair,
    ranked,
    traits,
    waves,
    week_of,
)
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.merging import CHOSEN
from hfc_desktop.services.records import COMPLAINT
from hfc_desktop.services.rights import needs
from hfc_desktop.services.scopes import offices_below

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from hfc_desktop.domain.complaint import ComplaintDraft
    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.domain.repeats import Wave
    from hfc_desktop.services.case_desk import CaseDesk
    from hfc_desktop.services.ledger_ports import TextLikeness
    from hfc_desktop.services.ports import CustomerKeys, UnitOfWork, UnitOfWorkFactory

VERDICT: Final = "verdict"
"""Kind of record, as it stands in events and in ``Changes``."""

SHOWN: Final = 3
"""Candidates that are shown: a true partner was always among so many."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cases that may be one matter, for somebody to decide."""

    one: Traits
    other: Candidate


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field of several cases side by side, each value in its JSON form."""

    field: str
    values: tuple[JsonValue, ...]
    differs: bool


class RepeatService:
    """Repeats of one store."""

    def __init__(self, desk: CaseDesk, likeness: TextLikeness, customer_keys: CustomerKeys) -> None:
        self._desk = desk
        self._units: UnitOfWorkFactory = desk.units
        self._likeness = likeness
        self._customer_keys = customer_keys

    # -- finding --------------------------------------------------------------------------------------------------

    @needs(Right.COMPLAINT_READ_BRANCH, Right.COMPLAINT_READ_COUNTER, table=COMPLAINT)
    def candidates(self, id_or_number: str, actor: Actor, limit: int = SHOWN) -> tuple[Candidate, ...]:
        """Cases that may be the same matter as one, the strongest evidence first."""
        with self._desk.recording(actor), self._units(read_only=True) as uow:
            case = self._desk.find(uow, id_or_number, actor)
            return self._candidates(uow, traits(case), limit, related=_related(case))

    @needs(Right.COMPLAINT_RECORD, table=COMPLAINT)
    def while_typing(self, draft: ComplaintDraft, actor: Actor, limit: int = SHOWN) -> tuple[Candidate, ...]:
        """Cases that may be the same matter as what is being written down."""
        complainant = next((party for party in draft.parties if party.id_number), None)
        key = self._customer_keys.key_for(complainant.id_number)[1] if complainant else ""
        with self._units(read_only=True) as uow:
            return self._candidates(uow, traits(draft, key), limit)

    def _windows(self) -> Windows:
        return Windows.of(self._desk.rulebook.limits(local_day(self._desk.now())))

    def _candidates(
        self, uow: UnitOfWork, case: Traits, limit: int, related: Collection[str] = ()
    ) -> tuple[Candidate, ...]:
        windows = self._windows()
        day = local_day(case.received_at)
        wide = timedelta(days=windows.wide_days)
        others = uow.evidence.alike(case, day - wide, day + wide)
        settled = uow.evidence.verdicts([case.id])
        found = (
            judge(case, other, self._likeness.score(case.text, other.text), windows)
            for other in others
            if pair(case.id, other.id) not in settled and other.id not in related
        )
        return ranked(filter(None, found), limit)

    @needs(Right.COMPLAINT_MERGE, table=COMPLAINT)
    def to_decide(self, actor: Actor, limit: int = 200) -> tuple[Pair, ...]:
        """Pairs of the office's cases that nobody has decided about, the strongest evidence first."""
        windows = self._windows()
        first = local_day(self._desk.now()) - timedelta(days=windows.wide_days)
        with self._units(read_only=True) as uow:
            found = uow.evidence.shared_customers(first, offices_below(uow, actor.organisation))
            settled = uow.evidence.verdicts(case.id for case in found)
        pairs = [
            Pair(newer, candidate)
            for older, newer in _pairs_of_customers(found)
            if pair(older.id, newer.id) not in settled
            and (candidate := judge(newer, older, self._likeness.score(newer.text, older.text), windows)) is not None
        ]
        order = sorted(pairs, key=lambda p: (p.other.kind, -p.other.score, p.one.id, p.other.id))
        return tuple(order[:limit])

    @needs(Right.COMPLAINT_READ_BRANCH, table=COMPLAINT)
    def waves(self, actor: Actor, on: date | None = None) -> tuple[Wave, ...]:
        """Different customers with one scenario in the week of a day: no repeats, a matter for the early warning."""
        first, last = week_of(on or local_day(self._desk.now()))
        with self._units(read_only=True) as uow:
            cases = uow.evidence.received_between(first, last, offices_below(uow, actor.organisation))
        return waves(cases, self._windows())

    @needs(Right.COMPLAINT_READ_BRANCH, table=COMPLAINT)
    def compare(self, ids: Sequence[str], actor: Actor) -> tuple[Comparison, ...]:
        """The fields of several cases side by side, masked; those of which the lead may choose."""
        with self._desk.recording(actor), self._units() as uow:
            cases = [self._desk.find(uow, case_id, actor) for case_id in ids]
            for case in cases:
                uow.log.append(actor, COMPLAINT, case.id, Op.READ, {})
            uow.commit()
        documents = [document(case) for case in cases]
        shown = [document(masked.complaint(case)) for case in cases]
        names = ("number", "received_at", "status", "level", "handler", *CHOSEN)
        return tuple(
            Comparison(name, tuple(values[name] for values in shown), _differ(values[name] for values in documents))
            for name in names
        )

    # -- links and verdicts ---------------------------------------------------------------------------------------

    @needs(Right.COMPLAINT_HANDLE, table=COMPLAINT)
    def link(self, one: str, other: str, kind: LinkKind, actor: Actor, reason: str = "") -> Changes:
        """Link two cases both ways. Linked as a repeat, the later one is the next repeat of the matter, and rises."""
        with self._desk.recording(actor), self._units() as uow:
            first, second = self._two(uow, one, other, actor)
            if any(link.to == second.id and link.kind is kind for link in first.links):
                return Changes()
            changes = Changes()
            numbers = _repeat_numbers(first, second) if kind is LinkKind.REPEAT else {}
            for case, to in ((first, second), (second, first)):
                after = replace(
                    case,
                    links=(*case.links, self._link(kind, to.id, actor, reason)),
                    repeat_no=numbers.get(case.id, case.repeat_no),
                )
                _done, touched = self._desk.put(uow, actor, case, after, action="link", reason=reason)
                changes |= touched
            uow.commit()
        return changes

    @needs(Right.COMPLAINT_HANDLE, table=COMPLAINT)
    def unlink(self, one: str, other: str, actor: Actor, reason: str = "") -> Changes:
        """Take the links between two cases away. A level that was raised stays."""
        with self._desk.recording(actor), self._units() as uow:
            first, second = self._two(uow, one, other, actor)
            changes = Changes()
            for case, to in ((first, second), (second, first)):
                rest = tuple(link for link in case.links if link.to != to.id)
                repeats = any(link.kind is LinkKind.REPEAT for link in rest) or case.status is Status.MERGED
                after = replace(case, links=rest, repeat_no=case.repeat_no if repeats else 0)
                if after != case:
                    changes |= self._desk.put(uow, actor, case, after, action="unlink", reason=reason)[1]
            uow.commit()
        return changes

    @needs(Right.COMPLAINT_MERGE, table=COMPLAINT)
    def not_a_repeat(self, one: str, other: str, actor: Actor, reason: str = "") -> Changes:
        """Remember that two cases are not the same matter; they are not suggested to each other again."""
        with self._desk.recording(actor), self._units() as uow:
            first, second = self._two(uow, one, other, actor)
            low, high = pair(first.id, second.id)
            verdict = Verdict(one=low, other=high, at=self._desk.now(), by=actor.staff_no, reason=reason)
            values = document(verdict)
            private = {"reason": values.pop("reason")} if reason else {}
            uow.evidence.put_verdict(verdict)
            uow.log.append(actor, VERDICT, f"{low}/{high}", Op.CREATE, {**values, "gone": False}, private)
            uow.commit()
        return Changes.of(VERDICT, f"{low}/{high}") | Changes.of(COMPLAINT, low, high)

    @needs(Right.COMPLAINT_MERGE, table=COMPLAINT)
    def forget_verdict(self, one: str, other: str, actor: Actor) -> Changes:
        """Take such a verdict back."""
        with self._desk.recording(actor), self._units() as uow:
            first, second = self._two(uow, one, other, actor)
            low, high = pair(first.id, second.id)
            if (low, high) not in uow.evidence.verdicts([low]):
                return Changes()
            uow.evidence.drop_verdict(low, high)
            uow.log.append(actor, VERDICT, f"{low}/{high}", Op.SET, {"gone": True})
            uow.commit()
        return Changes.of(VERDICT, f"{low}/{high}") | Changes.of(COMPLAINT, low, high)

    # -- inside ---------------------------------------------------------------------------------------------------

    def _two(self, uow: UnitOfWork, one: str, other: str, actor: Actor) -> tuple[Complaint, Complaint]:
        first, second = self._desk.find(uow, one, actor), self._desk.find(uow, other, actor)
        if first.id == second.id:
            raise UserMistakeError("cases.merge_itself", number=first.number)
        return first, second

    def _link(self, kind: LinkKind, to: str, actor: Actor, reason: str = "") -> CaseLink:
        return CaseLink(kind=kind, to=to, at=self._desk.now(), by=actor.staff_no, reason=reason)


def _related(case: Complaint) -> frozenset[str]:
    """Cases that belong to a case already: merged into it or by it, linked."""
    return frozenset({case.repeat_of, *(entry.id for entry in case.merged), *(link.to for link in case.links)})


def _differ(values: Iterable[JsonValue]) -> bool:
    first, *rest = values
    return any(value != first for value in rest)


def _pairs_of_customers(cases: Iterable[Traits]) -> list[tuple[Traits, Traits]]:
    """Each case with the one of the same customer that came before it."""
    by_customer: dict[str, list[Traits]] = {}
    for case in sorted(cases, key=lambda case: (case.received_at, case.id)):
        by_customer.setdefault(case.customer, []).append(case)
    return [(older, newer) for own in by_customer.values() for index, newer in enumerate(own) for older in own[:index]]


def _repeat_numbers(one: Complaint, other: Complaint) -> dict[str, int]:
    """The later of two cases is the next repeat; what came first keeps its number."""
    first, later = sorted((one, other), key=lambda case: (case.received_at, case.id))
    if later.nature is not Nature.COMPLAINT:
        return {}
    return {later.id: max(later.repeat_no, max(first.repeat_no, len(first.merged)) + 1)}
