"""Writes what a plan says into an open transaction, many cases at a time, and takes it back."""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, Protocol

from hfc_desktop.domain.complaint import Complaint
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.imports import TakenRow, Verdict
from hfc_desktop.domain.numbering import NO_COUNTER, complaint_number, uuid7
from hfc_desktop.domain.record_json import document, from_json
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.services.records import COMPLAINT, put_changed_complaint, put_new_complaints

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.domain.imports import PlannedRow
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.ports import Progress, UnitOfWork

_EVERY: Final = 100
"""Rows that are written at once, and between two looks at whether somebody cancelled."""


class CaseTaker(Protocol):
    """Takes a case from another ledger into this one."""

    def prepared(
        self, uow: UnitOfWork, complaint: Complaint, actor: Actor, before: Complaint | None = None
    ) -> Complaint:
        """A case with its keyed hash and its clocks; ``before`` when it is here already."""
        ...


class CancelledError(Exception):
    """Somebody cancelled long work."""


def look(progress: Progress | None, done: int, total: int, *, last: bool = False) -> None:
    """Tell how far it is, now and then.

    Raises:
        CancelledError: somebody cancelled.
    """
    if progress is not None and (last or done % _EVERY == 0) and not progress(done, total):
        raise CancelledError


@dataclass(frozen=True, slots=True)
class Taking:
    """One import in its transaction.

    Attributes:
        import_id: stands as the reason of what it changes.
    """

    uow: UnitOfWork
    taker: CaseTaker
    actor: Actor
    import_id: str

    def take(self, rows: Sequence[PlannedRow], progress: Progress | None) -> list[TakenRow]:
        """Write the rows of a plan that are new or changed.

        Raises:
            UserMistakeError: the ledger was changed after the plan was made.
            CancelledError: somebody cancelled.
        """
        numbers = self._numbers(rows)
        taken: list[TakenRow] = []
        for start in range(0, len(rows), _EVERY):
            look(progress, start, len(rows))
            some = rows[start : start + _EVERY]
            new = [self._new(row, numbers) for row in some if row.verdict is Verdict.NEW]
            put_new_complaints(self.uow, self.actor, [case for case, _key in new])
            taken += [TakenRow(complaint_id=case.id, verdict=Verdict.NEW, key=key) for case, key in new]
            taken += self._changed([row for row in some if row.verdict is Verdict.CHANGED])
        look(progress, len(rows), len(rows), last=True)
        return taken

    def _numbers(self, rows: Sequence[PlannedRow]) -> Mapping[tuple[str, str, date], Iterator[int]]:
        """Numbers for the new cases, taken at once for each counter and day. Nothing of the plan may be here yet."""
        known = self.uow.custody.cases_by_key()
        new = [row for row in rows if row.verdict is Verdict.NEW]
        there = self.uow.complaints.get_many([row.number for row in new if row.number])
        late = next((row for row in new if row.key in known or row.number in there), None)
        if late is not None:
            raise UserMistakeError("imports.changed_meanwhile", number=late.number or late.row)
        wanted = Counter(_counter_and_day(row) for row in new if not row.number)
        return {
            place: iter(range(first := self.uow.complaints.reserve(*place, count), first + count))
            for place, count in wanted.items()
        }

    def _new(self, row: PlannedRow, numbers: Mapping[tuple[str, str, date], Iterator[int]]) -> tuple[Complaint, str]:
        values: dict[str, Any] = dict(row.changes)
        number = row.number
        if not number:
            organisation, counter, day = place = _counter_and_day(row)
            number = complaint_number(organisation, day, counter, next(numbers[place]))
        identity = uuid7(datetime.fromisoformat(values["received_at"]), secrets.token_bytes(10))
        case = from_json(Complaint, {**values, "id": identity, "number": number})
        return self.taker.prepared(self.uow, case, self.actor), row.key

    def _changed(self, rows: Sequence[PlannedRow]) -> list[TakenRow]:
        there = self.uow.complaints.get_many([row.complaint_id for row in rows])
        return [self._change(row, there.get(row.complaint_id)) for row in rows]

    def _change(self, row: PlannedRow, there: Complaint | None) -> TakenRow:
        now = document(there) if there else {}
        if there is None or any(now[name] != value for name, value in row.before.items()):
            raise UserMistakeError("imports.changed_meanwhile", number=row.number)
        after = from_json(Complaint, {**now, **row.changes})
        whole = self.taker.prepared(self.uow, after, self.actor, there)
        put_changed_complaint(self.uow, self.actor, there, whole, reason=self.import_id, op=Op.IMPORT)
        old = document(there)
        before = {name: old[name] for name, value in document(whole).items() if value != old[name]}
        return TakenRow(complaint_id=there.id, verdict=Verdict.CHANGED, key=row.key, before=before)

    def take_back(self, taken: Sequence[TakenRow], progress: Progress | None) -> None:
        """Undo what an import did.

        Raises:
            CancelledError: somebody cancelled.
        """
        for start in range(0, len(taken), _EVERY):
            look(progress, start, len(taken))
            some = taken[start : start + _EVERY]
            self._restore([row for row in some if row.verdict is Verdict.CHANGED])
            self._remove([row.complaint_id for row in some if row.verdict is Verdict.NEW])
        look(progress, len(taken), len(taken), last=True)

    def _restore(self, rows: Sequence[TakenRow]) -> None:
        there = self.uow.complaints.get_many([row.complaint_id for row in rows])
        for row in rows:
            case = there.get(row.complaint_id)
            if case is not None:
                after = from_json(Complaint, {**document(case), **row.before})
                put_changed_complaint(self.uow, self.actor, case, after, reason=self.import_id)

    def _remove(self, ids: Sequence[str]) -> None:
        self.uow.custody.remove_cases(ids, ())
        for case_id, keys in self.uow.log.redact(COMPLAINT, ids).items():
            fields: dict[str, JsonValue] = {
                "gone": True,
                "what": "import_undone",
                "import": self.import_id,
                "events": list(keys),
            }
            self.uow.log.append(self.actor, COMPLAINT, case_id, Op.REDACT, fields)


def _counter_and_day(row: PlannedRow) -> tuple[str, str, date]:
    values: dict[str, Any] = dict(row.changes)
    received = datetime.fromisoformat(values["received_at"]).date()
    return str(values["organisation"]), str(values["counter"]) or NO_COUNTER, received
