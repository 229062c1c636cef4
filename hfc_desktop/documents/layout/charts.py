"""Charts as blocks: shapes by ``reportlab.graphics``, words by the pen, so that any character prints.

Every bar begins at zero and carries its number; what is compared differs in lightness and in outline, so that a chart
reads the same on a grey printer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reportlab.graphics.shapes import Drawing, Line, Rect
from reportlab.lib.colors import HexColor

from hfc_desktop.documents.layout import style

if TYPE_CHECKING:
    from hfc_desktop.documents.layout.blocks import Block
    from hfc_desktop.documents.layout.pen import Pen

_NUMBER: Final = style.SMALL.but(size=7, leading=9, colour=style.TEXT, align="centre")
_TICK: Final = style.SMALL.but(size=6.5, leading=9, align="centre")
_NAME: Final = style.SMALL.but(size=8.5, leading=13, colour=style.TEXT)
_COLUMNS_HIGH: Final = 96.0
_ROOM_FOR_WORDS: Final = 24.0
_ROW: Final = 15.0
_PALE: Final = "#DCE4EC"


def _bar(x: float, y: float, width: float, height: float, *, pale: bool) -> Rect:
    fill, edge = (_PALE, style.SECOND) if pale else (style.ACCENT, style.ACCENT)
    return Rect(x, y, width, height, fillColor=HexColor(fill), strokeColor=HexColor(edge), strokeWidth=0.4)


@dataclass(frozen=True, slots=True)
class Columns:
    """Counts in a row of columns, oldest first; the last ``strong`` of them are dark.

    Attributes:
        values: label and count.
    """

    values: tuple[tuple[str, int], ...]
    strong: int = 1
    before: float = 4
    keep: bool = False

    def height(self, width: float) -> float:
        """Fixed."""
        return _COLUMNS_HIGH + _ROOM_FOR_WORDS if width else 0.0

    def cut(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        """Never."""
        return (self, None) if self.height(width) <= room else (None, self)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Shapes, then numbers over the columns and labels under them."""
        most = max((count for _label, count in self.values), default=0) or 1
        step = width / max(1, len(self.values))
        drawing = Drawing(width, _COLUMNS_HIGH)
        drawing.add(Line(0, 0, width, 0, strokeColor=HexColor(style.SECOND), strokeWidth=0.6))
        high = _COLUMNS_HIGH - 12
        for place, (_label, count) in enumerate(self.values):
            pale = place < len(self.values) - self.strong
            drawing.add(_bar(place * step + step * 0.15, 0, step * 0.7, high * count / most, pale=pale))
        pen.chart(drawing, x, y)
        every = max(1, round(30 / step))
        for place, (label, count) in enumerate(self.values):
            left = x + place * step
            pen.text(str(count), left, y - _COLUMNS_HIGH + high * count / most + 9.5, step, _NUMBER)
            if (len(self.values) - 1 - place) % every == 0:
                pen.text(label, left - step, y - _COLUMNS_HIGH - 2, step * 3, _TICK)


@dataclass(frozen=True, slots=True)
class Bar:
    """A count with the one that it is compared with, and the change in words."""

    name: str
    count: int
    before: int
    change: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts as bars from the left, one under the other, each with what was before under it in pale."""

    rows: tuple[Bar, ...]
    before: float = 4
    keep: bool = False

    def height(self, width: float) -> float:
        """One row a bar."""
        return len(self.rows) * _ROW + 4 if width else 0.0

    def cut(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        """Between bars, two at least on each side."""
        fitting = int((room - 4) / _ROW)
        if fitting >= len(self.rows):
            return self, None
        here = min(fitting, len(self.rows) - 2)
        if here < 2:
            return None, self
        return Bars(self.rows[:here], self.before), Bars(self.rows[here:], 0)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Names left, bars in the middle, numbers and change right."""
        names, numbers = width * 0.3, width * 0.22
        room = width - names - numbers
        most = max((max(row.count, row.before) for row in self.rows), default=0) or 1
        drawing = Drawing(room, self.height(width))
        for place, row in enumerate(self.rows):
            top = self.height(width) - place * _ROW - 2
            drawing.add(_bar(0, top - 7, room * row.count / most, 7, pale=False))
            drawing.add(_bar(0, top - 11.5, room * row.before / most, 3.5, pale=True))
        pen.chart(drawing, x + names, y)
        for place, row in enumerate(self.rows):
            top = y - place * _ROW
            pen.text(row.name, x, top, names - 6, _NAME)
            pen.text(str(row.count), x + names + room + 6, top, 28, _NAME.but(bold=True, align="right"))
            pen.text(row.change, x + names + room + 38, top, numbers - 38, _NAME.but(colour=style.SECOND))
