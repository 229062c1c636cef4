"""Taking over a ledger from a table: what each row would do, decided before anything is written.

One plan serves preview and commit: what was shown is what is done. A row is new, changes a case that is here, says what
is here already, or is rejected with the cell and the reason. An empty cell says nothing; it never empties a field.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from hfc_desktop.domain import masked
from hfc_desktop.domain.complaint import Complaint, Nature, Status
from hfc_desktop.domain.events import JsonValue
from hfc_desktop.domain.free_text import is_identity_number
from hfc_desktop.domain.ledger_table import (
    BY_NAME,
    HEADINGS,
    CellFaultError,
    LedgerColumn,
    Words,
    heading_key,
    read_cell,
)
from hfc_desktop.domain.parties import PartyKind
from hfc_desktop.domain.record_json import document
from hfc_desktop.domain.sheets import Cell
from hfc_desktop.errors import UserMistakeError


class Verdict(StrEnum):
    """What a row would do."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """How a bank's own table is read.

    Attributes:
        columns: field by heading; an empty field leaves the column out.
        values: code by word, by field.
        defaults: what a field holds where its cell is empty, in the words of a cell.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a field that a ledger has not.

        Raises:
            UserMistakeError: ``imports.unknown_field``.
        """
        for name in (*self.columns.values(), *self.values, *self.defaults):
            if name and name not in BY_NAME:
                raise UserMistakeError("imports.unknown_field", field=name, choices=", ".join(BY_NAME))

    def column_of(self, heading: str) -> LedgerColumn | None:
        """The column that a heading names; ``None`` when it is passed over."""
        named = {heading_key(key): name for key, name in self.columns.items()}
        key = heading_key(heading)
        if key in named:
            return BY_NAME.get(named[key])
        return HEADINGS.get(key)

    def words(self, known: Words) -> Words:
        """The known words with this bank's own."""
        own = {
            BY_NAME[name].group: {heading_key(w): code for w, code in said.items()}
            for name, said in self.values.items()
        }
        return {group: {**known.get(group, {}), **own.get(group, {})} for group in {*known, *own}}


