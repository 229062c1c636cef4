"""Bar codes and QR codes as runs: what ReportLab encodes, drawn by other means."""

import pytest
from reportlab.graphics.barcode import code128, qr

from hfc_desktop.documents.layout import codes


def test_the_bars_are_those_of_the_librarys_own_code():
    drawn = []

    class Told(code128.Code128):
        def rect(self, x, _y, width, _height):
            drawn.append((int(x), int(width)))

    own = Told("650111202611240100178", barWidth=1, barHeight=1, quiet=0, humanReadable=0)
    own.draw()
    assert codes.bars("650111202611240100178") == (own.width, tuple(drawn))


@pytest.mark.parametrize("value", ["650111202611240100178", "HFC-NOTE/1 " * 8])
def test_the_matrix_is_that_of_the_library_with_the_mask_that_the_code_names(value):
    count, rows = codes.matrix(value)
    code = qr.QrCodeWidget(value, barLevel="M").qr
    code.version = code.calculate_version()
    code.makeImpl(False, 0)
    dark = {(row, first + more) for row, runs in enumerate(rows) for first, length in runs for more in range(length)}
    assert dark == {(row, column) for row in range(count) for column in range(count) if code.isDark(row, column)}
    assert {(0, column) for column in range(7)} <= dark
