"""Early signs that the program counts: the same question again and again, by one customer or at one office.

What is counted, over how many days, from which number on and with which task is data of the rule sets in force
(``LevelRule`` of the facts below, ``Limit`` of the days): a consultation is no complaint and raises no level.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.complaint import Nature
from hfc_desktop.domain.days import SHANGHAI, local_day
from hfc_desktop.domain.early_signs import EarlySign, Sign
from hfc_desktop.domain.escalation import SYSTEM, CaseTask, Fact, TaskKind, reasons
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.reception import Closing
from hfc_desktop.services.case_desk import TASK, put_task
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.early_signs import EARLY_SIGN, put_slip

if TYPE_CHECKING:
    from datetime import date

    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.domain.escalation import Reason
    from hfc_desktop.domain.guidance.ruleset import LevelRule
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.domain.reception_log import StoredReception
    from hfc_desktop.services.case_desk import CaseDesk
    from hfc_desktop.services.ports import UnitOfWork

DAYS: Final = "early_signs.consultation_days"
"""Name of the limit that says over how many days consultations are counted."""


class SignCounter:
    """Counts consultations where one is added, and writes the slip and its task in the same transaction."""

    def __init__(self, desk: CaseDesk) -> None:
        self._desk = desk

    def recorded(self, uow: UnitOfWork, actor: Actor, matter: Complaint) -> Changes:
        """A matter was registered; nothing comes of it unless it is a consultation about a scenario."""
        if matter.nature is not Nature.CONSULTATION or not matter.scenario:
            return Changes()
        return self._by_customer(uow, actor, matter) | self._by_office(
            uow, actor, matter.scenario, matter.organisation, local_day(matter.received_at)
        )

    def received(self, uow: UnitOfWork, actor: Actor, stored: StoredReception) -> Changes:
        """A reception ended; nothing comes of it unless it was a consultation about a scenario."""
        reception = stored.reception
        if reception.closing is not Closing.CONSULTATION or not reception.topic:
            return Changes()
        day = local_day(reception.started_at)
        return self._by_office(uow, actor, reception.topic, stored.organisation, day)

    def _by_customer(self, uow: UnitOfWork, actor: Actor, matter: Complaint) -> Changes:
        day = local_day(matter.received_at)
        first = self._first(day)
        if matter.customer_key is None or first is None:
            return Changes()
        key = matter.customer_key.hash
        found = uow.evidence.consultations(matter.scenario, first, day, customer=key)
        changes = Changes()
        for reason in self._because(Fact.CUSTOMER_CONSULTATIONS, len(found), day):
            told = self._told(uow, reason.rule, matter.scenario, matter.organisation, first)
            if not any(set(slip.matters) & set(found) for slip in told):
                slip = self._slip(actor, reason.rule, matter.scenario, matter.organisation, tuple(found))
                changes |= self._put(uow, actor, slip, reason.rule, case=matter.id, owner=matter.handler)
        return changes

    def _by_office(self, uow: UnitOfWork, actor: Actor, scenario: str, organisation: str, day: date) -> Changes:
        first = self._first(day)
        if first is None:
            return Changes()
        matters = uow.evidence.consultations(scenario, first, day, organisation=organisation)
        ended = sum(
            row.count
            for row in uow.receptions.counts(first, day, (organisation,))
            if row.topic == scenario and row.closing == Closing.CONSULTATION
        )
        changes = Changes()
        for reason in self._because(Fact.OFFICE_CONSULTATIONS, len(matters) + ended, day):
            if not self._told(uow, reason.rule, scenario, organisation, first):
                slip = self._slip(actor, reason.rule, scenario, organisation, ())
                changes |= self._put(uow, actor, slip, reason.rule, case="", owner="")
        return changes

    # -- inside -------------------------------------------------------------------------------------------------------

    def _first(self, day: date) -> date | None:
        """First of the days that are counted; none where the rules in force count nothing."""
        days = self._desk.rulebook.limits(day).get(DAYS, 0)
        return day - timedelta(days=days - 1) if days > 0 else None

    def _because(self, fact: Fact, number: int, day: date) -> list[Reason]:
        return [
            reason
            for reason in reasons(self._desk.rulebook.levels(day), {fact: number})
            if reason.rule.fact == fact and reason.rule.task
        ]

    def _told(self, uow: UnitOfWork, rule: LevelRule, scenario: str, organisation: str, first: date) -> list[EarlySign]:
        """Slips that the same rule gave already for consultations of these days."""
        slips = uow.registers.signs((organisation,), datetime.combine(first, time(), SHANGHAI))
        return [slip for slip in slips if slip.rule == rule.name and slip.scenario == scenario]

    def _slip(
        self, actor: Actor, rule: LevelRule, scenario: str, organisation: str, matters: tuple[str, ...]
    ) -> EarlySign:
        return EarlySign(
            id=self._desk.new_id(),
            at=self._desk.now(),
            organisation=organisation,
            counter=actor.counter,
            by=actor.staff_no,
            signs=(Sign.REPEATED_QUESTION,),
            scenario=scenario,
            rule=rule.name,
            label=rule.label,
            label_en=rule.label_en,
            matters=matters,
        )

    def _put(
        self, uow: UnitOfWork, actor: Actor, slip: EarlySign, rule: LevelRule, *, case: str, owner: str
    ) -> Changes:
        today = local_day(self._desk.now())
        task = CaseTask(
            id=self._desk.new_id(),
            kind=TaskKind(rule.task),
            complaint=case,
            organisation=slip.organisation,
            opened_at=slip.at,
            opened_by=SYSTEM,
            due=self._desk.rulebook.task_due(today, rule.task_days),
            rule=rule.name,
            label=rule.label,
            label_en=rule.label_en,
            owner=owner,
        )
        put_slip(uow, actor, slip, Op.CREATE)
        put_task(uow, actor, task, new=True)
        return Changes.of(EARLY_SIGN, slip.id) | Changes.of(TASK, task.id)
