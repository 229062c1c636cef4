"""Complaints and drafts between domain values and tables."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from hfc_desktop.domain.complaint import Complaint, ComplaintDraft
from hfc_desktop.domain.days import SHANGHAI, local_day
from hfc_desktop.domain.deadlines import obeyed
from hfc_desktop.domain.numbering import NO_COUNTER, number_parts
from hfc_desktop.domain.record_json import document, from_json, sparse
from hfc_desktop.storage.bulk import BulkInsert
from hfc_desktop.storage.models import COMPLAINTS, DRAFTS, PARTIES, SEQUENCES, ComplaintRow, DraftRow, SequenceRow
from hfc_desktop.storage.queries import complaints as queries

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import InstrumentedAttribute, Session

    from hfc_desktop.domain import ledger
    from hfc_desktop.domain.events import JsonValue


_CHUNK: Final = 400
"""Names in one question; the engine takes more, but this is fast enough."""


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def earliest_due(complaint: Complaint) -> str | None:
    """Last day of the earliest clock that runs; what a list sorts by."""
    clock = obeyed(complaint.clocks)
    return None if clock is None else clock.due.isoformat()


def _day(at: datetime | None) -> str | None:
    return local_day(at).isoformat() if at else None


def _party_values(party: JsonValue, complaint_id: str, position: int) -> dict[str, object]:
    values: dict[str, Any] = dict(party) if isinstance(party, dict) else {}
    phone = str(values["phone"])
    return {
        **values,
        "papers": _compact(values["papers"]),
        "phone_tail": phone[-4:] if len(phone) >= 7 else "",
        "complaint_id": complaint_id,
        "position": position,
    }


def _parties_values(complaint_id: str, parties: JsonValue) -> list[dict[str, object]]:
    entries = parties if isinstance(parties, list) else []
    return [_party_values(party, complaint_id, position) for position, party in enumerate(entries)]


def complaint_values(complaint: Complaint, parties_apart: dict[str, JsonValue]) -> dict[str, object]:
    """The columns of one complaint; ``parties_apart`` is its document less the parties."""
    complainant = complaint.complainant()
    return {
        "id": complaint.id,
        "number": complaint.number,
        "nature": complaint.nature.value,
        "status": complaint.status.value,
        "level": complaint.level,
        "severity": complaint.severity.value,
        "source": complaint.source.value,
        "received_at": complaint.received_at.astimezone(SHANGHAI).isoformat(timespec="microseconds"),
        "registered_at": complaint.registered_at.astimezone(SHANGHAI).isoformat(timespec="microseconds"),
        "organisation": complaint.organisation,
        "counter": complaint.counter,
        "business_line": complaint.business_line,
        "channel": complaint.channel,
        "business": complaint.business,
        "reason": complaint.reason,
        "scenario": complaint.scenario,
        "first_receiver": complaint.first_receiver,
        "handler": complaint.handler,
        "complainant": complainant.name if complainant else "",
        "customer_hash": complaint.customer_key.hash if complaint.customer_key else "",
        "amount_fen": complaint.amount_fen,
        "due": earliest_due(complaint),
        "outcome": complaint.outcome.value if complaint.outcome else "",
        "repeat_of": complaint.repeat_of,
        "repeat_no": complaint.repeat_no,
        "settled_on_spot": complaint.settled_on_spot,
        "told_on": _day(complaint.told_at),
        "closed_on": _day(complaint.closed_at),
        "untold": complaint.decided_at is not None and complaint.told_at is None,
        "people_count": complaint.people_count,
        "recheck_of": complaint.recheck_of,
        "legal_hold": complaint.legal_hold,
        "keep_until": complaint.keep_until.isoformat() if complaint.keep_until else None,
        "document": _compact(parties_apart),
    }


# The statements of a save, built once: what is built anew each time costs more than it takes to run.
_ADD: Final = insert(COMPLAINTS)
_ADD_PARTIES: Final = insert(PARTIES)
_ADD_MANY: Final = BulkInsert(COMPLAINTS)
_ADD_MANY_PARTIES: Final = BulkInsert(PARTIES)
_CHANGE: Final = update(COMPLAINTS).where(COMPLAINTS.c.id == bindparam("case"))
_DROP_PARTIES: Final = delete(PARTIES).where(PARTIES.c.complaint_id == bindparam("case"))
_ONE: Final = select(COMPLAINTS.c.id, COMPLAINTS.c.document).where(
    (COMPLAINTS.c.id == bindparam("name")) | (COMPLAINTS.c.number == bindparam("name"))
)
_PARTIES_OF: Final = select(PARTIES).where(PARTIES.c.complaint_id == bindparam("case")).order_by(PARTIES.c.position)
_NEXT: Final = (
    sqlite_insert(SEQUENCES)
    .on_conflict_do_update(index_elements=["organisation", "counter", "day"], set_={"last": SEQUENCES.c.last + 1})
    .returning(SEQUENCES.c.last)
)
_SEQUENCE: Final = sqlite_insert(SEQUENCES)
_NOTE: Final = _SEQUENCE.on_conflict_do_update(
    index_elements=["organisation", "counter", "day"],
    set_={"last": func.max(SEQUENCES.c.last, _SEQUENCE.excluded.last)},
)
_OWNER: Final = select(DRAFTS.c.owner).where(DRAFTS.c.id == bindparam("draft"))


class SqlComplaints:
    """``ports.ComplaintRepository`` over one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, complaint: Complaint) -> None:
        """Store a new complaint."""
        values = sparse(complaint)
        parties = values.pop("parties", [])
        self._session.connection().execute(_ADD, complaint_values(complaint, values))
        self._put_parties(complaint.id, parties)

    def add_many(self, complaints: Sequence[Complaint]) -> None:
        """Store new complaints at once."""
        rows: list[dict[str, object]] = []
        parties: list[dict[str, object]] = []
        for complaint in complaints:
            values = sparse(complaint)
            parties += _parties_values(complaint.id, values.pop("parties", []))
            rows.append(complaint_values(complaint, values))
        connection = self._session.connection()
        _ADD_MANY.run(connection, rows)
        _ADD_MANY_PARTIES.run(connection, parties)

    def update(self, complaint: Complaint) -> None:
        """Store the new state of a complaint."""
        self.update_many([complaint])

    def update_many(self, complaints: Sequence[Complaint]) -> None:
        """Store the new states of complaints at once."""
        rows, parties = [], []
        for complaint in complaints:
            values = sparse(complaint)
            parties += _parties_values(complaint.id, values.pop("parties", []))
            rows.append({**complaint_values(complaint, values), "case": complaint.id})
        connection = self._session.connection()
        if rows:
            connection.execute(_CHANGE, rows)
            connection.execute(_DROP_PARTIES, [{"case": complaint.id} for complaint in complaints])
        if parties:
            connection.execute(_ADD_PARTIES, parties)

    def known(self, ids: Sequence[str]) -> frozenset[str]:
        """Those of ``ids`` that are stored."""
        found: set[str] = set()
        for start in range(0, len(ids), _CHUNK):
            wanted = select(COMPLAINTS.c.id).where(COMPLAINTS.c.id.in_(ids[start : start + _CHUNK]))
            found.update(self._session.connection().execute(wanted).scalars())
        return frozenset(found)

    def numbered(self, numbers: Sequence[str]) -> Mapping[str, str]:
        """Id by number, of those numbers that are given."""
        found: dict[str, str] = {}
        for start in range(0, len(numbers), _CHUNK):
            some = COMPLAINTS.c.number.in_(numbers[start : start + _CHUNK])
            wanted = select(COMPLAINTS.c.number, COMPLAINTS.c.id).where(some)
            found.update((row.number, row.id) for row in self._session.connection().execute(wanted))
        return found

    def _put_parties(self, complaint_id: str, parties: JsonValue) -> None:
        rows = _parties_values(complaint_id, parties)
        if rows:
            self._session.connection().execute(_ADD_PARTIES, rows)

    def get(self, complaint_id: str) -> Complaint | None:
        """One complaint by id or by number."""
        row = self._session.connection().execute(_ONE, {"name": complaint_id}).first()
        return None if row is None else self._whole(row.id, row.document)

    def get_many(self, ids: Sequence[str]) -> Mapping[str, Complaint]:
        """Complaints by id or number, those that are there, by the name under which each was asked for."""
        found: dict[str, Complaint] = {}
        for start in range(0, len(ids), _CHUNK):
            some = list(ids[start : start + _CHUNK])
            for column in (ComplaintRow.id, ComplaintRow.number):
                found |= self._some(column, some)
        return found

    def _some(self, column: InstrumentedAttribute[str], names: Sequence[str]) -> Mapping[str, Complaint]:
        rows = self._session.execute(
            select(column.label("name"), ComplaintRow.id, ComplaintRow.document).where(column.in_(names))
        ).all()
        parties: dict[str, list[dict[str, object]]] = {}
        wanted = select(PARTIES).where(PARTIES.c.complaint_id.in_([row.id for row in rows]))
        for party in self._session.execute(wanted.order_by(PARTIES.c.complaint_id, PARTIES.c.position)).mappings():
            whole = {**party, "papers": json.loads(party["papers"])}
            parties.setdefault(party["complaint_id"], []).append(whole)
        return {
            row.name: from_json(Complaint, {**json.loads(row.document), "parties": parties.get(row.id, [])})
            for row in rows
        }

    def reserve(self, organisation: str, counter: str, day: date, count: int) -> int:
        """Take ``count`` numbers of one counter and day at once; answers the first."""
        last = self.next_sequence(organisation, counter, day) + count - 1
        key = {"organisation": organisation, "counter": counter or NO_COUNTER, "day": day.isoformat()}
        self._session.execute(update(SequenceRow).filter_by(**key).values(last=last))
        return last - count + 1

    def _whole(self, complaint_id: str, text: str) -> Complaint:
        parties = self._session.connection().execute(_PARTIES_OF, {"case": complaint_id}).mappings()
        return from_json(
            Complaint,
            {**json.loads(text), "parties": [{**party, "papers": json.loads(party["papers"])} for party in parties]},
        )

    def rows(self, wanted: ledger.ComplaintFilter) -> Sequence[ledger.ComplaintRow]:
        """One page of the list, unmasked."""
        return queries.rows(self._session, wanted)

    def count(self, wanted: ledger.ComplaintFilter) -> int:
        """How many records fit."""
        return queries.count(self._session, wanted)

    def next_sequence(self, organisation: str, counter: str, day: date) -> int:
        """1, 2, 3, … for one counter and day."""
        key = {"organisation": organisation, "counter": counter or NO_COUNTER, "day": day.isoformat()}
        return int(self._session.connection().execute(_NEXT, {**key, "last": 1}).scalar_one())

    def note_number(self, number: str) -> None:
        """Keep a number that exists from being given again; used when tables are made again from the log."""
        self.note_numbers([number])

    def note_numbers(self, numbers: Iterable[str]) -> None:
        """Keep numbers that exist from being given again, as those of a store that was lost and came back by files."""
        furthest: dict[tuple[str, str, str], int] = {}
        for parts in filter(None, map(number_parts, numbers)):
            key = (parts.organisation, parts.counter, parts.day.isoformat())
            furthest[key] = max(furthest.get(key, 0), parts.sequence)
        if furthest:
            rows = [
                {"organisation": organisation, "counter": counter, "day": day, "last": last}
                for (organisation, counter, day), last in furthest.items()
            ]
            self._session.connection().execute(_NOTE, rows)


