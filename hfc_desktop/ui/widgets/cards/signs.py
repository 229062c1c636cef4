"""Drawn signs, so that no meaning rests on colour alone: what a restriction does to money, and levels of risk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from hfc_desktop.ui import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QColor, QPaintEvent

    from hfc_desktop.ui.theme import Theme

_STROKE: Final = 0.1


def _pen(painter: QPainter, colour: QColor, size: float) -> None:
    pen = QPen(colour, size * _STROKE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _points(size: float, *places: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x * size, y * size) for x, y in places])


def _circle(painter: QPainter, size: float) -> None:
    painter.drawEllipse(QRectF(size * 0.1, size * 0.1, size * 0.8, size * 0.8))


def _open(painter: QPainter, size: float) -> None:
    """A ring with a tick: possible."""
    _circle(painter, size)
    painter.drawPolyline(_points(size, (0.3, 0.52), (0.45, 0.66), (0.7, 0.36)))


def _stopped(painter: QPainter, size: float) -> None:
    """A filled octagon with a bar: not possible."""
    painter.setBrush(painter.pen().color())
    near, far = 0.33, 0.67
    painter.drawPolygon(
        _points(
            size, (near, 0.1), (far, 0.1), (0.9, near), (0.9, far), (far, 0.9), (near, 0.9), (0.1, far), (0.1, near)
        )
    )
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.drawLine(QPointF(size * 0.3, size * 0.5), QPointF(size * 0.7, size * 0.5))


def _limited(painter: QPainter, size: float) -> None:
    """A ring half filled: in part."""
    _circle(painter, size)
    painter.setBrush(painter.pen().color())
    painter.drawPie(QRectF(size * 0.1, size * 0.1, size * 0.8, size * 0.8), 180 * 16, 180 * 16)


def _delayed(painter: QPainter, size: float) -> None:
    """A clock: later."""
    _circle(painter, size)
    painter.drawPolyline(_points(size, (0.5, 0.28), (0.5, 0.52), (0.66, 0.62)))


def _queued(painter: QPainter, size: float) -> None:
    """Bars behind one another: waiting its turn."""
    for step, height in ((0.2, 0.8), (0.45, 0.65), (0.7, 0.5)):
        painter.drawRoundedRect(
            QRectF(size * step, size * (0.5 - height / 2), size * 0.12, size * height), size * 0.05, size * 0.05
        )


def _debited(painter: QPainter, size: float) -> None:
    """An arrow out of a box: gone."""
    painter.drawPolyline(_points(size, (0.45, 0.15), (0.15, 0.15), (0.15, 0.85), (0.45, 0.85)))
    painter.drawLine(QPointF(size * 0.4, size * 0.5), QPointF(size * 0.88, size * 0.5))
    painter.drawPolyline(_points(size, (0.7, 0.32), (0.88, 0.5), (0.7, 0.68)))


def _triangle(painter: QPainter, size: float) -> None:
    """A triangle: watch."""
    painter.drawPolygon(_points(size, (0.5, 0.12), (0.92, 0.86), (0.08, 0.86)))


def _full_triangle(painter: QPainter, size: float) -> None:
    """A filled triangle: high."""
    painter.setBrush(painter.pen().color())
    _triangle(painter, size)


_DRAWN: Final[Mapping[str, Callable[[QPainter, float], None]]] = {
    "open": _open,
    "stopped": _stopped,
    "limited": _limited,
    "delayed": _delayed,
    "queued": _queued,
    "debited": _debited,
    "low": _open,
    "watch": _triangle,
    "high": _full_triangle,
    "stop": _stopped,
}


class Sign(QWidget):
    """One sign; an unknown name draws a plain ring."""

    def __init__(self, theme: Theme, name: str, ink: str, size: int = 2 * tokens.PAD) -> None:
        super().__init__()
        self._theme, self._name, self._ink = theme, name, ink
        self.setFixedSize(size, size)
        theme.changed.connect(self.update)

    def show_as(self, name: str, ink: str) -> None:
        """Draw another sign."""
        self._name, self._ink = name, ink
        self.update()

    @property
    def name(self) -> str:
        """What is drawn."""
        return self._name

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw on a layer of its own, so that a cut-out shows what lies behind."""
        ratio = self.devicePixelRatioF()
        layer = QPixmap(self.size() * ratio)
        layer.setDevicePixelRatio(ratio)
        layer.fill(Qt.GlobalColor.transparent)
        painter = QPainter(layer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _pen(painter, self._theme.colour(self._ink), self.width())
        _DRAWN.get(self._name, _circle)(painter, self.width())
        painter.end()
        on_widget = QPainter(self)
        on_widget.drawPixmap(0, 0, layer)
        on_widget.end()
