"""Pages of a PDF as pictures, by pypdfium2: the same bytes on the screen and on paper.

PDFium is not safe for several threads at a time, so one lock guards every call. Call from a worker.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtGui import QImage

from hfc_desktop.errors import EnvironmentFaultError

if TYPE_CHECKING:
    from collections.abc import Iterator

POINTS_PER_INCH: Final = 72
LARGEST_DPI: Final = 600
"""Above this a page takes hundreds of megabytes and no eye sees a difference."""
_LOCK: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class PageSize:
    """Size of a page in points, a 72nd of an inch each."""

    width: float
    height: float


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2

    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise EnvironmentFaultError("preview.not_a_pdf", reason=str(error)) from error
        try:
            yield document
        finally:
            document.close()


def page_sizes(pdf: bytes) -> tuple[PageSize, ...]:
    """Sizes of all pages, in order.

    Raises:
        EnvironmentFaultError: these bytes are no PDF that can be drawn.
    """
    with _opened(pdf) as document:
        return tuple(PageSize(*document.get_page_size(number)) for number in range(len(document)))


def page_image(pdf: bytes, number: int, dots_per_point: float) -> QImage:
    """Page ``number``, from 0, as a picture of its own.

    Raises:
        EnvironmentFaultError: these bytes are no PDF that can be drawn.
    """
    with _opened(pdf) as document:
        page = document[number]
        bitmap = page.render(scale=dots_per_point, rev_byteorder=True, prefer_bgrx=True)
        image = QImage(
            bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
        ).copy()
        bitmap.close()
        page.close()
        return image


def page_images(pdf: bytes, dots_per_point: float) -> tuple[QImage, ...]:
    """All pages, in order.

    Raises:
        EnvironmentFaultError: these bytes are no PDF that can be drawn.
    """
    return tuple(page_image(pdf, number, dots_per_point) for number in range(len(page_sizes(pdf))))
