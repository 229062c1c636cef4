"""Writes items into an open index file and takes them out again."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from hfc_desktop.domain.guidance import codec
from hfc_desktop.domain.guidance.hotline import Hotline
from hfc_desktop.domain.guidance.item import Confidentiality
from hfc_desktop.domain.guidance.restriction import Restriction
from hfc_desktop.packs.index import postings, schema, tokens
from hfc_desktop.packs.index.names import ItemWords, words_of
from hfc_desktop.packs.index.spoken import Sounding, Spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.domain.guidance.pack import PackManifest
    from hfc_desktop.packs.index.entries import IndexEntry, IndexTools
    from hfc_desktop.packs.index.names import Name
    from hfc_desktop.packs.regions import RegionLine
    from hfc_desktop.packs.search_text import SearchText
    from hfc_desktop.services.ports import TextNormaliser


class IndexWriter:
    """One index file open for writing. Rows are collected and written together by ``finish``."""

    def __init__(self, path: Path, tools: IndexTools, precomputed: Mapping[str, Sequence[str]]) -> None:
        self._fresh = not path.exists()
        self._db = schema.connect_for_writing(path)
        self._search_text = tools.search_text
        self._normaliser = tools.normaliser
        self._sounding = Sounding(tools.pinyin, tools.sounds, precomputed)
        self._db.execute("BEGIN")
        if self._fresh:
            for statement in schema.DDL.split(";"):
                self._db.execute(statement)
            self.put_meta("format", schema.FORMAT)
        self._next = int(self._meta("next") or 0)
        self._last_item = int(self._meta("last_item") or 0)
        self._rows: dict[str, list[tuple[object, ...]]] = {}
        self._added: dict[str, list[int]] = {}
        self._taken: dict[str, list[int]] = {}
        self._pairs: Counter[str] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Commit and close; a file that failed is thrown away by the caller."""
        if error is None:
            self._db.execute("COMMIT")
        self._db.close()

    def put_meta(self, key: str, value: str) -> None:
        """Store one value beside the items."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def _meta(self, key: str) -> str:
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def stamps(self) -> dict[str, str]:
        """Stamp of each item in the file."""
        return dict(self._db.execute("SELECT id, stamp FROM item"))

    # -- adding ---------------------------------------------------------------------------------------------------

    def add(self, entry: IndexEntry, stamp: str, places: Sequence[str]) -> None:
        """Take one item in; ``places`` are names of the place that it is for."""
        item = entry.item
        search = self._search_text(item)
        words = words_of(item, search, self._normaliser, places)
        self._last_item += 1
        number = self._last_item
        row = schema.item_row(item.kind, number)
        regions = regions_of(item)
        self._put("item", self._item_row(row, entry, stamp, regions, search))
        self._put("card", (row, json.dumps(codec.to_json(item), ensure_ascii=False)))
        self._put("words", (row, words.title, words.joined_names, words.plain, words.weak))
        for gram in _grams_of(item.id, regions, words):
            self._added.setdefault(gram, []).append(number)
        for old in item.supersedes:
            self._put("successor", (old, row))
        self._add_codes(row, search.codes)
        for name in words.names:
            self._add_name(row, name)

    def _put(self, table: str, values: tuple[object, ...]) -> None:
        self._rows.setdefault(table, []).append(values)

    def _item_row(
        self, row: int, entry: IndexEntry, stamp: str, regions: tuple[str, ...], search: SearchText
    ) -> tuple[object, ...]:
        item = entry.item
        negative = [tokens.key(self._normaliser.normalise(word)) for word in search.keywords_negative]
        return (
            row,
            item.id,
            item.id.partition(".")[2],
            item.kind.value,
            entry.pack,
            stamp,
            item.status.value,
            item.valid_from.isoformat(),
            item.valid_to.isoformat() if item.valid_to else None,
            item.review_by.isoformat(),
            int(item.confidentiality is Confidentiality.RESTRICTED),
            sum(schema.AUDIENCE_BIT[audience] for audience in set(item.audience)),
            " ".join(regions),
            item.handover if isinstance(item, Restriction) else "",
            item.superseded_by,
            "\n".join(filter(None, negative)),
            _shown(item, search),
        )

    def _add_codes(self, row: int, codes: Sequence[str]) -> None:
        suffixes: dict[str, tuple[object, ...]] = {}
        for place, code in enumerate(codes):
            whole = self._normaliser.code(code)
            for at in range(len(whole) - 1):
                suffixes.setdefault(whole[at:], (whole[at:], row, int(at == 0), int(place == 0)))
        self._rows.setdefault("code", []).extend(suffixes.values())

    def _add_name(self, item: int, name: Name) -> None:
        self._next += 1
        spoken = self._sounding.of(name)
        row = schema.name_row(name.tier, min(len(name.key), 255), self._next)
        text = name.text if name.text != name.key else None
        self._put("name", (row, item, int(name.tier), name.key, text, spoken.sounds))
        self._put("names", (row, f"{' '.join(tokens.phrase_tokens(name.text))} {spoken.tokens}"))
        for initials in spoken.initials:
            self._put("initial", (initials, row))
        self._pairs.update(spoken.pairs)

    # -- taking out -----------------------------------------------------------------------------------------------

    def remove(self, ids: Iterable[str]) -> None:
        """Take items out; FTS5 without contents wants their tokens back for that."""
        for item_id in ids:
            row, regions, *texts = self._db.execute(
                "SELECT item.rowid, regions, names, plain, weak FROM item JOIN words ON words.item = item.rowid"
                " WHERE id = ?",
                (item_id,),
            ).fetchone()
            for gram in _grams_of(item_id, tuple(regions.split()), StoredWords(*texts)):
                self._taken.setdefault(gram, []).append(schema.item_number(row))
            self._remove_names(row)
            for table in ("card", "words", "code", "successor", "name"):
                self._db.execute(f"DELETE FROM {table} WHERE item = ?", (row,))
            self._db.execute("DELETE FROM item WHERE rowid = ?", (row,))

    def _remove_names(self, item: int) -> None:
        rows = self._db.execute("SELECT rowid, key, text, sounds FROM name WHERE item = ?", (item,)).fetchall()
        for row, key, text, sounds in rows:
            spoken = Spoken.stored(sounds)
            content = " ".join([*tokens.phrase_tokens(text or key), spoken.tokens])
            self._db.execute("INSERT INTO names (names, rowid, tokens) VALUES ('delete', ?, ?)", (row, content))
            for initials in spoken.initials:
                self._db.execute("DELETE FROM initial WHERE letters = ? AND name = ?", (initials, row))
            self._pairs.subtract(spoken.pairs)

    # -- writing --------------------------------------------------------------------------------------------------

    def finish(self) -> None:
        """Write all rows that were collected."""
        for table, rows in self._rows.items():
            if not rows:
                continue
            columns = "(rowid, tokens)" if table == "names" else ""
            marks = ", ".join("?" * len(rows[0]))
            if table in {"names", "name", "initial", "code"}:
                rows.sort()
            self._db.executemany(f"INSERT OR IGNORE INTO {table} {columns} VALUES ({marks})", rows)
        self._rows.clear()
        self._write_grams()
        self._count_pairs()
        self.put_meta("next", str(self._next))
        self.put_meta("last_item", str(self._last_item))
        total = self._db.execute("SELECT count(*) FROM item").fetchone()[0]
        self.put_meta("items", str(total))

    def _write_grams(self) -> None:
        if self._fresh:
            rows = ((gram, len(held), postings.packed(held)) for gram, held in sorted(self._added.items()))
            self._db.executemany("INSERT INTO gram VALUES (?, ?, ?)", rows)
        else:
            for gram in sorted(self._added.keys() | self._taken.keys()):
                self._change_gram(gram)
        self._added.clear()
        self._taken.clear()

    def _change_gram(self, gram: str) -> None:
        row = self._db.execute("SELECT docs FROM gram WHERE gram = ?", (gram,)).fetchone()
        before = postings.unpacked(row[0]) if row else 0
        after = (before | postings.of(self._added.get(gram, ()))) & ~postings.of(self._taken.get(gram, ()))
        if before and after != before:
            self._db.execute("DELETE FROM gram WHERE gram = ?", (gram,))
        if after and after != before:
            stored = (gram, after.bit_count(), postings.repacked(after))
            self._db.execute("INSERT INTO gram VALUES (?, ?, ?)", stored)

    def _count_pairs(self) -> None:
        self._db.executemany(
            "INSERT INTO syllable_pair VALUES (?, ?) ON CONFLICT (pair) DO UPDATE SET names = names + excluded.names",
            ((pair, number) for pair, number in sorted(self._pairs.items()) if number),
        )
        self._db.execute("DELETE FROM syllable_pair WHERE names <= 0")
        self._pairs.clear()

    def put_packs(self, packs: Sequence[PackManifest]) -> None:
        """Replace the list of active packs."""
        self._db.execute("DELETE FROM pack")
        self._db.executemany(
            "INSERT INTO pack VALUES (?, ?, ?)",
            (
                (
                    f"{pack.pack_id}-{pack.issue}",
                    place,
                    json.dumps(codec.manifest_to_json(pack), ensure_ascii=False),
                )
                for place, pack in enumerate(packs)
            ),
        )

    def put_regions(self, regions: Iterable[RegionLine], normaliser: TextNormaliser) -> None:
        """Replace the table of regions, unless it is the same."""
        regions = list(regions)
        stamp = hashlib.blake2b(repr([(r.code, r.parent, r.names) for r in regions]).encode()).hexdigest()
        if self._meta("regions") == stamp:
            return
        self.put_meta("regions", stamp)
        self._db.execute("DELETE FROM region")
        self._db.executemany(
            "INSERT OR IGNORE INTO region VALUES (?, ?, ?)",
            (
                (region.code, compared, region.parent)
                for region in regions
                for compared in (tokens.key(normaliser.normalise(name)) for name in region.names)
                if compared
            ),
        )


@dataclass(frozen=True, slots=True)
class StoredWords:
    """The words of an item as the file holds them."""

    joined_names: str
    plain: str
    weak: str


def regions_of(item: GuidanceItem) -> tuple[str, ...]:
    """Codes of the regions that an item is for."""
    own = (item.region_code,) if isinstance(item, Hotline) and item.region_code else ()
    return tuple(dict.fromkeys((*own, *item.region)))


def _shown(item: GuidanceItem, search: SearchText) -> str:
    """What a result shows, as JSON."""
    return json.dumps(
        [
            item.title, item.title_en, item.summary, item.summary_en, search.first_words, list(search.codes),
            item.version, item.is_sample,
        ],
        ensure_ascii=False,
    )  # fmt: skip


def _grams_of(item_id: str, regions: tuple[str, ...], words: ItemWords | StoredWords) -> set[str]:
    """Pairs of characters and words of an item, those of its id included; of its names also the single characters.

    Its kind and its regions are words too, with a mark in front.
    """
    names = words.joined_names.replace("\n", " ")
    found = tokens.grams(f"{names} {words.plain} {words.weak}")
    found.update(names.replace(" ", ""))
    kind, _dot, slug = item_id.partition(".")
    found.update(slug.split("-"))
    found.add(tokens.KIND + kind)
    found.update([tokens.REGION + region for region in regions])
    return found
