"""A table of texts: headings, rows, one mark a row; Enter or a double click chooses, Ctrl+C copies what is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from hfc_desktop.ui import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from hfc_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_INK: Final = int(Qt.ItemDataRole.ForegroundRole)
_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
Row = tuple[str, ...]


class RowsModel(QAbstractTableModel):
    """Rows of texts."""

    def __init__(self, theme: Theme, headings: Sequence[str]) -> None:
        super().__init__()
        self._theme, self._headings = theme, headings
        self._rows: list[tuple[Row, str]] = []

    def show(self, rows: Sequence[tuple[Row, str]]) -> None:
        """Show rows, each with the token of its ink."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def add(self, rows: Sequence[tuple[Row, str]]) -> None:
        """Show more rows below."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def texts(self, row: int) -> Row:
        """The texts of a row."""
        return self._rows[row][0]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """Rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Columns."""
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Text and ink."""
        if not index.isValid() or role not in (_DISPLAY, _INK, _TIP):
            return None
        texts, ink = self._rows[index.row()]
        return self._theme.colour(ink) if role == _INK else texts[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """Headings."""
        if orientation is Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._headings[section]
        return None


class PlainTable(QTableView):
    """The table.

    Attributes:
        chosen: ``(row)`` one is to be opened.
        marked: ``(row)`` the mark moved; -1 for none.
        end_seen: the last row came into sight.
    """

    chosen = Signal(int)
    marked = Signal(int)
    end_seen = Signal()

    def __init__(self, theme: Theme, name: str, headings: Sequence[str], widths: Sequence[int]) -> None:
        super().__init__()
        self.rows = RowsModel(theme, headings)
        self.setModel(self.rows)
        self.setProperty("look", "bare")
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(tokens.CONTROL)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at, width in enumerate(widths):
            header.resizeSection(at, width)
        self.doubleClicked.connect(lambda index: self.chosen.emit(index.row()))
        self.selectionModel().currentChanged.connect(lambda now, _before: self.marked.emit(now.row()))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_rows(self, rows: Sequence[tuple[Row, str]]) -> None:
        """Show rows; the mark stays where it was as far as it can."""
        row = self.currentIndex().row()
        self.rows.show(rows)
        if rows:
            self.selectRow(min(max(row, 0), len(rows) - 1))

    def current(self) -> int:
        """The marked row; -1 for none."""
        return self.currentIndex().row()

    def _scrolled(self, value: int) -> None:
        if value == self.verticalScrollBar().maximum():
            self.end_seen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, Ctrl+C copies the row."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.current() >= 0:
            QGuiApplication.clipboard().setText("\t".join(self.rows.texts(self.current())))
        elif event.key() in _ENTER and self.current() >= 0:
            self.chosen.emit(self.current())
        else:
            super().keyPressEvent(event)
