"""The list as Qt sees it: every line has its place at once, what stands in it is fetched when it comes into sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from hfc_desktop.domain.ledger_lists import Column
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui.widgets.ledger.bands import sign
from hfc_desktop.ui.widgets.ledger.columns import FACES, heading
from hfc_desktop.ui.widgets.ledger.names import Names

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from PySide6.QtCore import QObject

    from hfc_desktop.domain.ledger_lists import Line

Index = QModelIndex | QPersistentModelIndex

COLUMNS: Final = tuple(FACES)
"""Columns of the model; the header shows some of them in an order of its own."""
LINE_ROLE: Final = int(Qt.ItemDataRole.UserRole)
PAGE: Final = 100
"""Lines that are fetched together."""
_KEPT: Final = 60
"""Pages that are remembered; the one that was fetched first goes first."""
_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_ALIGN: Final = int(Qt.ItemDataRole.TextAlignmentRole)
_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_NAME: Final = int(Qt.ItemDataRole.AccessibleTextRole)
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class LedgerModel(QAbstractTableModel):
    """Lines by place.

    Attributes:
        missing: a line without content came into sight; whoever hears it fetches ``wanted_pages``.
    """

    missing = Signal()

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.names = Names()
        self._places: array[int] | None = None
        self._top: Sequence[Line] = ()
        self._pages: dict[int, Sequence[Line | None]] = {}
        self._wanted: set[int] = set()

    # -- what is shown ------------------------------------------------------------------------------------------------

    def show_top(self, lines: Sequence[Line]) -> None:
        """Show the first screenful of a list whose length is not known yet."""
        self.beginResetModel()
        self._places, self._top = None, lines
        self._pages.clear()
        self._wanted.clear()
        self.endResetModel()

    def show_places(self, places: array[int]) -> None:
        """The whole list is known: grow or shrink to it; what is shown stays where it is."""
        before, after = len(self._top), len(places)
        if after > before:
            self.beginInsertRows(QModelIndex(), before, after - 1)
            self._places = places
            self.endInsertRows()
        elif after < before:
            self.beginRemoveRows(QModelIndex(), after, before - 1)
            self._places = places
            self.endRemoveRows()
        else:
            self._places = places

    def refresh(self, places: array[int]) -> None:
        """The same list after somebody wrote: places anew, contents fetched again as they are seen."""
        self._pages.clear()
        self._wanted.clear()
        self._top = ()
        before, after = self.rowCount(), len(places)
        if before == after:
            self._places = places
            if after:
                self.dataChanged.emit(self.index(0, 0), self.index(after - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._places = places
        self.endResetModel()

    def fill(self, page: int, places: Sequence[int], lines: Iterable[Line]) -> None:
        """Lines of one page have come; ``places`` are those that were asked for, so that a changed list keeps none."""
        if self._places is None or list(self._places[page * PAGE : (page + 1) * PAGE]) != list(places):
            return
        self._pages[page] = tuple(lines)
        while len(self._pages) > _KEPT:
            del self._pages[next(iter(self._pages))]
        first = page * PAGE
        last = min(first + PAGE, len(self._places)) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))

    def wanted_pages(self) -> list[tuple[int, list[int]]]:
        """Pages that were looked at and are not here, with the places on them; asked for once."""
        if self._places is None:
            return []
        wanted = [(page, list(self._places[page * PAGE : (page + 1) * PAGE])) for page in sorted(self._wanted)]
        self._wanted.clear()
        return wanted

    def set_names(self, names: Names) -> None:
        """Other words for the codes."""
        self.names = names
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(COLUMNS) - 1))

    # -- questions ----------------------------------------------------------------------------------------------------

    @property
    def is_whole(self) -> bool:
        """Whether the length of the list is known."""
        return self._places is not None

    def line_at(self, row: int) -> Line | None:
        """The line in a row; ``None`` while it is not here."""
        if row < len(self._top):
            return self._top[row]
        page = self._pages.get(row // PAGE)
        if page is None or row % PAGE >= len(page):
            return None
        return page[row % PAGE]

    def places_of(self, rows: Iterable[int]) -> list[int]:
        """Places of rows; none before the whole list is known."""
        places = self._places
        return [] if places is None else [places[row] for row in rows if row < len(places)]

    def text(self, line: Line, column: Column) -> str:
        """What a cell says."""
        if column is Column.DUE and line.due is not None:
            return f"{line.due.isoformat()} {sign(line.due, self._today())}"
        return FACES[column].text(line, self.names)

    # -- Qt's questions -----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """Lines."""
        if parent.isValid():
            return 0
        return len(self._top) if self._places is None else len(self._places)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """All columns, shown or not."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Text, alignment, and the whole line for the delegate."""
        if role not in (_DISPLAY, _ALIGN, LINE_ROLE, _TIP, _NAME) or not index.isValid():
            return None
        column = COLUMNS[index.column()]
        if role == _ALIGN:
            return _RIGHT if FACES[column].right else _LEFT
        line = self.line_at(index.row())
        if line is None:
            self._want(index.row())
            return None if role == LINE_ROLE else "…"
        if role == LINE_ROLE:
            return line
        text = self.text(line, column)
        return f"{heading(column)}: {text}" if role == _NAME else text

    def _want(self, row: int) -> None:
        if self._places is None:
            return
        first = not self._wanted
        self._wanted.add(row // PAGE)
        if first:
            self.missing.emit()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """Headings."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        column = COLUMNS[section]
        if role == _DISPLAY:
            return heading(column)
        if role == _ALIGN:
            return _RIGHT if FACES[column].right else _LEFT
        return _("Click to sort by this column") if role == _TIP else None
