"""Our own icons: simple strokes as SVG under ``resources/icons``, tinted by a token, sharp at any scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtGui
from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QImageReader, QPixmap

from hfc_desktop.paths import resources_dir
from hfc_desktop.ui import tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

    from hfc_desktop.ui.theme import Theme

_STROKES: dict[str, str] = {}
_DRAWN: dict[tuple[str, str, int, float], QPixmap] = {}


def _svg(name: str) -> str:
    if name not in _STROKES:
        _STROKES[name] = (resources_dir() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return _STROKES[name]


def pixmap(theme: Theme, name: str, ink: str = "second", size: int = tokens.ICON, ratio: float = 1.0) -> QPixmap:
    """The icon in one colour; ``ratio`` is the device pixel ratio of where it is drawn."""
    key = (name, theme.colour(ink).name(), size, ratio)
    found = _DRAWN.get(key)
    if found is None:
        buffer = QBuffer()
        buffer.setData(QByteArray(_svg(name).replace("currentColor", key[1]).encode()))
        reader = QImageReader(buffer, QByteArray(b"svg"))  # Qt's own reader: its Python module costs 20 ms at the start
        reader.setScaledSize(QSize(round(size * ratio), round(size * ratio)))
        found = QPixmap.fromImage(reader.read())
        found.setDevicePixelRatio(ratio)
        _DRAWN[key] = found
    return found


def icon(theme: Theme, name: str, ink: str = "second", size: int = tokens.ICON) -> QIcon:
    """The icon for a button or menu, sharp at one and two device pixels."""
    made = QtGui.QIcon()  # its class is built when it is first asked for, after the first paint
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(theme, name, ink, size, ratio))
    return made
