"""Builds the lookup index of the active packs, or brings the previous one up to date.

An update looks only at items whose file changed, and pays only for those that changed themselves: reading (pinyin) and
cutting are the dear part. The new file is made
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
from hfc_desktop.packs.index.writer import IndexWriter, stamp_of
from hfc_desktop.packs.no_cycles import no_cycle_search
from hfc_desktop.packs.regions import RegionLine

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
            placed = _placed(shown, _names_by_code(places))
            known = _known_in(previous) if previous is not None else {}
            changes = _changes(placed, known)
            anew = not known or _pays_anew(changes, len(placed))
        if previous is not None and not anew:
            shutil.copyfile(previous, part)
        with no_cycle_search(), IndexWriter(part, tools, precomputed or {}, cut) as writer:
            report = _write(writer, _changes(placed, {}) if anew else changes, progress)
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


class _Placed(NamedTuple):
    """An item with the names of its place."""

    entry: IndexEntry
    places: Sequence[str]

    @property
    def id(self) -> str:
        """Of the item."""
        return self.entry.item.id


class _Known(NamedTuple):
    """What the previous index says an item was made from."""

    stamp: str
    origin: str


class _Changes(NamedTuple):
    """What is to be done to the previous index.

    Attributes:
        items: how many there are in all.
        written: items that are new or changed.
        old: ids of those of them that it holds.
        gone: ids that are to go.
        moved: (origin, id) of items that are the same, in a file that is not.
    """

    items: int
    written: Sequence[_Placed]
    old: Sequence[str]
    gone: Collection[str]
    moved: Sequence[tuple[str, str]]


def _placed(entries: Iterable[IndexEntry], names_by_code: Mapping[str, Sequence[str]]) -> list[_Placed]:
    return [
        _Placed(entry, names_by_code.get(entry.item.region_code, ()) if isinstance(entry.item, Hotline) else ())
        for entry in entries
    ]


def _changes(placed: Sequence[_Placed], known: Mapping[str, _Known]) -> _Changes:
    """What differs; only items whose origin changed are looked at."""
    written, moved = [], []
    for one in placed:
        held = known.get(one.id)
        if held is None or not _is_same(one, held):
            written.append(one)
        elif one.entry.origin != held.origin:
            moved.append((one.entry.origin, one.id))
    old = [one.id for one in written if one.id in known]
    return _Changes(len(placed), written, old, known.keys() - {one.id for one in placed}, moved)


def _is_same(one: _Placed, held: _Known) -> bool:
    entry = one.entry
    if entry.origin and entry.origin == held.origin:
        digest = held.stamp.partition(" ")[0]
    else:
        digest = digest_of(body_of(entry.item))
    return stamp_of(digest, entry, one.places) == held.stamp


def _pays_anew(changes: _Changes, items: int) -> bool:
    """Whether so much changed that writing all in one pass, with the packs' own words, is the quicker way."""
    changed = len(changes.written)
    return changed > _FEW and changed * _SLOWER_IN_PLACE > items


def _write(writer: IndexWriter, changes: _Changes, progress: Progress | None) -> BuildReport | None:
    writer.remove([*changes.gone, *changes.old])
    for done, one in enumerate(changes.written):
        if progress is not None and done % _STEP == 0 and not progress(done, len(changes.written)):
            return None
        writer.add(one.entry, one.places)
    writer.came_from(changes.moved)
    writer.finish()
    if progress is not None:
        progress(len(changes.written), len(changes.written))
    return BuildReport(items=changes.items, written=len(changes.written), removed=len(changes.gone))


def _known_in(previous: Path) -> dict[str, _Known]:
    """What each item in ``previous`` was made from; nothing if it is no index of this format."""
    try:
        with closing(schema.connect_for_reading(previous)) as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
            if row is None or row[0] != schema.FORMAT:
                return {}
            rows = connection.execute("SELECT id, stamp, origin FROM item")
            return {item_id: _Known(stamp, origin) for item_id, stamp, origin in rows}
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
