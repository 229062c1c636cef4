"""Chooses a face for each character, so that a name never prints as an empty box.

Daily characters come from ``hfc-sans-regular`` and ``-bold``, other ideographs of the same design from
``hfc-sans-more``, Extensions B to F from ``hfc-rare``. What no face has is written as an honest mark by the layout.
Faces are read when first needed and kept; the rare ones are large and seldom needed.
"""

from __future__ import annotations

import gzip
import io
import struct
import threading
import zlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFError, TTFont

from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.paths import resources_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

REGULAR: Final = "hfc-sans-regular.ttf"
BOLD: Final = "hfc-sans-bold.ttf"
HALF_REGULAR: Final = "hfc-sans-half-regular.ttf"
HALF_BOLD: Final = "hfc-sans-half-bold.ttf"
MORE: Final = "hfc-sans-more.ttf"
RARE: Final = "hfc-rare.ttf.gz"

_IDEOGRAPHS: Final = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))
_PLANES_OF_RARE: Final = (0x20000, 0x2FFFF)
_LOCK: Final = threading.Lock()


def to_unicode_map(font_name: str, codes: Sequence[int]) -> str:
    """The ToUnicode map of one subset, by UTF-16 code units as PDF 32000-1, 9.10.3 asks for.

    ReportLab writes ``%04X``, which cuts what lies beyond the Basic Multilingual Plane: 𬭎 was read back as Ⲵ. A block
    holds at most 100 entries (Adobe Technical Note 5411).
    """
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for first in range(0, len(codes), 100):
        block = codes[first : first + 100]
        lines.append(f"{len(block)} beginbfchar")
        for place, code in enumerate(block, start=first):
            lines.append(f"<{place:02X}> <{chr(code).encode('utf-16-be', 'surrogatepass').hex().upper()}>")
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


class _Numbers(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab is untyped
    """An array of numbers as one piece of text: ReportLab formats each entry as an object of its own."""

    def __init__(self, values: Iterable[float]) -> None:
        self._text = " ".join(f"{value:.6g}" for value in values)

    def format(self, document: object) -> bytes:
        """As it stands in the file."""
        return f"[{self._text}]".encode("ascii")


class EmbeddedFont(TTFont):  # type: ignore[misc]  # ReportLab is untyped
    """A TrueType font whose text can be read back whole, ideographs beyond the Basic Multilingual Plane included."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802, ANN401  ReportLab's own method
        """Write the font objects of one document with our own ToUnicode maps."""
        state = self.state[doc]
        state.frozen = 1
        for number, subset in enumerate(state.subsets):
            internal = self.getSubsetInternalName(number, doc)[1:]
            name = b"".join((SUBSETN(number), b"+", self.face.name, self.face.subfontNameX)).decode("pdfdoc")
            font = pdfdoc.PDFTrueTypeFont()
            font.Name, font.BaseFont = internal, name
            font.FirstChar, font.LastChar = 0, len(subset) - 1
            font.Widths = _Numbers(self.face.getCharWidth(code) for code in subset)
            filters = [pdfdoc.PDFZCompress] if doc.compression else []
            unicodes = pdfdoc.PDFStream(content=to_unicode_map(name, subset), filters=filters)
            font.ToUnicode = doc.Reference(unicodes, f"toUnicodeCMap:{name}")
            font.FontDescriptor = self.face.addSubsetObjects(doc, name, subset)
            doc.Reference(font, internal)
            doc.idToObject["BasicFonts"].dict[internal] = font


@dataclass(frozen=True, slots=True)
class Face:
    """One registered face.

    Attributes:
        name: its name in ReportLab.
        widths: advance by code point, in thousandths of the em.
        thickened: it has no bold cut, so bold is drawn by stroking its outlines as well.
    """

    name: str
    widths: Mapping[int, float]
    thickened: bool = False


class Glyph(NamedTuple):
    """A character with the face that draws it; ``width`` in em."""

    face: Face
    width: float


def read_font(path: Path) -> EmbeddedFont:
    """A font file, packed or not.

    Raises:
        EnvironmentFaultError: it is missing or damaged (``documents.font_missing``).
    """
    try:
        content = path.read_bytes()
        stream = io.BytesIO(gzip.decompress(content) if path.suffix == ".gz" else content)
        return EmbeddedFont(path.name.partition(".")[0], stream, asciiReadable=False, shapable=False)
    except (OSError, EOFError, zlib.error, TTFError, IndexError, ValueError, struct.error) as error:
        raise EnvironmentFaultError("documents.font_missing", path=str(path), reason=str(error)) from error


@cache
def _face(file: str) -> Face:
    """Read and register one of our faces."""
    font = read_font(resources_dir() / "fonts" / file)
    pdfmetrics.registerFont(font)
    return Face(font.fontName, font.face.charWidths)


def _within(code: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(low <= code <= high for low, high in ranges)


@cache
def glyph(character: str, bold: bool = False) -> Glyph | None:
    """The face for ``character`` and its advance; ``None`` when no face has it."""
    code = ord(character)
    files = [BOLD if bold else REGULAR]
    if _within(code, _IDEOGRAPHS):
        files.append(MORE)
    if _within(code, (_PLANES_OF_RARE,)):
        files.append(RARE)
    with _LOCK:
        for file in files:
            face = _face(file)
            width = face.widths.get(code)
            if width is not None:
                thick = bold and file in {MORE, RARE}
                return Glyph(Face(face.name, face.widths, thickened=True) if thick else face, width / 1000)
    return None


@cache
def half_glyph(character: str, bold: bool = False) -> Glyph | None:
    """Full-width punctuation without its empty half; ``None`` for what has none."""
    with _LOCK:
        face = _face(HALF_BOLD if bold else HALF_REGULAR)
    width = face.widths.get(ord(character))
    return None if width is None else Glyph(face, width / 1000)


def main_face(bold: bool = False) -> Face:
    """The daily face, loaded if it was not."""
    with _LOCK:
        return _face(BOLD if bold else REGULAR)
