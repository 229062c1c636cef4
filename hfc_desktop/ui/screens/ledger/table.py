"""The table itself: header that moves, sorts and hides, a filter above each column, rows that are drawn fast."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QMenu,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from hfc_desktop.domain.ledger_lists import USUAL_COLUMNS, Column, Order
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.screens.ledger.model import COLUMNS, LINE_ROLE
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.ledger.bands import sign, tone
from hfc_desktop.ui.widgets.ledger.columns import FACES, heading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from PySide6.QtCore import QItemSelectionRange
    from PySide6.QtGui import QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from hfc_desktop.domain.ledger_lists import Line
    from hfc_desktop.ui.screens.ledger.model import LedgerModel
    from hfc_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CUT: Final = Qt.TextElideMode.ElideRight
_NARROWEST: Final = 44
_KNOWN: Final = frozenset(column.value for column in Column)
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class LineDelegate(QStyledItemDelegate):
    """Draws a cell: the band of the last day in shape, words and colour, everything else as plain text."""

    def __init__(self, theme: Theme, view: QTableView, today: Callable[[], date]) -> None:
        super().__init__(view)
        self._theme, self._view, self._today = theme, view, today
        self._metrics = QFontMetrics(theme.font(Type.BODY))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        rect: QRect = option.rect
        selected = self._view.selectionModel().isRowSelected(index.row(), QModelIndex())
        painter.save()
        if selected:
            painter.fillRect(rect, self._theme.colour("accent_ground"))
        painter.setPen(QPen(self._theme.colour("line"), tokens.HAIR))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(tokens.GAP, 0, -tokens.GAP, -tokens.HAIR)
        painter.setFont(self._theme.font(Type.BODY))
        line: Line | None = index.data(LINE_ROLE)
        if line is not None and COLUMNS[index.column()] is Column.DUE and line.due is not None:
            self._paint_due(painter, inner, line.due)
        else:
            painter.setPen(self._theme.colour("text" if line is not None else "faint"))
            text = self._metrics.elidedText(str(index.data()), _CUT, inner.width())
            painter.drawText(inner, _RIGHT if FACES[COLUMNS[index.column()]].right else _LEFT, text)
        if index.row() == self._view.currentIndex().row() and self._view.hasFocus():
            self._paint_focus(painter, rect)
        painter.restore()

    def _paint_due(self, painter: QPainter, rect: QRect, due: date) -> None:
        today = self._today()
        painter.setPen(self._theme.colour("text"))
        shown = due.isoformat()
        painter.drawText(rect, _LEFT, shown)
        after = rect.adjusted(self._metrics.horizontalAdvance(shown) + tokens.GAP, 0, 0, 0)
        painter.setPen(self._theme.colour(tone(due, today)))
        painter.drawText(after, _LEFT, self._metrics.elidedText(sign(due, today), _CUT, after.width()))

    def _paint_focus(self, painter: QPainter, rect: QRect) -> None:
        """The focus ring goes around the whole row: its upper and lower edge in every cell."""
        painter.setPen(QPen(self._theme.colour("accent"), tokens.FOCUS))
        painter.drawLine(rect.topLeft() + QPoint(0, 1), rect.topRight() + QPoint(0, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())


class LedgerTable(QTableView):
    """Lines with a movable header.

    Attributes:
        opened: ``(row)`` one is to be opened.
        copied: the marked lines are to be copied.
        resorted: ``(Order)`` another order is wanted.
        arranged: columns were moved, resized, shown or hidden.
    """

    opened = Signal(int)
    copied = Signal()
    resorted = Signal(object)
    arranged = Signal()

    def __init__(self, model: LedgerModel, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__()
        self.setModel(model)
        self._metrics = QFontMetrics(theme.font(Type.BODY))
        self.setItemDelegate(LineDelegate(theme, self, today))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(_("Matters"))
        self.setProperty("look", "bare")
        self._set_rows()
        self._set_header()
        self._order = Order()
        self.show_order(self._order)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def _set_rows(self) -> None:
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(tokens.CONTROL)
        rows.setMinimumSectionSize(tokens.CONTROL)

    def _set_header(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(_NARROWEST)
        header.setSortIndicatorShown(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._choose_columns)
        header.sectionClicked.connect(self._sort)
        header.sectionMoved.connect(lambda *_where: self.arranged.emit())
        header.sectionResized.connect(lambda *_where: self.arranged.emit())

    # -- order --------------------------------------------------------------------------------------------------------

    def show_order(self, order: Order) -> None:
        """Show the order that the lines are in."""
        self._order = order
        direction = Qt.SortOrder.DescendingOrder if order.descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(COLUMNS.index(order.column), direction)

    def _sort(self, section: int) -> None:
        column = COLUMNS[section]
        same = column is self._order.column
        self.resorted.emit(Order(column=column, descending=not self._order.descending if same else False))

    # -- columns ------------------------------------------------------------------------------------------------------

    def layout_text(self) -> str:
        """Shown columns in their order with their widths, as ``number:160 due:120``."""
        header = self.horizontalHeader()
        shown = (header.logicalIndex(at) for at in range(header.count()))
        return " ".join(
            f"{COLUMNS[section].value}:{header.sectionSize(section)}"
            for section in shown
            if not header.isSectionHidden(section)
        )

    def arrange(self, layout: str) -> None:
        """Arrange the columns as ``layout_text`` told; the usual way for what is empty or not known any more."""
        wanted = dict(_parts(layout)) or {column: self._first_width(column) for column in USUAL_COLUMNS}
        header = self.horizontalHeader()
        header.blockSignals(True)
        for at, column in enumerate((*wanted, *(other for other in COLUMNS if other not in wanted))):
            section = COLUMNS.index(column)
            header.moveSection(header.visualIndex(section), at)
            header.setSectionHidden(section, column not in wanted)
            header.resizeSection(section, wanted.get(column) or self._first_width(column))
        header.blockSignals(False)
        self.updateGeometries()
        self.viewport().update()

    def _first_width(self, column: Column) -> int:
        return self._metrics.horizontalAdvance("0") * FACES[column].width + 2 * tokens.GAP

    def columns(self) -> list[Column]:
        """Shown columns in their order."""
        return [column for column, _width in _parts(self.layout_text())]

    def _choose_columns(self, at: QPoint) -> None:
        menu = self.column_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(at))

    def column_menu(self) -> QMenu:
        """Every column with a tick where it is shown."""
        menu, header = QMenu(self), self.horizontalHeader()
        shown = len(self.columns())
        for section, column in enumerate(COLUMNS):
            action = QAction(heading(column), menu)
            action.setCheckable(True)
            action.setChecked(not header.isSectionHidden(section))
            action.setEnabled(header.isSectionHidden(section) or shown > 1)
            action.toggled.connect(lambda on, chosen=column: self.show_column(chosen, on))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(_("The usual columns"), self._arrange_usually)
        return menu

    def _arrange_usually(self) -> None:
        self.arrange("")
        self.arranged.emit()

    def show_column(self, column: Column, on: bool) -> None:
        """Show or hide one."""
        header, section = self.horizontalHeader(), COLUMNS.index(column)
        header.setSectionHidden(section, not on)
        if on and header.sectionSize(section) < _NARROWEST:
            header.resizeSection(section, self._first_width(column))
        self.arranged.emit()

    # -- keys ---------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies; everything else is Qt's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def marked_rows(self) -> list[int]:
        """Rows that are marked, in order; the one with the focus when none is."""
        rows = sorted({row for part in self._ranges() for row in range(part.top(), part.bottom() + 1)})
        current = self.currentIndex()
        return rows or ([current.row()] if current.isValid() else [])

    def marked_count(self) -> int:
        """How many rows are marked."""
        return sum(part.bottom() - part.top() + 1 for part in self._ranges())

    def _ranges(self) -> list[QItemSelectionRange]:
        """Marked ranges: one for thousands of rows, where a list of rows would be slow."""
        return list(cast("Iterable[QItemSelectionRange]", self.selectionModel().selection()))


def _parts(layout: str) -> Iterator[tuple[Column, int]]:
    for part in layout.split():
        name, _colon, width = part.partition(":")
        if name in _KNOWN and width.isdigit():
            yield Column(name), int(width)


class QuickRow(QWidget):
    """A box above each shown column; it moves with the header.

    Attributes:
        edited: what stands in the boxes changed.
        table_wanted: on into the table.
    """

    edited = Signal()
    table_wanted = Signal()

    def __init__(self, table: LedgerTable) -> None:
        super().__init__()
        self._table = table
        self.boxes: Mapping[Column, QLineEdit] = {column: self._box(column) for column in COLUMNS}
        self.setFixedHeight(tokens.CONTROL + tokens.STEP)
        header = table.horizontalHeader()
        for moved in (header.sectionResized, header.sectionMoved, header.geometriesChanged, table.arranged):
            moved.connect(lambda *_where: self.place())
        table.horizontalScrollBar().valueChanged.connect(lambda _value: self.place())

    def _box(self, column: Column) -> QLineEdit:
        box = QLineEdit(self)
        box.setAccessibleName(_("Filter: {column}").format(column=heading(column)))
        box.setPlaceholderText(_("Filter"))
        box.setClearButtonEnabled(True)
        box.textEdited.connect(lambda _text: self.edited.emit())
        box.textChanged.connect(lambda text: None if text else self.edited.emit())
        box.returnPressed.connect(self.table_wanted)
        box.installEventFilter(self)
        return box

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Down leads into the table; a box that takes the focus is brought into sight with its column."""
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QLineEdit):
            self._reveal(watched)
        if event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:  # type: ignore[attr-defined]
            self.table_wanted.emit()
            return True
        return False

    def texts(self) -> list[tuple[Column, str]]:
        """What stands in the boxes that are shown and not empty."""
        shown = set(self._table.columns())
        return [(column, box.text()) for column, box in self.boxes.items() if column in shown and box.text().strip()]

    def clear(self) -> None:
        """Empty all boxes without telling."""
        for box in self.boxes.values():
            box.blockSignals(True)
            box.clear()
            box.blockSignals(False)

    def place(self) -> None:
        """Put each box above its column."""
        header = self._table.horizontalHeader()
        left = self._table.contentsMargins().left() + self._table.verticalHeader().width()
        for section, column in enumerate(COLUMNS):
            box = self.boxes[column]
            if header.isSectionHidden(section):
                box.hide()
                continue
            at = left + header.sectionViewportPosition(section)
            box.setGeometry(QRect(QPoint(at, 0), QSize(header.sectionSize(section) - tokens.STEP, tokens.CONTROL)))
            box.show()

    def _reveal(self, box: QLineEdit) -> None:
        bar, right = self._table.horizontalScrollBar(), box.geometry().right()
        if right > self.width():
            bar.setValue(bar.value() + right - self.width() + tokens.GAP)
        elif box.x() < 0:
            bar.setValue(bar.value() + box.x() - tokens.GAP)

    def tab_order(self) -> Sequence[QLineEdit]:
        """Boxes as they stand, left to right."""
        return [self.boxes[column] for column in self._table.columns()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other places."""
        super().resizeEvent(event)
        self.place()
