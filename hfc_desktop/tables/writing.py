"""Writes tables into memory: CSV with a guard against formulas, and Excel workbooks of plain cells.

Nothing goes through a temporary file: a workbook is put together in memory, since its rows hold customer data.
"""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from hfc_desktop.domain.sheets import Format, guarded
from hfc_desktop.errors import UserMistakeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hfc_desktop.domain.sheets import Cell

_LONGEST_CELL: Final = 32_767
"""What Excel takes in one cell."""
_WIDEST: Final = 48
_NO_ZONE: Final = None


class MemoryTables:
    """``ports.TableWriter``."""

    def write(
        self, form: Format, headings: Sequence[str], rows: Iterable[Sequence[Cell]], encoding: str = "utf-8-sig"
    ) -> bytes:
        """A table as the bytes of a file.

        Args:
            form: CSV or workbook.
            headings: the first row.
            rows: the rows below.
            encoding: of a CSV.

        Raises:
            UserMistakeError: there is no such encoding.
        """
        return _csv(headings, rows, encoding) if form is Format.CSV else _xlsx(headings, rows)


def _csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]], encoding: str) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([guarded(heading) for heading in headings])
    writer.writerows([_text(cell) for cell in row] for row in rows)
    try:
        return stream.getvalue().encode(encoding)
    except (LookupError, UnicodeEncodeError) as error:
        raise UserMistakeError("tables.cannot_encode", encoding=encoding) from error


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.isoformat()
    return guarded(cell) if isinstance(cell, str) else str(cell)


def _xlsx(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    from xlsxwriter import Workbook  # loaded when the first workbook is written

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(stream, options)
    # No name, no time of making: the file says what its rows say, and the same rows give the same bytes.
    book.set_properties({"created": datetime(2000, 1, 1), "author": "", "company": ""})
    sheet = book.add_worksheet()
    head = book.add_format({"bold": True, "bottom": 1})
    cells = _Cells(book)
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading, head)
    widths = [_width(heading) for heading in headings]
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            cells.write(sheet, number, column, cell)
            widths[column] = max(widths[column], _width(cell) if number < 200 else 0)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width + 2, _WIDEST))
    sheet.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()


class _Cells:
    """Writes each cell by its own type; a text is always a text, whatever it begins with."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401  the library has no types
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._quoted = book.add_format({"quote_prefix": True})

    def write(self, sheet: Any, row: int, column: int, cell: Cell) -> None:  # noqa: ANN401
        if cell is None:
            return
        if isinstance(cell, bool):
            sheet.write_boolean(row, column, cell)
        elif isinstance(cell, datetime):
            sheet.write_datetime(row, column, cell.replace(tzinfo=_NO_ZONE), self._moment)
        elif isinstance(cell, date):
            sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), self._day)
        elif isinstance(cell, int | Decimal):
            sheet.write_number(row, column, cell)
        else:
            risky = guarded(cell) != cell
            sheet.write_string(row, column, cell[:_LONGEST_CELL], self._quoted if risky else None)


def _width(cell: Cell) -> int:
    text = "" if cell is None else str(cell)[:_WIDEST]
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
