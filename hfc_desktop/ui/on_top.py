"""Keeping a window above all others without taking it off the screen for a moment, as ``setWindowFlag`` would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_ON_TOP: Final = Qt.WindowType.WindowStaysOnTopHint


def is_on_top(window: QWidget) -> bool:
    """Whether a window is kept above all others."""
    return bool(window.windowFlags() & _ON_TOP)


def keep_on_top(window: QWidget, wanted: bool) -> None:
    """Keep a window above all others, or no longer."""
    flags = window.windowFlags()
    window.overrideWindowFlags(flags | _ON_TOP if wanted else flags & ~_ON_TOP)
    native = window.windowHandle()
    if native is not None:
        native.setFlag(_ON_TOP, wanted)
