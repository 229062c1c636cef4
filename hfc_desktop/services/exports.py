"""Lists that go out: exactly what is shown, masked unless revealed on purpose, recorded, whole or not at all."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain import masked
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.ledger_table import EXPORTED, row_of
from hfc_desktop.domain.people import Right, allows
from hfc_desktop.domain.record_json import document
from hfc_desktop.domain.sheets import Cell, Format
from hfc_desktop.errors import HfcError, UserMistakeError
from hfc_desktop.services.audit import REASON
from hfc_desktop.services.ledger_lists import masked_line
from hfc_desktop.services.records import COMPLAINT, require
from hfc_desktop.services.rights import needs
from hfc_desktop.services.scopes import reading_scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.domain.ledger import ComplaintFilter
    from hfc_desktop.domain.ledger_lists import Line, Query
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.custody_ports import TableWriter
    from hfc_desktop.services.ports import FileSaver, Now, Progress, UnitOfWork, UnitOfWorkFactory

_PAGE: Final = 500
_MOST_IDS: Final = 5000
"""So many records are named one by one in the event of an unmasked export; more are told by their number."""
LIST: Final = "list"
LEDGER: Final = "ledger"
FAILED: Final = "export_failed"


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column of a list, as it is shown.

    Attributes:
        key: name of the column, for the audit.
        heading: its heading, in the language of the list.
        text: the cell of a line; the very function by which the list shows it.
    """

    key: str
    heading: str
    text: Callable[[Line], Cell]


@dataclass(frozen=True, slots=True)
class ExportDone:
    """An export that was written."""

    path: Path
    rows: int
    masked: bool
    sha256: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    """How a table is written, and why."""

    path: Path
    actor: Actor
    form: Format
    encoding: str
    reveal: str
    progress: Progress | None


