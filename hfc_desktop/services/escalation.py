"""Use cases of escalation: what time raises, and the tasks that flags opened."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.complaint import Nature
from hfc_desktop.domain.days import local_day
from hfc_desktop.domain.deadlines import ClockState
from hfc_desktop.domain.early_signs import hits
from hfc_desktop.domain.escalation import Beyond, CaseTask, TaskKind, raised
from hfc_desktop.domain.ledger import ComplaintFilter, Sort
from hfc_desktop.domain.life_cycle import OPEN_STATES
from hfc_desktop.domain.people import Right, Role
from hfc_desktop.domain.registers import RegisterKind, SupervisionNotice
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.services.case_desk import TASK, put_task
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.records import COMPLAINT
from hfc_desktop.services.rights import needs, open_to_all
from hfc_desktop.services.scopes import offices_below, reading_scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.domain.early_signs import SignHit
    from hfc_desktop.domain.handling import LevelChange
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.case_desk import CaseDesk
    from hfc_desktop.services.ports import UnitOfWork, UnitOfWorkFactory

_PAGE: Final = 500
_SCENARIO_DAYS: Final = "escalation.scenario_days"


class EscalationService:
    """Levels and tasks of one store."""

    def __init__(self, desk: CaseDesk) -> None:
        self._desk = desk
        self._units: UnitOfWorkFactory = desk.units

    # -- what time raises -----------------------------------------------------------------------------------------

    @needs(Right.COMPLAINT_HANDLE, table=COMPLAINT)
    def sweep(self, actor: Actor) -> tuple[tuple[LevelChange, ...], Changes]:
        """Bring every open case of the office up to today: terms that move by themselves, levels, tasks.

        A term moves while mediation goes on, and once the calendar of its year is issued; a rule of time or place
        raises a case once. Running it twice a day changes nothing the second time.
        """
        risen: list[LevelChange] = []
        changes = Changes()
        today = local_day(self._desk.now())
        with self._units() as uow:
            spread = _Spread(uow, self._desk, today)
            for case in self._open_cases(uow, actor):
                counted = self._counted(uow, actor, case, today)
                because = self._desk.rulebook.because(counted, today, spread.beyond(case))
                if raised(counted, because, self._desk.now()) == case:
                    changes |= self._desk.open_tasks(uow, actor, case, because)
                    continue
                done, touched = self._desk.put(uow, actor, case, case, action="sweep", beyond=spread.beyond(case))
                risen += done.escalations[len(case.escalations) :]
                changes |= touched
            uow.commit()
        return tuple(risen), changes

    def _counted(self, uow: UnitOfWork, actor: Actor, case: Complaint, today: date) -> Complaint:
        """The case with those clocks counted anew that move by themselves; any other case is as it was counted."""
        moves = any(clock.estimated or clock.state == ClockState.PAUSED for clock in case.clocks)
        return self._desk.rulebook.recounted(uow, actor, case, today) if moves else case

    def _open_cases(self, uow: UnitOfWork, actor: Actor) -> Iterator[Complaint]:
        scope = reading_scope(uow, actor, self._desk.now())
        wanted = ComplaintFilter(
            status=tuple(sorted(OPEN_STATES)),
            nature=(Nature.COMPLAINT,),
            scope=scope,
            sort=Sort.RECEIVED_EARLIEST,  # what the sweep does not change, so that no page is missed
            limit=_PAGE,
        )
        while True:
            rows = uow.complaints.rows(wanted)
            for row in rows:
                case = uow.complaints.get(row.id)
                if case is not None:
                    yield case
            if len(rows) < _PAGE:
                return
            wanted = replace(wanted, after=rows[-1].mark)

    # -- signs in words -------------------------------------------------------------------------------------------

    @open_to_all("reads a text that is being typed against word lists; touches no record")
    def signs_in(self, text: str) -> tuple[SignHit, ...]:
        """Early signs in free text, heaviest first."""
        return hits(text, self._desk.rulebook.lexicons)

    # -- tasks ----------------------------------------------------------------------------------------------------

    @needs(Right.COMPLAINT_READ_BRANCH, Right.COMPLAINT_READ_COUNTER, table=TASK)
    def tasks(self, actor: Actor, *, open_only: bool = True, case: str = "") -> tuple[CaseTask, ...]:
        """Tasks of the office and those below it, the most urgent first; a teller sees their own."""
        with self._units(read_only=True) as uow:
            complaint = self._desk.find(uow, case, actor).id if case else ""
            found = uow.registers.tasks(
                offices_below(uow, actor.organisation), open_only=open_only, complaint=complaint
            )
        own_only = actor.role is Role.TELLER
        return tuple(task for task in found if not own_only or task.owner == actor.staff_no)

    @needs(Right.COMPLAINT_HANDLE, table=TASK)
    def open_task(
        self, kind: TaskKind, case: str, actor: Actor, *, due: date | None = None, owner: str = "", note: str = ""
    ) -> tuple[CaseTask, Changes]:
        """Open a task by hand."""
        with self._desk.recording(actor), self._units() as uow:
            complaint = self._desk.find(uow, case, actor)
            task = CaseTask(
                id=self._desk.new_id(),
                kind=kind,
                complaint=complaint.id,
                organisation=complaint.organisation,
                opened_at=self._desk.now(),
                opened_by=actor.staff_no,
                due=due,
                owner=owner or complaint.handler,
                note=note,
            )
            put_task(uow, actor, task, new=True)
            uow.commit()
        return task, Changes.of(TASK, task.id)

    @needs(Right.COMPLAINT_HANDLE, table=TASK)
    def finish_task(self, task_id: str, actor: Actor, note: str = "") -> tuple[CaseTask, Changes]:
        """Say that a task is done, and what was done."""
        now = self._desk.now()
        return self._change_task(
            task_id,
            actor,
            lambda task: replace(task, done_at=now, done_by=actor.staff_no, note=note or task.note),
        )

    @needs(Right.COMPLAINT_HANDLE, table=TASK)
    def reopen_task(self, task_id: str, actor: Actor) -> tuple[CaseTask, Changes]:
        """Take that back."""
        return self._change_task(task_id, actor, lambda task: replace(task, done_at=None, done_by=""))

    @needs(Right.COMPLAINT_HANDLE, table=TASK)
    def give_task(self, task_id: str, owner: str, actor: Actor) -> tuple[CaseTask, Changes]:
        """Give a task to somebody."""
        return self._change_task(task_id, actor, lambda task: replace(task, owner=owner))

    def _change_task(
        self, task_id: str, actor: Actor, change: Callable[[CaseTask], CaseTask]
    ) -> tuple[CaseTask, Changes]:
        with self._desk.recording(actor), self._units() as uow:
            task = uow.registers.task(task_id)
            if task is None:
                raise UserMistakeError("cases.no_task")
            if task.organisation not in offices_below(uow, actor.organisation):
                raise SecurityRefusalError("people.own_records_only")
            after = change(task)
            put_task(uow, actor, after, new=False)
            uow.commit()
        return after, Changes.of(TASK, task.id)


class _Spread:
    """What cases of one day share: at how many offices a scenario came, which cases supervision notices name."""

    def __init__(self, uow: UnitOfWork, desk: CaseDesk, today: date) -> None:
        self._uow = uow
        days = desk.rulebook.limits(today).get(_SCENARIO_DAYS, 0)
        self._first, self._last = today - timedelta(days=max(0, days - 1)), today
        self._offices: dict[str, int] = {}
        notices = uow.registers.entries(RegisterKind.SUPERVISION_NOTICE, (), open_only=True)
        self._named = [case for notice in notices if isinstance(notice, SupervisionNotice) for case in notice.cases]

    def beyond(self, case: Complaint) -> Beyond:
        """What the record itself does not say."""
        return Beyond(
            branches_with_scenario=self._offices_with(case),
            supervision_notices=self._named.count(case.id),
        )

    def _offices_with(self, case: Complaint) -> int:
        """Only a case that is one of those days' own is part of the spread."""
        if not case.scenario or not self._first <= local_day(case.received_at) <= self._last:
            return 0
        if case.scenario not in self._offices:
            self._offices[case.scenario] = self._uow.evidence.offices_with(case.scenario, self._first, self._last)
        return self._offices[case.scenario]
