"""Builds the lookup index of the active packs, or brings the previous one up to date.

An update pays only for items whose stamp changed: reading (pinyin) and cutting are the dear part. The new file is made
beside the target and put in its place when it is whole, so a reader never sees half an index.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from hfc_desktop.domain.guidance.hotline import Hotline
from hfc_desktop.domain.guidance.item import ItemStatus, Kind
from hfc_desktop.domain.guidance.lexicon import Lexicon
from hfc_desktop.domain.guidance.region import Region
from hfc_desktop.packs.index import schema
from hfc_desktop.packs.index.cut import body_of, digest_of
from hfc_desktop.packs.index.lexicon import SearchLexicon
from hfc_desktop.packs.index.names import words_of
from hfc_desktop.packs.index.writer import IndexWriter
from hfc_desktop.packs.no_cycles import no_cycle_search
from hfc_desktop.packs.regions import RegionLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.domain.guidance.pack import PackManifest
    from hfc_desktop.packs.index.cut import CutPack
    from hfc_desktop.packs.index.entries import IndexEntry, IndexTools
    from hfc_desktop.services.ports import Progress

_STEP: Final = 50
"""Items between two calls of ``progress``."""
_FEW: Final = 200
_SLOWER_IN_PLACE: Final = 3
"""How many times dearer an item is where it is changed in place than where all are written in one pass."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, in items."""

    items: int
    written: int
    removed: int


def stamp_of(item: GuidanceItem) -> str:
    """Stamp of an item's whole content."""
    return digest_of(body_of(item))


def readings_for(items: Iterable[GuidanceItem], tools: IndexTools) -> dict[str, list[str]]:
    """Readings that may travel in the pack: compared name to its readings, syllables separated by spaces."""
    found: dict[str, list[str]] = {}
    for item in items:
        for name in words_of(item, tools.search_text(item), tools.normaliser).names:
            if name.read_aloud and name.key not in found:
                found[name.key] = [" ".join(reading) for reading in tools.pinyin.readings(name.key)]
    return found


def build_index(  # noqa: PLR0913 - named options, each with its default
    entries: Sequence[IndexEntry],
    target: Path,
    tools: IndexTools,
    *,
    packs: Sequence[PackManifest] = (),
    regions: Iterable[RegionLine] = (),
    previous: Path | None = None,
    precomputed: Mapping[str, Sequence[str]] | None = None,
    cut: Sequence[CutPack] = (),
    progress: Progress | None = None,
) -> BuildReport | None:
    """Make ``target`` the index of ``entries``; drafts are left out.

    Args:
        entries: items of all active packs, overlays applied, each id once.
        target: the index file; replaced when the new one is whole.
        tools: how items are read; asked about changed items only.
        packs: active packs, for ``GuidanceIndex.packs``.
        regions: the table of regions; names in items of kind ``region`` are added to it.
        previous: an index to start from; may be ``target`` itself. Anything unusable is built anew.
        precomputed: readings as ``readings_for`` makes them.
        cut: words that came with the packs.
        progress: told how far it is; may cancel.

    Returns:
        What was done, or ``None`` when cancelled; then ``target`` is as before.
    """
    shown = [entry for entry in entries if entry.item.status is not ItemStatus.DRAFT]
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with no_cycle_search():
            places = list(_with_names(regions, shown))
            stamped = _stamped(shown, _names_by_code(places))
            known = _stamps_in(previous) if previous is not None else {}
            anew = not known or _pays_anew(known, stamped)
        if previous is not None and not anew:
            shutil.copyfile(previous, part)
        with no_cycle_search(), IndexWriter(part, tools, precomputed or {}, cut) as writer:
            report = _write(writer, stamped, {} if anew else known, progress)
            if report is None:
                return None
            writer.put_packs(packs)
            writer.put_regions(places, tools.normaliser)
            lexicons = [entry.item for entry in shown if isinstance(entry.item, Lexicon)]
            writer.put_meta("lexicon", SearchLexicon.of(lexicons, tools.normaliser).dumps())
        _into_place(part, target)
    finally:
        part.unlink(missing_ok=True)
    return report


class _Stamped(NamedTuple):
    """An item with the stamp of all that it is made from, and the names of its place."""

    entry: IndexEntry
    stamp: str
    places: Sequence[str]

    @property
    def id(self) -> str:
        """Of the item."""
        return self.entry.item.id


def _stamped(entries: Iterable[IndexEntry], names_by_code: Mapping[str, Sequence[str]]) -> list[_Stamped]:
    stamped = []
    for entry in entries:
        places = names_by_code.get(entry.item.region_code, ()) if isinstance(entry.item, Hotline) else ()
        stamp = " ".join((entry.stamp or stamp_of(entry.item), entry.pack, *places))
        stamped.append(_Stamped(entry, stamp, places))
    return stamped


def _pays_anew(known: Mapping[str, str], stamped: Sequence[_Stamped]) -> bool:
    """Whether so much changed that writing all in one pass, with the packs' own words, is the quicker way."""
    changed = sum(known.get(one.id) != one.stamp for one in stamped)
    return changed > _FEW and changed * _SLOWER_IN_PLACE > len(stamped)


def _write(
    writer: IndexWriter, stamped: Sequence[_Stamped], known: Mapping[str, str], progress: Progress | None
) -> BuildReport | None:
    changed = [one for one in stamped if known.get(one.id) != one.stamp]
    gone = known.keys() - {one.id for one in stamped}
    writer.remove([*gone, *(one.id for one in changed if one.id in known)])
    for done, one in enumerate(changed):
        if progress is not None and done % _STEP == 0 and not progress(done, len(changed)):
            return None
        writer.add(one.entry, one.stamp, one.places)
    writer.finish()
    if progress is not None:
        progress(len(changed), len(changed))
    return BuildReport(items=len(stamped), written=len(changed), removed=len(gone))


def _stamps_in(previous: Path) -> dict[str, str]:
    """Stamp of each item in ``previous``; none if it is no index of this format."""
    try:
        with closing(schema.connect_for_reading(previous)) as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
            if row is None or row[0] != schema.FORMAT:
                return {}
            return dict(connection.execute("SELECT id, stamp FROM item"))
    except sqlite3.DatabaseError:
        return {}


def _with_names(regions: Iterable[RegionLine], entries: Iterable[IndexEntry]) -> Iterator[RegionLine]:
    yield from regions
    for entry in entries:
        if entry.item.kind is Kind.REGION and isinstance(entry.item, Region):
            for names in entry.item.names:
                yield RegionLine(names.code, names.parent, (names.name, names.short, *names.aliases))


def _names_by_code(regions: Iterable[RegionLine]) -> dict[str, list[str]]:
    names: dict[str, dict[str, None]] = {}
    for region in regions:
        names.setdefault(region.code, {}).update(dict.fromkeys(filter(None, region.names)))
    return {code: list(found) for code, found in names.items()}


def _into_place(part: Path, target: Path) -> None:
    """Make the new file last, then let it take the old one's name."""
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
    part.replace(target)
