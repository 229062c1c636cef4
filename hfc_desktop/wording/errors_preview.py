"""Sentences for faults of the note preview, printing and saving."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "preview.not_a_pdf": N_(
        "The note cannot be drawn ({reason}). The record itself is saved. Open the note again; "
        "if that fails, run hfc doctor."
    ),
    "preview.printer_refused": N_(
        "The printer {printer} did not take the note. The record is saved and nothing is lost. "
        "Check that the printer is on and has paper, then print again, or save the PDF."
    ),
    "preview.no_printer": N_(
        "This machine knows no printer. Save the PDF instead, or have a printer set up in the system, then print again."
    ),
}
