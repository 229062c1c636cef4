"""What every use case of the ledger does with a case: find it, count its clocks, raise its level, write it down."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.complaint import Nature
from hfc_desktop.domain.days import local_day
from hfc_desktop.domain.deadlines import count_term
from hfc_desktop.domain.early_signs import found_in
from hfc_desktop.domain.escalation import SYSTEM, Beyond, CaseTask, TaskKind, facts, raised, reasons, tasks_wanted
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.domain.guidance.lexicon import Lexicon
from hfc_desktop.domain.life_cycle import OPEN_STATES
from hfc_desktop.domain.numbering import uuid7
from hfc_desktop.domain.people import Right
from hfc_desktop.domain.record_json import document
from hfc_desktop.domain.registers import RegisterKind, SupervisionNotice
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.deadlines import CaseRules
from hfc_desktop.services.records import COMPLAINT, put_changed_complaint, record_refusal
from hfc_desktop.services.scopes import reading_scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.domain.escalation import Reason
    from hfc_desktop.domain.guidance.ruleset import Ruleset
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.domain.rule_editions import RuleEdition
    from hfc_desktop.services.ledger_ports import RuleSource
    from hfc_desktop.services.ports import Now, UnitOfWork, UnitOfWorkFactory

TASK: Final = "task"
EDITION: Final = "rule_edition"
"""Kinds of record, as they stand in events and in ``Changes``."""


class Rulebook:
    """Rule sets, calendars and word lists as use cases need them, each read when it is first asked for."""

    def __init__(self, source: RuleSource | None) -> None:
        self._source = source
        self._case_rules: CaseRules | None = None
        self._lexicons: tuple[Lexicon, ...] | None = None
        self._kept: set[str] = set()
        self._editions: dict[str, RuleEdition] = {}

    @property
    def case_rules(self) -> CaseRules | None:
        """Rules for cases; none on a machine without any guidance."""
        if self._case_rules is None and self._source is not None:
            self._case_rules = CaseRules(self._source)
        return self._case_rules

    @property
    def lexicons(self) -> tuple[Lexicon, ...]:
        """All word lists."""
        if self._lexicons is None:
            found = self._source.items_of(Kind.LEXICON.value) if self._source else ()
            self._lexicons = tuple(item for item in found if isinstance(item, Lexicon))
        return self._lexicons

    def words(self, purpose: str) -> tuple[str, ...]:
        """All words of the lists of one purpose."""
        lists = (lexicon for lexicon in self.lexicons if lexicon.purpose == purpose)
        return tuple(word for lexicon in lists for group in lexicon.groups for word in group.words)

    def limits(self, day: date) -> Mapping[str, int]:
        """Numbers of the bank's own rules in force on a day."""
        return self.case_rules.limits(day) if self.case_rules else {}

    def levels(self, day: date) -> Sequence[Ruleset]:
        """Rule sets with reasons for escalation in force on a day."""
        return self.case_rules.levels(day) if self.case_rules else ()

    # -- clocks ---------------------------------------------------------------------------------------------------

    def fresh(self, uow: UnitOfWork, actor: Actor, case: Complaint, on: date) -> Complaint:
        """A case under the rules in force on the day of its receipt; their editions are kept in the store."""
        if self.case_rules is None:
            return case
        after, editions = self.case_rules.fresh(case, on)
        keep_editions(uow, actor, {key: edition for key, edition in editions.items() if key not in self._kept})
        return after

    def kept(self, case: Complaint) -> None:
        """That a case was stored for good, and with it the editions of its rules: they need not be looked for again."""
        self._kept.update(case.rules)

    def recounted(self, uow: UnitOfWork, actor: Actor, case: Complaint, on: date) -> Complaint:
        """A case with its clocks counted anew by the editions that it keeps.

        A case from before editions were kept comes under the rules of the day of its receipt now.
        """
        if self.case_rules is None or case.nature is not Nature.COMPLAINT:
            return case
        if not case.rules:
            return self.fresh(uow, actor, case, on)
        return self.case_rules.recounted(case, self._read(uow, case.rules), on)

    def _read(self, uow: UnitOfWork, keys: Sequence[str]) -> Mapping[str, RuleEdition]:
        """Editions by key; a key holds a hash of what it names, so that each is read from the store once."""
        missing = [key for key in keys if key not in self._editions]
        if missing:
            self._editions.update(uow.files.editions(missing))
        return self._editions

    # -- levels ---------------------------------------------------------------------------------------------------

    def with_signs(self, case: Complaint, at: datetime) -> Complaint:
        """A complaint with the early signs that stand in its words."""
        if case.nature is not Nature.COMPLAINT:
            return case
        known = {found.sign for found in case.early_signs}
        seen = found_in(f"{case.claim}\n{case.facts}", self.lexicons, at)
        new = tuple(found for found in seen if found.sign not in known)
        return replace(case, early_signs=(*case.early_signs, *new)) if new else case

    def because(self, case: Complaint, on: date, beyond: Beyond | None = None) -> tuple[Reason, ...]:
        """The reasons for escalation that a case gives."""
        if case.nature is not Nature.COMPLAINT or case.status not in OPEN_STATES:
            return ()
        return reasons(self.levels(on), facts(case, on, beyond))

    def task_due(self, on: date, days: int) -> date:
        """The last day of a task of so many working days."""
        return count_term(on, days, self.case_rules.working if self.case_rules else None).due


