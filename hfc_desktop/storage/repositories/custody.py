"""Imports, lists of destruction and proofs between domain values and tables."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, func, insert, select

from hfc_desktop.domain.complaint import Status
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.imports import ImportDone, TakenRow, Verdict
from hfc_desktop.domain.record_json import document, from_json
from hfc_desktop.domain.retention import ENDED, DestructionList, DestructionProof, EndedCase
from hfc_desktop.storage.models import (
    AttachmentRow,
    ComplaintRow,
    DestructionRow,
    EventRow,
    ImportRow,
    PartyRow,
    ProofRow,
    ReceptionRow,
    TakenCaseRow,
    TaskRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.orm import Session

_CHUNK: Final = 500
_WRITES: Final = (Op.CREATE, Op.SET, Op.ADD, Op.REMOVE, Op.ACT, Op.LINK, Op.UNLINK, Op.IMPORT, Op.PRINT)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class SqlCustody:
    """``custody_ports.CustodyRepository`` over one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # -- imports ------------------------------------------------------------------------------------------------------

    def put_import(self, done: ImportDone) -> None:
        """Add or change an import."""
        self._session.merge(ImportRow(id=done.id, document=_compact(document(done))))

    def put_taken(self, import_id: str, rows: Iterable[TakenRow]) -> None:
        """What an import did to each case."""
        values = [
            {
                "import_id": import_id,
                "complaint_id": row.complaint_id,
                "verdict": row.verdict.value,
                "key": row.key,
                "before": _compact(dict(row.before)),
            }
            for row in rows
        ]
        if values:
            self._session.execute(insert(TakenCaseRow), values)

    def imports(self) -> Sequence[ImportDone]:
        """All imports, newest first."""
        found = self._session.scalars(select(ImportRow.document).order_by(ImportRow.id.desc()))
        return [from_json(ImportDone, json.loads(text)) for text in found]

    def taken(self, import_id: str) -> Sequence[TakenRow]:
        """What an import did to each case."""
        wanted = select(TakenCaseRow).where(TakenCaseRow.import_id == import_id).order_by(TakenCaseRow.complaint_id)
        return [
            TakenRow(
                complaint_id=row.complaint_id,
                verdict=Verdict(row.verdict),
                key=row.key,
                before=json.loads(row.before),
            )
            for row in self._session.scalars(wanted)
        ]

    def cases_by_key(self) -> Mapping[str, str]:
        """Id of the case by the key under which it was taken over, for the cases that are still here."""
        wanted = select(TakenCaseRow.key, TakenCaseRow.complaint_id).join(
            ComplaintRow, ComplaintRow.id == TakenCaseRow.complaint_id
        )
        return {row.key: row.complaint_id for row in self._session.execute(wanted)}

    def touched_since(self, ids: Sequence[str], lamport: int) -> Sequence[str]:
        """Those of ``ids`` that were changed or printed after a logical time."""
        wanted = select(EventRow.record).where(
            EventRow.lamport > lamport,
            EventRow.table_name == "complaint",
            EventRow.op.in_([op.value for op in _WRITES]),
        )
        changed = set(self._session.scalars(wanted))
        return [one for one in ids if one in changed]

    # -- destruction --------------------------------------------------------------------------------------------------

    def ended_cases(self, organisations: Sequence[str], before: date) -> Sequence[EndedCase]:
        """Ended cases of some offices that were received before a day."""
        fields = {
            name: func.json_extract(ComplaintRow.document, f"$.{name}")
            for name in ("closed_at", "withdrawn_at", "told_at", "decided_at", "keep_until", "legal_hold")
        }
        wanted = select(
            ComplaintRow.id,
            ComplaintRow.number,
            ComplaintRow.organisation,
            ComplaintRow.status,
            ComplaintRow.received_at,
            ComplaintRow.repeat_of,
            *(expression.label(name) for name, expression in fields.items()),
        ).where(
            ComplaintRow.received_at < before.isoformat(),
            ComplaintRow.status.in_([status.value for status in ENDED]),
            ComplaintRow.organisation.in_(organisations),
        )
        return [
            EndedCase(
                id=row.id,
                number=row.number,
                organisation=row.organisation,
                status=Status(row.status),
                ended_on=_last(row.closed_at, row.withdrawn_at, row.told_at, row.decided_at) or _day(row.received_at),
                kept_until=date.fromisoformat(row.keep_until) if row.keep_until else None,
                held=bool(row.legal_hold),
                lead=row.repeat_of if row.status == Status.MERGED else "",
            )
            for row in self._session.execute(wanted)
        ]

    def put_list(self, made: DestructionList) -> None:
        """Add or change a list."""
        self._session.merge(DestructionRow(id=made.id, state=made.state.value, document=_compact(document(made))))

    def lists(self) -> Sequence[DestructionList]:
        """All lists, newest first."""
        found = self._session.scalars(select(DestructionRow.document).order_by(DestructionRow.id.desc()))
        return [from_json(DestructionList, json.loads(text)) for text in found]

    def put_proof(self, proof: DestructionProof) -> None:
        """Keep a proof."""
        self._session.merge(ProofRow(number=proof.number, list_id=proof.list_id, document=_compact(document(proof))))

    def proof(self, number: str) -> DestructionProof | None:
        """The proof for a number."""
        text = self._session.scalar(select(ProofRow.document).where(ProofRow.number == number))
        return None if text is None else from_json(DestructionProof, json.loads(text))

    def numbers(self, ids: Sequence[str]) -> Mapping[str, str]:
        """Numbers of cases by id, of those that are here."""
        found: dict[str, str] = {}
        for start in range(0, len(ids), _CHUNK):
            some = ids[start : start + _CHUNK]
            wanted = select(ComplaintRow.id, ComplaintRow.number).where(ComplaintRow.id.in_(some))
            found |= {row.id: row.number for row in self._session.execute(wanted)}
        return found

    def belongings(self, complaint_id: str) -> Sequence[tuple[str, str]]:
        """Table and id of what hangs on a case and goes with it: its tasks and the reception that it came from."""
        tasks = self._session.scalars(select(TaskRow.id).where(TaskRow.complaint == complaint_id))
        receptions = self._session.scalars(select(ReceptionRow.id).where(ReceptionRow.complaint == complaint_id))
        return [*(("task", one) for one in tasks), *(("reception", one) for one in receptions)]

    def remove_cases(self, ids: Sequence[str], attachments: Iterable[str]) -> None:
        """Take cases, their parties, belongings and attachments out of the tables.

        Args:
            ids: the cases.
            attachments: hashes of their attachments; those that another case has too stay.
        """
        for start in range(0, len(ids), _CHUNK):
            some = ids[start : start + _CHUNK]
            for column in (
                TaskRow.complaint,
                ReceptionRow.complaint,
                TakenCaseRow.complaint_id,
                PartyRow.complaint_id,
                ComplaintRow.id,
            ):
                self._session.execute(delete(column.class_).where(column.in_(some)))
        for sha256 in attachments:
            other = select(ComplaintRow.id).where(ComplaintRow.document.contains(sha256)).limit(1)
            if self._session.scalar(other) is None:
                self._session.execute(delete(AttachmentRow).where(AttachmentRow.sha256 == sha256))


def _day(text: str) -> date:
    return datetime.fromisoformat(text).date()


def _last(*moments: str | None) -> date | None:
    return max((_day(text) for text in moments if text), default=None)
