"""The tree of a pack: kinds and their items, with what is not saved and what has faults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from hfc_desktop.i18n import CHINESE, language
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from hfc_desktop.domain.authoring import Entry, Outline

_ENTRY: Final = int(Qt.ItemDataRole.UserRole)


class PackTree(QTreeWidget):
    """Entries under their kinds.

    Attributes:
        chosen: ``(Entry)`` somebody went to another entry.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._items: dict[Entry, QTreeWidgetItem] = {}
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setAccessibleName(_("Items of the pack"))
        self.currentItemChanged.connect(self._moved)

    def show_outline(self, outline: Outline) -> None:
        """Show all entries; the one that was chosen stays so without being read again."""
        chosen = self.entry()
        self.blockSignals(True)
        self.clear()
        self._items = {}
        groups: dict[str, QTreeWidgetItem] = {}
        for entry in outline.entries:
            item = QTreeWidgetItem([entry_title(entry)])
            item.setData(0, _ENTRY, entry)
            item.setToolTip(0, entry.item or entry.file)
            self._items[entry] = item
            if entry.kind == "pack":
                self.addTopLevelItem(item)
                continue
            if entry.kind not in groups:
                groups[entry.kind] = QTreeWidgetItem()
                groups[entry.kind].setFlags(Qt.ItemFlag.ItemIsEnabled)
                self.addTopLevelItem(groups[entry.kind])
            groups[entry.kind].addChild(item)
        for kind, group in groups.items():
            group.setText(0, f"{term('kind', kind)} ({group.childCount()})")
            group.setExpanded(True)
        if chosen in self._items:
            self.setCurrentItem(self._items[chosen])
        self.blockSignals(False)

    def show_state(self, dirty: Collection[Entry], faulty: Mapping[Entry, int]) -> None:
        """Say at each entry whether it is unsaved, and how many errors it has."""
        for entry, item in self._items.items():
            marks = ("* " if entry in dirty or entry.draft else "") + (f"!{faulty[entry]} " if entry in faulty else "")
            item.setText(0, marks + entry_title(entry))

    def entry(self) -> Entry | None:
        """The chosen entry."""
        item = self.currentItem()
        found: Entry | None = item.data(0, _ENTRY) if item else None
        return found

    def choose(self, entry: Entry) -> bool:
        """Go to an entry; False when it is not there."""
        item = self._items.get(entry)
        if item is None:
            return False
        self.setCurrentItem(item)
        return True

    def _moved(self, item: QTreeWidgetItem | None, _before: object) -> None:
        entry = item.data(0, _ENTRY) if item else None
        if entry is not None:
            self.chosen.emit(entry)


def entry_title(entry: Entry) -> str:
    """An entry in the language in use."""
    if entry.kind == "pack":
        return _("Description of the pack")
    chosen = entry.title if language() == CHINESE or not entry.title_en else entry.title_en
    return chosen or entry.item or entry.file
