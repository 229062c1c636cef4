"""Tables as they come from and go into files: headings and rows of cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

Cell = str | int | Decimal | bool | date | datetime | None
"""What a cell may hold. A number with a fraction is a decimal, never binary floating point."""


class Format(StrEnum):
    """Forms of a table file."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table that was opened; its rows are read while they are asked for.

    Attributes:
        headings: the first row, as text.
        rows: number of the row in the file, as a person counts it, and its cells.
        count: how many rows follow the headings.
        encoding: how the text was encoded; empty for a workbook.
        sha256: of the bytes of the file.
    """

    headings: tuple[str, ...]
    rows: Iterator[tuple[int, tuple[Cell, ...]]]
    count: int
    encoding: str = ""
    sha256: str = ""


_RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters by which a spreadsheet takes a text for a formula, at half and at full width."""
GUARD: Final = "'"


def guarded(text: str) -> str:
    """``text`` so that no spreadsheet takes it for a formula; a text that begins like a guarded one is guarded too."""
    return GUARD + text if text.startswith(_RISKY) or _was_guarded(text) else text


def unguarded(text: str) -> str:
    """The text that ``guarded`` was given."""
    return text[len(GUARD) :] if _was_guarded(text) else text


def _was_guarded(text: str) -> bool:
    rest = text.lstrip(GUARD)
    return rest != text and rest.startswith(_RISKY)
