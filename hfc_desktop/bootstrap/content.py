"""Guidance that came with the program, and what building an index of guidance needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.paths import bundled_packs_dir
from hfc_desktop.text.normaliser import Normaliser
from hfc_desktop.text.syllables import Sounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from hfc_desktop.domain.guidance.faults import Fault
    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.packs.index.entries import IndexTools
    from hfc_desktop.packs.source import PackSource


class ShippedRules:
    """Rule sets and calendars of the bundled packs, read from their sources; for a machine without guidance."""

    def __init__(self) -> None:
        self._items: dict[str, list[GuidanceItem]] = {}

    def items_of(self, kind: str) -> Sequence[GuidanceItem]:
        """All items of one kind."""
        if kind not in self._items:
            found = (path for folder in bundled_folders() for path in sorted((folder / kind).glob("*.yaml")))
            self._items[kind] = read_items(kind, found)
        return self._items[kind]


def read_items(kind: str, files: Iterable[Path]) -> list[GuidanceItem]:
    """Items of one kind from files outside any pack, such as a calendar that head office sent ahead.

    Raises:
        UserMistakeError: a file holds no such item; the error names file, line and column.
        EnvironmentFaultError: a file cannot be read.
    """
    from hfc_desktop.packs.loose import read_loose_items

    return [item for path in files for item in read_loose_items(kind, path)]


def bundled_folders() -> list[Path]:
    """Folders of the packs that came with the program."""
    return sorted(path.parent for path in bundled_packs_dir().glob("*/pack.yaml"))


def index_tools() -> IndexTools:
    """What only building an index needs; pinyin alone takes a fifth of a second to load."""
    from hfc_desktop.packs.index.entries import IndexTools
    from hfc_desktop.packs.registry import search_text
    from hfc_desktop.text.pinyin import PhrasePinyin

    return IndexTools(search_text, Normaliser(), PhrasePinyin(), Sounds())


def checked_together(sources: Sequence[PackSource]) -> Sequence[Fault]:
    """Faults of packs that are to stand beside each other."""
    from hfc_desktop.packs.validator import check_packs

    return check_packs(sources)
