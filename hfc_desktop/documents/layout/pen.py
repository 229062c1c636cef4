"""Draws on a page. Forms and blocks meet ReportLab's canvas only through this.

What is drawn thousands of times (text, boxes, rules, codes) is written as page operators here: ReportLab formats each
number in Python and sets the same font again and again. Pages, fonts, outline and the file stay ReportLab's.
"""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final

from reportlab import rl_config
from reportlab.graphics import renderPDF
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from hfc_desktop.documents.faces import main_face
from hfc_desktop.documents.layout import codes
from hfc_desktop.documents.layout.archive import make_archivable
from hfc_desktop.documents.layout.lines import break_lines
from hfc_desktop.documents.layout.locking import Lock

if TYPE_CHECKING:
    from datetime import datetime

    from reportlab.graphics.shapes import Drawing

    from hfc_desktop.documents.layout.lines import Line, Run
    from hfc_desktop.documents.layout.style import TextStyle

_ASCENT: Final = 0.88
"""Height of an ideograph's box over the base line, in em."""
_THICKEN: Final = 0.028
"""Width of the stroke that makes up for a missing bold face, in em."""
_BLACK: Final = "#000000"

rl_config.useA85 = 0  # streams are binary anyway; coding them as text makes files a quarter larger, and slower


@cache
def colour(code: str) -> Color:
    """A colour as ReportLab knows it."""
    return HexColor(code)


@cache
def _operands(code: str) -> str:
    """A colour as three operands of ``rg`` or ``RG``."""
    return " ".join(f"{int(code[place : place + 2], 16) / 255:.4g}" for place in (1, 3, 5))


def _pdf_moment(at: datetime) -> str:
    """A moment as the properties of a file have it (ISO 32000-1, 7.9.4)."""
    offset = f"{at:%z}"
    return f"D:{at:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:]}'"


