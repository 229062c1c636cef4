"""The list of results with its keys: digits pick, letters go on typing, Up leads back to the box."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6 import QtCore
from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QListView

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui.screens.counter.delegate import ResultDelegate
from hfc_desktop.ui.screens.counter.model import ResultModel

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    from hfc_desktop.ui.screens.counter.model import Row
    from hfc_desktop.ui.theme import Theme

_NO_BAR: Final = 1
_BY_PIXEL: Final = 1
"""``Qt.ScrollBarPolicy.ScrollBarAlwaysOff`` and ``ScrollMode.ScrollPerPixel``; by number, see ``widgets.text``."""


class ResultList(QListView):
    """Results.

    Attributes:
        chosen: ``(LookupHit)`` one is to be opened.
        box_wanted: back to the search box.
        typed: ``(text)`` letters that belong into the search box.
    """

    chosen = Signal(object)
    box_wanted = Signal()
    typed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows = ResultModel(self)
        self.setModel(self.rows)
        self._drawing = ResultDelegate(theme, self, lambda: self.hovered)
        self.setItemDelegate(self._drawing)
        self.setMouseTracking(True)
        self.hovered = -1
        self.entered.connect(self._hover)
        self.setProperty("horizontalScrollBarPolicy", _NO_BAR)
        self.setProperty("verticalScrollMode", _BY_PIXEL)
        self.setObjectName("results")
        self.setAccessibleName(_("Results"))
        self.clicked.connect(self._clicked)
        theme.changed.connect(self._draw_again)

    def complete(self) -> None:
        """The icons of the kinds, which need not be there with the first paint."""
        self._drawing.signs = True
        self.scheduleDelayedItemsLayout()

    def _draw_again(self) -> None:
        self.viewport().update()

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show new results with the first one marked."""
        self.rows.show(rows)
        self.mark_first()

    def mark_first(self) -> None:
        """Mark the first result."""
        first = self.rows.row_of_number(1)
        if first >= 0:
            self.setCurrentIndex(self.rows.index(first, 0))
            self.scrollToTop()

    def open_number(self, number: int) -> None:
        """Open the result with this digit; 0 opens the marked one, else the first."""
        at = self.rows.row_of_number(number) if number else self._marked_row()
        hit = self.rows.hit_at(at)
        if hit is not None:
            self.setCurrentIndex(self.rows.index(at, 0))
            self.chosen.emit(hit)

    def _marked_row(self) -> int:
        marked = self.currentIndex().row()
        return marked if self.rows.hit_at(marked) is not None else self.rows.row_of_number(1)

    def _hover(self, index: QModelIndex) -> None:
        self.hovered = index.row()
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is elsewhere."""
        super().leaveEvent(event)
        self.hovered = -1
        self.viewport().update()

    def _clicked(self, index: QModelIndex) -> None:
        hit = self.rows.hit_at(index.row())
        if hit is not None:
            self.chosen.emit(hit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits pick, Enter opens, Up from the first result leaves, letters go on typing."""
        qt = QtCore.Qt
        key, text = event.key(), event.text()
        plain = not event.modifiers() & ~(qt.KeyboardModifier.KeypadModifier | qt.KeyboardModifier.ShiftModifier)
        if key in (qt.Key.Key_Return, qt.Key.Key_Enter) and plain:
            self.open_number(0)
        elif plain and text in tuple("123456789"):
            self.open_number(int(text))
        elif (
            key == qt.Key.Key_Up and self.currentIndex().row() <= max(self.rows.row_of_number(1), 0)
        ) or key == qt.Key.Key_Backtab:
            self.box_wanted.emit()
        elif plain and text.isprintable() and text.strip() and text != "?":
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)
