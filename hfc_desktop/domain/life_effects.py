"""What an action changes in the record, once its conditions hold. Clocks and levels are worked out anew afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from hfc_desktop.domain.case_dates import notices_now
from hfc_desktop.domain.complaint import Complaint, Outcome, Severity, Status
from hfc_desktop.domain.days import local_day
from hfc_desktop.domain.deadlines import next_stage
from hfc_desktop.domain.handling import (
    Approval,
    CaseExtension,
    CasePause,
    LevelChange,
    Notice,
    NoticeKind,
    QualityCheck,
    RecheckResult,
    Recusal,
    Reopening,
    was_told,
)
from hfc_desktop.domain.life_cycle import Action, Target, transition
from hfc_desktop.domain.life_guards import HIGHEST_LEVEL, Step
from hfc_desktop.domain.people import Actor


@dataclass(frozen=True, slots=True)
class _Deed:
    step: Step
    actor: Actor
    at: datetime
    keep_years: int

    @property
    def on(self) -> date:
        return local_day(self.at)


Effect = Callable[[Complaint, _Deed], Complaint]


def _accept(case: Complaint, deed: _Deed) -> Complaint:
    return replace(case, accepted_at=deed.at, handler=case.handler or deed.actor.staff_no)


def _contact(case: Complaint, deed: _Deed) -> Complaint:
    return replace(case, contacted_at=case.contacted_at or deed.at)


def _request_extension(case: Complaint, deed: _Deed) -> Complaint:
    wanted = next_stage(case.clocks)
    asked = CaseExtension(
        stage=wanted.stage if wanted else deed.step.stage,
        asked_on=deed.on,
        asked_by=deed.actor.staff_no,
        reason=deed.step.reason,
    )
    return replace(case, extensions=(*case.extensions, asked))


def _approve_extension(case: Complaint, deed: _Deed) -> Complaint:
    *before, asked = case.extensions
    granted = replace(asked, approved_on=deed.on, approved_by=deed.actor.staff_no)
    return replace(case, extensions=(*before, granted))


def _pause(case: Complaint, deed: _Deed) -> Complaint:
    began = CasePause(first=deed.on, body=deed.step.to, document=deed.step.document)
    return replace(case, pauses=(*case.pauses, began))


def _resume(case: Complaint, deed: _Deed) -> Complaint:
    *before, open_one = case.pauses
    ended = replace(open_one, last=deed.on, end_document=deed.step.document, settled=bool(deed.step.settled))
    return replace(case, pauses=(*before, ended))


def _approve(case: Complaint, deed: _Deed) -> Complaint:
    said = Approval(
        by=deed.actor.staff_no,
        role=deed.actor.role.value,
        at=deed.at,
        granted=True,
        compensation_fen=case.compensation_fen,
        reason=deed.step.reason,
    )
    return replace(case, approvals=(*case.approvals, said))


def _return(case: Complaint, deed: _Deed) -> Complaint:
    if case.status is Status.EXTENSION_PENDING:
        *before, asked = case.extensions
        return replace(case, extensions=(*before, replace(asked, refused=True)))
    said = Approval(
        by=deed.actor.staff_no, role=deed.actor.role.value, at=deed.at, granted=False, reason=deed.step.reason
    )
    return replace(case, approvals=(*case.approvals, said))


def _decide(case: Complaint, deed: _Deed) -> Complaint:
    return replace(case, decided_at=deed.at, decided_by=deed.actor.staff_no, told_at=None)


def _with_notice(case: Complaint, notice: Notice) -> Complaint:
    """The notice kept; that of an extension is also the day on which the extension was told."""
    case = replace(case, notices=(*case.notices, notice))
    if notice.kind is NoticeKind.EXTENSION and case.extensions:
        *before, last = case.extensions
        told = replace(last, told_on=last.told_on or local_day(notice.at))
        case = replace(case, extensions=(*before, told))
    return case


def _tell(case: Complaint, deed: _Deed) -> Complaint:
    """The customer is told once a notice reached them, or enough tries were made; one try in vain is only kept."""
    if not was_told(notices_now(case), NoticeKind.DECISION):
        return case
    return replace(case, told_at=deed.step.notice.at if deed.step.notice else deed.at, told_customer=True)


def _check(case: Complaint, deed: _Deed) -> Complaint:
    seen = QualityCheck(
        by=deed.actor.staff_no,
        at=deed.at,
        passed=bool(deed.step.passed),
        faults=deed.step.faults,
        remark=deed.step.reason,
    )
    return replace(case, checks=(*case.checks, seen))


def _close(case: Complaint, deed: _Deed) -> Complaint:
    return replace(case, closed_at=deed.at)


def _reopen(case: Complaint, deed: _Deed) -> Complaint:
    again = Reopening(
        at=deed.at,
        by=deed.actor.staff_no,
        reason=deed.step.reason,
        closed_at=case.closed_at,
        told_at=case.told_at,
        outcome=case.outcome.value if case.outcome else "",
    )
    return replace(
        case,
        reopenings=(*case.reopenings, again),
        decided_at=None,
        told_at=None,
        told_customer=False,
        closed_at=None,
        withdrawn_at=None,
        outcome=None,
        decline_ground=None,
        transfer_to="",
    )


def _ended(outcome: Outcome) -> Callable[[Complaint, _Deed], Complaint]:
    def effect(case: Complaint, deed: _Deed) -> Complaint:
        return replace(case, outcome=outcome, closed_at=deed.at)

    return effect


def _withdraw(case: Complaint, deed: _Deed) -> Complaint:
    return replace(_ended(Outcome.WITHDRAWN)(_without_open_pause(case, deed), deed), withdrawn_at=deed.at)


def _without_open_pause(case: Complaint, deed: _Deed) -> Complaint:
    pauses = tuple(replace(pause, last=deed.on) if pause.last is None else pause for pause in case.pauses)
    return replace(case, pauses=pauses)


def _decline(case: Complaint, deed: _Deed) -> Complaint:
    case = replace(case, decline_ground=deed.step.ground, decline_reason=deed.step.reason)
    return _ended(Outcome.DECLINED)(case, deed)


def _transfer(case: Complaint, deed: _Deed) -> Complaint:
    return _ended(Outcome.TRANSFERRED)(replace(case, transfer_to=deed.step.to), deed)


def _escalate(case: Complaint, deed: _Deed) -> Complaint:
    rise = LevelChange(
        at=deed.at, by=deed.actor.staff_no, before=case.level, after=deed.step.level, reason=deed.step.reason
    )
    severity = Severity.MAJOR if deed.step.level >= HIGHEST_LEVEL else case.severity
    return replace(case, level=deed.step.level, severity=severity, escalations=(*case.escalations, rise))


def _finish_recheck(case: Complaint, deed: _Deed) -> Complaint:
    """A decision to be made again opens the case; one that stands, or was changed above, leaves it as it was."""
    if case.recheck is None:
        return case
    done = replace(case.recheck, decided_on=deed.on, result=deed.step.result)
    case = replace(case, recheck=done)
    if deed.step.result is not RecheckResult.REDO:
        return case
    return _reopen(case, deed)


def _assign(case: Complaint, deed: _Deed) -> Complaint:
    return replace(case, handler=deed.step.staff_no)


def _recuse(case: Complaint, deed: _Deed) -> Complaint:
    """Whoever is recused no longer handles the case; somebody else must be named."""
    kept = Recusal(staff_no=deed.step.staff_no, on=deed.on, by=deed.actor.staff_no, reason=deed.step.reason)
    handler = "" if case.handler == deed.step.staff_no else case.handler
    return replace(case, recusals=(*case.recusals, kept), handler=handler)


def years_later(day: date, years: int) -> date:
    """The same day so many years later; the last of February for a leap day."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _archive(case: Complaint, deed: _Deed) -> Complaint:
    ended = local_day(case.closed_at) if case.closed_at else deed.on
    return replace(case, archived_on=deed.on, keep_until=years_later(ended, deed.keep_years))


