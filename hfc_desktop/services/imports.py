"""Taking over ledgers: a plan that changes nothing, its commit as one transaction, its undoing as a whole."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

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
from hfc_desktop.domain.numbering import NO_COUNTER, complaint_number, number_parts, uuid7
from hfc_desktop.domain.people import Right
from hfc_desktop.domain.record_json import document, from_json
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.services.audit import REASON
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.complaints import check_record
from hfc_desktop.services.records import COMPLAINT, put_changed_complaint
from hfc_desktop.services.rights import needs
from hfc_desktop.services.scopes import offices_below

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.domain.ledger_table import LedgerColumn, Words
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.domain.sheets import Sheet
    from hfc_desktop.services.custody_ports import CaseTaker, TableReader
    from hfc_desktop.services.ports import Now, Progress, UnitOfWork, UnitOfWorkFactory

LEDGER_IMPORT: Final = "ledger_import"
"""Kind of record, as it stands in events and in ``Changes``."""
_EVERY: Final = 100
"""Rows between two looks at whether somebody cancelled."""
_PLACEHOLDER: Final = "-"


class _Cancelled(Exception):  # noqa: N818  no error: somebody asked for it
    """Long work was cancelled."""


@dataclass(slots=True)
class _Planning:
    """What planning the rows of one file needs."""

    uow: UnitOfWork
    actor: Actor
    now: datetime
    offices: frozenset[str]
    known: Mapping[str, str]
    seen: dict[str, int] = field(default_factory=dict)


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
        rows: list[PlannedRow] = []
        try:
            for done, (number, cells) in enumerate(sheet.rows):
                _look(progress, done, sheet.count)
                values = read_row(columns, cells, mapping.defaults, words)
                rows.append(self._planned(number, values, planning))
            _look(progress, sheet.count, sheet.count, last=True)
        except _Cancelled:
            return None
        return rows

    def _planned(self, row: int, values: RowValues, planning: _Planning) -> PlannedRow:
        if values.faults:
            return PlannedRow(row=row, verdict=Verdict.REJECTED, faults=values.faults)
        key, there = _identity(values, planning)
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
                taken = self._take(uow, wanted, actor, import_id, progress)
                done = _done(import_id, now, actor, plan)
                uow.custody.put_import(done)
                uow.custody.put_taken(import_id, taken)
                fields = document(done)
                private = {"file": fields.pop("file")}
                uow.log.append(actor, LEDGER_IMPORT, import_id, Op.CREATE, fields, private)
                uow.commit()
        except _Cancelled:
            return None
        return done, Changes.of(COMPLAINT, *(row.complaint_id for row in taken)) | Changes.of(LEDGER_IMPORT, import_id)

    def _take(
        self, uow: UnitOfWork, rows: Sequence[PlannedRow], actor: Actor, import_id: str, progress: Progress | None
    ) -> list[TakenRow]:
        known = uow.custody.cases_by_key()
        taken = []
        for done, row in enumerate(rows):
            _look(progress, done, len(rows))
            if row.verdict is Verdict.NEW:
                if row.key in known:
                    raise UserMistakeError("imports.changed_meanwhile", number=row.number or row.row)
                taken.append(TakenRow(complaint_id=self._take_new(uow, row, actor), verdict=row.verdict, key=row.key))
            else:
                self._take_change(uow, row, actor, import_id)
                taken.append(
                    TakenRow(complaint_id=row.complaint_id, verdict=row.verdict, key=row.key, before=row.before)
                )
        _look(progress, len(rows), len(rows), last=True)
        return taken

    def _take_new(self, uow: UnitOfWork, row: PlannedRow, actor: Actor) -> str:
        values: dict[str, Any] = dict(row.changes)
        received = datetime.fromisoformat(values["received_at"])
        if row.number and uow.complaints.get(row.number) is not None:
            raise UserMistakeError("imports.changed_meanwhile", number=row.number)
        number = row.number or _next_number(uow, values["organisation"], values["counter"], received.date())
        identity = uuid7(received, secrets.token_bytes(10))
        case = from_json(Complaint, {**values, "id": identity, "number": number})
        return self._taker.take_over(uow, case, actor).id

    def _take_change(self, uow: UnitOfWork, row: PlannedRow, actor: Actor, import_id: str) -> None:
        there = uow.complaints.get(row.complaint_id)
        now = document(there) if there else {}
        if there is None or any(now[name] != value for name, value in row.before.items()):
            raise UserMistakeError("imports.changed_meanwhile", number=row.number)
        after = from_json(Complaint, {**now, **row.changes})
        self._taker.take_over(uow, after, actor, there, reason=import_id)

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
                for place, row in enumerate(taken):
                    _look(progress, place, len(taken))
                    _take_back(uow, row, actor, import_id)
                _look(progress, len(taken), len(taken), last=True)
                done = replace(done, undone_at=self._now(), undone_by=actor.staff_no)
                uow.custody.put_import(done)
                stamp = {"undone_at": document(done)["undone_at"], "undone_by": actor.staff_no}
                uow.log.append(actor, LEDGER_IMPORT, import_id, Op.SET, stamp, {REASON: reason.strip()})
                uow.commit()
        except _Cancelled:
            return None
        return done, Changes.of(COMPLAINT, *(row.complaint_id for row in taken)) | Changes.of(LEDGER_IMPORT, import_id)


def _look(progress: Progress | None, done: int, total: int, *, last: bool = False) -> None:
    """Tell how far it is, now and then, and stop when somebody cancelled."""
    if progress is not None and (last or done % _EVERY == 0) and not progress(done, total):
        raise _Cancelled


def _need_columns(path: Path, columns: Sequence[tuple[str, LedgerColumn | None]], mapping: ImportMapping) -> None:
    there = {column.field or column.name for _heading, column in columns if column} | set(mapping.defaults)
    missing = next((name for name in ("received_at",) if name not in there), None)
    if missing is None and not there & {"claim", "facts"}:
        missing = "claim"
    if missing:
        raise UserMistakeError("imports.no_column", path=str(path), field=missing)


def _identity(values: RowValues, planning: _Planning) -> tuple[str, Complaint | None]:
    """The key of a row, and the case that it is about when that is here."""
    number = str(values.fields.get("number", ""))
    if number and number_parts(number):
        return f"number:{number}", planning.uow.complaints.get(number)
    old = str(values.fields.get("old_number", "") or number)
    office = str(values.fields.get("organisation", planning.actor.organisation))
    if old:
        key = f"old:{office}:{old}"
    else:
        person = values.parties.get("complainant", {})
        said = [values.fields.get(name) for name in ("received_at", "claim", "facts")]
        said += [office, *(person.get(part) for part in ("name", "id_number", "phone"))]
        key = f"row:{hashlib.sha256(canonical(said)).hexdigest()}"
    there = planning.known.get(key)
    return key, planning.uow.complaints.get(there) if there else None


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


def _next_number(uow: UnitOfWork, organisation: str, counter: str, day: date) -> str:
    counter = counter or NO_COUNTER
    return complaint_number(organisation, day, counter, uow.complaints.next_sequence(organisation, counter, day))


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


def _take_back(uow: UnitOfWork, row: TakenRow, actor: Actor, import_id: str) -> None:
    there = uow.complaints.get(row.complaint_id)
    if there is None:
        return
    if row.verdict is Verdict.CHANGED:
        after = from_json(Complaint, {**document(there), **row.before})
        put_changed_complaint(uow, actor, there, after, reason=import_id)
        return
    uow.custody.remove_case(row.complaint_id, ())
    keys = list(uow.log.redact(COMPLAINT, row.complaint_id))
    fields: dict[str, JsonValue] = {"gone": True, "what": "import_undone", "import": import_id, "events": keys}
    uow.log.append(actor, COMPLAINT, row.complaint_id, Op.REDACT, fields)
