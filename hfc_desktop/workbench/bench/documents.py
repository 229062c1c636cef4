"""A handling note beside its floor: a bare ReportLab program that draws the same glyphs at the same places.

The floor is recorded from our own page: every run of text with its face, size and place, every box, rule and code.
Drawing that list by ReportLab alone, with the same faces, is the floor; breaking lines, choosing faces and laying out
is what we add. Warm figures are taken in one process, both in every round; cold ones are fresh processes.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode import code128, qr
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from hfc_desktop.documents.forms import handling
from hfc_desktop.documents.forms.compose import blocks_of
from hfc_desktop.documents.forms.page_head import NoteTemplate
from hfc_desktop.documents.layout import style
from hfc_desktop.documents.layout.pages import draw_pages
from hfc_desktop.documents.layout.pen import Pen
from hfc_desktop.documents.renderer import Renderer
from hfc_desktop.domain.documents import Form
from hfc_desktop.workbench.bench.figures import Figure, interleaved, median, milliseconds
from hfc_desktop.workbench.bench.sample_note import sample_note

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hfc_desktop.documents.layout.lines import Line
    from hfc_desktop.documents.layout.style import TextStyle
    from hfc_desktop.domain.documents import HandlingNote

WARM_ROUNDS: Final = 40
COLD_ROUNDS: Final = 7
LIMIT: Final = 1.3
MANY: Final = 200
_ROOT: Final = Path(__file__).resolve().parents[3]

Step = tuple[str, tuple[Any, ...]]


class _TellingPen(Pen):
    """A pen that keeps a list of what it draws, and draws nothing."""

    def __init__(self) -> None:
        super().__init__(style.PAGE, title="", author="", subject="", keywords="", lang="zh")
        self.steps: list[Step] = []

    def line(self, line: Line, x: float, y: float, width: float, style: TextStyle) -> None:
        """Runs with their places."""
        if style.align != "left":
            free = width - line.width * style.size
            x += free if style.align == "right" else free / 2
        base = y - (style.leading - style.size) / 2 - style.size * 0.88
        for run in line.runs(width / style.size if style.spread else None):
            place = (x + run.x * style.size, base, run.spread * style.size)
            self.steps.append(("text", (*place, run.face.name, style.size, style.colour, run.text)))

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A box."""
        self.steps.append(("box", (x, y - height, width, height, colour)))

    def frame(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0) -> None:
        """An outline."""
        self.steps.append(("frame", (x, y - height, width, height, radius, colour)))

    def rule(self, x: float, y: float, width: float, colour: str, thickness: float = 0.5) -> None:
        """A rule."""
        self.steps.append(("rule", (x, y, x + width, y, thickness, colour)))

    def barcode(self, value: str, x: float, y: float, width: float, height: float) -> None:
        """A bar code."""
        self.steps.append(("bars", (value, x, y - height, width, height)))

    def matrix(self, value: str, x: float, y: float, size: float) -> None:
        """A QR code."""
        self.steps.append(("matrix", (value, x, y - size, size)))

    def end_page(self) -> None:
        """The end of a page."""
        self.steps.append(("page", ()))


def recorded() -> list[Step]:
    """What the sample note draws."""
    pen, note = _TellingPen(), sample_note()
    spec = handling.spec_of(note)
    draw_pages(pen, blocks_of(spec, note.head, note), NoteTemplate(note.head, spec.title))
    return pen.steps


# -- the floor: how a program without a layout of its own would draw it ------------------------------------------------


def _text(canvas: Any, values: Sequence[Any]) -> None:  # noqa: ANN401  ReportLab is untyped
    x, y, spread, face, size, colour, run = values
    canvas.setFillColor(HexColor(colour))
    canvas.setFont(face, size)
    canvas.drawString(x, y, run, charSpace=spread)


def _box(canvas: Any, values: Sequence[Any]) -> None:  # noqa: ANN401
    canvas.setFillColor(HexColor(values[4]))
    canvas.rect(*values[:4], stroke=0, fill=1)


def _frame(canvas: Any, values: Sequence[Any]) -> None:  # noqa: ANN401
    canvas.setStrokeColor(HexColor(values[5]))
    canvas.roundRect(*values[:5])


