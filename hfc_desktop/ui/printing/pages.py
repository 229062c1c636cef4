"""Pages of a PDF as pictures: the same bytes on the screen and on paper. Call from a worker."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QImage

from hfc_desktop import pdfium

POINTS_PER_INCH: Final = 72
LARGEST_DPI: Final = 600
"""Above this a page takes hundreds of megabytes and no eye sees a difference."""


@dataclass(frozen=True, slots=True)
class PageSize:
    """Size of a page in points, a 72nd of an inch each."""

    width: float
    height: float


def page_sizes(pdf: bytes) -> tuple[PageSize, ...]:
    """Sizes of all pages, in order.

    Raises:
        EnvironmentFaultError: these bytes are no PDF that can be drawn.
    """
    with pdfium.opened(pdf) as document:
        return tuple(PageSize(*document.get_page_size(number)) for number in range(len(document)))


def page_image(pdf: bytes, number: int, dots_per_point: float) -> QImage:
    """Page ``number``, from 0, as a picture of its own.

    Raises:
        EnvironmentFaultError: these bytes are no PDF that can be drawn.
    """
    with (
        pdfium.opened(pdf) as document,
        closing(document[number]) as page,
        closing(page.render(scale=dots_per_point, rev_byteorder=True, prefer_bgrx=True)) as bitmap,
    ):
        return QImage(
            bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
        ).copy()


def page_images(pdf: bytes, dots_per_point: float) -> tuple[QImage, ...]:
    """All pages, in order.

    Raises:
        EnvironmentFaultError: these bytes are no PDF that can be drawn.
    """
    return tuple(page_image(pdf, number, dots_per_point) for number in range(len(page_sizes(pdf))))
