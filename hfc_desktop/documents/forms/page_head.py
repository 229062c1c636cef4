"""What all notes share: the header and foot of a page, the title with bar code and QR code, signatures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hfc_desktop.documents import words
from hfc_desktop.documents.layout import pages, style
from hfc_desktop.documents.layout.codes import code_width
from hfc_desktop.documents.layout.lines import break_lines, text_width
from hfc_desktop.domain.documents import Mark
from hfc_desktop.i18n import N_
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from hfc_desktop.documents.layout.blocks import Block
    from hfc_desktop.documents.layout.lines import Line
    from hfc_desktop.documents.layout.pages import Sheet
    from hfc_desktop.documents.layout.pen import Pen
    from hfc_desktop.documents.layout.style import TextStyle
    from hfc_desktop.domain.documents import NoteHead

_BAR: Final = 0.62
"""Width of one bar in points: 0.22 mm, which hand scanners read from office printers."""
_NARROWEST_CODE: Final = 190.0

MARKS: Final = {
    Mark.DRAFT: N_("Draft, not valid"),
    Mark.DEMO: N_("Demo data, not a real record"),
    Mark.DEMO_DRAFT: N_("Draft of demo data, not valid"),
}


def copy_name(head: NoteHead) -> str:
    """Which copy it is; what has no customer's copy is for staff only."""
    return term("copy", head.copy) if len(head.form.copies) > 1 else _("For staff only")


@dataclass(frozen=True, slots=True)
class NoteTemplate:
    """Header and foot of a note."""

    head: NoteHead
    title: str

    def draw(self, pen: Pen, sheet: Sheet) -> None:
        """Office and title above, number, print time, versions and page below."""
        left, width = style.MARGIN_SIDE, style.BODY_WIDTH
        top = style.PAGE[1] - 10 * style.MM
        name = style.SMALL.but(bold=True, size=9, colour=style.TEXT)
        pen.text(words.office_name(self.head.office), left, top, width * 0.6, name)
        right = words.listed(self.title, copy_name(self.head))
        pen.text(right, left + width * 0.6, top, width * 0.4, style.SMALL.but(align="right"))
        pen.rule(left, top - 16, width, style.ACCENT, 1.2)
        self._foot(pen, sheet)
        if self.head.mark in MARKS:
            pages.mark_band(pen, _(MARKS[self.head.mark]))

    def _foot(self, pen: Pen, sheet: Sheet) -> None:
        left, width = style.MARGIN_SIDE, style.BODY_WIDTH
        y = style.MARGIN_BOTTOM - 4
        pen.rule(left, y, width, style.LINE)
        small = style.SMALL.but(size=7.5, leading=11)
        printed = _("No. {number} · printed {time} Beijing time").format(
            number=self.head.number, time=words.moment(self.head.printed_at)
        )
        if self.head.print_no > 1:
            printed += _(" · reprint, print {number}").format(number=self.head.print_no)
        pen.text(printed, left, y - 3, width * 0.76, small)
        page = _("Page {page} of {count}").format(page=sheet.number, count=sheet.count)
        pen.text(page, left + width * 0.76, y - 3, width * 0.24, small.but(align="right"))
        pen.text(_versions(self.head), left, y - 14, width, small.but(colour=style.FAINT))


