"""Puts blocks on pages: breaks, header and foot with "page x of y", and the band that marks a draft or demo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from hfc_desktop.documents.layout import style
from hfc_desktop.documents.layout.blocks import draw_stack, fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.documents.layout.blocks import Block
    from hfc_desktop.documents.layout.pen import Pen

BODY_HEIGHT = style.PAGE[1] - style.MARGIN_TOP - style.MARGIN_BOTTOM


@dataclass(frozen=True, slots=True)
class Sheet:
    """Which page is being drawn."""

    number: int
    count: int


class Template(Protocol):
    """What stands around the body of every page."""

    def draw(self, pen: Pen, sheet: Sheet) -> None:
        """Header, foot and marks."""
        ...


def paginated(
    blocks: Sequence[Block], width: float = style.BODY_WIDTH, height: float = BODY_HEIGHT
) -> list[list[Block]]:
    """Blocks by page. A block that fits on no page is drawn on one of its own rather than lost."""
    pages: list[list[Block]] = []
    rest = list(blocks)
    while rest:
        page, rest = fill(rest, width, height)
        if not page:
            page, rest = rest[:1], rest[1:]
        pages.append(page)
    return pages or [[]]


def draw_pages(pen: Pen, blocks: Sequence[Block], template: Template) -> int:
    """Draw everything; gives the number of pages."""
    pages = paginated(blocks)
    for number, page in enumerate(pages, start=1):
        template.draw(pen, Sheet(number, len(pages)))
        draw_stack(pen, page, style.MARGIN_SIDE, style.PAGE[1] - style.MARGIN_TOP, style.BODY_WIDTH)
        pen.end_page()
    return len(pages)


def mark_band(pen: Pen, text: str) -> None:
    """A band in the right margin, clear of all text, with a word in it: draft, demo."""
    width, inset = 5 * style.MM, 5 * style.MM
    x = style.PAGE[0] - inset - width
    bottom, height = style.MARGIN_BOTTOM, BODY_HEIGHT
    pen.box(x, bottom + height, width, height, style.WARN_GROUND)
    look = style.SMALL.but(colour=style.WARN, leading=width, size=8)
    for part in range(3):
        pen.upright(text, x, bottom + part * height / 3, height / 3, look)
