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
from typing import TYPE_CHECKING, Final

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
    if previous is not None and _usable(previous):
        shutil.copyfile(previous, part)
    try:
        with no_cycle_search(), IndexWriter(part, tools, precomputed or {}, cut) as writer:
            places = list(_with_names(regions, shown))
            report = _write(writer, shown, _names_by_code(places), progress)
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


def _write(
    writer: IndexWriter,
    entries: Sequence[IndexEntry],
    names_by_code: Mapping[str, Sequence[str]],
    progress: Progress | None,
) -> BuildReport | None:
    known = writer.stamps()
    changed = []
    for entry in entries:
        places = names_by_code.get(entry.item.region_code, ()) if isinstance(entry.item, Hotline) else ()
        stamp = " ".join((entry.stamp or stamp_of(entry.item), entry.pack, *places))
        if known.get(entry.item.id) != stamp:
            changed.append((entry, stamp, places))
    gone = known.keys() - {entry.item.id for entry in entries}
    writer.remove([*gone, *(entry.item.id for entry, _stamp, _places in changed if entry.item.id in known)])
    for done, (entry, stamp, places) in enumerate(changed):
        if progress is not None and done % _STEP == 0 and not progress(done, len(changed)):
            return None
        writer.add(entry, stamp, places)
    writer.finish()
    if progress is not None:
        progress(len(changed), len(changed))
    return BuildReport(items=len(entries), written=len(changed), removed=len(gone))


def _usable(previous: Path) -> bool:
    """Whether ``previous`` is an index of this format."""
    try:
        with closing(schema.connect_for_reading(previous)) as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
    except sqlite3.DatabaseError:
        return False
    return row is not None and row[0] == schema.FORMAT


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
