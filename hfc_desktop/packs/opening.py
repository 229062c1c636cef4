"""Opens a pack wherever it is: a folder of sources or a built file. Files are told by content, not by name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from hfc_desktop.packs.archive import read_bytes, unpacked
from hfc_desktop.packs.files import LOOKUP, pack_folders
from hfc_desktop.packs.source import PackSource, read_pack, read_source
from hfc_desktop.packs.trust import container

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from hfc_desktop.packs.index.cut import CutPack

PINYIN: Final = LOOKUP + "pinyin.json"
"""Readings of the names of a pack's items, made when it is built."""
WORDS: Final = LOOKUP + "words.json"
"""Words of a pack's items, cut for the index when it is built."""
_BUILT: Final = "*.payload.zip"
_SIGNED: Final = "*.hfcpack"


def open_pack(path: Path) -> PackSource:
    """Read one pack, to look at it; whether anybody vouches for it is not asked here.

    Raises:
        UserMistakeError: it is no pack, or damaged.
        SecurityRefusalError: a built file is made to do harm.
        EnvironmentFaultError: it cannot be read.
    """
    if not path.is_file():
        return read_source(path)
    data = read_bytes(path)
    payload = container.payload_of(data, str(path)) if container.is_container(data) else data
    return read_pack(unpacked(payload, str(path)), str(path))


def packs_in(path: Path) -> list[Path]:
    """The packs that ``path`` names: a built file, a pack folder, a folder of either, or a publication.

    Raises:
        UserMistakeError: there is none.
    """
    if path.is_file():
        return [path]
    built = sorted(path.glob(_SIGNED)) + sorted(path.glob(_BUILT)) + sorted(path.glob(f"targets/*/{_BUILT}"))
    return built or pack_folders(path)


def readings_in(sources: Sequence[PackSource]) -> Mapping[str, Sequence[str]]:
    """The readings that built packs bring; a file that is none of ours is left aside, readings are made anew then."""
    found: dict[str, Sequence[str]] = {}
    for source in sources:
        data = source.files.get(PINYIN)
        if data is not None:
            found.update(_readings(data))
    return found


def words_in(sources: Sequence[PackSource]) -> list[CutPack]:
    """The words that built packs bring; what was cut in another way is left aside, words are cut anew then."""
    from hfc_desktop.packs.index.cut import CutPack

    found = [CutPack.loads(data) for source in sources if (data := source.files.get(WORDS)) is not None]
    return [words for words in found if words is not None]


def _readings(data: bytes) -> dict[str, Sequence[str]]:
    try:
        stored = json.loads(data)
    except ValueError:
        return {}
    if not isinstance(stored, dict):
        return {}
    return {
        name: readings
        for name, readings in stored.items()
        if isinstance(readings, list) and all(isinstance(reading, str) for reading in readings)
    }
