"""Taking over ledgers: a plan that changes nothing, its commit as one transaction, its undoing as a whole."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.complaint import Complaint, Nature
from hfc_desktop.domain.events import Op, canonical
from hfc_desktop.domain.imports import (
    CellFault,
    ImportDone,
    ImportMapping,
    ImportPlan,
    PlannedRow,
    RowValues,
    TakenRow,
    Verdict,
    changes_of,
    new_document,
    read_row,
)
from hfc_desktop.domain.numbering import number_parts, uuid7
from hfc_desktop.domain.people import Right
from hfc_desktop.domain.record_json import document, from_json
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.services.audit import REASON
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.complaints import check_record
from hfc_desktop.services.import_writing import CancelledError, Taking, look
from hfc_desktop.services.records import COMPLAINT
from hfc_desktop.services.rights import needs
from hfc_desktop.services.scopes import offices_below

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.domain.ledger_table import LedgerColumn, Words
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.domain.sheets import Sheet
    from hfc_desktop.services.custody_ports import TableReader
    from hfc_desktop.services.import_writing import CaseTaker
    from hfc_desktop.services.ports import Now, Progress, UnitOfWork, UnitOfWorkFactory

LEDGER_IMPORT: Final = "ledger_import"
"""Kind of record, as it stands in events and in ``Changes``."""
_PLACEHOLDER: Final = "-"
_NUMBER: Final = "number:"


@dataclass(slots=True)
class _Planning:
    """What planning the rows of one file needs."""

    uow: UnitOfWork
    actor: Actor
    now: datetime
    offices: frozenset[str]
    known: Mapping[str, str]
    seen: dict[str, int] = field(default_factory=dict)
    there: dict[str, Complaint] = field(default_factory=dict)

    def find(self, keys: Sequence[str]) -> None:
        """Look up the cases that are here already, all at once."""
        names = {key: self.known.get(key) or key.removeprefix(_NUMBER) for key in keys}
        wanted = [name for key, name in names.items() if key in self.known or key.startswith(_NUMBER)]
        found = self.uow.complaints.get_many(wanted)
        self.there = {key: found[name] for key, name in names.items() if name in found}


class ImportService:
    """Use cases of taking over a ledger.

    Args:
        uow: the store.
        now: the clock.
        reader: reads tables.
        words: the words that may stand for codes in a cell.
        taker: writes cases with their clocks.
        app_version: written into each case.
    """

    def __init__(
        self,
        uow: UnitOfWorkFactory,
        now: Now,
        reader: TableReader,
        words: Callable[[], Words],
        taker: CaseTaker,
        app_version: str,
    ) -> None:
        self._units = uow
        self._now = now
        self._reader = reader
        self._words = words
        self._taker = taker
        self._app_version = app_version

    # -- planning -----------------------------------------------------------------------------------------------------

    @needs(Right.LEDGER_IMPORT, table=LEDGER_IMPORT)
    def plan(
        self,
        path: Path,
        actor: Actor,
        *,
        mapping: ImportMapping | None = None,
        encoding: str = "",
        progress: Progress | None = None,
    ) -> ImportPlan | None:
        """What taking over a file would do; nothing is written. ``None`` when cancelled.

        Raises:
            EnvironmentFaultError: the file cannot be read.
            UserMistakeError: it is no table, or lacks a column without which no row can be taken.
        """
        sheet = self._reader.open(path, encoding)
        mapping = mapping or ImportMapping()
        columns = [(heading, mapping.column_of(heading)) for heading in sheet.headings]
        _need_columns(path, columns, mapping)
        with self._units(read_only=True) as uow:
            planning = _Planning(
                uow,
                actor,
                self._now(),
                frozenset(offices_below(uow, actor.organisation)),
                uow.custody.cases_by_key(),
            )
            rows = self._rows(sheet, columns, mapping, planning, progress)
        if rows is None:
            return None
        return ImportPlan(
            file=path.name,
            sha256=sheet.sha256,
            encoding=sheet.encoding,
            columns=tuple((heading, column.name if column else None) for heading, column in columns),
            rows=tuple(rows),
        )

    def _rows(
        self,
        sheet: Sheet,
        columns: Sequence[tuple[str, LedgerColumn | None]],
        mapping: ImportMapping,
        planning: _Planning,
        progress: Progress | None,
    ) -> list[PlannedRow] | None:
        words = mapping.words(self._words())
        read: list[tuple[int, RowValues, str]] = []
        rows: list[PlannedRow] = []
        try:
            for done, (number, cells) in enumerate(sheet.rows):
                look(progress, done, sheet.count * 2)
                values = read_row(columns, cells, mapping.defaults, words)
                read.append((number, values, _key_of(values, planning)))
            planning.find([key for _number, _values, key in read])
            for done, (number, values, key) in enumerate(read, sheet.count):
                look(progress, done, sheet.count * 2)
                rows.append(self._planned(number, values, key, planning))
            look(progress, sheet.count * 2, sheet.count * 2, last=True)
        except CancelledError:
            return None
        return rows

    def _planned(self, row: int, values: RowValues, key: str, planning: _Planning) -> PlannedRow:
        if values.faults:
            return PlannedRow(row=row, verdict=Verdict.REJECTED, faults=values.faults)
        there = planning.there.get(key)
        earlier = planning.seen.setdefault(key, row)
        if earlier != row:
            return _rejected(row, "cell.twice", key=key, first=earlier)
        if there is None:
            return self._new(row, key, values, planning)
        if there.organisation not in planning.offices:
            return _rejected(row, "cell.not_yours", key=key)
        return self._changed(row, key, values, there, planning)

    def _new(self, row: int, key: str, values: RowValues, planning: _Planning) -> PlannedRow:
        actor = planning.actor
        defaults: dict[str, JsonValue] = {
            "organisation": actor.organisation,
            "counter": actor.counter,
            "first_receiver": actor.staff_no,
            "handler": actor.staff_no,
            "registered_at": planning.now.isoformat(),
            "app_version": self._app_version,
        }
        if not number_parts(str(values.fields.get("number", ""))):
            defaults["old_number"] = values.fields.get("number", "")
        made, faults = new_document(values, defaults)
        if not faults and made["organisation"] not in planning.offices:
            faults.append(CellFault("", "cell.unknown_office", {}))
        fault = faults or _misfit({**made, "id": _PLACEHOLDER, "number": _PLACEHOLDER}, planning.now)
        if fault:
            return PlannedRow(row=row, verdict=Verdict.REJECTED, key=key, faults=tuple(fault))
        number = str(values.fields.get("number", ""))
        given = number if number_parts(number) else ""
        return PlannedRow(row=row, verdict=Verdict.NEW, key=key, number=given, changes=made)

    def _changed(self, row: int, key: str, values: RowValues, there: Complaint, planning: _Planning) -> PlannedRow:
        changes = changes_of(values, there)
        verdict = Verdict.CHANGED if changes else Verdict.SAME
        now = document(there)
        faults = _misfit({**now, **changes}, planning.now) if changes else []
        if faults:
            return PlannedRow(row=row, verdict=Verdict.REJECTED, key=key, number=there.number, faults=tuple(faults))
        return PlannedRow(
            row=row,
            verdict=verdict,
            key=key,
            number=there.number,
            complaint_id=there.id,
            changes=changes,
            before={name: now[name] for name in changes},
        )

    # -- doing --------------------------------------------------------------------------------------------------------

    @needs(Right.LEDGER_IMPORT, table=LEDGER_IMPORT)
    def commit(
        self, plan: ImportPlan, actor: Actor, progress: Progress | None = None
    ) -> tuple[ImportDone, Changes] | None:
        """Do what the plan says, all or nothing; ``None`` when cancelled, and then nothing was done.

        Raises:
            UserMistakeError: nothing is to be done, or the ledger was changed after the plan was made.
        """
        wanted = [row for row in plan.rows if row.verdict in (Verdict.NEW, Verdict.CHANGED)]
        if not wanted:
            raise UserMistakeError("imports.nothing")
        now = self._now()
        import_id = uuid7(now, secrets.token_bytes(10))
        try:
            with self._units() as uow:
                taken = Taking(uow, self._taker, actor, import_id).take(wanted, progress)
                done = _done(import_id, now, actor, plan)
                uow.custody.put_import(done)
                uow.custody.put_taken(import_id, taken)
                fields = document(done)
                private = {"file": fields.pop("file")}
                uow.log.append(actor, LEDGER_IMPORT, import_id, Op.CREATE, fields, private)
                uow.commit()
        except CancelledError:
            return None
        return done, Changes.of(COMPLAINT, *(row.complaint_id for row in taken)) | Changes.of(LEDGER_IMPORT, import_id)

    @needs(Right.LEDGER_IMPORT, table=LEDGER_IMPORT)
    def done(self, actor: Actor) -> Sequence[ImportDone]:
        """All imports, newest first."""
        with self._units(read_only=True) as uow:
            return uow.custody.imports()

    # -- undoing ------------------------------------------------------------------------------------------------------

    @needs(Right.LEDGER_IMPORT, table=LEDGER_IMPORT)
    def undo(
        self, import_id: str, actor: Actor, reason: str, progress: Progress | None = None
    ) -> tuple[ImportDone, Changes] | None:
        """Take an import back as a whole: what it brought is gone, what it changed is as before. ``None``: cancelled.

        Raises:
            UserMistakeError: there is no such import, it was undone already, no reason was given, or somebody worked
                on one of its cases since.
        """
        if not reason.strip():
            raise UserMistakeError("imports.reason_needed")
        try:
            with self._units() as uow:
                done = next((one for one in uow.custody.imports() if one.id == import_id), None)
                if done is None:
                    raise UserMistakeError("imports.not_found", wanted=import_id)
                if done.undone_at is not None:
                    raise UserMistakeError("imports.undone", wanted=import_id)
                taken = uow.custody.taken(import_id)
                _refuse_touched(uow, import_id, taken)
                Taking(uow, self._taker, actor, import_id).take_back(taken, progress)
                done = replace(done, undone_at=self._now(), undone_by=actor.staff_no)
                uow.custody.put_import(done)
                stamp = {"undone_at": document(done)["undone_at"], "undone_by": actor.staff_no}
                uow.log.append(actor, LEDGER_IMPORT, import_id, Op.SET, stamp, {REASON: reason.strip()})
                uow.commit()
        except CancelledError:
            return None
        return done, Changes.of(COMPLAINT, *(row.complaint_id for row in taken)) | Changes.of(LEDGER_IMPORT, import_id)


def _need_columns(path: Path, columns: Sequence[tuple[str, LedgerColumn | None]], mapping: ImportMapping) -> None:
    there = {column.field or column.name for _heading, column in columns if column} | set(mapping.defaults)
    missing = next((name for name in ("received_at",) if name not in there), None)
    if missing is None and not there & {"claim", "facts"}:
        missing = "claim"
    if missing:
        raise UserMistakeError("imports.no_column", path=str(path), field=missing)


def _key_of(values: RowValues, planning: _Planning) -> str:
    """By what a row is known when it comes again: our number, the number that it had, or what it says."""
    number = str(values.fields.get("number", ""))
    if number and number_parts(number):
        return _NUMBER + number
    old = str(values.fields.get("old_number", "") or number)
    office = str(values.fields.get("organisation", planning.actor.organisation))
    if old:
        return f"old:{office}:{old}"
    person = values.parties.get("complainant", {})
    said = [values.fields.get(name) for name in ("received_at", "claim", "facts")]
    said += [office, *(person.get(part) for part in ("name", "id_number", "phone"))]
    return f"row:{hashlib.sha256(canonical(said)).hexdigest()}"


def _misfit(made: Mapping[str, JsonValue], now: datetime) -> list[CellFault]:
    """Why a document cannot be a record; nothing when it can."""
    try:
        case = from_json(Complaint, made)
        check_record(case, now)
    except UserMistakeError as error:
        return [CellFault("", error.code, {name: str(value) for name, value in error.params.items()})]
    faults = [
        CellFault("", "cell.out_of_range", {"field": name})
        for name, low, high in (("level", 0, 4), ("urgency", 0, 3), ("satisfaction", 1, 5), ("people_count", 1, 10**6))
        if getattr(case, name) is not None and not low <= getattr(case, name) <= high
    ]
    if case.closed_at is not None and case.closed_at < case.received_at:
        faults.append(CellFault("", "cell.closed_before_receipt", {}))
    if case.nature is not Nature.COMPLAINT and case.regulator_due:
        faults.append(CellFault("", "cell.only_complaints", {"field": "regulator_due"}))
    return faults


def _rejected(row: int, code: str, *, key: str, **params: JsonValue) -> PlannedRow:
    return PlannedRow(row=row, verdict=Verdict.REJECTED, key=key, faults=(CellFault("", code, params),))


def _done(import_id: str, now: datetime, actor: Actor, plan: ImportPlan) -> ImportDone:
    counts = plan.counts()
    return ImportDone(
        id=import_id,
        at=now,
        by=actor.staff_no,
        sha256=plan.sha256,
        new=counts[Verdict.NEW],
        changed=counts[Verdict.CHANGED],
        same=counts[Verdict.SAME],
        rejected=counts[Verdict.REJECTED],
        file=plan.file,
    )


def _refuse_touched(uow: UnitOfWork, import_id: str, taken: Sequence[TakenRow]) -> None:
    lamport = next(event.lamport for event in uow.log.events(LEDGER_IMPORT, import_id))
    touched = uow.custody.touched_since([row.complaint_id for row in taken], lamport)
    if touched:
        first = uow.complaints.get(touched[0])
        raise UserMistakeError("imports.touched", count=len(touched), number=first.number if first else "")
