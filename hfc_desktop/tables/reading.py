"""Reads tables: CSV in the encodings that are met here, workbooks of every Excel since 1997, JSON Lines.

A file comes from outside, so its size, the size that it claims to unpack to, its rows and columns are bounded before it
is read. What a workbook says of a cell's type is kept: a date is a date, a number a whole number or a decimal.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from hfc_desktop.domain.sheets import Sheet, unguarded
from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError, system_reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from hfc_desktop.domain.sheets import Cell

LARGEST_FILE: Final = 64 * 1024 * 1024
LARGEST_UNPACKED: Final = 512 * 1024 * 1024
MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 300
_LONGEST_CELL: Final = 100_000
_WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_LINES: Final = (".jsonl", ".ndjson")
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_GUESSES: Final = ("utf-8", "gb18030")
_SEPARATORS: Final = ",\t;|"


class FileTables:
    """``ports.TableReader``."""

    def open(self, path: Path, encoding: str = "") -> Sheet:
        """The first table of a file.

        Args:
            path: the file; its ending says what it is.
            encoding: of a CSV, when it is known; guessed otherwise.

        Raises:
            EnvironmentFaultError: it cannot be read.
            UserMistakeError: it is no table, has no headings, or is too large.
        """
        content = _content(path)
        if path.suffix.lower() in _WORKBOOKS:
            sheet = _workbook(path, content)
        elif path.suffix.lower() in _LINES:
            sheet = _json_lines(path, content)
        else:
            sheet = _csv(path, content, encoding)
        return replace(sheet, sha256=hashlib.sha256(content).hexdigest())


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise UserMistakeError("tables.too_large", path=str(path), most=LARGEST_FILE // (1024 * 1024))
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFaultError("tables.unreadable", path=str(path), reason=system_reason(error)) from error


# -- workbooks ----------------------------------------------------------------------------------------------------


def _workbook(path: Path, content: bytes) -> Sheet:
    from python_calamine import CalamineError, CalamineWorkbook  # loaded when the first workbook is read

    _refuse_bomb(path, content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        table = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, IndexError) as error:
        raise UserMistakeError("tables.no_workbook", path=str(path)) from error
    rows = [(number, tuple(_typed(cell) for cell in row)) for number, row in enumerate(table, 1)]
    return _sheet(path, rows, "")


def _refuse_bomb(path: Path, content: bytes) -> None:
    if content[:2] != b"PK":
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise UserMistakeError("tables.no_workbook", path=str(path)) from error
    if unpacked > LARGEST_UNPACKED:
        raise UserMistakeError("tables.too_large", path=str(path), most=LARGEST_FILE // (1024 * 1024))


def _typed(value: Any) -> Cell:  # noqa: ANN401  the library gives values of many types
    if isinstance(value, str):
        return value or None
    if isinstance(value, float):
        return int(value) if value.is_integer() else Decimal(repr(value))
    if value is None or isinstance(value, bool | int | date | datetime):
        return value
    return str(value)  # a time of day, a duration


# -- text ---------------------------------------------------------------------------------------------------------


def _decoded(path: Path, content: bytes, encoding: str) -> tuple[str, str]:
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    for name in (marked,) if marked else ((encoding,) if encoding else _GUESSES):
        try:
            return content.decode(name), name
        except (UnicodeDecodeError, LookupError):
            continue
    raise UserMistakeError("tables.bad_encoding", path=str(path))


def _csv(path: Path, content: bytes, encoding: str) -> Sheet:
    text, name = _decoded(path, content, encoding)
    if "\0" in text:
        raise UserMistakeError("tables.no_table", path=str(path))
    first = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    try:
        for row in reader:
            rows.append((reader.line_num, tuple(unguarded(cell) or None for cell in row)))
    except csv.Error as error:
        raise UserMistakeError("tables.no_table", path=str(path)) from error
    return _sheet(path, rows, name)


def _json_lines(path: Path, content: bytes) -> Sheet:
    text, name = _decoded(path, content, "utf-8")
    documents: list[tuple[int, dict[str, Any]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            document = json.loads(line, parse_float=Decimal)
        except (ValueError, RecursionError) as error:
            raise UserMistakeError("tables.bad_line", path=str(path), line=number) from error
        if not isinstance(document, dict):
            raise UserMistakeError("tables.bad_line", path=str(path), line=number)
        documents.append((number, _flat(document)))
    headings = tuple(dict.fromkeys(name for _number, document in documents for name in document))
    rows = [(number, tuple(document.get(name) for name in headings)) for number, document in documents]
    return _sheet(path, [(0, headings), *rows], name)


def _flat(document: dict[str, Any]) -> dict[str, Cell]:
    """A complaint document as one row: the first party of each role under its name, lists joined."""
    flat: dict[str, Cell] = {}
    for name, value in document.items():
        if name == "parties" and isinstance(value, list):
            for party in reversed([one for one in value if isinstance(one, dict)]):
                flat |= {f"{party.get('role')}_{part}": _plain(said) for part, said in party.items() if part != "role"}
        elif not isinstance(value, dict):
            flat[name] = _plain(value)
    return flat


def _plain(value: Any) -> Cell:  # noqa: ANN401  any JSON value
    if isinstance(value, list):
        return " ".join(str(entry) for entry in value if not isinstance(entry, dict | list)) or None
    return value if isinstance(value, str | int | bool | Decimal) and value != "" else None


# -- both ---------------------------------------------------------------------------------------------------------


def _sheet(path: Path, rows: Sequence[tuple[int, tuple[Cell, ...]]], encoding: str) -> Sheet:
    """The table from its first row that is not empty; empty rows are passed over."""
    filled = [(number, cells) for number, cells in rows if any(cell is not None for cell in cells)]
    if not filled:
        raise UserMistakeError("tables.empty", path=str(path))
    headings = tuple("" if cell is None else str(cell).strip() for cell in filled[0][1])
    if len(filled) - 1 > MOST_ROWS or len(headings) > MOST_COLUMNS:
        raise UserMistakeError("tables.too_many", path=str(path), rows=MOST_ROWS, columns=MOST_COLUMNS)
    return Sheet(headings, _padded(filled[1:], len(headings)), len(filled) - 1, encoding)


def _padded(rows: Sequence[tuple[int, tuple[Cell, ...]]], width: int) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    for number, cells in rows:
        yield number, tuple(_cut(cell) for cell in (*cells, *[None] * (width - len(cells)))[:width])


def _cut(cell: Cell) -> Cell:
    return cell[:_LONGEST_CELL] if isinstance(cell, str) else cell
