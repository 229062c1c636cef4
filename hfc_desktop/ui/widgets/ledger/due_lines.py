"""What is due as a list of two lines each: case and topic, clock and article; the band in shape, words and colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate

from hfc_desktop.i18n import CHINESE, language
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.ledger.bands import sign, tone
from hfc_desktop.ui.widgets.ledger.names import Names
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from hfc_desktop.services.terms import DueLine
    from hfc_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

LINE_ROLE: Final = int(Qt.ItemDataRole.UserRole)
_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_NAME: Final = int(Qt.ItemDataRole.AccessibleTextRole)
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE: Final = Qt.AlignmentFlag.AlignCenter
_CUT: Final = Qt.TextElideMode.ElideRight
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def clock_name(line: DueLine) -> str:
    """The clock in words, as its rule had them when it began."""
    clock = line.clock
    return (clock.label if language() == CHINESE or not clock.label_en else clock.label_en) or clock.name


class DueModel(QAbstractListModel):
    """Lines in order of their last day."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.today = today
        self.names = Names()
        self._lines: Sequence[DueLine] = ()

    def show(self, lines: Sequence[DueLine], names: Names) -> None:
        """Show these."""
        self.beginResetModel()
        self._lines, self.names = lines, names
        self.endResetModel()

    def line_at(self, row: int) -> DueLine | None:
        """The line in a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, case_id: str) -> int:
        """The row of a case; -1 for none."""
        return next((row for row, line in enumerate(self._lines) if line.id == case_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """Lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """The line for the delegate, words for everything else."""
        line = self.line_at(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == LINE_ROLE:
            return line
        if role == _DISPLAY:
            return line.number
        return ", ".join((*self.first(line), *self.second(line))) if role == _NAME else None

    def first(self, line: DueLine) -> tuple[str, str]:
        """Upper line: what it is; how near its end is."""
        topic = self.names.of_class("scenario", line.scenario)
        what = " · ".join(part for part in (line.number, topic, line.complainant) if part)
        return what, sign(line.clock.due, self.today())

    def second(self, line: DueLine) -> tuple[str, str]:
        """Lower line: which clock, until when, by which article; who handles it."""
        parts = [clock_name(line), line.clock.due.isoformat(), line.clock.article]
        if line.untold:
            parts.insert(0, _("decided, to be told"))
        who = self.names.person(line.handler) if line.handler else _("nobody")
        level = _("Level {n}").format(n=line.level) if line.level else ""
        return " · ".join(parts), " · ".join(part for part in (level, term("status", line.status.value), who) if part)


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListView, model: DueModel) -> None:
        super().__init__(view)
        self._theme, self._view, self._model = theme, view, model
        self._upper = QFontMetrics(theme.font(Type.STRONG))
        self._lower = QFontMetrics(theme.font(Type.CAPTION))
        self._size = QSize(0, self._upper.height() + self._lower.height() + tokens.FOCUS + 2 * tokens.STEP)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines."""
        return self._size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one."""
        line: DueLine = index.data(LINE_ROLE)
        rect: QRect = option.rect
        painter.save()
        if index.row() == self._view.currentIndex().row():
            painter.fillRect(rect, self._theme.colour("accent_ground"))
            if self._view.hasFocus():
                painter.setPen(QPen(self._theme.colour("accent"), tokens.FOCUS))
                painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.setPen(QPen(self._theme.colour("line"), tokens.HAIR))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(tokens.GAP, tokens.STEP, -tokens.GAP, -tokens.STEP)
        upper = QRect(inner.topLeft(), QSize(inner.width(), self._upper.height()))
        lower = QRect(inner.left(), upper.bottom() + tokens.FOCUS, inner.width(), self._lower.height())
        self._paint_upper(painter, upper, line)
        self._paint_lower(painter, lower, line)
        painter.restore()

    def _paint_upper(self, painter: QPainter, rect: QRect, line: DueLine) -> None:
        what, near = self._model.first(line)
        ink = tone(line.clock.due, self._model.today())
        width = self._upper.horizontalAdvance(near) + tokens.PAD
        spot = QRect(rect.right() - width, rect.top(), width, rect.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(f"{ink}_ground"))
        painter.drawRoundedRect(spot, tokens.SMALL_RADIUS, tokens.SMALL_RADIUS)
        painter.setFont(self._theme.font(Type.STRONG))
        painter.setPen(self._theme.colour(ink))
        painter.drawText(spot, _MIDDLE, near)
        painter.setPen(self._theme.colour("text"))
        room = rect.width() - width - tokens.GAP
        painter.drawText(rect, _LEFT, self._upper.elidedText(what, _CUT, room))

    def _paint_lower(self, painter: QPainter, rect: QRect, line: DueLine) -> None:
        which, who = self._model.second(line)
        painter.setFont(self._theme.font(Type.CAPTION))
        painter.setPen(self._theme.colour("second"))
        width = self._lower.horizontalAdvance(who)
        painter.drawText(rect, _RIGHT, who)
        painter.drawText(rect, _LEFT, self._lower.elidedText(which, _CUT, rect.width() - width - tokens.PAD))


class DueLines(QListView):
    """The list.

    Attributes:
        opened: ``(id)`` a case is to be opened.
    """

    opened = Signal(str)

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__()
        self.due = DueModel(today)
        self.setModel(self.due)
        self.setItemDelegate(_Delegate(theme, self, self.due))
        self.setProperty("look", "bare")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(_("What is due"))
        self.doubleClicked.connect(lambda _index: self._open())

    def show_lines(self, lines: Sequence[DueLine], names: Names) -> None:
        """Show what is due; the case that was marked stays marked."""
        before = self.current_line()
        row = self.currentIndex().row()
        self.due.show(lines, names)
        if lines:
            again = self.due.row_of(before.id) if before is not None else -1
            wanted = again if again >= 0 else min(max(row, 0), len(lines) - 1)
            self.setCurrentIndex(self.due.index(wanted, 0))

    def current_line(self) -> DueLine | None:
        """The marked line."""
        return self.due.line_at(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        line = self.current_line()
        if line is not None:
            self.opened.emit(line.id)
