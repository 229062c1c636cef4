"""Numbers of complaints that two devices gave."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.storage.unit_of_work import SqlUnitOfWork


def with_a_number_of_its_own(unit: SqlUnitOfWork, complaint: Complaint) -> Complaint:
    """Two devices that were given the same counter code by mistake give the same numbers.

    Both cases are kept. The older one keeps the number; the other is shown with the beginning of its own id behind it,
    and so it is everywhere, whichever came first.
    """
    other = unit.complaints.numbered([complaint.number]).get(complaint.number)
    if other is None or other == complaint.id:
        return complaint
    if other < complaint.id:
        return told_apart(complaint)
    later = unit.complaints.get(other)
    if later is not None:
        unit.complaints.update(told_apart(later))
    return complaint


def told_apart(complaint: Complaint) -> Complaint:
    """The later of two cases with one number."""
    return replace(complaint, number=f"{complaint.number}-{complaint.id[-4:]}")