class Pen:
    """One document being drawn. Lengths in points, the origin at the lower left; ``y`` of a line is its top."""

    canvas_class: ClassVar[Any] = Canvas

    def __init__(
        self,
        page: tuple[float, float],
        *,
        title: str,
        author: str,
        subject: str,
        keywords: str,
        lang: str,
        at: datetime | None = None,
        password: str = "",
    ) -> None:
        self._buffer = io.BytesIO()
        self._lang = "zh-CN" if lang == "zh" else "en"
        self._canvas: Any = self.canvas_class(
            self._buffer,
            pagesize=page,
            invariant=1,
            pageCompression=1,
            initialFontName=main_face().name,
            lang=self._lang,
            pdfVersion=(1, 7),
        )
        if password:
            self._canvas._doc.encrypt = Lock(password)  # noqa: SLF001  the canvas takes ReportLab's own only
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setSubject(subject)
        self._canvas.setKeywords(keywords)
        self._canvas.setCreator("HFC Desktop")
        self._canvas.setProducer("HFC Desktop")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._at = at
        if at is not None:
            moment = _pdf_moment(at)
            self._canvas.setDateFormatter(lambda *_now: moment)
        self._bookmarks = 0

    def _write(self, operators: str) -> None:
        """Append operators to the page."""
        self._canvas._code.append(operators)  # noqa: SLF001  the canvas has no public way

    # -- text ---------------------------------------------------------------------------------------------------------

    def line(self, line: Line, x: float, y: float, width: float, style: TextStyle) -> None:
        """One broken line in the box that begins at ``x``, ``y`` and is ``width`` wide."""
        size = style.size
        if style.align != "left":
            free = width - line.width * size
            x += free if style.align == "right" else free / 2
        base = y - (style.leading - size) / 2 - size * _ASCENT
        parts = [f"BT {_operands(style.colour)} rg"]
        for run in line.runs(width / size if style.spread else None):
            parts += self._run(run, x, base, size, style.colour)
        parts.append("0 Tc ET")
        self._write(" ".join(parts))

    def _run(self, run: Run, x: float, base: float, size: float, colour: str) -> list[str]:
        """Operators for one run. It may fall into several subsets of its face, each a font of the file."""
        font, document = getFont(run.face.name), self._canvas._doc  # noqa: SLF001
        parts = [f"1 0 0 1 {x + run.x * size:.2f} {base:.2f} Tm {run.spread * size:.4f} Tc"]
        if run.face.thickened:
            parts.append(f"{_operands(colour)} RG {_THICKEN * size:.3f} w 2 Tr")
        for subset, codes_of_text in font.splitString(run.text, document):
            parts.append(f"{font.getSubsetInternalName(subset, document)} {size:.4g} Tf <{codes_of_text.hex()}> Tj")
        if run.face.thickened:
            parts.append("0 Tr")
        return parts

    def text(self, text: str, x: float, y: float, width: float, style: TextStyle) -> None:
        """A short text on one line; what does not fit is written smaller rather than cut."""
        (line, *_rest) = break_lines(text.replace("\n", " "), float("inf"), style.bold)
        if line.width * style.size > width > 0:
            style = style.but(size=width / line.width)
        self.line(line, x, y, width, style)

    def upright(self, text: str, x: float, y: float, length: float, style: TextStyle) -> None:
        """A line that runs upward from ``x``, ``y``, centred in ``length``."""
        self._canvas.saveState()
        self._canvas.translate(x, y)
        self._canvas.rotate(90)
        self.text(text, 0, 0, length, style.but(align="centre"))
        self._canvas.restoreState()

    # -- shapes -------------------------------------------------------------------------------------------------------

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle whose top is ``y``."""
        self._write(f"{_operands(colour)} rg {x:.2f} {y - height:.2f} {width:.2f} {height:.2f} re f")

    def frame(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0) -> None:
        """An outline whose top is ``y``."""
        self._write(f"{_operands(colour)} RG 0.6 w")
        self._canvas.roundRect(x, y - height, width, height, radius, stroke=1, fill=0)

    def rule(self, x: float, y: float, width: float, colour: str, thickness: float = 0.5) -> None:
        """A level line."""
        self._write(f"{_operands(colour)} RG {thickness:.2f} w {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S")

    def dots(self, x: float, y: float, width: float, colour: str) -> None:
        """A dotted line, as in a table of contents."""
        self._write("[0.6 3] 0 d")
        self.rule(x, y, width, colour, 0.9)
        self._write("[] 0 d")

    def barcode(self, value: str, x: float, y: float, width: float, height: float) -> None:
        """Code 128 ``width`` wide whose top is ``y``; a quiet zone of ten bars must be free on both sides."""
        count, runs = codes.bars(value)
        rectangles = " ".join(f"{first} 0 {length} 1 re" for first, length in runs)
        self._write(f"q {width / count:.5f} 0 0 {height:.2f} {x:.2f} {y - height:.2f} cm 0 g {rectangles} f Q")

    def matrix(self, value: str, x: float, y: float, size: float) -> None:
        """A QR code (level M) whose top is ``y``; runs of one colour are drawn in one go."""
        count, rows = codes.matrix(value)
        rectangles = " ".join(
            f"{first} {count - 1 - row} {length} 1 re" for row, runs in enumerate(rows) for first, length in runs
        )
        self._write(f"q {size / count:.5f} 0 0 {size / count:.5f} {x:.2f} {y - size:.2f} cm 0 g {rectangles} f Q")

    def chart(self, drawing: Drawing, x: float, y: float) -> None:
        """A drawing of ``reportlab.graphics`` whose top is ``y``."""
        renderPDF.draw(drawing, self._canvas, x, y - drawing.height)

    # -- the file -----------------------------------------------------------------------------------------------------

    def bookmark(self, title: str, y: float, level: int = 0) -> None:
        """An entry of the outline that leads here."""
        self._bookmarks += 1
        key = f"b{self._bookmarks}"
        self._canvas.bookmarkHorizontal(key, 0, y)
        self._canvas.addOutlineEntry(title, key, level=level, closed=level == 0 and self._bookmarks > 40)

    def link(self, key: str, x: float, y: float, width: float, height: float) -> None:
        """A place that leads to the anchor of the same key."""
        self._canvas.linkAbsolute("", key, (x, y - height, x + width, y), Border="[0 0 0]")

    def anchor(self, key: str, y: float) -> None:
        """A target of links."""
        self._canvas.bookmarkHorizontal(key, 0, y)

    def end_page(self) -> None:
        """Go on to the next page."""
        self._canvas.showPage()

    def finish(self) -> bytes:
        """The file."""
        make_archivable(self._canvas, self._lang, self._at)
        self._canvas.save()
        return self._buffer.getvalue()
