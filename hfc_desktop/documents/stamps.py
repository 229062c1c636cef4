"""Reads what a printed file says of itself, from the keywords of its properties."""

from __future__ import annotations

from typing import Final

from hfc_desktop import pdfium
from hfc_desktop.domain.documents import Stamp
from hfc_desktop.errors import EnvironmentFaultError

_KEYWORDS: Final = "Keywords"


def stamp_of(content: bytes, password: str = "") -> Stamp | None:
    """The stamp of a PDF; ``None`` when these bytes are no PDF, or not one of ours, or the password does not fit."""
    try:
        with pdfium.opened(content, password) as document:
            return Stamp.from_text(document.get_metadata_value(_KEYWORDS))
    except EnvironmentFaultError:
        return None
