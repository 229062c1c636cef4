"""Reads what a printed file says of itself, from the keywords of its properties."""

from __future__ import annotations

from typing import Final

import pypdfium2

from hfc_desktop.domain.documents import Stamp

_KEYWORDS: Final = "Keywords"


def stamp_of(content: bytes, password: str = "") -> Stamp | None:
    """The stamp of a PDF; ``None`` when these bytes are no PDF, or not one of ours, or the password does not fit."""
    try:
        document = pypdfium2.PdfDocument(content, password=password or None)
    except pypdfium2.PdfiumError:
        return None
    try:
        return Stamp.from_text(document.get_metadata_value(_KEYWORDS))
    finally:
        document.close()
