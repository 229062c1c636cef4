"""Draws a result in two lines: digit and kind at the left, title with what matched, first words, code at the right."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate

from hfc_desktop.ui import icons, tokens
from hfc_desktop.ui.screens.counter.model import ROW_ROLE
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets import kinds
from hfc_desktop.ui.widgets.text import elided

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QListView, QStyleOptionViewItem

    from hfc_desktop.domain.lookup import LookupHit
    from hfc_desktop.ui.screens.counter.model import Row
    from hfc_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_LEFT: Final = 0x0081
_RIGHT: Final = 0x0082
_MIDDLE: Final = 0x0084
"""``Qt.AlignmentFlag``, left, right or centre, and in the middle of the height; by number, see ``widgets.text``."""
_CLEAR: Final = QColor(0, 0, 0, 0)
_REMEMBERED: Final = 512
"""Texts whose cut is remembered: the same results come back from key to key, and cutting is half of drawing them."""


class ResultDelegate(QStyledItemDelegate):
    """The look of a row. Measured once, since it is drawn on every keystroke.

    What is marked, under the pointer or focused is asked of the list: the state in the option would load the classes of
    every style, which takes a twentieth of the window's start.
    """

    def __init__(self, theme: Theme, view: QListView, hovered: Callable[[], int]) -> None:
        super().__init__(view)
        self._theme, self._view, self._hovered = theme, view, hovered
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
        if row.hit is None:
            self._paint_heading(painter, option.rect, row.heading)
        else:
            self._paint_ground(painter, option, index.row())
            inner = option.rect.adjusted(tokens.GAP, tokens.GAP, -tokens.GAP, -tokens.GAP)
            self._paint_hit(painter, inner, row, row.hit)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.setFont(self._small)
        painter.setPen(self._theme.colour("second"))
        painter.drawText(rect.adjusted(tokens.GAP, tokens.STEP, -tokens.GAP, 0), _LEFT, text)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, row: int) -> None:
        view = self._view
        selected, hovered = row == view.currentIndex().row(), row == self._hovered()
        if not (selected or hovered):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.colour("accent_ground" if selected else "hover"))
        painter.setPen(_CLEAR)
        painter.drawRoundedRect(option.rect, tokens.SMALL_RADIUS, tokens.SMALL_RADIUS)
        if selected:
            bar = QRect(
                option.rect.left(), option.rect.top() + tokens.GAP, tokens.BAR, option.rect.height() - 2 * tokens.GAP
            )
            painter.fillRect(bar, self._theme.colour("accent"))
        if selected and view.hasFocus():
            painter.setBrush(_CLEAR)
            painter.setPen(QPen(self._theme.colour("accent"), tokens.FOCUS))
            edge = tokens.HAIR
            painter.drawRoundedRect(
                option.rect.adjusted(edge, edge, -edge, -edge), tokens.SMALL_RADIUS, tokens.SMALL_RADIUS
            )

    def _paint_hit(self, painter: QPainter, rect: QRect, row: Row, hit: LookupHit) -> None:
        painter.setFont(self._small)
        painter.setPen(self._theme.colour("faint"))
        if row.number:
            painter.drawText(
                QRect(rect.left(), rect.top(), self._digit_width, self._title_height), _LEFT, str(row.number)
            )
        left = rect.left() + self._digit_width
        self._paint_kind(painter, QRect(left, rect.top(), self._kind_width, rect.height()), hit)
        left += self._kind_width + tokens.GAP
        first = QRect(left, rect.top(), rect.right() - left, self._title_height)
        second = QRect(left, rect.top() + self._title_height, rect.right() - left, self._small_height)
        self._paint_title(painter, first, row)
        code = hit.codes[0] if hit.codes and hit.codes[0] not in row.second else ""
        painter.setFont(self._small)
        painter.setPen(self._theme.colour("second"))
        if code:
            painter.drawText(second, _RIGHT, code)
            second.setRight(second.right() - self._small_metrics.horizontalAdvance(code) - tokens.GAP)
        state = kinds.state(hit.status, hit.is_sample)
        if state is not None:
            second.setRight(second.right() - self._paint_state(painter, second, *state))
            painter.setPen(self._theme.colour("second"))
        painter.drawText(second, _LEFT, self._cut_small(row.second, second.width()))

    def _paint_kind(self, painter: QPainter, rect: QRect, hit: LookupHit) -> None:
        name, word = kinds.sign(hit.kind)
        ratio = painter.device().devicePixelRatioF()
        left = rect.left() + (rect.width() - tokens.ICON) // 2
        top = rect.top() + (self._title_height - tokens.ICON) // 2
        painter.drawPixmap(left, top, icons.pixmap(self._theme, name, "accent", tokens.ICON, ratio))
        painter.setPen(self._theme.colour("second"))
        below = QRect(rect.left(), rect.top() + self._title_height, rect.width(), self._small_height)
        painter.drawText(below, _MIDDLE, word)

    def _paint_state(self, painter: QPainter, rect: QRect, tone: str, word: str) -> int:
        """Draw the badge at the right end of ``rect``; gives the width that it took."""
        ink, ground = ("second", "hover") if tone == "plain" else (tone, f"{tone}_ground")
        width = self._small_metrics.horizontalAdvance(word) + tokens.GAP
        spot = QRect(rect.right() - width, rect.top(), width, self._small_height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("line") if tone == "plain" else _CLEAR)
        painter.setBrush(self._theme.colour(ground))
        painter.drawRoundedRect(spot, tokens.SMALL_RADIUS, tokens.SMALL_RADIUS)
        painter.setPen(self._theme.colour(ink))
        painter.drawText(spot, _MIDDLE, word)
        return width + tokens.GAP

    def _paint_title(self, painter: QPainter, rect: QRect, row: Row) -> None:
        metrics = self._title_metrics
        shown = self._cut_title(row.title, rect.width())
        whole = len(shown) if shown == row.title else len(shown) - 1
        for start, end in row.marks:
            if start < whole:
                left = rect.left() + metrics.horizontalAdvance(shown[:start])
                width = metrics.horizontalAdvance(shown[start : min(end, whole)])
                spot = QRect(left, rect.top() + tokens.HAIR, width, rect.height() - tokens.FOCUS)
                painter.fillRect(spot, self._theme.colour("mark"))
        painter.setFont(self._title)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(rect, _LEFT, shown)
