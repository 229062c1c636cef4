"""A guidance pack as a printed compendium: cover, foreword, contents with page numbers, running heads, every item.

The body is laid out first, so that the contents know its pages; the contents' own length does not depend on numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hfc_desktop.documents import words
from hfc_desktop.documents.forms.item_kinds import KINDS
from hfc_desktop.documents.forms.item_parts import closing, labelled, listed, opening
from hfc_desktop.documents.forms.item_tables import TABLES
from hfc_desktop.documents.layout import pages, style
from hfc_desktop.documents.layout.blocks import Block, Heading, Paragraph, Space, draw_stack
from hfc_desktop.documents.layout.lines import text_width
from hfc_desktop.documents.layout.pen import Pen
from hfc_desktop.documents.layout.tables import fields
from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.domain.documents import Booklet
    from hfc_desktop.domain.guidance.item import GuidanceItem

_MAKERS: Final = {**KINDS, **TABLES}
_CHAPTER: Final = style.TextStyle(17, 24, bold=True, colour=style.ACCENT)
_ITEM: Final = style.TextStyle(12.5, 18, bold=True)
_CONTENTS_CHAPTER: Final = style.STRONG.but(leading=17)
_CONTENTS_ITEM: Final = style.BODY.but(leading=15.5)


@dataclass(frozen=True, slots=True)
class Chapter:
    """Items of one kind, laid out on pages of their own."""

    kind: Kind
    items: tuple[GuidanceItem, ...]
    pages: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One line of the contents, with dots to its page number."""

    text: str
    key: str
    page: int
    look: style.TextStyle
    indent: float = 0
    before: float = 0
    keep: bool = False

    def height(self, width: float) -> float:
        """One line."""
        return self.look.leading if width else 0.0

    def cut(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        """Never."""
        return (self, None) if self.height(width) <= room else (None, self)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Title, dots, number; the line leads to its page."""
        room = width - self.indent - 30
        pen.text(self.text, x + self.indent, y, room, self.look)
        used = min(room, text_width(self.text, self.look.bold) * self.look.size)
        left = x + self.indent + used + 6
        if left < x + width - 30:
            pen.dots(left, y - self.look.leading * 0.68, x + width - 28 - left, style.LINE)
        pen.text(str(self.page), x + width - 28, y, 28, self.look.but(align="right"))
        pen.link(self.key, x, y, width, self.look.leading)


def render_booklet(booklet: Booklet) -> bytes:
    """The booklet as PDF."""
    chapters = _chapters(booklet)
    preface = pages.paginated(_preface(booklet))
    contents_pages = len(pages.paginated(_contents(chapters, 0)))
    first = 1 + len(preface) + contents_pages + 1
    contents = pages.paginated(_contents(chapters, first))
    count = first - 1 + sum(len(chapter.pages) for chapter in chapters)
    pen = Pen(
        style.PAGE,
        title=_title(booklet),
        author=booklet.manifest.department,
        subject=term("pack_form", booklet.manifest.form),
        keywords=f"{booklet.manifest.pack_id} {booklet.manifest.issue}.{booklet.manifest.content_version}",
        lang=booklet.language,
    )
    _draw_cover(pen, booklet)
    running: list[tuple[str, Sequence[Block]]] = [
        *((_("Foreword"), page) for page in preface),
        *((_("Contents"), page) for page in contents),
    ]
    running += [(term("kind", chapter.kind), page) for chapter in chapters for page in chapter.pages]
    for number, (name, page) in enumerate(running, start=2):
        _frame(pen, booklet, name, number, count)
        draw_stack(pen, page, style.MARGIN_SIDE, style.PAGE[1] - style.MARGIN_TOP, style.BODY_WIDTH)
        pen.end_page()
    return pen.finish()


def _title(booklet: Booklet) -> str:
    return words.either(booklet.manifest.title, booklet.manifest.title_en)


def _issue(booklet: Booklet) -> str:
    return _("Issue {issue}").format(issue=booklet.manifest.issue)


# -- chapters ---------------------------------------------------------------------------------------------------------


def _chapters(booklet: Booklet) -> list[Chapter]:
    result = []
    for kind in Kind:
        items = tuple(item for item in booklet.items if item.kind is kind)
        if items:
            blocks = _chapter_blocks(kind, items, booklet)
            result.append(Chapter(kind, items, tuple(tuple(page) for page in pages.paginated(blocks))))
    return result


def _chapter_blocks(kind: Kind, items: Sequence[GuidanceItem], booklet: Booklet) -> list[Block]:
    blocks: list[Block] = [Heading(term("kind", kind), _CHAPTER, level=0, bar=False, anchor=kind.value), Space(4)]
    for place, item in enumerate(items):
        title = words.either(item.title, item.title_en)
        blocks.append(Heading(title, _ITEM, before=22 if place else 0, level=1, anchor=item.id))
        blocks += opening(item)
        blocks += _MAKERS[kind](item, booklet.titles)
        blocks += closing(item, booklet.titles)
    return blocks


def _preface(booklet: Booklet) -> list[Block]:
    manifest = booklet.manifest
    rows = [
        (_("Issued by"), manifest.department, _("Issued on"), words.day(manifest.issued_on)),
        (_("Line"), term("line", manifest.line), _("In force from"), words.day(manifest.effective_from)),
        (_("Author of the pack"), manifest.author, _("Approved by"), manifest.approver),
        (_("Pack"), f"{manifest.pack_id}-{manifest.issue}", _("Look at again by"), words.day(manifest.review_by)),
    ]
    changes = [
        _("version {number}, {day}: {text}").format(number=note.version, day=words.day(note.on), text=note.text)
        for note in manifest.changelog
    ]
    left_out = ""
    if booklet.left_out:
        left_out = _("{count} items for named posts only are not printed.").format(count=booklet.left_out)
    return [
        Heading(_("Foreword"), _CHAPTER, bar=False),
        *(Paragraph(text, before=6) for text in manifest.foreword.split("\n") if text.strip()),
        Space(8),
        fields(rows),
        *listed(_("Changes"), changes),
        *labelled(_("Left out"), left_out),
    ]


def _contents(chapters: Sequence[Chapter], first: int) -> list[Block]:
    blocks: list[Block] = [Heading(_("Contents"), _CHAPTER, bar=False), Space(6)]
    page = first
    for chapter in chapters:
        name = _("{name} ({count})").format(name=term("kind", chapter.kind), count=len(chapter.items))
        blocks.append(ContentsLine(name, chapter.kind.value, page, _CONTENTS_CHAPTER, before=7, keep=True))
        for number, blocks_of_page in enumerate(chapter.pages):
            for block in blocks_of_page:
                if isinstance(block, Heading) and block.level == 1:
                    line = ContentsLine(block.text, block.anchor, page + number, _CONTENTS_ITEM, indent=12)
                    blocks.append(line)
        page += len(chapter.pages)
    return blocks


# -- pages ------------------------------------------------------------------------------------------------------------


def _draw_cover(pen: Pen, booklet: Booklet) -> None:
    manifest = booklet.manifest
    left, width, top = style.MARGIN_SIDE + 6 * style.MM, style.BODY_WIDTH - 12 * style.MM, style.PAGE[1]
    pen.bookmark(_("Cover"), top)
    pen.box(0, top, 10 * style.MM, top, style.ACCENT)
    pen.text(manifest.department, left, top - 100, width, style.BODY.but(size=12, leading=18, colour=style.SECOND))
    big = style.TextStyle(27, 40, bold=True)
    title = Paragraph(_title(booklet), big, before=0)
    title.draw(pen, left, top - 190, width)
    below = top - 190 - title.height(width)
    pen.rule(left, below - 12, 60, style.ACCENT, 3)
    line = style.BODY.but(size=13, leading=22)
    pen.text(words.listed(term("pack_form", manifest.form), _issue(booklet)), left, below - 30, width, line)
    issued = _("issued {day}, in force from {first}").format(
        day=words.day(manifest.issued_on), first=words.day(manifest.effective_from)
    )
    pen.text(issued, left, below - 54, width, line.but(size=11, colour=style.SECOND))
    count = _("{count} items").format(count=len(booklet.items))
    pen.text(count, left, below - 76, width, line.but(size=11, colour=style.SECOND))
    foot = words.listed(term("line", manifest.line), _("For staff only; not to be handed out"))
    pen.text(foot, left, 96, width, style.BODY.but(colour=style.SECOND))
    if manifest.is_sample:
        sample = _("Sample: invented for this program, to be replaced by the bank's own rules before use.")
        pen.text(sample, left, 78, width, style.BODY.but(colour=style.WARN, bold=True))
    pen.end_page()


def _frame(pen: Pen, booklet: Booklet, name: str, number: int, count: int) -> None:
    left, width = style.MARGIN_SIDE, style.BODY_WIDTH
    top = style.PAGE[1] - 10 * style.MM
    pen.text(_title(booklet), left, top, width * 0.74, style.SMALL)
    pen.text(name, left + width * 0.74, top, width * 0.26, style.SMALL.but(align="right", bold=True))
    pen.rule(left, top - 15, width, style.ACCENT, 1)
    y = style.MARGIN_BOTTOM - 4
    pen.rule(left, y, width, style.LINE)
    small = style.SMALL.but(size=7.5, leading=11)
    sample = _("sample") if booklet.manifest.is_sample else ""
    foot = words.listed(
        _issue(booklet), f"{booklet.manifest.pack_id}-{booklet.manifest.issue}", _("For staff only"), sample
    )
    pen.text(foot, left, y - 3, width * 0.76, small)
    page = _("Page {page} of {count}").format(page=number, count=count)
    pen.text(page, left + width * 0.76, y - 3, width * 0.24, small.but(align="right"))
