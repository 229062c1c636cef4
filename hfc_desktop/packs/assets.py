"""Pictures and documents in a pack: only png, jpg, svg and pdf, and only such as cannot do harm."""

from __future__ import annotations

import re
import struct
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_SIDE: Final = 8000
"""Most pixels of a picture in either direction; more would fill the memory of a counter machine."""
_SVG_HARM: Final = re.compile(
    rb"<\s*script|<\s*foreignobject|\son[a-z]+\s*=|javascript:|<!\s*entity|<!\s*doctype"
    rb"|(?:xlink:)?href\s*=\s*[\"']\s*(?!#)|@import|url\(\s*[\"']?\s*(?!#|[\"'])",
    re.IGNORECASE,
)
"""Scripts, event handlers, entities, and anything that is fetched from elsewhere."""


def _png(data: bytes) -> str:
    if len(data) < 24 or data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR":
        return "asset.not_that_type"
    width, height = struct.unpack(">II", data[16:24])
    return "asset.too_many_pixels" if max(width, height) > MAX_SIDE else ""


def _jpg_size(data: bytes) -> tuple[int, int] | None:
    """Height and width from the frame header, or ``None`` when there is none."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return height, width
        at += 2 + max(length, 2)
    return None


def _jpg(data: bytes) -> str:
    size = _jpg_size(data) if data[:2] == b"\xff\xd8" else None
    if size is None:
        return "asset.not_that_type"
    return "asset.too_many_pixels" if max(size) > MAX_SIDE else ""


def _svg(data: bytes) -> str:
    if b"<svg" not in data[:4096].lower():
        return "asset.not_that_type"
    return "asset.svg_harm" if _SVG_HARM.search(data) else ""


def _pdf(data: bytes) -> str:
    return "" if data[:5] == b"%PDF-" else "asset.not_that_type"


_CHECKS: Final[Mapping[str, Callable[[bytes], str]]] = {
    ".png": _png,
    ".jpg": _jpg,
    ".jpeg": _jpg,
    ".svg": _svg,
    ".pdf": _pdf,
}


def fault_of(name: str, data: bytes) -> str:
    """Code of what is wrong with an asset; empty when nothing is."""
    check = _CHECKS.get(PurePosixPath(name).suffix.lower())
    return "asset.type" if check is None else check(data)
