"""Tasks, slips of early signs, and the registers between domain values and tables."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.early_signs import EarlySign, SignState
from hfc_desktop.domain.escalation import CaseTask
from hfc_desktop.domain.record_json import document, from_json
from hfc_desktop.domain.registers import ENTRY_TYPES, RegisterKind, is_open, kind_of
from hfc_desktop.storage.models import REGISTERS, SIGNS, TASKS
from hfc_desktop.storage.repositories.cases import compact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Table
    from sqlalchemy.orm import Session

    from hfc_desktop.domain.registers import Entry

_LATE = "9999-12-31"
"""Stands for no last day when a list is sorted by it."""


def _moment(at: datetime | None) -> str:
    return at.astimezone(SHANGHAI).isoformat(timespec="microseconds") if at else ""


class SqlRegisters:
    """``ledger_ports.RegisterRepository`` over one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def _put(self, table: Table, values: Mapping[str, object]) -> None:
        changed = {name: value for name, value in values.items() if name != "id"}
        statement = sqlite_insert(table).values(dict(values))
        self._session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=changed))

    # -- tasks ----------------------------------------------------------------------------------------------------

    def put_task(self, task: CaseTask) -> None:
        """Add or change a task."""
        values = {
            "id": task.id,
            "complaint": task.complaint,
            "organisation": task.organisation,
            "kind": task.kind.value,
            "owner": task.owner,
            "due": task.due.isoformat() if task.due else None,
            "done_at": _moment(task.done_at),
            "document": compact(document(task)),
        }
        self._put(TASKS, values)

    def task(self, task_id: str) -> CaseTask | None:
        """One task."""
        text = self._session.scalar(select(TASKS.c.document).where(TASKS.c.id == task_id))
        return None if text is None else from_json(CaseTask, json.loads(text))

    def tasks(self, organisations: Sequence[str], *, open_only: bool = True, complaint: str = "") -> Sequence[CaseTask]:
        """Tasks of some offices, the most urgent first; those of one case if named."""
        wanted = select(TASKS.c.document, TASKS.c.due, TASKS.c.id)
        if organisations:
            wanted = wanted.where(TASKS.c.organisation.in_(organisations))
        if open_only:
            wanted = wanted.where(TASKS.c.done_at == "")
        if complaint:
            wanted = wanted.where(TASKS.c.complaint == complaint)
        rows = sorted(self._session.execute(wanted), key=lambda row: (row.due or _LATE, row.id))
        return [from_json(CaseTask, json.loads(row.document)) for row in rows]

    # -- early signs ----------------------------------------------------------------------------------------------

    def put_sign(self, sign: EarlySign) -> None:
        """Add or change a slip."""
        values = {
            "id": sign.id,
            "at": _moment(sign.at),
            "organisation": sign.organisation,
            "by": sign.by,
            "state": sign.state.value,
            "scenario": sign.scenario,
            "document": compact(document(sign)),
        }
        self._put(SIGNS, values)

    def sign(self, sign_id: str) -> EarlySign | None:
        """One slip."""
        text = self._session.scalar(select(SIGNS.c.document).where(SIGNS.c.id == sign_id))
        return None if text is None else from_json(EarlySign, json.loads(text))

    def signs(
        self, organisations: Sequence[str], since: datetime, *, open_only: bool = False, by: str = ""
    ) -> Sequence[EarlySign]:
        """Slips since a moment, newest first."""
        wanted = select(SIGNS.c.document).where(SIGNS.c.at >= _moment(since))
        if organisations:
            wanted = wanted.where(SIGNS.c.organisation.in_(organisations))
        if open_only:
            wanted = wanted.where(SIGNS.c.state == SignState.OPEN.value)
        if by:
            wanted = wanted.where(SIGNS.c.by == by)
        found = self._session.scalars(wanted.order_by(SIGNS.c.at.desc(), SIGNS.c.id))
        return [from_json(EarlySign, json.loads(text)) for text in found]

    # -- registers ------------------------------------------------------------------------------------------------

    def put_entry(self, entry: Entry) -> None:
        """Add or change an entry of a register."""
        values = {
            "id": entry.id,
            "kind": kind_of(entry).value,
            "organisation": entry.organisation,
            "state": entry.state.value,
            "open": is_open(entry),
            "due": entry.due.isoformat() if entry.due else None,
            "scenario": entry.scenario,
            "document": compact(document(entry)),
        }
        self._put(REGISTERS, values)

    def entry(self, entry_id: str) -> Entry | None:
        """One entry."""
        row = self._session.execute(
            select(REGISTERS.c.kind, REGISTERS.c.document).where(REGISTERS.c.id == entry_id)
        ).first()
        return None if row is None else _entry(row.kind, row.document)

    def entries(self, kind: RegisterKind, organisations: Sequence[str], *, open_only: bool = False) -> Sequence[Entry]:
        """Entries of one register, those due first in front."""
        wanted = select(REGISTERS.c.document, REGISTERS.c.due, REGISTERS.c.id).where(REGISTERS.c.kind == kind.value)
        if organisations:
            wanted = wanted.where(REGISTERS.c.organisation.in_(organisations))
        if open_only:
            wanted = wanted.where(REGISTERS.c.open)
        rows = sorted(self._session.execute(wanted), key=lambda row: (row.due or _LATE, row.id))
        return [_entry(kind.value, row.document) for row in rows]


def _entry(kind: str, text: str) -> Entry:
    return from_json(ENTRY_TYPES[RegisterKind(kind)], json.loads(text))
