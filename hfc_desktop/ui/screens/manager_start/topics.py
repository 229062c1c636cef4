"""What customers came with lately: bars from zero with their numbers beside them, the longest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.tokens import Type

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from hfc_desktop.ui.theme import Theme

_ROW: Final = 40
_BAR: Final = 8
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TopicBars(QWidget):
    """A bar a topic.

    Attributes:
        chosen: ``(code)`` of the topic whose matters are wanted.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: Sequence[tuple[str, str, int]] = ()
        self._metrics = QFontMetrics(theme.font(Type.BODY))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def show_rows(self, rows: Sequence[tuple[str, str, int]]) -> None:
        """Code, words and number of each topic, the largest first."""
        self._rows = rows
        told = "; ".join(f"{name} {number}" for _code, name, number in rows)
        self.setAccessibleName(_("Topics of the last 28 days: {told}").format(told=told))
        self.setMinimumHeight(_ROW * len(rows))
        self.update()

    def sizeHint(self) -> QSize:
        """A row a topic."""
        return QSize(tokens.LIST_WIDTH[0], _ROW * len(self._rows))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the matters of that topic."""
        at = int(event.position().y()) // _ROW
        if at < len(self._rows):
            self.chosen.emit(self._rows[at][0])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Name and number above, the bar below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(Type.BODY))
        most = max((number for _code, _name, number in self._rows), default=1)
        for at, (_code, name, number) in enumerate(self._rows):
            line = QRect(0, at * _ROW, self.width(), _ROW - _BAR - tokens.GAP)
            count = str(number)
            painter.setPen(self._theme.colour("text"))
            painter.drawText(line, _RIGHT, count)
            room = line.width() - self._metrics.horizontalAdvance(count) - tokens.GAP
            painter.drawText(line, _LEFT, self._metrics.elidedText(name, Qt.TextElideMode.ElideRight, room))
            ground = QRect(0, line.bottom() + tokens.FOCUS, self.width(), _BAR)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("hover"))
            painter.drawRoundedRect(ground, _BAR // 2, _BAR // 2)
            painter.setBrush(self._theme.colour("accent"))
            ground.setWidth(max(_BAR, self.width() * number // most))
            painter.drawRoundedRect(ground, _BAR // 2, _BAR // 2)