def _hold(case: Complaint, _deed: _Deed) -> Complaint:
    return replace(case, legal_hold=True)


def _release(case: Complaint, _deed: _Deed) -> Complaint:
    return replace(case, legal_hold=False)


EFFECTS: Final[Mapping[Action, Effect]] = {
    Action.ACCEPT: _accept,
    Action.CONTACT: _contact,
    Action.REQUEST_EXTENSION: _request_extension,
    Action.APPROVE_EXTENSION: _approve_extension,
    Action.PAUSE: _pause,
    Action.RESUME: _resume,
    Action.APPROVE: _approve,
    Action.RETURN: _return,
    Action.DECIDE: _decide,
    Action.TELL: _tell,
    Action.CHECK: _check,
    Action.CLOSE: _close,
    Action.REOPEN: _reopen,
    Action.WITHDRAW: _withdraw,
    Action.DECLINE: _decline,
    Action.TRANSFER: _transfer,
    Action.ESCALATE: _escalate,
    Action.FINISH_RECHECK: _finish_recheck,
    Action.ASSIGN: _assign,
    Action.RECUSE: _recuse,
    Action.ARCHIVE: _archive,
    Action.HOLD: _hold,
    Action.RELEASE: _release,
}
"""Effects of the actions that change more than the state; merging, parting and re-checking touch several cases and have
theirs in ``repeats`` and ``recheck``."""

_SIDE_STATES: Final = frozenset({Status.MEDIATING, Status.EXTENSION_PENDING, Status.MERGED, Status.RECHECKING})


def applied(case: Complaint, step: Step, actor: Actor, at: datetime, keep_years: int) -> Complaint:
    """The case after a step that no condition refused.

    Args:
        case: the case with the step's values in it already.
        step: what is done.
        actor: who does it.
        at: when it happened.
        keep_years: how long the archive keeps a case.
    """
    row = transition(step.action, case.status)
    if row is None:
        raise ValueError(f"{step.action} is not in the table for {case.status}")
    if step.notice is not None:
        case = _with_notice(case, step.notice)
    after = EFFECTS[step.action](case, _Deed(step, actor, at, keep_years)) if step.action in EFFECTS else case
    return _moved(after, _goes_to(step, after, row.to))


def _goes_to(step: Step, after: Complaint, to: Status | Target) -> Status | Target:
    """Where the step really leads: a try in vain tells nobody, a decision to be made again opens the case."""
    if step.action is Action.TELL and after.told_at is None:
        return Target.STAY
    if step.action is Action.FINISH_RECHECK and step.result is RecheckResult.REDO:
        return Status.REOPENED
    return to


def _moved(case: Complaint, to: Status | Target) -> Complaint:
    if to is Target.STAY:
        return case
    if to is Target.BACK:
        return replace(case, status=case.came_from or Status.INVESTIGATING, came_from=None)
    came_from = case.status if to in _SIDE_STATES else None
    return replace(case, status=Status(to), came_from=came_from)