@dataclass(frozen=True, slots=True)
class CellFault:
    """Why a row is rejected.

    Attributes:
        column: heading of the cell, as in the file; empty when it is about the row.
        code: for the wording.
        params: its values; never the content of the cell.
    """

    column: str
    code: str
    params: Mapping[str, JsonValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """One row of the plan.

    Attributes:
        row: its number in the file.
        verdict: what it would do.
        key: by which the case is known when it comes again.
        number: of the case that it is about, if that is here already.
        complaint_id: id of that case.
        changes: new values by field, for a changed one; the whole document, for a new one.
        before: the old values of what changes.
        faults: for a rejected one.
    """

    row: int
    verdict: Verdict
    key: str = ""
    number: str = ""
    complaint_id: str = ""
    changes: Mapping[str, JsonValue] = field(default_factory=dict, repr=False)
    before: Mapping[str, JsonValue] = field(default_factory=dict, repr=False)
    faults: tuple[CellFault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What taking over a file would do.

    Attributes:
        file: name of the file, without its folder.
        sha256: of its bytes.
        columns: each heading with the column that it was read as; none for one that is passed over.
        rows: every row of the file.
    """

    file: str
    sha256: str
    encoding: str
    columns: tuple[tuple[str, str | None], ...]
    rows: tuple[PlannedRow, ...]

    def counts(self) -> dict[Verdict, int]:
        """How many rows would do what."""
        found = Counter(row.verdict for row in self.rows)
        return {verdict: found[verdict] for verdict in Verdict}


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenRow:
    """What an import did to one case: how it is undone."""

    complaint_id: str
    verdict: Verdict
    key: str
    before: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDone:
    """An import that was done.

    Attributes:
        undone_at: when it was undone; none when it stands.
    """

    id: str
    at: datetime
    by: str
    sha256: str
    new: int
    changed: int
    same: int
    rejected: int
    file: str = ""
    undone_at: datetime | None = None
    undone_by: str = ""


CLOSED: Final = frozenset({Status.CLOSED, Status.ARCHIVED})
_FIXED: Final = frozenset({"number", "organisation", "counter", "registered_at", "old_number"})
"""What a row cannot change of a case that is here already."""


@dataclass(frozen=True, slots=True)
class RowValues:
    """What the cells of one row say: fields, parts of parties by role, and what could not be read."""

    fields: dict[str, JsonValue]
    parties: dict[str, dict[str, JsonValue]]
    faults: tuple[CellFault, ...]


def read_row(
    columns: Sequence[tuple[str, LedgerColumn | None]],
    cells: Sequence[Cell],
    defaults: Mapping[str, str],
    words: Words,
) -> RowValues:
    """Read one row.

    Args:
        columns: heading and column of each place.
        cells: the row.
        defaults: what fills an empty cell, by column.
        words: words that stand for codes.
    """
    fields: dict[str, JsonValue] = {}
    parties: dict[str, dict[str, JsonValue]] = {}
    faults: list[CellFault] = []
    said = [(heading, column, cell) for (heading, column), cell in zip(columns, cells, strict=True) if column]
    given = {column.name for _heading, column, cell in said if cell is not None}
    said += [(name, BY_NAME[name], text) for name, text in defaults.items() if name not in given]
    for heading, column, cell in said:
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            continue
        try:
            value = read_cell(column, cell, words)
        except CellFaultError as fault:
            faults.append(CellFault(heading, fault.code, fault.params))
            continue
        place = column.party
        if place:
            parties.setdefault(place[0], {})[place[1]] = value
        else:
            fields[column.field or column.name] = value
    return RowValues(fields, parties, tuple(faults))


def new_document(values: RowValues, defaults: Mapping[str, JsonValue]) -> tuple[dict[str, JsonValue], list[CellFault]]:
    """The document of a case that comes in, and what is missing in it.

    A complaint says what is claimed (Order No. 3 art. 2); a closed case says when it was closed, since the archive's
    term runs from there.
    """
    fields = {**defaults, **values.fields}
    nature = fields.setdefault("nature", Nature.COMPLAINT.value)
    if "status" not in fields:
        closed = fields.get("closed_at") or fields.get("outcome")
        fields["status"] = (Status.CLOSED if closed else Status.REGISTERED).value
    needed = ["received_at", "claim" if nature == Nature.COMPLAINT.value else "facts"]
    if fields["status"] in CLOSED:
        needed.append("closed_at")
    faults = [CellFault("", "cell.missing", {"field": name}) for name in needed if not fields.get(name)]
    fields["parties"] = [_new_party(role, parts) for role, parts in values.parties.items()]
    return fields, faults


def _new_party(role: str, parts: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    party: dict[str, JsonValue] = {"role": role, **parts}
    number = str(party.get("id_number", ""))
    if party.get("id_type") == "credit_code":
        party.setdefault("kind", PartyKind.ORGANISATION.value)
    if len(number) == 18 and number[:17].isdecimal() and is_identity_number(number):
        party.setdefault("id_type", "resident_id")
    return party


def changes_of(values: RowValues, there: Complaint) -> dict[str, JsonValue]:
    """What a row says otherwise than the case that is here. A masked value says nothing new."""
    now, shown = document(there), document(masked.complaint(there))
    changes = {
        name: value
        for name, value in values.fields.items()
        if name not in _FIXED and not _alike(value, now[name]) and not _alike(value, shown[name])
    }
    parties = [dict(party) for party in now["parties"]] if isinstance(now["parties"], list) else []
    masks = shown["parties"] if isinstance(shown["parties"], list) else []
    touched = False
    for role, parts in values.parties.items():
        place = next((at for at, party in enumerate(parties) if party["role"] == role), None)
        if place is None:
            parties.append(_new_party(role, parts))
            touched = True
            continue
        other = {
            part: value
            for part, value in parts.items()
            if not _alike(value, parties[place][part]) and not _alike(value, masks[place][part])
        }
        parties[place] |= other
        touched = touched or bool(other)
    return changes | ({"parties": parties} if touched else {})


def _alike(said: JsonValue, kept: object) -> bool:
    if isinstance(said, str) and isinstance(kept, str):
        if _moment(said) is not None and _moment(said) == _moment(kept):
            return True
        return _compared(said) == _compared(kept)
    return said == kept


def _compared(text: str) -> str:
    """Text as it is compared: line ends and blanks at either end are no change."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").strip()


def _moment(text: str) -> datetime | None:
    """A moment to the minute, since a workbook shows no more."""
    if len(text) < 16 or text[4:5] != "-" or text[10:11] != "T":
        return None
    try:
        return datetime.fromisoformat(text).replace(second=0, microsecond=0)
    except ValueError:
        return None