class ExportService:
    """Use cases of lists that go out.

    Args:
        uow: the store.
        now: the clock.
        writer: makes the bytes of a table.
        saver: writes them whole or not at all.
    """

    def __init__(self, uow: UnitOfWorkFactory, now: Now, writer: TableWriter, saver: FileSaver) -> None:
        self._units = uow
        self._now = now
        self._writer = writer
        self._saver = saver

    @needs(Right.LIST_EXPORT, table=COMPLAINT)
    def export_list(
        self,
        query: Query,
        columns: Sequence[ExportColumn],
        path: Path,
        actor: Actor,
        *,
        form: Format = Format.XLSX,
        encoding: str = "utf-8-sig",
        reveal: str = "",
        progress: Progress | None = None,
    ) -> ExportDone | None:
        """All lines of a list in its order, as it shows them; ``None`` when cancelled, and then there is no file.

        Args:
            query: the list.
            columns: what it shows, in its order.
            path: where to.
            actor: who exports.
            form: CSV or workbook.
            encoding: of a CSV.
            reveal: why names are to be seen; masked when empty.
            progress: told how far it is.

        Raises:
            UserMistakeError: there is no column, or the encoding cannot hold the list.
            EnvironmentFaultError: the file cannot be written; what was there before still is.
            SecurityRefusalError: the actor may not export, or not unmasked.
        """
        if not columns:
            raise UserMistakeError("exports.no_columns")
        wanted = _Wanted(path, actor, form, encoding, reveal.strip(), progress)
        self._may_reveal(wanted)
        rows: list[list[Cell]] = []
        ids: list[str] = []
        with self._units(read_only=True) as uow:
            for line in self._lines(uow, query, wanted):
                if line is None:
                    return None
                shown = line if wanted.reveal else masked_line(line)
                ids.append(line.id)
                rows.append([column.text(shown) for column in columns])
        fields: dict[str, JsonValue] = {"what": LIST, "columns": [column.key for column in columns]}
        headings = [column.heading for column in columns]
        return self._write(wanted, headings, rows, ids, fields | _codes(query.wanted), _words(query))

    @needs(Right.LIST_EXPORT, table=COMPLAINT)
    def export_ledger(
        self,
        filtered: ComplaintFilter,
        path: Path,
        actor: Actor,
        *,
        form: Format = Format.XLSX,
        encoding: str = "utf-8-sig",
        reveal: str = "",
        progress: Progress | None = None,
    ) -> ExportDone | None:
        """Whole cases, one a row, under the names of their fields: what an import takes in again.

        Raises:
            UserMistakeError: the encoding cannot hold the ledger.
            EnvironmentFaultError: the file cannot be written; what was there before still is.
            SecurityRefusalError: the actor may not export, or not unmasked.
        """
        wanted = _Wanted(path, actor, form, encoding, reveal.strip(), progress)
        self._may_reveal(wanted)
        rows: list[Sequence[Cell]] = []
        ids: list[str] = []
        with self._units(read_only=True) as uow:
            scoped = replace(filtered, scope=reading_scope(uow, actor, self._now()), after=None, limit=_PAGE)
            total = uow.complaints.count(scoped)
            while True:
                if progress is not None and not progress(len(rows), total):
                    return None
                page = uow.complaints.rows(scoped)
                found = uow.complaints.get_many([line.id for line in page])
                for case in (found[line.id] for line in page):
                    ids.append(case.id)
                    rows.append(row_of(case if wanted.reveal else masked.complaint(case)))
                if len(page) < _PAGE:
                    break
                scoped = replace(scoped, after=page[-1].mark)
        headings = [column.name for column in EXPORTED]
        words: dict[str, JsonValue] = {"text": filtered.text} if filtered.text else {}
        return self._write(wanted, headings, rows, ids, {"what": LEDGER, **_codes(filtered)}, words)

    def _may_reveal(self, wanted: _Wanted) -> None:
        if wanted.reveal and not allows(wanted.actor.role, Right.REVEAL):
            require(self._units, wanted.actor, Right.REVEAL, COMPLAINT)

    def _lines(self, uow: UnitOfWork, query: Query, wanted: _Wanted) -> Iterator[Line | None]:
        """The lines of a list; ``None`` once it was cancelled."""
        scope = reading_scope(uow, wanted.actor, self._now())
        places = uow.lists.order(replace(query, wanted=replace(query.wanted, scope=scope)))
        for start in range(0, len(places), _PAGE):
            if wanted.progress is not None and not wanted.progress(start, len(places)):
                yield None
                return
            yield from uow.lists.lines(places[start : start + _PAGE], scope)
        if wanted.progress is not None:
            wanted.progress(len(places), len(places))

    def _write(
        self,
        wanted: _Wanted,
        headings: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        ids: Sequence[str],
        fields: dict[str, JsonValue],
        words: dict[str, JsonValue],
    ) -> ExportDone:
        content = self._writer.write(wanted.form, headings, rows, wanted.encoding)
        digest = hashlib.sha256(content).hexdigest()
        fields |= {"form": wanted.form.value, "rows": len(rows), "masked": not wanted.reveal, "sha256": digest}
        if wanted.reveal:
            fields["records"] = list(ids) if len(ids) <= _MOST_IDS else len(ids)
            words |= {REASON: wanted.reveal}
        self._record(wanted.actor, fields, words | {"file": wanted.path.name})
        try:
            self._saver(wanted.path, content)
        except HfcError:
            self._record(wanted.actor, {"what": FAILED, "sha256": digest}, {})
            raise
        return ExportDone(wanted.path, len(rows), not wanted.reveal, digest)

    def _record(self, actor: Actor, fields: dict[str, JsonValue], private: dict[str, JsonValue]) -> None:
        """Written before the file is: an export without a trace must not be possible."""
        with self._units() as uow:
            uow.log.append(actor, COMPLAINT, "", Op.EXPORT, fields, private or None)
            uow.commit()


def _codes(wanted: ComplaintFilter) -> dict[str, JsonValue]:
    plain = replace(wanted, scope=None, after=None, text="")
    return {"filter": {k: v for k, v in document(plain).items() if v not in (None, "", []) and k != "limit"}}


def _words(query: Query) -> dict[str, JsonValue]:
    words: dict[str, JsonValue] = {"text": query.wanted.text} if query.wanted.text else {}
    quick: dict[str, JsonValue] = {box.column.value: box.text for box in query.quick}
    return words | ({"quick": quick} if quick else {})
