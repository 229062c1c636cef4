"""Tables: level rules only, heads repeated on every page, rows cut only when they are taller than a page's rest."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from hfc_desktop.documents.layout import style
from hfc_desktop.documents.layout.lines import Line, break_lines
from hfc_desktop.i18n import CHINESE, language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.documents.layout.blocks import Block
    from hfc_desktop.documents.layout.pen import Pen
    from hfc_desktop.documents.layout.style import TextStyle

_PAD_Y: Final = 2.5
_PAD_X: Final = 5
_TALL: Final = 5
"""Rows of more lines than this may be cut at the end of a page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Text in a table; ``span`` columns wide."""

    text: str
    look: TextStyle = style.TABLE
    span: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row as broken lines; made by ``Table``."""

    cells: tuple[tuple[Line, ...], ...]
    looks: tuple[TextStyle, ...]
    spans: tuple[int, ...]
    tinted: bool = False

    def height(self) -> float:
        """Tallest cell with padding."""
        tallest = max(len(lines) * look.leading for lines, look in zip(self.cells, self.looks, strict=True))
        return tallest + 2 * _PAD_Y

    def is_tall(self) -> bool:
        """Whether it may be cut at the end of a page."""
        return max(len(lines) for lines in self.cells) > _TALL

    def cut(self, room: float) -> tuple[Row, Row] | None:
        """Two parts between lines, if the row is tall enough to be cut and two lines fit."""
        count = max(len(lines) for lines in self.cells)
        here = int((room - 2 * _PAD_Y) / max(look.leading for look in self.looks))
        if not self.is_tall() or here < 2 or count - here < 2:
            return None
        first = tuple(lines[:here] for lines in self.cells)
        rest = tuple(lines[here:] for lines in self.cells)
        return replace(self, cells=first), replace(self, cells=rest)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head.

    Attributes:
        shares: widths of the columns, in parts of the whole.
        head: first row, repeated on each page; none for a field table.
        rows: cells by row.
        edge: whether a rule closes the table above and below.
        flush: the first column begins at the left edge of the text, without padding.
    """

    shares: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    head: tuple[Cell, ...] = ()
    before: float = 4
    keep: bool = False
    edge: bool = True
    flush: bool = False
    _made: tuple[Row, ...] | None = None
    _known: dict[float, tuple[Row, ...]] = field(default_factory=dict, compare=False, repr=False)
    """Rows by width: measuring, cutting and drawing ask for the same ones."""

    def _columns(self, width: float) -> list[float]:
        whole = sum(self.shares)
        return [width * share / whole for share in self.shares]

    def _row(self, cells: Sequence[Cell], columns: Sequence[float], *, tinted: bool = False) -> Row:
        broken, column = [], 0
        for cell in cells:
            room = sum(columns[column : column + cell.span]) - 2 * _PAD_X
            broken.append(tuple(break_lines(cell.text, room / cell.look.size, cell.look.bold)))
            column += cell.span
        looks = tuple(cell.look for cell in cells)
        return Row(tuple(broken), looks, tuple(cell.span for cell in cells), tinted)

    def made(self, width: float) -> tuple[Row, ...]:
        """Its rows, without the head, as they stand at ``width``."""
        if self._made is not None:
            return self._made
        if width not in self._known:
            columns = self._columns(width)
            self._known[width] = tuple(self._row(cells, columns) for cells in self.rows)
        return self._known[width]

    def _head(self, width: float) -> tuple[Row, ...]:
        return (self._row(self.head, self._columns(width), tinted=True),) if self.head else ()

    def height(self, width: float) -> float:
        """Head and rows."""
        return sum(row.height() for row in (*self._head(width), *self.made(width)))

    def cut(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        """Between rows; a tall row inside. The head is repeated."""
        rows = self.made(width)
        used = sum(row.height() for row in self._head(width))
        here: list[Row] = []
        for place, row in enumerate(rows):
            if used + row.height() <= room + 1e-6:
                used += row.height()
                here.append(row)
                continue
            parts = row.cut(room - used)
            rest = rows[place:]
            if parts is not None:
                here.append(parts[0])
                rest = (parts[1], *rows[place + 1 :])
            here, rest = _kept_together(here, rest)
            if not here:
                return None, self
            return replace(self, _made=tuple(here)), replace(self, _made=rest, before=0)
        return self, None

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Rows with rules between them."""
        columns = self._columns(width)
        rows = (*self._head(width), *self.made(width))
        if self.edge:
            pen.rule(x, y, width, style.LINE, 0.7)
        for place, row in enumerate(rows):
            height = row.height()
            if row.tinted:
                pen.box(x, y, width, height, style.GROUND)
            self._draw_row(pen, row, x, y, columns)
            y -= height
            last = place == len(rows) - 1
            if not last or self.edge:
                pen.rule(x, y, width, style.LINE if last or row.tinted else style.HAIR, 0.7 if last else 0.5)

    def _draw_row(self, pen: Pen, row: Row, x: float, y: float, columns: Sequence[float]) -> None:
        column = 0
        for lines, look, span in zip(row.cells, row.looks, row.spans, strict=True):
            wide = sum(columns[column : column + span])
            left = 0.0 if self.flush and column == 0 else _PAD_X
            for place, line in enumerate(lines):
                pen.line(line, x + left, y - _PAD_Y - place * look.leading, wide - left - _PAD_X, look)
            x += wide
            column += span


def _kept_together(here: list[Row], rest: tuple[Row, ...]) -> tuple[list[Row], tuple[Row, ...]]:
    """A single row stands neither at the foot of a page nor at the top of the next, unless it is a tall one."""
    count = len(here) + len(rest)
    if len(here) == 1 and count > 2 and not here[0].is_tall():
        return [], (*here, *rest)
    if len(rest) == 1 and len(here) > 2 and not rest[0].is_tall():
        return here[:-1], (here[-1], *rest)
    return here, rest


def _label_share() -> int:
    """Hundredths of the width that labels take; English ones are longer."""
    return 13 if language() == CHINESE else 17


def label_width() -> float:
    """Where values begin behind their labels, in field tables and beside them."""
    return style.BODY_WIDTH * _label_share() / 100 + _PAD_X


def fields(pairs: Sequence[tuple[str, str] | tuple[str, str, str, str]], *, before: float = 4) -> Table:
    """A field table: a label and a value, or two of each, in a row."""
    rows: list[tuple[Cell, ...]] = []
    for pair in pairs:
        if len(pair) == 2:
            rows.append((Cell(pair[0], style.LABEL), Cell(pair[1], style.BODY, 3)))
        else:
            first, value, second, other = pair
            rows.append(
                (
                    Cell(first, style.LABEL),
                    Cell(value, style.BODY),
                    Cell(second, style.LABEL),
                    Cell(other, style.BODY),
                )
            )
    label = _label_share()
    return Table((label, 50 - label, label, 50 - label), tuple(rows), before=before, flush=True)
