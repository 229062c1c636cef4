"""How commands speak: JSON or text on stdout, everything else on stderr."""

from __future__ import annotations

import json
import sys
import unicodedata
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def say(text: str = "") -> None:
    """A line of the answer."""
    click.echo(text)


def note(text: str) -> None:
    """A line beside the answer: progress, warning, hint."""
    click.echo(text, err=True)


def say_json(document: Any) -> None:  # noqa: ANN401  any JSON value
    """The answer as one JSON document."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def width(text: str) -> int:
    """Columns that ``text`` takes on a terminal; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def say_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Rows under heads, in columns that line up with Chinese in them."""
    lines = [list(heads), *(list(row) for row in rows)]
    widths = [max(width(line[column]) for line in lines) for column in range(len(heads))]
    for line in lines:
        cells = [cell + " " * (wide - width(cell)) for cell, wide in zip(line, widths, strict=True)]
        click.echo("  ".join(cells).rstrip())


class Bar:
    """Progress on a terminal, silent elsewhere; Ctrl+C cancels at the next step. Fits ``ports.Progress``."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._shown = -1
        self._terminal = sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> bool:
        """Show ``done`` of ``total``."""
        percent = 100 if total <= 0 else done * 100 // total
        if self._terminal and percent != self._shown:
            self._shown = percent
            click.echo(f"\r{self._label} {percent:3d} %", nl=done >= total, err=True)
        return True