def _versions(head: NoteHead) -> str:
    parts = [_("HFC Desktop {version}").format(version=head.app_version)]
    if head.rule_set:
        parts.append(_("rule set {name}").format(name=head.rule_set))
    if head.packs:
        parts.append(_("guidance {packs}").format(packs=_(", ").join(head.packs)))
    return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class TitleBand:
    """Title, copy, number with bar code on the left; QR code and check code on the right."""

    head: NoteHead
    title: str
    subtitle: str
    before: float = 0
    keep: bool = True

    def height(self, width: float) -> float:
        """Fixed."""
        return 78.0 if width else 0.0

    def cut(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        """Never."""
        return (self, None) if self.height(width) <= room else (None, self)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Both sides."""
        square = 60.0
        room = width - square - 16
        tags = self._tags()
        left = room - sum(_tag_width(text) + 6 for text, _look in tags) - 6
        size = min(style.TITLE.size, left / text_width(self.title, bold=True))
        pen.text(self.title, x, y, left, style.TITLE.but(size=size))
        at = x + text_width(self.title, bold=True) * size + 10
        for text, look in tags:
            pen.frame(at, y - 6, _tag_width(text), 14, look.colour, 2)
            pen.text(text, at, y - 6, _tag_width(text), look)
            at += _tag_width(text) + 6
        pen.text(self.subtitle, x, y - 25, room, style.SMALL.but(size=8.5))
        bars = max(_BAR * code_width(self.head.number), _NARROWEST_CODE)
        pen.barcode(self.head.number, x, y - 40, min(room, bars), 18)
        number = style.BODY.but(size=10, leading=14, bold=True)
        pen.text(self.head.number, x, y - 60, room, number)
        pen.matrix(self.head.stamp().to_code(), x + width - square, y, square)
        code = style.SMALL.but(size=7.5, leading=11, align="right")
        pen.text(_("Check code"), x + width - 130, y - square - 1, 52, code)
        pen.text(self.head.check_code, x + width - 76, y - square - 1, 76, code.but(bold=True, colour=style.TEXT))

    def _tags(self) -> list[tuple[str, TextStyle]]:
        tags = [(copy_name(self.head), _TAG)]
        if self.head.print_no > 1:
            tags.append((_("Reprint"), _TAG.but(colour=style.WARN)))
        return tags


_TAG: Final = style.SMALL.but(size=8.5, leading=14, bold=True, colour=style.ACCENT, align="centre")


def _tag_width(text: str) -> float:
    return text_width(text, bold=True) * _TAG.size + 12


_SIGN_NAME: Final = style.SMALL.but(bold=True, colour=style.TEXT)
_SIGN_TEXT: Final = style.SMALL.but(size=7.5, leading=10)
_SIGN_PAD: Final = 7.0
_SIGN_GAP: Final = 10.0


@dataclass(frozen=True, slots=True)
class Signatures:
    """Boxes to sign in, side by side: who, what the signature means, date."""

    signers: tuple[tuple[str, str], ...]
    before: float = 6
    keep: bool = False

    def _each(self, width: float) -> float:
        return (width - _SIGN_GAP * (len(self.signers) - 1)) / len(self.signers)

    def _meanings(self, width: float) -> list[tuple[Line, ...]]:
        room = (self._each(width) - 2 * _SIGN_PAD) / _SIGN_TEXT.size
        return [break_lines(meaning, room) for _who, meaning in self.signers]

    def _rule(self, width: float) -> float:
        """How far under the top the line to sign on is; the same in all boxes."""
        return 40 + max(len(lines) for lines in self._meanings(width)) * _SIGN_TEXT.leading

    def height(self, width: float) -> float:
        """As high as the longest meaning needs."""
        return self._rule(width) + 15

    def cut(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        """Never."""
        return (self, None) if self.height(width) <= room else (None, self)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """One box each."""
        each, rule = self._each(width), self._rule(width)
        inner = each - 2 * _SIGN_PAD
        for place, ((who, _meaning), lines) in enumerate(zip(self.signers, self._meanings(width), strict=True)):
            left = x + place * (each + _SIGN_GAP) + _SIGN_PAD
            pen.frame(left - _SIGN_PAD, y, each, rule + 15, style.LINE, 2)
            pen.text(who, left, y - 5, inner, _SIGN_NAME)
            for row, line in enumerate(lines):
                pen.line(line, left, y - 17 - row * _SIGN_TEXT.leading, inner, _SIGN_TEXT)
            pen.rule(left, y - rule, inner, style.LINE)
            pen.text(_("Signature"), left, y - rule - 1, inner / 2, _SIGN_TEXT)
            pen.text(_("Date"), left + inner / 2, y - rule - 1, inner / 2, _SIGN_TEXT)
