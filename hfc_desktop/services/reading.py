"""Looking at one record: masked by default, unmasked on purpose, for a reason that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.domain import masked
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.people import Right
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.services.audit import REASON
from hfc_desktop.services.records import COMPLAINT, record_refusal
from hfc_desktop.services.rights import needs
from hfc_desktop.services.scopes import reading_scope

if TYPE_CHECKING:
    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.ports import Now, UnitOfWorkFactory

REVEAL: Final = "reveal"
SHOWN_FOR_SECONDS: Final = 60
"""After so long a screen hides again what was revealed."""


class ReadingService:
    """Use cases of reading one record."""

    def __init__(self, uow: UnitOfWorkFactory, now: Now) -> None:
        self._units = uow
        self._now = now

    @needs(Right.COMPLAINT_READ_BRANCH, Right.COMPLAINT_READ_COUNTER, table=COMPLAINT)
    def view(self, id_or_number: str, actor: Actor) -> Complaint:
        """One record, masked; that it was opened is recorded.

        Raises:
            UserMistakeError: there is none.
            SecurityRefusalError: the actor may not see it; the attempt is recorded.
        """
        return masked.complaint(self._read(id_or_number, actor, {}, {}))

    @needs(Right.REVEAL, table=COMPLAINT)
    def reveal(self, id_or_number: str, actor: Actor, reason: str) -> Complaint:
        """One record unmasked; that it was revealed, and why, is recorded.

        Raises:
            UserMistakeError: there is none, or no reason was given.
            SecurityRefusalError: the actor may not see it unmasked; the attempt is recorded.
        """
        if not reason.strip():
            raise UserMistakeError("log.reason_needed")
        return self._read(id_or_number, actor, {"what": REVEAL}, {REASON: reason.strip()})

    def _read(
        self, id_or_number: str, actor: Actor, fields: dict[str, JsonValue], private: dict[str, JsonValue]
    ) -> Complaint:
        with self._units() as uow:
            found = uow.complaints.get(id_or_number.strip())
            if found is None:
                raise UserMistakeError("records.not_found", wanted=id_or_number)
            if reading_scope(uow, actor, self._now()).covers(found):
                uow.log.append(actor, COMPLAINT, found.id, Op.READ, fields, private or None)
                uow.commit()
                return found
        record_refusal(self._units, actor, COMPLAINT, found.id, {"right": Right.COMPLAINT_READ_BRANCH.value})
        raise SecurityRefusalError("people.own_records_only")
