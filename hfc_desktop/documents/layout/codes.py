"""Bar codes and QR codes as runs of dark modules; the pen fills them in one go.

ReportLab encodes; drawing module by module through its widgets took a third of a note.
"""

from __future__ import annotations

from typing import Final

from reportlab.graphics.barcode import code128, qr

_MASK: Final = 0
"""Any of the eight masks may be used, the code says which (ISO/IEC 18004, 7.8); this one leaves no large area."""

Run = tuple[int, int]
"""First module and length."""


def bars(value: str) -> tuple[int, tuple[Run, ...]]:
    """Code 128 of ``value``: width in modules, and its dark runs."""
    code = code128.Code128(value, barWidth=1, barHeight=1, quiet=0, humanReadable=0)
    code.validate()
    code.encode()
    runs: list[Run] = []
    place = 0
    for letter in code.decompose():  # capital letters are bars, small ones spaces; a or A is one module
        width = ord(letter.lower()) - ord("a") + 1
        if letter.isupper():
            runs.append((place, width))
        place += width
    return place, tuple(runs)


def code_width(value: str) -> int:
    """Width of the Code 128 of ``value``, in modules."""
    return bars(value)[0]


def matrix(value: str) -> tuple[int, tuple[tuple[Run, ...], ...]]:
    """QR code (level M) of ``value``: modules on a side, and the dark runs of each row from the top."""
    code = qr.QrCodeWidget(value, barLevel="M").qr
    code.version = code.calculate_version()
    code.makeImpl(False, _MASK)
    return code.moduleCount, tuple(_runs(row) for row in code.modules)


def _runs(row: list[bool]) -> tuple[Run, ...]:
    runs: list[Run] = []
    start = None
    for place, dark in enumerate((*row, False)):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            runs.append((start, place - start))
            start = None
    return tuple(runs)
