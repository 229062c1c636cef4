"""Layouts and surfaces with the spacing of ``tokens``."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from hfc_desktop.ui import tokens

L = TypeVar("L", QHBoxLayout, QVBoxLayout)


def row(*parts: QWidget | QLayout | None, gap: int = tokens.GAP, margin: int = 0) -> QHBoxLayout:
    """Side by side; ``None`` stretches."""
    return _filled(QHBoxLayout(), parts, gap, margin)


def column(*parts: QWidget | QLayout | None, gap: int = tokens.GAP, margin: int = 0) -> QVBoxLayout:
    """Under one another; ``None`` stretches."""
    return _filled(QVBoxLayout(), parts, gap, margin)


def _filled(layout: L, parts: tuple[QWidget | QLayout | None, ...], gap: int, margin: int) -> L:
    layout.setSpacing(gap)
    layout.setContentsMargins(margin, margin, margin, margin)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)
    return layout


def surface(layout: QLayout, kind: str = "card") -> QFrame:
    """A frame around ``layout``; kinds are listed in ``stylesheet``."""
    made = QFrame()
    made.setProperty("surface", kind)
    made.setLayout(layout)
    return made


def rule() -> QFrame:
    """A line across."""
    made = QFrame()
    made.setProperty("surface", "line")
    made.setFixedHeight(tokens.HAIR)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of ``layout`` and destroy it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
