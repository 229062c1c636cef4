"""Makes the tables of records again from their events, after events of other devices came in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, cast

from hfc_desktop.domain.devices import Device
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.merging import Merged, merged
from hfc_desktop.domain.projecting import complaint_of
from hfc_desktop.domain.record_json import from_json
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.storage.numbers import told_apart, with_a_number_of_its_own
from hfc_desktop.storage.rebuild import GONE, OWN_TABLES, state_of_record, write_record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.domain.merging import Written
    from hfc_desktop.services.ports import UnitOfWork
    from hfc_desktop.storage.unit_of_work import SqlUnitOfWork

_COMPLAINT: Final = "complaint"
_DEVICE: Final = "device"
_EDITION: Final = "rule_edition"
"""Kept under the hash of its content, so that hundreds of branches bring the same: one that is there stays."""


class SqlProjector:
    """``receiving.Projector``."""

    def project(self, uow: UnitOfWork, table: str, record: str) -> Merged | None:
        """The state that a record has now; ``None`` when nothing of it can be shown here."""
        unit = cast("SqlUnitOfWork", uow)
        if table == _COMPLAINT:
            return self.project_all(uow, {record: unit.exchange.written(table, record)}).get(record)
        if table in OWN_TABLES or (table == _EDITION and unit.files.editions([record])):
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

    def project_all(self, uow: UnitOfWork, events: Mapping[str, Sequence[Written]]) -> Mapping[str, Merged]:
        """The states of complaints from all their events, with one statement for many rows."""
        unit = cast("SqlUnitOfWork", uow)
        states: dict[str, Merged] = {}
        shown: dict[str, Complaint] = {}
        hidden: list[str] = []
        numbers: list[str] = []
        for record, written in sorted(events.items()):
            state = merged(written)
            numbers.append(str(state.values.get("number", "")))
            if _is_gone(written):
                hidden.append(record)
                unit.log.redact(_COMPLAINT, [record])  # what a late file brings of it is forgotten as well
                continue
            try:
                complaint, _unknown = complaint_of(state.values)
            except UserMistakeError:  # its beginning has not come yet
                continue
            states[record] = state
            if state.deleted:
                hidden.append(record)
            else:
                shown[record] = complaint
        unit.complaints.note_numbers(numbers)
        known = unit.complaints.known([*shown, *hidden])
        unit.custody.remove_cases([record for record in hidden if record in known], ())
        _write(unit, shown, known)
        return states


def _is_gone(written: Sequence[Written]) -> bool:
    return any(one.event.op is Op.REDACT and one.event.fields.get(GONE) for one in written)


def _write(unit: SqlUnitOfWork, shown: Mapping[str, Complaint], known: frozenset[str]) -> None:
    """Write complaints all at once, but for those that take their number from a later case: they go one by one."""
    taken = unit.complaints.numbered([complaint.number for complaint in shown.values()])
    often = Counter(complaint.number for complaint in shown.values())
    alone: list[str] = []
    together: list[Complaint] = []
    for record, complaint in shown.items():
        owner = taken.get(complaint.number, record)
        if often[complaint.number] > 1 or owner > record:
            alone.append(record)
        else:
            together.append(complaint if owner == record else told_apart(complaint))
    unit.complaints.add_many([complaint for complaint in together if complaint.id not in known])
    unit.complaints.update_many([complaint for complaint in together if complaint.id in known])
    for record in alone:
        complaint = with_a_number_of_its_own(unit, shown[record])
        if record in known:
            unit.complaints.update(complaint)
        else:
            unit.complaints.add(complaint)
