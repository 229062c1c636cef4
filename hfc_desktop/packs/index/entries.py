"""What the index is built from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.packs.search_text import SearchText
    from hfc_desktop.services.ports import PinyinReader, SoundReader, TextNormaliser


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One item to index.

    Attributes:
        pack: pack and issue that it comes from, as ``telecom-fraud-1``.
        origin: changes whenever the item may have changed, as the digest of the file that it was read from does. While
            it stays the same, the item itself is not looked at. Empty: not known.
    """

    item: GuidanceItem
    pack: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class IndexTools:
    """How items are read while an index is built; normaliser and sounds are those of the counter.

    Attributes:
        search_text: what an item of any kind is found by.
        pinyin: reads names whose readings the pack does not bring.
    """

    search_text: Callable[[GuidanceItem], SearchText]
    normaliser: TextNormaliser
    pinyin: PinyinReader
    sounds: SoundReader
