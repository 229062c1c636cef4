"""Puts a PDF on paper: its own bytes, drawn by PDFium at the printer's resolution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.ui.printing.pages import LARGEST_DPI, POINTS_PER_INCH, page_image, page_sizes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget


def printer_named(name: str) -> QPrinter:
    """The printer used last, else the system's own; A4, the whole sheet."""
    info = QPrinterInfo.printerInfo(name) if name else QPrinterInfo.defaultPrinter()
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution) if not info.isNull() else QPrinter()
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    return printer


def asked_printer(name: str, pages: int, parent: QWidget) -> QPrinter | None:
    """Ask which printer and which pages; ``None`` when the teller changed their mind.

    Args:
        name: the printer used last.
        pages: how many pages there are; 0 when all of several documents are printed.
        parent: window that asks.

    Raises:
        EnvironmentFaultError: this machine knows no printer.
    """
    if not printers():
        raise EnvironmentFaultError("preview.no_printer")
    printer = printer_named(name)
    dialog = QPrintDialog(printer, parent)
    if pages:
        dialog.setMinMax(1, pages)
        dialog.setFromTo(1, pages)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def printers() -> Sequence[str]:
    """Names of the printers that this machine knows."""
    return QPrinterInfo.availablePrinterNames()


def wanted_pages(printer: QPrinter, count: int) -> range:
    """Of ``count`` pages those that were asked for in the dialog, from 0."""
    if printer.printRange() is not QPrinter.PrintRange.PageRange or not printer.fromPage():
        return range(count)
    return range(printer.fromPage() - 1, min(printer.toPage(), count))


def print_pdf(printer: QPrinter, pdf: bytes) -> None:
    """Put a document on paper page by page, so that only one page is held as a picture. Call from a worker.

    Raises:
        EnvironmentFaultError: the printer did not take it, or these bytes are no PDF.
    """
    scale = dots_per_point(printer)
    numbers = wanted_pages(printer, len(page_sizes(pdf)))
    put_on_paper(printer, (page_image(pdf, number, scale) for number in numbers))


def dots_per_point(printer: QPrinter) -> float:
    """Resolution at which pages are drawn for a printer."""
    return min(printer.resolution(), LARGEST_DPI) / POINTS_PER_INCH


def put_on_paper(printer: QPrinter, images: Iterable[QImage]) -> None:
    """Draw each picture on a sheet of its own, filling it.

    Raises:
        EnvironmentFaultError: the printer did not take it.
    """
    painter = QPainter()
    if not painter.begin(printer):
        raise EnvironmentFaultError("preview.printer_refused", printer=printer.printerName())
    try:
        for number, image in enumerate(images):
            if number and not printer.newPage():
                raise EnvironmentFaultError("preview.printer_refused", printer=printer.printerName())
            sheet = printer.pageLayout().fullRectPixels(printer.resolution())
            painter.drawImage(QRectF(0, 0, sheet.width(), sheet.height()), image, QRectF(image.rect()))
    finally:
        painter.end()