class SqlDrafts:
    """``ports.DraftRepository`` over one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, draft: ComplaintDraft, owner: str) -> bool:
        """Write a draft, replacing its earlier state; True when it is a new one."""
        columns = {
            "owner": owner,
            "saved_at": draft.saved_at.astimezone(SHANGHAI).isoformat(timespec="microseconds")
            if draft.saved_at
            else "",
            "document": _compact(document(draft)),
        }
        statement = update(DRAFTS).where(DRAFTS.c.id == draft.id).values(columns).returning(DRAFTS.c.id)
        if self._session.execute(statement).first() is not None:
            return False
        self._session.execute(insert(DRAFTS), [{"id": draft.id, **columns}])
        return True

    def get(self, draft_id: str) -> ComplaintDraft | None:
        """One draft."""
        text = self._session.scalar(select(DraftRow.document).where(DraftRow.id == draft_id))
        return None if text is None else _draft(text)

    def owner(self, draft_id: str) -> str | None:
        """Whose draft it is."""
        owner: str | None = self._session.connection().execute(_OWNER, {"draft": draft_id}).scalar()
        return owner

    def of(self, owner: str) -> Sequence[ComplaintDraft]:
        """Drafts of one member of staff, newest first."""
        found: Iterable[str] = self._session.scalars(
            select(DraftRow.document).where(DraftRow.owner == owner).order_by(DraftRow.saved_at.desc(), DraftRow.id)
        )
        return [_draft(text) for text in found]

    def remove(self, draft_id: str) -> None:
        """Throw a draft away, or drop it because it was saved."""
        self._session.execute(delete(DraftRow).where(DraftRow.id == draft_id))


def _draft(text: str) -> ComplaintDraft:
    return from_json(ComplaintDraft, json.loads(text))
