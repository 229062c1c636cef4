"""Draws on a page. Forms and blocks meet ReportLab's canvas only through this."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final

from reportlab import rl_config
from reportlab.graphics.barcode import code128, qr
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from hfc_desktop.documents.faces import main_face
from hfc_desktop.documents.layout.lines import break_lines

if TYPE_CHECKING:
    from hfc_desktop.documents.layout.lines import Line
    from hfc_desktop.documents.layout.style import TextStyle

_ASCENT: Final = 0.88
"""Height of an ideograph's box over the base line, in em."""
_THICKEN: Final = 0.028
"""Width of the stroke that makes up for a missing bold face, in em."""
_FILL, _FILL_AND_STROKE = 0, 2

rl_config.useA85 = 0  # streams are binary anyway; coding them as text makes files a quarter larger, and slower


@cache
def _colour(code: str) -> Color:
    return HexColor(code)


class Pen:
    """One document being drawn. Lengths in points, the origin at the lower left; ``y`` of a line is its top."""

    canvas_class: ClassVar[Any] = Canvas

    def __init__(
        self, page: tuple[float, float], *, title: str, author: str, subject: str, keywords: str, lang: str
    ) -> None:
        self._buffer = io.BytesIO()
        self._canvas: Any = self.canvas_class(
            self._buffer,
            pagesize=page,
            invariant=1,
            pageCompression=1,
            initialFontName=main_face().name,
            lang="zh-CN" if lang == "zh" else "en",
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setSubject(subject)
        self._canvas.setKeywords(keywords)
        self._canvas.setCreator("HFC Desktop")
        self._canvas.setProducer("HFC Desktop")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._bookmarks = 0

    def line(self, line: Line, x: float, y: float, width: float, style: TextStyle) -> None:
        """One broken line in the box that begins at ``x``, ``y`` and is ``width`` wide."""
        size = style.size
        if style.align != "left":
            free = width - line.width * size
            x += free if style.align == "right" else free / 2
        base = y - (style.leading - size) / 2 - size * _ASCENT
        text = self._canvas.beginText()
        text.setFillColor(_colour(style.colour))
        for run in line.runs(width / size if style.spread else None):
            text.setTextOrigin(x + run.x * size, base)
            text.setFont(run.face.name, size)
            text.setCharSpace(run.spread * size)
            if run.face.thickened:
                text.setStrokeColor(_colour(style.colour))
                text.setTextRenderMode(_FILL_AND_STROKE)
                self._canvas.setLineWidth(_THICKEN * size)
            text.textOut(run.text)
            if run.face.thickened:
                text.setTextRenderMode(_FILL)
        text.setCharSpace(0)
        self._canvas.drawText(text)

    def text(self, text: str, x: float, y: float, width: float, style: TextStyle) -> None:
        """A short text on one line; what does not fit is written smaller rather than cut."""
        (line, *_rest) = break_lines(text.replace("\n", " "), float("inf"), style.bold)
        if line.width * style.size > width > 0:
            style = style.but(size=width / line.width)
        self.line(line, x, y, width, style)

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle whose top is ``y``."""
        self._canvas.setFillColor(_colour(colour))
        self._canvas.rect(x, y - height, width, height, stroke=0, fill=1)

    def frame(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0) -> None:
        """An outline whose top is ``y``."""
        self._canvas.setStrokeColor(_colour(colour))
        self._canvas.setLineWidth(0.6)
        self._canvas.roundRect(x, y - height, width, height, radius, stroke=1, fill=0)

    def rule(self, x: float, y: float, width: float, colour: str, thickness: float = 0.5) -> None:
        """A level line."""
        self._canvas.setStrokeColor(_colour(colour))
        self._canvas.setLineWidth(thickness)
        self._canvas.line(x, y, x + width, y)

    def dots(self, x: float, y: float, width: float, colour: str) -> None:
        """A dotted line, as in a table of contents."""
        self._canvas.saveState()
        self._canvas.setDash(0.6, 3)
        self.rule(x, y, width, colour, 0.9)
        self._canvas.restoreState()

    def upright(self, text: str, x: float, y: float, length: float, style: TextStyle) -> None:
        """A line that runs upward from ``x``, ``y``, centred in ``length``."""
        self._canvas.saveState()
        self._canvas.translate(x, y)
        self._canvas.rotate(90)
        self.text(text, 0, 0, length, style.but(align="centre"))
        self._canvas.restoreState()

    def barcode(self, value: str, x: float, y: float, width: float, height: float) -> None:
        """Code 128 ``width`` wide whose top is ``y``; a quiet zone of ten bars must be free on both sides."""
        plain = code128.Code128(value, barWidth=1, barHeight=height, quiet=0, humanReadable=0)
        bar = width / plain.width
        code = code128.Code128(value, barWidth=bar, barHeight=height, quiet=0, humanReadable=0)
        code.barFillColor = _colour("#000000")
        code.drawOn(self._canvas, x, y - height)

    def matrix(self, value: str, x: float, y: float, size: float) -> None:
        """A QR code (level M) whose top is ``y``; rows of one colour are drawn in one go."""
        code = qr.QrCodeWidget(value, barLevel="M").qr
        code.make()
        count = code.getModuleCount()
        cell = size / count
        path = self._canvas.beginPath()
        for row in range(count):
            column = 0
            while column < count:
                end = column
                while end < count and code.isDark(row, end):
                    end += 1
                if end > column:
                    path.rect(x + column * cell, y - (row + 1) * cell, (end - column) * cell, cell)
                column = end + 1
        self._canvas.setFillColor(_colour("#000000"))
        self._canvas.drawPath(path, stroke=0, fill=1)

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
        self._canvas.save()
        return self._buffer.getvalue()