def _rule(canvas: Any, values: Sequence[Any]) -> None:  # noqa: ANN401
    canvas.setStrokeColor(HexColor(values[5]))
    canvas.setLineWidth(values[4])
    canvas.line(*values[:4])


def _bars(canvas: Any, values: Sequence[Any]) -> None:  # noqa: ANN401
    value, x, y, _width, height = values
    code128.Code128(value, barWidth=0.9, barHeight=height, quiet=0, humanReadable=0).drawOn(canvas, x, y)


def _matrix(canvas: Any, values: Sequence[Any]) -> None:  # noqa: ANN401
    value, x, y, size = values
    drawing = Drawing(size, size)
    drawing.add(qr.QrCodeWidget(value, barLevel="M", barWidth=size, barHeight=size, barBorder=0))
    renderPDF.draw(drawing, canvas, x, y)


def _page(canvas: Any, _values: Sequence[Any]) -> None:  # noqa: ANN401
    canvas.showPage()


_DRAW: Final[Mapping[str, Callable[[Any, Sequence[Any]], None]]] = {
    "text": _text,
    "box": _box,
    "frame": _frame,
    "rule": _rule,
    "bars": _bars,
    "matrix": _matrix,
    "page": _page,
}


def bare(steps: Sequence[Step]) -> bytes:
    """The same marks by ReportLab alone."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=style.PAGE, invariant=1, pageCompression=1)
    for kind, values in steps:
        _DRAW[kind](canvas, values)
    canvas.save()
    return buffer.getvalue()


def _cold(script: str, steps_file: str) -> float:
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
    command = [sys.executable, "-c", script, steps_file]
    return milliseconds(lambda: subprocess.run(command, env=environment, check=True, capture_output=True))


_OURS: Final = """
from hfc_desktop.workbench.bench.documents import Renderer, sample_note
Renderer().render("handling", sample_note())
"""
_FLOOR: Final = """
import json, sys
from hfc_desktop.documents import faces
from hfc_desktop.workbench.bench.documents import bare
steps = json.load(open(sys.argv[1], encoding="utf-8"))
for name in steps["faces"]:
    faces._face(name)
bare([(kind, values) for kind, values in steps["steps"]])
"""


def _megabytes() -> float:
    """Memory that this process holds; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return 0.0
    return pages * 4096 / 1e6


def _many(renderer: Renderer, note: HandlingNote, floor: float) -> list[Figure]:
    """Different notes in a row: milliseconds of each, and how much memory the later ones added."""
    held: list[float] = []

    def one(place: int) -> None:
        head = replace(note.head, number=f"65011120261124{place:07d}")
        renderer.render(Form.HANDLING, replace(note, head=head, claim=f"{place}：{note.claim}", facts=note.facts * 2))
        if place in {MANY // 4, MANY - 1}:
            held.append(_megabytes())

    def all_of_them() -> None:
        for place in range(MANY):
            one(place)

    whole = milliseconds(all_of_them)
    growth = max(0.0, held[1] - held[0])
    return [
        Figure("notes.many", whole / MANY, floor, limit=LIMIT),
        Figure("notes.memory", growth, 0.0, unit="MB"),
    ]


def measure() -> Sequence[Figure]:
    """Warm and cold, medians; then many different notes in a row, each, and the memory that they add."""
    steps = recorded()
    note = sample_note()
    renderer = Renderer()
    renderer.render(Form.HANDLING, note)
    bare(steps)
    ours, floor = interleaved(lambda: renderer.render(Form.HANDLING, note), lambda: bare(steps), WARM_ROUNDS)
    figures = [
        Figure("note.warm", median(ours), median(floor), limit=LIMIT),
        *_many(renderer, note, median(floor)),
    ]
    with tempfile.TemporaryDirectory(prefix="hfc-bench-") as folder:
        file = Path(folder) / "steps.json"
        used = {values[3] for kind, values in steps if kind == "text"}
        packed = {"hfc-rare"}
        names = [f"{name}.ttf.gz" if name in packed else f"{name}.ttf" for name in sorted(used)]
        file.write_text(json.dumps({"faces": names, "steps": steps}), encoding="utf-8")
        pairs = [(_cold(_OURS, str(file)), _cold(_FLOOR, str(file))) for _round in range(COLD_ROUNDS)]
    figures.append(Figure("note.cold", median([a for a, _b in pairs]), median([b for _a, b in pairs]), limit=LIMIT))
    return figures
