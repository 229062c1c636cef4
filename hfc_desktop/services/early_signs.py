"""Use cases of early signs (苗头): a slip in two keys, settled or made into a complaint; counted apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.complaint import ComplaintDraft
from hfc_desktop.domain.days import SHANGHAI, local_day
from hfc_desktop.domain.early_signs import PRIVATE_PARTS, EarlySign, Sign, SignState, hits
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.people import Right, allows
from hfc_desktop.domain.record_json import document
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.prefill import COUNTER_CHANNEL
from hfc_desktop.services.rights import needs
from hfc_desktop.services.scopes import offices_below

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.case_desk import CaseDesk
    from hfc_desktop.services.ports import UnitOfWork, UnitOfWorkFactory

EARLY_SIGN: Final = "early_sign"
"""Kind of record, as it stands in events and in ``Changes``."""

USUAL_DAYS: Final = 30
"""Days that a list of slips looks back."""


class EarlySignService:
    """Slips of one store."""

    def __init__(self, desk: CaseDesk) -> None:
        self._desk = desk
        self._units: UnitOfWorkFactory = desk.units

    @needs(Right.COMPLAINT_RECORD, table=EARLY_SIGN)
    def note(
        self, signs: Sequence[Sign], actor: Actor, *, scenario: str = "", note: str = "", reception: str = ""
    ) -> tuple[EarlySign, Changes]:
        """Write a slip. Words of the early-sign lists in the note are weighed; no personal data are needed.

        Raises:
            UserMistakeError: there is neither a sign nor a word of the lists in the note.
        """
        found = hits(note, self._desk.rulebook.lexicons)
        seen = tuple(dict.fromkeys((*signs, *((Sign.WORDS,) if found else ()))))
        if not seen:
            raise UserMistakeError("cases.missing", what="sign")
        slip = EarlySign(
            id=self._desk.new_id(),
            at=self._desk.now(),
            organisation=actor.organisation,
            counter=actor.counter,
            by=actor.staff_no,
            signs=seen,
            scenario=scenario,
            weight=sum(hit.weight for hit in found),
            note=note,
            reception=reception,
        )
        with self._units() as uow:
            put_slip(uow, actor, slip, Op.CREATE)
            uow.commit()
        return slip, Changes.of(EARLY_SIGN, slip.id)

    @needs(Right.COMPLAINT_READ_BRANCH, Right.COMPLAINT_READ_COUNTER, table=EARLY_SIGN)
    def slips(self, actor: Actor, *, days: int = USUAL_DAYS, open_only: bool = False) -> tuple[EarlySign, ...]:
        """Slips of the office and those below it, newest first; a teller sees their own."""
        first = local_day(self._desk.now()) - timedelta(days=days)
        since = datetime.combine(first, time(), SHANGHAI)
        own = "" if allows(actor.role, Right.COMPLAINT_READ_BRANCH) else actor.staff_no
        with self._units(read_only=True) as uow:
            offices = offices_below(uow, actor.organisation)
            return tuple(uow.registers.signs(offices, since, open_only=open_only, by=own))

    @needs(Right.COMPLAINT_RECORD, table=EARLY_SIGN)
    def settle(self, sign_id: str, actor: Actor, outcome: str) -> tuple[EarlySign, Changes]:
        """Say how it was put right before it became a complaint.

        Raises:
            UserMistakeError: there is no such open slip, or nothing is said.
        """
        if not outcome.strip():
            raise UserMistakeError("cases.missing", what="outcome")
        with self._desk.recording(actor), self._units() as uow:
            slip = self._open_slip(uow, sign_id, actor)
            after = replace(
                slip,
                state=SignState.SETTLED,
                settled_at=self._desk.now(),
                settled_by=actor.staff_no,
                outcome=outcome,
            )
            put_slip(uow, actor, after, Op.SET)
            uow.commit()
        return after, Changes.of(EARLY_SIGN, slip.id)

    @needs(Right.COMPLAINT_RECORD, table=EARLY_SIGN)
    def to_draft(self, sign_id: str, actor: Actor) -> ComplaintDraft:
        """A draft of a complaint with what the slip knows; the clock counts from when the sign was seen.

        Once the draft is registered, the slip says that it became that complaint.
        """
        with self._desk.recording(actor), self._units(read_only=True) as uow:
            slip = self._open_slip(uow, sign_id, actor)
        return ComplaintDraft(
            id=self._desk.new_id(),
            received_at=slip.at,
            channel=COUNTER_CHANNEL,
            scenario=slip.scenario,
            facts=slip.note,
            early_sign=slip.id,
        )

    def _open_slip(self, uow: UnitOfWork, sign_id: str, actor: Actor) -> EarlySign:
        slip = uow.registers.sign(sign_id)
        if slip is None or slip.state is not SignState.OPEN:
            raise UserMistakeError("cases.no_slip")
        if slip.organisation not in offices_below(uow, actor.organisation):
            raise SecurityRefusalError("people.own_records_only")
        return slip


def put_slip(uow: UnitOfWork, actor: Actor, slip: EarlySign, op: Op) -> None:
    """Store a slip with its event; what was seen in words stays in the branch."""
    values = document(slip)
    private = {name: values.pop(name) for name in sorted(PRIVATE_PARTS)}
    uow.registers.put_sign(slip)
    uow.log.append(actor, EARLY_SIGN, slip.id, op, values, private)


def put_became(uow: UnitOfWork, actor: Actor, sign_id: str, complaint: Complaint, now: datetime) -> Changes:
    """Note in a slip that a complaint was made of it, in the transaction that registers the complaint."""
    slip = uow.registers.sign(sign_id) if sign_id else None
    if slip is None or slip.state is not SignState.OPEN:
        return Changes()
    after = replace(slip, state=SignState.COMPLAINT, complaint=complaint.id, settled_at=now, settled_by=actor.staff_no)
    put_slip(uow, actor, after, Op.SET)
    return Changes.of(EARLY_SIGN, slip.id)
