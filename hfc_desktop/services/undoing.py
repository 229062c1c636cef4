"""What may be taken back of a case, and how the case is without it.

Edits, tags, assignments, recusals and holds are taken back one by one, newest first, each by a write that compensates
it; nothing is erased. A step that took legal effect (a clock ran on, somebody was told, the case ended) is answered by
another step of the life cycle, never undone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.audit import AuditFilter
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.life_cycle import Action, is_recused, right_for
from hfc_desktop.domain.people import Right, allows
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.services import case_history

if TYPE_CHECKING:
    from collections.abc import Collection

    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.case_history import Standing
    from hfc_desktop.services.ports import UnitOfWork

MOST_UNDONE: Final = 20
"""How many writes are taken back one after the other."""

UNDOABLE: Final = frozenset({Action.ASSIGN, Action.HOLD, Action.RELEASE, Action.RECUSE})
"""Steps without legal effect; all others are answered by a step of the table, or not at all."""

_EDIT_RIGHTS: Final = (Right.COMPLAINT_EDIT_BRANCH, Right.COMPLAINT_EDIT_OWN, Right.COMPLAINT_HANDLE)
UNDO_RIGHTS: Final = (*_EDIT_RIGHTS, Right.LEGAL_HOLD)
"""Any of them lets a person take back; which one it needs depends on what is taken back."""


def taken_back(uow: UnitOfWork, case: Complaint, actor: Actor, *, this_session: bool) -> Complaint:
    """A case without the last write that stands.

    Raises:
        UserMistakeError: there is none of this person, it took legal effect, or it lies too far back.
        SecurityRefusalError: the role may not do such a step, or the person is recused.
    """
    standing = case_history.last_standing(uow, case)
    if standing is None or standing.event.op is Op.CREATE or standing.event.actor != actor.staff_no:
        raise UserMistakeError("cases.nothing_to_undo", number=case.number)
    if standing.event.op is Op.IMPORT or standing.action not in {"", *UNDOABLE}:
        step = Action(standing.action) if standing.action in {*Action} else standing.action or Op.IMPORT.value
        raise UserMistakeError("cases.undo_legal_effect", number=case.number, step=step)
    _may(case, standing, actor)
    if standing.taken_back >= MOST_UNDONE:
        raise UserMistakeError("cases.undo_most", number=case.number, most=MOST_UNDONE)
    if this_session and standing.event.lamport < _signed_in(uow, actor):
        raise UserMistakeError("cases.undo_session", number=case.number)
    return case_history.without(case, standing, uow.log.private(standing.event))


def _may(case: Complaint, standing: Standing, actor: Actor) -> None:
    action = standing.action
    rights: Collection[Right] = (right_for(Action(action)),) if action else _EDIT_RIGHTS
    if not any(allows(actor.role, right) for right in rights):
        raise SecurityRefusalError("people.refused", role=actor.role.value, right=next(iter(rights)).value)
    if action != Action.RECUSE and is_recused(case, actor.staff_no):
        raise SecurityRefusalError("cases.recused", number=case.number)


def _signed_in(uow: UnitOfWork, actor: Actor) -> int:
    """Logical time at which the person signed in last; 0 when this log does not say."""
    logins = uow.log.page(AuditFilter(actor=actor.staff_no, ops=(Op.LOGIN,), limit=1))
    return logins[0][0].lamport if logins else 0
