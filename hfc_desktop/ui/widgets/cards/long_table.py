"""A long table of a card, painted: as labels in a layout, eight hundred cells take a fifth of a second to be placed."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from hfc_desktop.ui import tokens
from hfc_desktop.ui.tokens import Type

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QFont, QPaintEvent

    from hfc_desktop.ui.theme import Theme
    from hfc_desktop.ui.widgets.cards.model import Grid

_BY_WORDS: Final = int(Qt.TextFlag.TextWordWrap)
_ANYWHERE: Final = int(Qt.TextFlag.TextWrapAnywhere)
_LATIN: Final = re.compile("[!-~]+")
"""What does not break between any two letters, as Chinese does."""
_HIGHEST: Final = 10_000
_AIR: Final = 2 * tokens.STEP
"""Around the text of a row."""
_WIDTHS_KEPT: Final = 4
"""Layouts ask for the height at two or three widths before they settle."""


class LongTable(QWidget):
    """Header and rows; each row as high as its longest cell needs.

    Args:
        theme: colours and fonts, followed while it is shown.
        block: what to show.
        stretches: share of the width for each column.
    """

    def __init__(self, theme: Theme, block: Grid, stretches: Sequence[int]) -> None:
        super().__init__()
        self._theme, self._block, self._stretches = theme, block, tuple(stretches)
        self._rows = (block.header, *block.rows)
        self._tops = lru_cache(_WIDTHS_KEPT)(self._measured)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(" · ".join(block.header))
        self.setAccessibleDescription("\n".join(" · ".join(row) for row in block.rows))
        theme.changed.connect(self._changed)

    def _changed(self) -> None:
        self._tops.cache_clear()
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Where the last row ends."""
        return self._tops(width)[-1]

    def sizeHint(self) -> QSize:
        """As wide as running text."""
        return QSize(tokens.READING_WIDTH, self.heightForWidth(tokens.READING_WIDTH))

    def minimumSizeHint(self) -> QSize:
        """Narrow columns break words rather than ask for room."""
        return QSize(tokens.CONTROL * len(self._stretches), self._tops(max(self.width(), 1))[-1])

    def _columns(self, width: int) -> Iterator[tuple[int, int]]:
        """Left edge and width of each column, with a gap between them."""
        room, whole = width - tokens.PAD * (len(self._stretches) - 1), sum(self._stretches)
        passed = 0
        for place, share in enumerate(self._stretches):
            begin, end = room * passed // whole, room * (passed + share) // whole
            yield begin + tokens.PAD * place, max(1, end - begin)
            passed += share

    def _font(self, place: int, at: int) -> QFont:
        if not at:
            return self._theme.font(Type.CAPTION)
        return self._theme.font(Type.STRONG if place in self._block.strong else Type.BODY)

    def _measured(self, width: int) -> tuple[int, ...]:
        """Where the rows begin, the header first, and where the last one ends."""
        columns = tuple(self._columns(width))
        header, usual = ([QFontMetrics(self._font(place, at)) for place in range(len(columns))] for at in (0, 1))
        tops = [0]
        for at, cells in enumerate(self._rows):
            metrics = usual if at else header
            highest = max(_height(metrics[place], text, columns[place][1]) for place, text in enumerate(cells))
            tops.append(tops[-1] + highest + _AIR)
        return tuple(tops)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows that are in sight."""
        tops, columns, seen = self._tops(self.width()), tuple(self._columns(self.width())), event.rect()
        painter = QPainter(self)
        for at in range(max(0, bisect_right(tops, seen.top()) - 1), len(self._rows)):
            if tops[at] > seen.bottom():
                break
            if at:
                painter.fillRect(0, tops[at], self.width(), tokens.HAIR, self._theme.colour("line"))
            painter.setPen(self._theme.colour("text" if at else "second"))
            for place, (left, wide) in enumerate(columns):
                side = Qt.AlignmentFlag.AlignRight if place in self._block.numbers else Qt.AlignmentFlag.AlignLeft
                painter.setFont(self._font(place, at))
                spot = QRect(left, tops[at] + tokens.STEP, wide, tops[at + 1] - tops[at] - _AIR)
                text = self._rows[at][place]
                painter.drawText(spot, _wrap(painter.fontMetrics(), text, wide) | int(side), text)


def _height(metrics: QFontMetrics, text: str, width: int) -> int:
    if metrics.horizontalAdvance(text) <= width and "\n" not in text:
        return metrics.height()
    return metrics.boundingRect(QRect(0, 0, width, _HIGHEST), _wrap(metrics, text, width), text).height()


def _wrap(metrics: QFontMetrics, text: str, width: int) -> int:
    """Between words; inside them only where one is wider than its column."""
    return _BY_WORDS if all(metrics.horizontalAdvance(word) <= width for word in _LATIN.findall(text)) else _ANYWHERE