def keep_editions(uow: UnitOfWork, actor: Actor, editions: Mapping[str, RuleEdition]) -> None:
    """Keep editions of rule sets, each with its event."""
    for key, edition in editions.items():
        if uow.files.put_edition(key, edition):
            uow.log.append(actor, EDITION, key, Op.CREATE, document(edition))


def put_task(uow: UnitOfWork, actor: Actor, task: CaseTask, *, new: bool) -> None:
    """Store a task with its event; what was done about it in words stays in the branch."""
    values = document(task)
    private = {"note": values.pop("note")} if task.note else {}
    uow.registers.put_task(task)
    uow.log.append(actor, TASK, task.id, Op.CREATE if new else Op.SET, values, private)


@dataclass(frozen=True, slots=True)
class CaseDesk:
    """Finds cases for a person and writes their new state."""

    units: UnitOfWorkFactory
    now: Now
    rulebook: Rulebook
    entropy: Callable[[int], bytes] = secrets.token_bytes

    def new_id(self) -> str:
        """A fresh id."""
        return uuid7(self.now(), self.entropy(10))

    def find(self, uow: UnitOfWork, id_or_number: str, actor: Actor) -> Complaint:
        """One case that the actor may see.

        Raises:
            UserMistakeError: there is none.
            SecurityRefusalError: it is outside of what the actor may see.
        """
        found = uow.complaints.get(id_or_number.strip())
        if found is None:
            raise UserMistakeError("records.not_found", wanted=id_or_number)
        if not reading_scope(uow, actor, self.now()).covers(found):
            raise SecurityRefusalError("people.own_records_only")
        return found

    @contextmanager
    def recording(self, actor: Actor) -> Iterator[None]:
        """Record a refusal for security that ends the block. Enter it before the unit of work, which holds the lock."""
        try:
            yield
        except SecurityRefusalError as error:
            record_refusal(self.units, actor, COMPLAINT, "", {"right": str(error.params.get("right", error.code))})
            raise

    def superiors(self, uow: UnitOfWork, organisation: str) -> tuple[str, ...]:
        """Offices above one, nearest first."""
        found: list[str] = []
        office = uow.people.organisation(organisation)
        while office is not None and office.parent and office.parent not in found:
            found.append(office.parent)
            office = uow.people.organisation(office.parent)
        return tuple(found)

    def put(
        self,
        uow: UnitOfWork,
        actor: Actor,
        before: Complaint,
        after: Complaint,
        *,
        action: str,
        reason: str = "",
        at: datetime | None = None,
        beyond: Beyond | None = None,
    ) -> tuple[Complaint, Changes]:
        """Write the new state of a case: clocks counted anew, level raised where a rule asks for it, tasks opened."""
        moment = at or self.now()
        today = local_day(self.now())
        after = self.rulebook.recounted(uow, actor, after, today)
        because = self.rulebook.because(after, today, beyond or self._beyond(uow, after))
        after = raised(after, because, moment)
        put_changed_complaint(uow, actor, before, after, reason=reason, op=Op.ACT, action=action)
        return after, Changes.of(COMPLAINT, after.id) | self.open_tasks(uow, actor, after, because)

    def _beyond(self, uow: UnitOfWork, case: Complaint) -> Beyond:
        notices = uow.registers.entries(RegisterKind.SUPERVISION_NOTICE, (), open_only=True)
        naming = sum(isinstance(notice, SupervisionNotice) and case.id in notice.cases for notice in notices)
        return Beyond(supervision_notices=naming)

    def open_tasks(self, uow: UnitOfWork, actor: Actor, case: Complaint, because: Sequence[Reason]) -> Changes:
        """Open the tasks that reasons ask for and that this case never had."""
        wanted = [reason for reason in because if reason.rule.task]
        if not wanted:
            return Changes()
        there = uow.registers.tasks((), open_only=False, complaint=case.id)
        changes = Changes()
        for reason in tasks_wanted(wanted, there):
            rule = reason.rule
            task = CaseTask(
                id=self.new_id(),
                kind=TaskKind(rule.task),
                complaint=case.id,
                organisation=case.organisation,
                opened_at=self.now(),
                opened_by=SYSTEM,
                due=self.rulebook.task_due(local_day(self.now()), rule.task_days),
                rule=rule.name,
                label=rule.label,
                label_en=rule.label_en,
                owner=case.handler,
            )
            put_task(uow, actor, task, new=True)
            changes |= Changes.of(TASK, task.id)
        return changes


HANDLING_RIGHTS: Final = (Right.COMPLAINT_HANDLE, Right.COMPLAINT_APPROVE)
"""Rights of those who work on cases."""
