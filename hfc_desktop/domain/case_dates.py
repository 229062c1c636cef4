"""What the clocks of a recorded case depend on, read from the record alone, so that they can be counted again."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final

from hfc_desktop.domain.complaint import Complaint, Outcome, Status
from hfc_desktop.domain.days import SHANGHAI, local_day
from hfc_desktop.domain.deadlines import CaseDates, Extension, Pause, Trigger
from hfc_desktop.domain.handling import Notice, NoticeKind, NoticeResult, first_notice

_ELSEWHERE: Final = frozenset({Outcome.DECLINED, Outcome.TRANSFERRED})


def reopened_at(case: Complaint) -> datetime | None:
    """When the case was last taken up again; none when it never was closed."""
    return case.reopenings[-1].at if case.reopenings else None


def notices_now(case: Complaint) -> tuple[Notice, ...]:
    """Notices that count: those since the case was last taken up."""
    since = reopened_at(case)
    return case.notices if since is None else tuple(notice for notice in case.notices if notice.at >= since)


def told_on(case: Complaint) -> date | None:
    """The day that counts as that of telling: the first notice of the decision (art. 21), or the talk at the window."""
    if case.settled_on_spot and case.told_customer and case.decided_at is None and not case.reopenings:
        return local_day(case.registered_at)
    first = first_notice(notices_now(case), NoticeKind.DECISION)
    return None if first is None else local_day(first.at)


def decision_received(case: Complaint) -> datetime | None:
    """When the customer had the decision in hand, from which their term for a re-check counts."""
    reached = (NoticeResult.RECEIVED, NoticeResult.SENT)
    decisions = [n for n in notices_now(case) if n.kind is NoticeKind.DECISION and n.result in reached]
    return min((notice.at for notice in decisions), default=case.told_at)


def _triggers(case: Complaint) -> dict[Trigger, datetime]:
    found: dict[Trigger, datetime] = {}
    if case.transferred_on is not None:
        found[Trigger.TRANSFERRED] = datetime.combine(case.transferred_on, time(12), SHANGHAI)
    if case.recheck_of:
        found[Trigger.RECHECK_APPLIED] = case.received_at
    else:
        received = decision_received(case)
        if received is not None:
            found[Trigger.DECISION_RECEIVED] = received
    if case.regulator_due is not None:
        found[Trigger.LETTER_DUE] = datetime.combine(case.regulator_due, time(12), SHANGHAI)
    if case.withdrawn_at is not None:
        found[Trigger.WITHDRAWAL_RECEIVED] = case.withdrawn_at
    return found


def _ended_on(case: Complaint) -> date | None:
    if case.status is Status.MERGED:
        return local_day(case.received_at)
    return local_day(case.closed_at) if case.closed_at and case.outcome in _ELSEWHERE else None


def dates_of(case: Complaint) -> CaseDates:
    """The facts that the engine counts from."""
    return CaseDates(
        received_at=case.counts_from or case.received_at,
        source=case.transferred_by or case.source,
        triggers=_triggers(case),
        extensions=tuple(
            Extension(stage=entry.stage, approved_on=entry.approved_on, told_on=entry.told_on)
            for entry in case.extensions
            if entry.approved_on is not None
        ),
        pauses=tuple(Pause(pause.first, pause.last) for pause in case.pauses),
        decided_on=local_day(case.decided_at) if case.decided_at else None,
        told_on=told_on(case),
        contacted_on=local_day(case.contacted_at) if case.contacted_at else None,
        withdrawn_on=local_day(case.withdrawn_at) if case.withdrawn_at else None,
        ended_on=_ended_on(case),
        recheck=bool(case.recheck_of),
    )
