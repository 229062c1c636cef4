"""Makes the tables of one record again from its events, after events of other devices came in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

from sqlalchemy import select

from hfc_desktop.domain.exchange import Device
from hfc_desktop.domain.merging import Merged, merged
from hfc_desktop.domain.projecting import complaint_of
from hfc_desktop.domain.record_json import from_json
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.storage.models import ComplaintRow
from hfc_desktop.storage.rebuild import state_of_record, write_record

if TYPE_CHECKING:
    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.services.ports import UnitOfWork
    from hfc_desktop.storage.unit_of_work import SqlUnitOfWork

_COMPLAINT: Final = "complaint"
_DEVICE: Final = "device"
_OWN: Final = frozenset({"user", "favourite", "saved_list", "draft"})
"""Kinds of record that mean something on their own device alone."""


class SqlProjector:
    """``receiving.Projector``."""

    def project(self, uow: UnitOfWork, table: str, record: str) -> Merged | None:
        """The state that a record has now; ``None`` when nothing of it can be shown here."""
        unit = cast("SqlUnitOfWork", uow)
        if table == _COMPLAINT:
            return self._complaint(unit, record)
        if table in _OWN:
            return None
        try:
            values = state_of_record(unit, table, record)
            if table == _DEVICE:
                unit.exchange.put_device(from_json(Device, values))
            elif not write_record(unit, table, values):
                return None
        except UserMistakeError:  # parts of it stay in the branch: the events are held, and nothing is shown
            return None
        return Merged(values)

    @staticmethod
    def _complaint(unit: SqlUnitOfWork, record: str) -> Merged | None:
        state = merged(unit.exchange.written(_COMPLAINT, record))
        try:
            complaint, _unknown = complaint_of(state.values)
        except UserMistakeError:  # its beginning has not come yet
            return None
        complaint = _with_a_number_of_its_own(unit, complaint)
        if unit.complaints.get(record) is None:
            if not state.deleted:
                unit.complaints.add(complaint)
        elif state.deleted:
            unit.custody.remove_cases([record], ())
        else:
            unit.complaints.update(complaint)
        return state


def _with_a_number_of_its_own(unit: SqlUnitOfWork, complaint: Complaint) -> Complaint:
    """Two devices that were given the same counter code by mistake give the same numbers.

    Both cases are kept. The older one keeps the number; the other is shown with the beginning of its own id behind it,
    and so it is everywhere, whichever came first.
    """
    wanted = select(ComplaintRow.id).where(ComplaintRow.number == complaint.number, ComplaintRow.id != complaint.id)
    other = unit.session.scalar(wanted)
    if other is None:
        return complaint
    if other < complaint.id:
        return replace(complaint, number=f"{complaint.number}-{complaint.id[-4:]}")
    later = unit.complaints.get(other)
    if later is not None:
        unit.complaints.update(replace(later, number=f"{later.number}-{later.id[-4:]}"))
    return complaint
