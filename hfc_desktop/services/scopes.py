"""Which records a person may read: of the branch and below, or of the own counter and day, and always the own ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.domain.days import local_day
from hfc_desktop.domain.ledger import Scope
from hfc_desktop.domain.people import Right, allows

if TYPE_CHECKING:
    from datetime import datetime

    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.ports import UnitOfWork


def reading_scope(uow: UnitOfWork, actor: Actor, now: datetime) -> Scope:
    """What the actor may read. Only for roles that may read at all; ``rights.needs`` lets no other in."""
    if allows(actor.role, Right.COMPLAINT_READ_BRANCH):
        return Scope(organisations=offices_below(uow, actor.organisation), person=actor.staff_no)
    return Scope(organisations=(actor.organisation,), counter=actor.counter, day=local_day(now), person=actor.staff_no)


def offices_below(uow: UnitOfWork, code: str) -> tuple[str, ...]:
    """An office and all below it."""
    children: dict[str, list[str]] = {}
    for office in uow.people.organisations():
        children.setdefault(office.parent, []).append(office.code)
    found, waiting = {code}, [code]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return tuple(sorted(found))
