"""Kept lists at the left with how many matters each has; where the window is narrow, the same as a menu."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QStyledItemDelegate

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.screens.ledger.usual import USUAL
from hfc_desktop.ui.tokens import Type

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QStyleOptionViewItem

    from hfc_desktop.domain.ledger_lists import SavedList, Spec
    from hfc_desktop.ui.theme import Theme

_ENTRY: Final = int(Qt.ItemDataRole.UserRole)
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the panel.

    Attributes:
        key: name of a usual list, id of a kept one.
        kept: the kept list; ``None`` for a usual one.
        count: how many matters; ``None`` while that is counted.
    """

    key: str
    name: str
    spec: Spec
    kept: SavedList | None = None
    count: int | None = None


class _Delegate(QStyledItemDelegate):
    """Name at the left, count at the right."""

    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._metrics = QFontMetrics(theme.font(Type.BODY))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        """One line; a little air above the first kept list."""
        return QSize(0, tokens.CONTROL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        """Draw one line."""
        entry: Entry = index.data(_ENTRY)
        current = index.row() == self._view.currentRow()
        rect = option.rect
        painter.save()
        if current:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_ground"))
            painter.drawRoundedRect(rect, tokens.SMALL_RADIUS, tokens.SMALL_RADIUS)
            if self._view.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(self._theme.colour("accent"), tokens.FOCUS))
                edge = tokens.HAIR
                painter.drawRoundedRect(
                    rect.adjusted(edge, edge, -edge, -edge), tokens.SMALL_RADIUS, tokens.SMALL_RADIUS
                )
        inner = rect.adjusted(tokens.GAP, 0, -tokens.GAP, 0)
        count = "" if entry.count is None else f"{entry.count:,}"
        width = self._metrics.horizontalAdvance(count)
        painter.setFont(self._theme.font(Type.BODY, bold=current))
        painter.setPen(self._theme.colour("second"))
        painter.drawText(inner, _RIGHT, count)
        painter.setPen(self._theme.colour("text"))
        room = inner.width() - width - tokens.GAP
        shown = QFontMetrics(painter.font()).elidedText(entry.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, _LEFT, shown)
        painter.restore()


class ListsPanel(QListWidget):
    """Usual lists, then one's own and the shared ones.

    Attributes:
        chosen: ``(Entry)`` one is to be shown.
        changed: ``(SavedList, what)`` rename, share, or forget was asked for.
    """

    chosen = Signal(object)
    changed = Signal(object, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setItemDelegate(_Delegate(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Lists"))
        self.setProperty("look", "bare")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask)
        self._counts: dict[str, int] = {}
        self._owner = ""
        self.show_lists((), "")
        self.currentRowChanged.connect(self._choose)

    def show_lists(self, kept: Sequence[SavedList], staff_no: str) -> None:
        """Show the usual lists and these."""
        self._owner = staff_no
        current = self.current()
        entries = [
            *(Entry(usual.name, _(usual.text), usual.spec) for usual in USUAL),
            *(Entry(found.id, found.name, found.spec, found) for found in kept),
        ]
        self.blockSignals(True)
        self.clear()
        for entry in entries:
            item = QListWidgetItem(entry.name)
            item.setData(_ENTRY, entry)
            self.addItem(item)
        self.blockSignals(False)
        self.show_counts(self._counts)
        if current is not None:
            self.mark(current.key)

    def entries(self) -> list[Entry]:
        """All lines."""
        return [self.item(row).data(_ENTRY) for row in range(self.count())]

    def current(self) -> Entry | None:
        """The line that is shown."""
        item = self.currentItem()
        return None if item is None else cast("Entry", item.data(_ENTRY))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many matters each list has, as far as it is known."""
        self._counts = dict(counts)
        for row in range(self.count()):
            entry: Entry = self.item(row).data(_ENTRY)
            number = self._counts.get(entry.key)
            self.item(row).setData(_ENTRY, Entry(entry.key, entry.name, entry.spec, entry.kept, number))
            spoken = entry.name if number is None else f"{entry.name}, {number}"
            self.item(row).setData(int(Qt.ItemDataRole.AccessibleTextRole), spoken)

    def mark(self, key: str) -> Entry | None:
        """Mark a line without choosing it; gives it."""
        for row, entry in enumerate(self.entries()):
            if entry.key == key:
                self.blockSignals(True)
                self.setCurrentRow(row)
                self.blockSignals(False)
                return entry
        return None

    def unmark(self) -> None:
        """No list of these is shown."""
        self.blockSignals(True)
        self.setCurrentRow(-1)
        self.blockSignals(False)

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(self.item(row).data(_ENTRY))

    def menu(self) -> QMenu:
        """The same as a menu, for narrow windows."""
        menu = QMenu(self)
        for entry in self.entries():
            text = entry.name if entry.count is None else f"{entry.name}  ·  {entry.count:,}"
            menu.addAction(text.replace("&", "&&"), partial(self._pick, entry))
        return menu

    def _pick(self, entry: Entry) -> None:
        self.mark(entry.key)
        self.chosen.emit(entry)

    def _ask(self, at: QPoint) -> None:
        item = self.itemAt(at)
        entry: Entry | None = item.data(_ENTRY) if item is not None else None
        if entry is None or entry.kept is None or entry.kept.owner != self._owner:
            return
        kept, menu = entry.kept, QMenu(self)
        shared = _("Keep it for myself") if kept.shared else _("Share it with the branch")
        for text, what in ((_("Rename…"), "rename"), (shared, "share"), (_("Forget"), "forget")):
            menu.addAction(text, partial(self.changed.emit, kept, what))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(at))
