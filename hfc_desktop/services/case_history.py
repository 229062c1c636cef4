"""The history of a case from its events: what was done, by whom, and what the case was before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from hfc_desktop.domain import free_text
from hfc_desktop.domain.complaint import Complaint
from hfc_desktop.domain.disclosure import joined
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.masked import names_of
from hfc_desktop.domain.record_json import from_json
from hfc_desktop.services.records import ACTION, COMPLAINT, EDIT_REASON

if TYPE_CHECKING:
    from collections.abc import Collection

    from hfc_desktop.domain.life_cycle import Action
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.ports import UnitOfWork

WRITES: Final = frozenset({Op.CREATE, Op.SET, Op.ACT, Op.IMPORT})
"""Events that change the fields of a case."""


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


def before_last(uow: UnitOfWork, case: Complaint, actor: Actor, actions: Collection[Action]) -> Complaint | None:
    """The case as it was before its last step, if that was the actor's and one of ``actions``; else ``None``."""
    state: dict[str, Any] = {}
    previous: dict[str, Any] = {}
    last = None
    for event in uow.log.events(COMPLAINT, case.id):
        if event.op in WRITES:
            previous, last = dict(state), event
            state.update(joined(event.fields, uow.log.private(event)))
    if last is None or last.actor != actor.staff_no or last.fields.get(ACTION) not in {*actions}:
        return None
    return from_json(Complaint, previous)
