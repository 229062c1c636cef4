"""Makes the tables again from the log. Tables are projections: what they hold must follow from the events alone.

Not made again, because it is no record: drafts, hashes of PINs, counts of wrong PINs, facts about the store itself; nor
the bytes of attachments, of which the log holds the hash; nor what an import did to each case, which only its undoing
needs and which holds old values that must be deletable with the case.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, select

from hfc_desktop.domain.desk import Feedback, Opened, Receipt
from hfc_desktop.domain.disclosure import joined
from hfc_desktop.domain.early_signs import EarlySign
from hfc_desktop.domain.escalation import CaseTask
from hfc_desktop.domain.events import Op, canonical
from hfc_desktop.domain.imports import ImportDone
from hfc_desktop.domain.ledger_lists import SavedList
from hfc_desktop.domain.merging import merged
from hfc_desktop.domain.people import Organisation, User
from hfc_desktop.domain.projecting import complaint_of
from hfc_desktop.domain.reception_log import from_fields
from hfc_desktop.domain.record_json import from_json
from hfc_desktop.domain.registers import ENTRY_TYPES, RegisterKind
from hfc_desktop.domain.repeats import Verdict
from hfc_desktop.domain.retention import DestructionList, DestructionProof
from hfc_desktop.domain.rule_editions import RuleEdition, key_of
from hfc_desktop.domain.training import QuestionState
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.storage.models import (
    ComplaintRow,
    DestructionRow,
    EditionRow,
    EventRow,
    FavouriteRow,
    FeedbackRow,
    ImportRow,
    OpenedRow,
    OrganisationRow,
    PartyRow,
    ProofRow,
    QuestionRow,
    ReceiptRow,
    ReceptionRow,
    RegisterRow,
    SavedListRow,
    SequenceRow,
    SignRow,
    TaskRow,
    UserRow,
    VerdictRow,
)
from hfc_desktop.storage.numbers import with_a_number_of_its_own

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.storage.unit_of_work import SqlUnitOfWork

PROJECTIONS: Final = (
    PartyRow,
    ComplaintRow,
    SequenceRow,
    ReceptionRow,
    UserRow,
    OrganisationRow,
    FeedbackRow,
    OpenedRow,
    FavouriteRow,
    ReceiptRow,
    QuestionRow,
    SavedListRow,
    EditionRow,
    VerdictRow,
    TaskRow,
    SignRow,
    RegisterRow,
    ImportRow,
    DestructionRow,
    ProofRow,
)
"""Tables that follow from the log, in an order in which they can be emptied."""

OWN_TABLES: Final = frozenset({"user", "favourite", "saved_list", "draft"})
"""Kinds of record that mean something on their own device alone; what other devices write of them is only held."""
_WRITES: Final = frozenset({Op.CREATE, Op.SET, Op.ACT, Op.IMPORT})
GONE: Final = "gone"
"""In an event of ``Op.REDACT``: the whole record was destroyed or taken back, so that nothing of it is made again."""


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """What making the tables again did.

    Attributes:
        records: records made again.
        changed: tables that were not as the log says, and now are.
    """

    records: int
    changed: tuple[str, ...]


def fingerprints(unit: SqlUnitOfWork) -> Mapping[str, str]:
    """A hash of each projected table's content, whatever the order of its rows in the file."""
    unit.session.flush()
    return {str(row.__tablename__): _fingerprint(unit, row) for row in PROJECTIONS}


def _fingerprint(unit: SqlUnitOfWork, row: Any) -> str:  # noqa: ANN401  a mapped class
    digest = hashlib.sha256()
    table = row.__table__
    wanted = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=500)
    for values in unit.session.execute(wanted):
        digest.update(canonical(list(values)))
    return digest.hexdigest()


def _complaint(unit: SqlUnitOfWork, values: dict[str, JsonValue]) -> None:
    unit.complaints.note_number(str(values["number"]))
    if not values.get(GONE):
        unit.complaints.add(with_a_number_of_its_own(unit, complaint_of(values)[0]))


def _user(unit: SqlUnitOfWork, values: dict[str, JsonValue]) -> None:
    unit.people.put_user(from_json(User, values))


def _organisation(unit: SqlUnitOfWork, values: dict[str, JsonValue]) -> None:
    unit.people.put_organisation(from_json(Organisation, values))


def _reception(unit: SqlUnitOfWork, values: dict[str, JsonValue]) -> None:
    if values.get(GONE):
        return
    unit.receptions.put(from_fields(values))


def _feedback(unit: SqlUnitOfWork, values: dict[str, JsonValue]) -> None:
    unit.desk.put_feedback(from_json(Feedback, values))


def _opened(unit: SqlUnitOfWork, values: dict[str, JsonValue]) -> None:
    items = values["items"]
    opened = [from_json(Opened, item) for item in items] if isinstance(items, list) else []
    unit.desk.put_opened(str(values["reception"]), str(values["staff_no"]), str(values["organisation"]), opened)


