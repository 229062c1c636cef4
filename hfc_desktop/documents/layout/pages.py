"""Puts blocks on pages: breaks, header and foot with "page x of y", and the band that marks a draft or demo."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Protocol

from hfc_desktop.documents.layout import style
from hfc_desktop.documents.layout.blocks import Heading, draw_stack, fill, stacked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.documents.layout.blocks import Block
    from hfc_desktop.documents.layout.pen import Pen

BODY_HEIGHT = style.PAGE[1] - style.MARGIN_TOP - style.MARGIN_BOTTOM
_SHORT: Final = 0.22
"""A last page that is filled less than this, in parts of its height, is worth a page less."""
_TIGHTER: Final = (0.75, 0.5)
"""What is left of the spaces between blocks when a short last page is to be saved; the first that saves it is taken."""


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


def settled(blocks: Sequence[Block], width: float = style.BODY_WIDTH, height: float = BODY_HEIGHT) -> list[list[Block]]:
    """Blocks by page, as ``paginated``, but no page for a few lines, and no signatures parted from what is signed.

    A short last page is drawn in by tighter spaces. Where they do not do, and a section alone stands on it, the end of
    what goes before comes over to it.
    """
    pages = paginated(blocks, width, height)
    if len(pages) == 1 or stacked(pages[-1], width) > _SHORT * height:
        return pages
    for share in _TIGHTER:
        tight = paginated([_spaced(block, share) for block in blocks], width, height)
        if len(tight) < len(pages):
            return tight
    last = pages[-1]
    if isinstance(last[0], Heading) and not any(isinstance(block, Heading) for block in last[1:]):
        return [*pages[:-2], *_carried(pages[-2], last, width, height)]
    return pages


def _spaced(block: Any, share: float) -> Block:  # noqa: ANN401  every block is a dataclass, which no protocol can say
    """The same block with less space above it."""
    spaced: Block = replace(block, before=block.before * share)
    return spaced


def _carried(page: list[Block], last: list[Block], width: float, height: float) -> list[list[Block]]:
    """Two pages of which the second begins with the smallest end of the first that may stand alone."""
    end = page[-1]
    parts = [*page[:-1], *(part for part in end.cut(width, end.height(width) - 1) if part is not None)]
    start = len(parts) - 1
    while start and parts[start - 1].keep:
        start -= 1
    moved = [*parts[start:], *last]
    return [parts[:start], moved] if start and stacked(moved, width) <= height else [page, last]


def draw_pages(pen: Pen, blocks: Sequence[Block], template: Template) -> int:
    """Draw everything; gives the number of pages."""
    pages = settled(blocks)
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
