"""The history of a case from its events: what was done, by whom, and what the case was before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain import free_text
from hfc_desktop.domain.complaint import Complaint
from hfc_desktop.domain.disclosure import joined
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.masked import names_of
from hfc_desktop.domain.record_json import document, from_json
from hfc_desktop.services.records import ACTION, COMPLAINT, EDIT_REASON

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hfc_desktop.domain.events import Event, JsonValue
    from hfc_desktop.services.ports import UnitOfWork

WRITES: Final = frozenset({Op.CREATE, Op.SET, Op.ACT, Op.IMPORT})
"""Events that change the fields of a case."""

UNDO: Final = "undo"
"""Step of an event that sets fields as they were before the last write that stood."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One event of a case.

    Attributes:
        op: kind of event.
        action: step of the life cycle; empty when it was none.
        fields: names of the fields that it changed.
        reason: why, in the words of who did it; names and numbers of persons are masked.
    """

    key: str
    at: str
    by: str
    role: str
    op: Op
    action: str
    fields: tuple[str, ...]
    reason: str


def lines(uow: UnitOfWork, case: Complaint) -> tuple[HistoryLine, ...]:
    """Everything that happened to a case, oldest first."""
    found = []
    for event in uow.log.events(COMPLAINT, case.id):
        private = uow.log.private(event)
        names = (set(event.fields) | set(private)) - {ACTION, EDIT_REASON}
        found.append(
            HistoryLine(
                key=event.key,
                at=event.at,
                by=event.actor,
                role=event.role,
                op=event.op,
                action=str(event.fields.get(ACTION, "")),
                fields=tuple(sorted(names)) if event.op in WRITES else (),
                reason=free_text.masked(str(private.get(EDIT_REASON, "")), names_of(case)),
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Standing:
    """The last write of a case that nobody took back.

    Attributes:
        event: the write.
        before: the fields that it wrote as they were before it; what had no value is left out.
        taken_back: how many writes the person took back since anything else was done with the case.
    """

    event: Event
    before: Mapping[str, JsonValue]
    taken_back: int

    @property
    def action(self) -> str:
        """Step of the life cycle; empty for an edit."""
        return str(self.event.fields.get(ACTION, ""))


def last_standing(uow: UnitOfWork, case: Complaint) -> Standing | None:
    """What an undo would take back: the newest write that is no compensation and has none."""
    state: dict[str, JsonValue] = {}
    stack: list[tuple[Event, dict[str, JsonValue]]] = []
    run = 0
    for event in uow.log.events(COMPLAINT, case.id):
        if event.op not in WRITES:
            continue
        values = joined(event.fields, uow.log.private(event))
        if event.fields.get(ACTION) == UNDO:
            run += 1
            if stack:
                stack.pop()
        else:
            run = 0
            stack.append((event, {name: state[name] for name in values if name in state}))
        state.update(values)
    if not stack:
        return None
    event, before = stack[-1]
    return Standing(event, before, run)


def without(case: Complaint, standing: Standing, private: Mapping[str, JsonValue]) -> Complaint:
    """The case with the fields of one write as they were before it."""
    names = set(joined(standing.event.fields, private)) & set(document(case))
    kept = {name: value for name, value in document(case).items() if name not in names}
    return from_json(Complaint, {**kept, **{name: standing.before[name] for name in names & set(standing.before)}})
