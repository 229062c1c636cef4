"""What all notes share: the header and foot of a page, the title with bar code and QR code, signatures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hfc_desktop.documents import words
from hfc_desktop.documents.layout import pages, style
from hfc_desktop.documents.layout.lines import text_width
from hfc_desktop.domain.documents import Mark
from hfc_desktop.i18n import N_
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from hfc_desktop.documents.layout.blocks import Block
    from hfc_desktop.documents.layout.pages import Sheet
    from hfc_desktop.documents.layout.pen import Pen
    from hfc_desktop.domain.documents import NoteHead

MARKS: Final = {
    Mark.DRAFT: N_("Draft, not valid"),
    Mark.DEMO: N_("Demo data, not a real record"),
}


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
        right = words.listed(self.title, term("copy", self.head.copy))
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
        pen.text(self.title, x, y, room, style.TITLE)
        self._tag(pen, x + text_width(self.title, bold=True) * style.TITLE.size + 10, y - 6)
        pen.text(self.subtitle, x, y - 25, room, style.SMALL.but(size=8.5))
        pen.barcode(self.head.number, x, y - 40, 190, 18)
        number = style.BODY.but(size=10, leading=14, bold=True)
        pen.text(self.head.number, x, y - 60, 200, number)
        pen.matrix(self.head.stamp().to_text(), x + width - square, y, square)
        code = style.SMALL.but(size=7.5, leading=11, align="right")
        pen.text(_("Check code"), x + width - 130, y - square - 1, 52, code)
        pen.text(self.head.check_code, x + width - 76, y - square - 1, 76, code.but(bold=True, colour=style.TEXT))

    def _tag(self, pen: Pen, x: float, y: float) -> None:
        text = term("copy", self.head.copy)
        look = style.SMALL.but(size=8.5, leading=14, bold=True, colour=style.ACCENT, align="centre")
        width = text_width(text, bold=True) * look.size + 12
        pen.frame(x, y, width, 14, style.ACCENT, 2)
        pen.text(text, x, y, width, look)
        if self.head.print_no > 1:
            pen.text(_("Reprint"), x + width + 6, y, 60, look.but(align="left", colour=style.WARN))


@dataclass(frozen=True, slots=True)
class Signatures:
    """Boxes to sign in, side by side: who, what the signature means, date."""

    signers: tuple[tuple[str, str], ...]
    before: float = 6
    keep: bool = False

    def height(self, width: float) -> float:
        """Fixed."""
        return 64.0 if width else 0.0

    def cut(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        """Never."""
        return (self, None) if self.height(width) <= room else (None, self)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """One box each."""
        gap = 10.0
        each = (width - gap * (len(self.signers) - 1)) / len(self.signers)
        for place, (who, meaning) in enumerate(self.signers):
            left = x + place * (each + gap)
            pen.frame(left, y, each, self.height(width), style.LINE, 2)
            pen.text(who, left + 7, y - 5, each - 14, style.SMALL.but(bold=True, colour=style.TEXT))
            pen.text(meaning, left + 7, y - 17, each - 14, style.SMALL.but(size=7.5))
            pen.rule(left + 7, y - 48, each - 14, style.LINE)
            pen.text(_("Signature"), left + 7, y - 49, each / 2, style.SMALL.but(size=7.5))
            pen.text(_("Date"), left + each / 2, y - 49, each / 2 - 7, style.SMALL.but(size=7.5))
