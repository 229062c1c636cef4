"""Draws a result: digit and kind at the left, title with what matched, below it the first words and the code.

A row is drawn before the rest of the window is built. ``QPainter``'s pens and brushes would load every enumeration of
Qt for it, a tenth of the window's start, so text goes through ``drawDisplay`` and grounds through ``fillPath`` and
``eraseRect``, with colours from palettes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6 import QtGui
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath
from PySide6.QtWidgets import QItemDelegate, QStyleOptionViewItem

from hfc_desktop.ui import icons, tokens
from hfc_desktop.ui.screens.counter.model import ROW_ROLE
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets import kinds
from hfc_desktop.ui.widgets.text import elided

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QListView

    from hfc_desktop.domain.lookup import LookupHit
    from hfc_desktop.ui.screens.counter.model import Row
    from hfc_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_REMEMBERED: Final = 512
"""Texts whose cut is remembered: the same results come back from key to key, and cutting is half of drawing them."""
_CODE_SHARE: Final = 2
"""A code that would take more than one in so many parts of the second line is left to the card: words come first."""
_INSET: Final = 3
"""What ``drawDisplay`` leaves free at both sides of a text."""


class ResultDelegate(QItemDelegate):
    """The look of a row. Measured once, since it is drawn on every keystroke.

    What is marked, under the pointer or focused is asked of the list: the state in the option would load the classes of
    every style, which takes a twentieth of the window's start.

    Attributes:
        signs: whether kinds have their icon beside their word; the reader of icons is not loaded for the first paint.
    """

    def __init__(self, theme: Theme, view: QListView, hovered: Callable[[], int]) -> None:
        super().__init__(view)
        self._theme, self._view, self._hovered = theme, view, hovered
        self.signs = False
        self._measure()

    def _measure(self) -> None:
        theme = self._theme
        self._title, self._small = theme.font(Type.STRONG), theme.font(Type.CAPTION)
        self._title_metrics, self._small_metrics = QFontMetrics(self._title), QFontMetrics(self._small)
        self._cut_title = lru_cache(_REMEMBERED)(lambda text, width: elided(self._title_metrics, text, width))
        self._cut_small = lru_cache(_REMEMBERED)(lambda text, width: elided(self._small_metrics, text, width))
        self._title_height = self._title_metrics.height() + tokens.FOCUS
        self._small_height = self._small_metrics.height() + tokens.FOCUS
        self._digit_width = self._small_metrics.horizontalAdvance("0") + tokens.STEP
        self._kind_width = max(self._small_metrics.horizontalAdvance(word) for word in kinds.words()) + tokens.STEP
        self._row = QSize(0, self._title_height + self._small_height + 2 * tokens.GAP)
        self._heading = QSize(0, self._small_height + tokens.PAD)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines for a result, one for a heading."""
        row: Row = index.data(ROW_ROLE)
        return self._heading if row.hit is None else self._row

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row: Row = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.hit is None:
            left, bottom = option.rect.left() + tokens.GAP, option.rect.bottom()
            self._write(painter, left, bottom - self._small_height - tokens.STEP, row.heading, "second")
        else:
            self._paint_ground(painter, option, index.row())
            inner = option.rect.adjusted(tokens.GAP, tokens.GAP, -tokens.GAP, -tokens.GAP)
            self._paint_hit(painter, inner, row, row.hit)
        painter.restore()

    def _write(self, painter: QPainter, left: int, top: int, text: str, ink: str, font: QFont | None = None) -> int:
        """Write a line of text; gives its width."""
        metrics = self._small_metrics if font is None else self._title_metrics
        width = metrics.horizontalAdvance(text)
        option = QStyleOptionViewItem()
        option.palette, option.font = self._theme.ink(ink), font or self._small
        option.rect = QRect(left - _INSET, top, width + 3 * _INSET, metrics.height() + tokens.FOCUS)
        self.drawDisplay(painter, option, option.rect, text)
        return width

    def _fill(self, painter: QPainter, rect: QRect, ground: str) -> None:
        path = QPainterPath()
        path.addRoundedRect(QRectF(rect), tokens.SMALL_RADIUS, tokens.SMALL_RADIUS)
        painter.fillPath(path, self._theme.brush(ground))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, row: int) -> None:
        view, rect = self._view, option.rect
        selected, hovered = row == view.currentIndex().row(), row == self._hovered()
        if not (selected or hovered):
            return
        self._fill(painter, rect, "accent_ground" if selected else "hover")
        if selected:
            painter.setBackground(self._theme.brush("accent"))
            painter.eraseRect(rect.left(), rect.top() + tokens.GAP, tokens.BAR, rect.height() - 2 * tokens.GAP)
        if selected and view.hasFocus():
            edge = tokens.HAIR
            ring = QPainterPath()
            ring.addRoundedRect(
                QRectF(rect.adjusted(edge, edge, -edge, -edge)), tokens.SMALL_RADIUS, tokens.SMALL_RADIUS
            )
            painter.strokePath(ring, QtGui.QPen(self._theme.colour("accent"), tokens.FOCUS))

    def _paint_hit(self, painter: QPainter, rect: QRect, row: Row, hit: LookupHit) -> None:
        below = rect.top() + self._title_height
        if row.number:
            self._write(painter, rect.left(), rect.top() + tokens.HAIR, str(row.number), "faint")
        left = rect.left() + self._digit_width
        self._paint_kind(painter, QRect(left, rect.top(), self._kind_width, rect.height()), hit)
        left += self._kind_width + tokens.GAP
        self._paint_title(painter, QRect(left, rect.top(), rect.right() - left, self._title_height), row)
        right = rect.right()
        code = hit.codes[0] if hit.codes and hit.codes[0] not in row.second else ""
        if code and self._small_metrics.horizontalAdvance(code) * _CODE_SHARE <= right - left:
            right -= self._small_metrics.horizontalAdvance(code)
            self._write(painter, right, below, code, "second")
            right -= tokens.GAP
        state = kinds.state(hit.status, hit.is_sample)
        if state is not None:
            right -= self._paint_state(painter, QRect(left, below, right - left, self._small_height), *state)
        self._write(painter, left, below, self._cut_small(row.second, right - left), "second")

    def _paint_kind(self, painter: QPainter, rect: QRect, hit: LookupHit) -> None:
        name, word = kinds.sign(hit.kind)
        if self.signs:
            left = rect.left() + (rect.width() - tokens.ICON) // 2
            top = rect.top() + (self._title_height - tokens.ICON) // 2
            ratio = painter.device().devicePixelRatioF()
            painter.drawPixmap(left, top, icons.pixmap(self._theme, name, "accent", tokens.ICON, ratio))
        room = rect.width() - self._small_metrics.horizontalAdvance(word)
        self._write(painter, rect.left() + room // 2, rect.top() + self._title_height, word, "second")

    def _paint_state(self, painter: QPainter, rect: QRect, tone: str, word: str) -> int:
        """Draw the badge at the right end of ``rect``; gives the width that it took."""
        ink, ground = ("second", "line") if tone == "plain" else (tone, f"{tone}_ground")
        width = self._small_metrics.horizontalAdvance(word) + tokens.GAP
        spot = QRect(rect.right() - width, rect.top(), width, rect.height())
        self._fill(painter, spot, ground)
        if tone == "plain":
            edge = tokens.HAIR
            self._fill(painter, spot.adjusted(edge, edge, -edge, -edge), "hover")
        self._write(painter, spot.left() + tokens.STEP, spot.top(), word, ink)
        return width + tokens.GAP

    def _paint_title(self, painter: QPainter, rect: QRect, row: Row) -> None:
        metrics = self._title_metrics
        shown = self._cut_title(row.title, rect.width())
        whole = len(shown) if shown == row.title else len(shown) - 1
        painter.setBackground(self._theme.brush("mark"))
        for start, end in row.marks:
            if start < whole:
                left = rect.left() + metrics.horizontalAdvance(shown[:start])
                width = metrics.horizontalAdvance(shown[start : min(end, whole)])
                painter.eraseRect(left, rect.top() + tokens.HAIR, width, rect.height() - tokens.FOCUS)
        self._write(painter, rect.left(), rect.top(), shown, "text", self._title)