def _favourite(unit: SqlUnitOfWork, values: dict[str, JsonValue]) -> None:
    items = values["items"]
    unit.desk.put_favourites(str(values["staff_no"]), [str(item) for item in items] if isinstance(items, list) else [])


def _receipt(unit: SqlUnitOfWork, values: dict[str, JsonValue]) -> None:
    unit.desk.put_receipt(from_json(Receipt, values))


def _question(unit: SqlUnitOfWork, values: dict[str, JsonValue]) -> None:
    unit.desk.put_question(from_json(QuestionState, values))


def _saved_list(unit: SqlUnitOfWork, values: dict[str, JsonValue]) -> None:
    if not values.get("gone"):
        unit.lists.keep(from_json(SavedList, values))


def _edition(unit: SqlUnitOfWork, values: dict[str, JsonValue]) -> None:
    edition = from_json(RuleEdition, values)
    unit.files.put_edition(key_of(edition), edition)


def _verdict(unit: SqlUnitOfWork, values: dict[str, JsonValue]) -> None:
    if not values.get("gone"):
        unit.evidence.put_verdict(from_json(Verdict, values))


def _task(unit: SqlUnitOfWork, values: dict[str, JsonValue]) -> None:
    if values.get(GONE):
        return
    unit.registers.put_task(from_json(CaseTask, values))


def _sign(unit: SqlUnitOfWork, values: dict[str, JsonValue]) -> None:
    unit.registers.put_sign(from_json(EarlySign, values))


def _entry(kind: RegisterKind) -> Callable[[SqlUnitOfWork, dict[str, JsonValue]], None]:
    def write(unit: SqlUnitOfWork, values: dict[str, JsonValue]) -> None:
        unit.registers.put_entry(from_json(ENTRY_TYPES[kind], values))

    return write


def _import(unit: SqlUnitOfWork, values: dict[str, JsonValue]) -> None:
    unit.custody.put_import(from_json(ImportDone, values))


def _destruction(unit: SqlUnitOfWork, values: dict[str, JsonValue]) -> None:
    unit.custody.put_list(from_json(DestructionList, values))


def _proof(unit: SqlUnitOfWork, values: dict[str, JsonValue]) -> None:
    unit.custody.put_proof(from_json(DestructionProof, values))


_WRITERS: Final[Mapping[str, Callable[[SqlUnitOfWork, dict[str, JsonValue]], None]]] = {
    "organisation": _organisation,
    "user": _user,
    "complaint": _complaint,
    "feedback": _feedback,
    "opened": _opened,
    "favourite": _favourite,
    "receipt": _receipt,
    "question": _question,
    "saved_list": _saved_list,
    "reception": _reception,
    "rule_edition": _edition,
    "verdict": _verdict,
    "task": _task,
    "early_sign": _sign,
    "ledger_import": _import,
    "destruction": _destruction,
    "destruction_proof": _proof,
    **{kind.value: _entry(kind) for kind in RegisterKind},
}


def state_of_record(unit: SqlUnitOfWork, table: str, record: str) -> dict[str, JsonValue]:
    """The fields of a record: merged where several devices write, else each as it was last written."""
    if table == "complaint":
        written = unit.exchange.written(table, record)
        whole = merged(written)
        gone = any(one.event.op is Op.REDACT and one.event.fields.get(GONE) for one in written)
        return {**whole.values, **({GONE: True} if gone or whole.deleted else {})}
    state: dict[str, JsonValue] = {}
    own = unit.exchange.own_life().origin if table in OWN_TABLES else ""
    for event, private in unit.log.with_private(table, record):
        if own and event.origin != own:
            continue
        if event.op in _WRITES:
            state.update(joined(event.fields, private))
        elif event.op is Op.REDACT and event.fields.get(GONE):
            state[GONE] = True
    return state


def write_record(unit: SqlUnitOfWork, table: str, values: dict[str, JsonValue]) -> bool:
    """Write one record from its fields; False for a kind of record that has no table."""
    writer = _WRITERS.get(table)
    if writer is None:
        return False
    writer(unit, values)
    return True


def rebuild(unit: SqlUnitOfWork) -> RebuildReport:
    """Empty the projected tables and fill them from the log, in the open transaction."""
    before = fingerprints(unit)
    for row in PROJECTIONS:
        unit.session.execute(delete(row))
    unit.session.expunge_all()
    records = 0
    for table, write in _WRITERS.items():
        wanted = (
            select(EventRow.record)
            .where(EventRow.table_name == table, EventRow.op == Op.CREATE.value)
            .distinct()
            .order_by(EventRow.record)
        )
        for record in unit.session.scalars(wanted).all():
            state = state_of_record(unit, table, record)
            try:
                if state:
                    write(unit, state)
            except UserMistakeError:  # of another device, and parts of it never left its branch: nothing can be shown
                continue
            records += 1
    after = fingerprints(unit)
    return RebuildReport(records, tuple(name for name, digest in after.items() if digest != before[name]))
