"""Re-checks (核查, Order No. 3 art. 20): a case of its own at the superior office, with its own clock."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hfc_desktop.domain.complaint import Complaint, Nature, Status
from hfc_desktop.domain.days import local_day
from hfc_desktop.domain.handling import CaseLink, LinkKind, Recheck, Recusal
from hfc_desktop.domain.life_cycle import Action
from hfc_desktop.domain.life_effects import applied
from hfc_desktop.domain.life_guards import Step, recheck_due
from hfc_desktop.domain.numbering import complaint_number
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.records import COMPLAINT, put_new_complaint

if TYPE_CHECKING:
    from datetime import datetime

    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.case_desk import CaseDesk
    from hfc_desktop.services.ports import UnitOfWork


def open_recheck(
    uow: UnitOfWork, desk: CaseDesk, case: Complaint, step: Step, actor: Actor, at: datetime, app_version: str
) -> tuple[Recheck, Changes]:
    """Register the re-check of a decision at the nearest superior office; who decided before must not decide again."""
    now = desk.now()
    superior = desk.superiors(uow, case.organisation)[0]
    sequence = uow.complaints.next_sequence(actor.organisation, actor.counter, local_day(now))
    before = dict.fromkeys(filter(None, (case.handler, case.decided_by)))
    new = Complaint(
        id=desk.new_id(),
        number=complaint_number(actor.organisation, local_day(now), actor.counter, sequence),
        nature=Nature.COMPLAINT,
        status=Status.REGISTERED,
        level=case.level,
        severity=case.severity,
        source=case.source,
        received_at=at,
        registered_at=now,
        organisation=superior,
        counter=actor.counter,
        business_line=case.business_line,
        channel=case.channel,
        business=case.business,
        reason=case.reason,
        scenario=case.scenario,
        product=case.product,
        parties=case.parties,
        customer_key=case.customer_key,
        claim=step.reason or case.claim,
        facts=case.facts,
        first_receiver=actor.staff_no,
        recusals=tuple(Recusal(staff_no=staff_no, on=local_day(at), by=actor.staff_no) for staff_no in before),
        recheck_of=case.id,
        links=(CaseLink(kind=LinkKind.RECHECK_OF, to=case.id, at=now, by=actor.staff_no),),
        app_version=app_version,
    )
    new = desk.rulebook.fresh(uow, actor, new, local_day(now))
    put_new_complaint(uow, actor, new)
    due = recheck_due(case)
    late = due is not None and local_day(at) > due
    kept = Recheck(applied_on=local_day(at), to=superior, case=new.id, number=new.number, late=late)
    return kept, Changes.of(COMPLAINT, new.id)


def finish_recheck(
    uow: UnitOfWork, desk: CaseDesk, new: Complaint, step: Step, actor: Actor, at: datetime, keep_years: int
) -> Changes:
    """Bring the result of a re-check that was told back into the case whose decision it looked at."""
    case = uow.complaints.get(new.recheck_of)
    if case is None or case.status is not Status.RECHECKING:
        return Changes()
    closing = replace(step, action=Action.FINISH_RECHECK, notice=None, values={})
    after = applied(case, closing, actor, at, keep_years)
    _done, changes = desk.put(uow, actor, case, after, action=Action.FINISH_RECHECK.value, at=at)
    return changes
