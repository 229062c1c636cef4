"""What a page is made of: headings, paragraphs, lists, notices, spaces. Tables are in ``tables``.

A block knows its height at a width, can be cut at a height, and draws itself. Blocks are immutable, so the same block
gives the same marks on paper.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from hfc_desktop.documents.layout import style
from hfc_desktop.documents.layout.lines import Line, break_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.documents.layout.pen import Pen
    from hfc_desktop.documents.layout.style import TextStyle


@runtime_checkable
class Block(Protocol):
    """One thing that stands on a page.

    Attributes:
        before: space above it, left out at the top of a page.
        keep: it stays on the page of what follows.
    """

    @property
    def before(self) -> float:
        """Space above."""
        ...

    @property
    def keep(self) -> bool:
        """Whether it stays with the next block."""
        ...

    def height(self, width: float) -> float:
        """Height at ``width``, without the space above."""
        ...

    def cut(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        """A part that fits into ``room`` and the rest; no first part when nothing sensible fits."""
        ...

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw with the upper left corner at ``x``, ``y``."""
        ...


def share_lines(count: int, fitting: int) -> int:
    """How many of ``count`` lines stay here so that neither side has a single line (widow, orphan); 0 for none."""
    if fitting >= count:
        return count
    here = min(fitting, count - 2)
    return here if here >= 2 else 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; line ends in it are kept.

    Attributes:
        indent: left of all lines, points.
    """

    text: str
    look: TextStyle = style.PROSE
    before: float = 2
    keep: bool = False
    indent: float = 0
    _lines: tuple[Line, ...] = field(default=(), compare=False, repr=False)

    def lines(self, width: float) -> tuple[Line, ...]:
        """Its lines at ``width``."""
        return self._lines or tuple(break_lines(self.text, (width - self.indent) / self.look.size, self.look.bold))

    def height(self, width: float) -> float:
        """Lines times leading."""
        return len(self.lines(width)) * self.look.leading

    def cut(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        """Between lines, two at least on each side."""
        lines = self.lines(width)
        here = share_lines(len(lines), int(room / self.look.leading + 1e-6))
        if here == 0:
            return None, self
        if here == len(lines):
            return self, None
        return replace(self, _lines=lines[:here]), replace(self, _lines=lines[here:], before=0)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Line under line."""
        for place, line in enumerate(self.lines(width)):
            pen.line(line, x + self.indent, y - place * self.look.leading, width - self.indent, self.look)


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph behind a number, a dot or a label that stands in the margin of it."""

    sign: str
    body: Paragraph
    hang: float = 16
    before: float = 1
    keep: bool = False
    sign_look: TextStyle | None = None

    def height(self, width: float) -> float:
        """Height of the body."""
        return self.body.height(width - self.hang)

    def cut(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        """Between lines of the body; the sign stays with the first part."""
        first, rest = self.body.cut(width - self.hang, room)
        if first is None or rest is None:
            return (self, None) if first is not None else (None, self)
        assert isinstance(first, Paragraph)
        assert isinstance(rest, Paragraph)
        return replace(self, body=first), replace(self, body=rest, sign="", before=0)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Sign, then body."""
        look = (self.sign_look or self.body.look).but(leading=self.body.look.leading, spread=False)
        if self.sign:
            pen.text(self.sign, x, y, self.hang - 2, look)
        self.body.draw(pen, x + self.hang, y, width - self.hang)


@dataclass(frozen=True, slots=True)
class Heading:
    """Title of a section behind a small bar, also in the outline; it never stands alone at the foot of a page."""

    text: str
    look: TextStyle = style.HEADING
    before: float = 11
    level: int = 0
    bar: bool = True
    anchor: str = ""
    keep: bool = True

    @property
    def _hang(self) -> float:
        return 9.0 if self.bar else 0.0

    def _lines(self, width: float) -> Sequence[Line]:
        return break_lines(self.text, (width - self._hang) / self.look.size, self.look.bold)

    def height(self, width: float) -> float:
        """Its lines and a little room under them."""
        return len(self._lines(width)) * self.look.leading + 1

    def cut(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        """Never."""
        return (self, None) if self.height(width) <= room else (None, self)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Bar and text."""
        pen.bookmark(self.text, y + 4, self.level)
        if self.anchor:
            pen.anchor(self.anchor, y + 4)
        if self.bar:
            rest = (self.look.leading - self.look.size) / 2
            pen.box(x, y - rest, 3, self.look.size + 1, self.look.colour)
        for place, line in enumerate(self._lines(width)):
            pen.line(line, x + self._hang, y - place * self.look.leading, width - self._hang, self.look)


@dataclass(frozen=True, slots=True)
class Space:
    """Empty room."""

    points: float
    before: float = 0
    keep: bool = False

    def height(self, width: float) -> float:
        """The room."""
        return self.points

    def cut(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        """Room at the end of a page is not needed on the next."""
        return (self, None) if self.height(width) <= room else (None, None)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Paragraphs on a tinted ground behind a bar of the same colour: what may be said, what must not, a warning."""

    inner: tuple[Block, ...]
    colour: str = style.ACCENT
    ground: str = style.GROUND
    before: float = 6
    keep: bool = False
    pad: float = 5

    def _inner_width(self, width: float) -> float:
        return width - 2 * self.pad - 5

    def height(self, width: float) -> float:
        """Its paragraphs with the padding."""
        return stacked(self.inner, self._inner_width(width)) + 2 * self.pad

    def cut(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        """Between and inside its paragraphs."""
        first, rest = fill(self.inner, self._inner_width(width), room - 2 * self.pad)
        if not first:
            return None, self
        if not rest:
            return self, None
        return replace(self, inner=tuple(first)), replace(self, inner=tuple(rest), before=0)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Ground, bar, paragraphs."""
        height = self.height(width)
        pen.box(x, y, width, height, self.ground)
        pen.box(x, y, 2.5, height, self.colour)
        draw_stack(pen, self.inner, x + self.pad + 5, y - self.pad, self._inner_width(width))


def stacked(blocks: Sequence[Block], width: float) -> float:
    """Height of blocks over each other; the first has no space above."""
    return sum(block.height(width) + (block.before if place else 0) for place, block in enumerate(blocks))


def draw_stack(pen: Pen, blocks: Sequence[Block], x: float, y: float, width: float) -> None:
    """Draw blocks over each other."""
    for place, block in enumerate(blocks):
        y -= block.before if place else 0
        block.draw(pen, x, y, width)
        y -= block.height(width)


def _kept_from(blocks: Sequence[Block], end: int) -> int:
    """Where a page may end so that no block is parted from what it is kept with."""
    while end and blocks[end - 1].keep:
        end -= 1
    return end


def fill(blocks: Sequence[Block], width: float, room: float) -> tuple[list[Block], list[Block]]:
    """Blocks that fit into ``room``, the last perhaps in part, and the rest."""
    used = 0.0
    for place, block in enumerate(blocks):
        above = block.before if place else 0.0
        height = block.height(width)
        if used + above + height <= room + 1e-6:
            used += above + height
            continue
        first, rest = block.cut(width, room - used - above)
        if first is not None:
            return [*blocks[:place], first], [*([rest] if rest else []), *blocks[place + 1 :]]
        end = _kept_from(blocks, place)
        tail = [*([rest] if rest is not None else []), *blocks[place + 1 :]]
        return list(blocks[:end]), [*blocks[end:place], *tail]
    return list(blocks), []
