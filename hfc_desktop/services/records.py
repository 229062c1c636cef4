"""A record and its event, written together: the one place from which use cases change the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.domain.disclosure import split
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.people import Actor, Right, User, allows
from hfc_desktop.domain.record_json import changed, document, sparse
from hfc_desktop.errors import SecurityRefusalError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.domain.people import Organisation
    from hfc_desktop.services.ports import UnitOfWork, UnitOfWorkFactory

COMPLAINT = "complaint"
DRAFT = "draft"
USER = "user"
ORGANISATION = "organisation"
HOUSE = "house"
"""Kinds of record, as they stand in events and in ``Changes``."""

EDIT_REASON = "edit_reason"
"""Where an event keeps why a record was changed; no field of a complaint may have this name, since the tables are made
again from the same values."""


ACTION = "action"
"""Where an event of a step of the life cycle keeps which step it was."""


def put_new_complaint(uow: UnitOfWork, actor: Actor, complaint: Complaint) -> None:
    """Store a new complaint with its event, which holds what is not as it is by default."""
    shared, private = split(sparse(complaint))
    uow.complaints.add(complaint)
    uow.log.append(actor, COMPLAINT, complaint.id, Op.CREATE, shared, private)


def put_new_complaints(uow: UnitOfWork, actor: Actor, complaints: Sequence[Complaint]) -> None:
    """Store many new complaints, each with its event."""
    uow.complaints.add_many(complaints)
    for complaint in complaints:
        shared, private = split(sparse(complaint))
        uow.log.append(actor, COMPLAINT, complaint.id, Op.CREATE, shared, private)


def put_changed_complaint(
    uow: UnitOfWork,
    actor: Actor,
    before: Complaint,
    after: Complaint,
    *,
    reason: str = "",
    op: Op = Op.SET,
    action: str = "",
) -> bool:
    """Store the new state of a complaint with an event of what changed; False when nothing did.

    Args:
        uow: the open transaction.
        actor: who changes it.
        before: the state that is replaced.
        after: the new state.
        reason: why, in the words of who did it; kept in the private part.
        op: kind of event.
        action: step of the life cycle; it is kept even when it changed no field.
    """
    values = changed(before, after)
    if not (values or action):
        return False
    shared, private = split(values)
    if action:
        shared[ACTION] = action
    if reason:
        private[EDIT_REASON] = reason
    uow.complaints.update(after)
    uow.log.append(actor, COMPLAINT, after.id, op, shared, private)
    return True


def put_user(uow: UnitOfWork, actor: Actor, user: User, pin_hash: str | None = None) -> None:
    """Store a user with its event. The event says that the PIN changed, never what it or its hash is."""
    op = Op.CREATE if uow.people.user(user.staff_no) is None else Op.SET
    values = document(user)
    private = {"name": values.pop("name")}
    if pin_hash is not None:
        values["pin_changed"] = True
    uow.people.put_user(user, pin_hash)
    uow.log.append(actor, USER, user.staff_no, op, values, private)


def put_organisation(uow: UnitOfWork, actor: Actor, organisation: Organisation) -> None:
    """Store an office with its event."""
    op = Op.CREATE if uow.people.organisation(organisation.code) is None else Op.SET
    uow.people.put_organisation(organisation)
    uow.log.append(actor, ORGANISATION, organisation.code, op, document(organisation))


def require(units: UnitOfWorkFactory, actor: Actor, right: Right, table: str = HOUSE, record: str = "") -> None:
    """Let an actor pass who has a right; record the attempt of one who has not.

    Raises:
        SecurityRefusalError: the actor's role lacks the right.
    """
    if allows(actor.role, right):
        return
    record_refusal(units, actor, table, record, {"right": right.value})
    raise SecurityRefusalError("people.refused", role=actor.role.value, right=right.value)


def record_refusal(
    units: UnitOfWorkFactory, actor: Actor, table: str, record: str, fields: Mapping[str, JsonValue]
) -> None:
    """Put a refused attempt into the log, in a transaction of its own: what it interrupted is rolled back."""
    with units() as uow:
        uow.log.append(actor, table, record, Op.REFUSED, fields)
        uow.commit()
