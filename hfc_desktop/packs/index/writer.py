"""Writes items into an open index file and takes them out again."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, Self

from hfc_desktop.domain.guidance import codec
from hfc_desktop.packs.index import postings, schema, tokens
from hfc_desktop.packs.index.cut import body_of, digest_of
from hfc_desktop.packs.index.names import names_of_places, words_of
from hfc_desktop.packs.index.rows import code_rows, grams_of, grams_of_names, item_row, regions_of
from hfc_desktop.packs.index.spoken import Sounding, Spoken, pairs_of
from hfc_desktop.packs.index.written import Written

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.domain.guidance.pack import PackManifest
    from hfc_desktop.packs.index.cut import CutItem, CutPack
    from hfc_desktop.packs.index.entries import IndexEntry, IndexTools
    from hfc_desktop.packs.index.names import Name
    from hfc_desktop.packs.regions import RegionLine
    from hfc_desktop.packs.search_text import SearchText
    from hfc_desktop.services.ports import TextNormaliser

_AT_ONCE: Final = 500
"""Rows asked for in one statement."""


class IndexWriter:
    """One index file open for writing. Rows are collected and written together by ``finish``."""

    def __init__(
        self, path: Path, tools: IndexTools, precomputed: Mapping[str, Sequence[str]], cut: Sequence[CutPack] = ()
    ) -> None:
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
        self._rows: defaultdict[str, list[tuple[object, ...]]] = defaultdict(list)
        self._added: dict[str, list[int]] = {}
        self._taken: dict[str, list[int]] = {}
        self._cut = _Cut(cut, self._last_item)
        if self._fresh:
            self._last_item += self._cut.size
        self._freed: dict[str, int] = {}
        self._known: dict[tuple[str, str], Written] = {}

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

    # -- adding ---------------------------------------------------------------------------------------------------

    def add(self, entry: IndexEntry, places: Sequence[str]) -> None:
        """Take one item in; ``places`` are names of the place that it is for."""
        item = entry.item
        search = self._search_text(item)
        body = body_of(item)
        digest = digest_of(body)
        ready = self._cut.take(item.id, digest)
        number = ready[0] if ready is not None and self._fresh else self._number_for(item.id)
        row = schema.item_row(item.kind, number)
        if ready is None:
            self._cut_now(row, item, search, places)
        else:
            self._take_words(row, item, ready[1], places)
        self._rows["item"].append(item_row(row, entry, stamp_of(digest, entry, places), search, self._normaliser))
        self._rows["card"].append((row, body))
        self._rows["successor"] += [(old, row) for old in item.supersedes]
        self._rows["code"] += code_rows(row, search.codes, self._normaliser)

    def came_from(self, origins: Iterable[tuple[str, str]]) -> None:
        """Note where items that did not change themselves come from now: (origin, id)."""
        self._db.executemany("UPDATE item SET origin = ? WHERE id = ?", origins)

    def _number_for(self, item_id: str) -> int:
        """The number that the item had, so that of its grams only those which changed are written; else the next."""
        number = self._freed.pop(item_id, 0)
        if not number:
            self._last_item += 1
            number = self._last_item
        return number

    def _cut_now(self, row: int, item: GuidanceItem, search: SearchText, places: Sequence[str]) -> None:
        words = words_of(item, search, self._normaliser, places)
        self._put_words(row, [self._written(name) for name in words.names], words.plain, words.weak)
        grams = grams_of(item.id, regions_of(item), words.joined_names, words.plain, words.weak)
        self._add_grams(schema.item_number(row), grams)

    def _written(self, name: Name) -> tuple[int, Written]:
        wanted = (name.text, self._sounding.of(name))
        known = self._known.get(wanted)
        if known is None:
            known = self._known[wanted] = Written.of(*wanted)
        return int(name.tier), known

    def _take_words(self, row: int, item: GuidanceItem, words: CutItem, places: Sequence[str]) -> None:
        """Words that came with a pack; so did all of its grams, but where little changes these few are made again."""
        number = schema.item_number(row)
        self._put_words(row, self._with_places(number, words.names, places), words.plain, words.weak)
        if not self._fresh:
            names = "\n".join([name.text for _tier, name in words.names])
            self._add_grams(number, grams_of(item.id, regions_of(item), names, words.plain, words.weak))

    def _with_places(
        self, number: int, names: Sequence[tuple[int, Written]], places: Sequence[str]
    ) -> Sequence[tuple[int, Written]]:
        """Names that came with a pack, and those of the place that the item is for, which only the counter knows."""
        if not places:
            return names
        known = {name.text for _tier, name in names}
        more = [name for name in names_of_places(places, self._normaliser) if name.text not in known]
        self._add_grams(number, grams_of_names("\n".join([name.text for name in more])))
        return [*names, *map(self._written, more)]

    def _add_grams(self, number: int, grams: Iterable[str]) -> None:
        held = self._added
        for gram in grams:
            if gram in held:
                held[gram].append(number)
            else:
                held[gram] = [number]

    def _put_words(self, item: int, named: Sequence[tuple[int, Written]], plain: str, weak: str) -> None:
        names, fts, initials = self._rows["name"], self._rows["names"], self._rows["initial"]
        sequence = self._next
        for tier, (_text, sounds, tokens_of, spoken, key, spaced, length) in named:
            sequence += 1
            row = schema.name_row(tier, length, sequence)
            names.append((row, item, tier, key, spaced, sounds))
            fts.append((row, tokens_of))
            for letters in spoken:
                initials.append((letters, row))
        self._next = sequence
        texts = [name.text for _tier, name in named]
        self._rows["words"].append((item, texts[0] if texts else "", "\n".join(texts), plain, weak))

    # -- taking out -----------------------------------------------------------------------------------------------

    def remove(self, ids: Collection[str]) -> None:
        """Take items out; FTS5 without contents wants their tokens back for that."""
        found = self._db.execute(
            "SELECT item.rowid, id, regions, names, plain, weak FROM item JOIN words ON words.item = item.rowid"
            f" WHERE id IN ({_marks(ids)})",
            tuple(ids),
        ).fetchall()
        for row, item_id, regions, *texts in found:
            self._freed[item_id] = schema.item_number(row)
            for gram in grams_of(item_id, regions.split(), *texts):
                self._taken.setdefault(gram, []).append(schema.item_number(row))
        items = tuple(row[0] for row in found)
        self._remove_names(items)
        for table in ("card", "words", "code", "successor", "name"):
            self._db.execute(f"DELETE FROM {table} WHERE item IN ({_marks(items)})", items)
        self._db.execute(f"DELETE FROM item WHERE rowid IN ({_marks(items)})", items)

    def _remove_names(self, items: tuple[int, ...]) -> None:
        rows = self._db.execute(
            f"SELECT rowid, key, text, sounds FROM name WHERE item IN ({_marks(items)})", items
        ).fetchall()
        self._db.executemany(
            "INSERT INTO names (names, rowid, tokens) VALUES ('delete', ?, ?)",
            [(row, Written.of(text or key, sounds).tokens) for row, key, text, sounds in rows],
        )
        self._db.executemany(
            "DELETE FROM initial WHERE letters = ? AND name = ?",
            [(letters, row) for row, _key, _text, sounds in rows for letters in Spoken.of(sounds).initials],
        )
        self._count_pairs(-1, [sounds for _row, _key, _text, sounds in rows])

    # -- writing --------------------------------------------------------------------------------------------------

    def finish(self) -> None:
        """Write all rows that were collected."""
        readings = [] if self._fresh else [str(row[5]) for row in self._rows["name"]]
        for table, rows in self._rows.items():
            if rows:
                columns = "(rowid, tokens)" if table == "names" else ""
                marks = _marks(rows[0])
                if table in {"names", "name", "initial", "code"}:
                    rows.sort()
                self._db.executemany(f"INSERT OR IGNORE INTO {table} {columns} VALUES ({marks})", rows)
        self._rows.clear()
        if self._fresh:
            self._write_all_grams()
            self._count_all_pairs()
            for statement in schema.INDEXES.split(";"):
                self._db.execute(statement)
        else:
            self._change_grams()
            self._count_pairs(1, readings)
        self.put_meta("next", str(self._next))
        self.put_meta("last_item", str(self._last_item))
        total = self._db.execute("SELECT count(*) FROM item").fetchone()[0]
        self.put_meta("items", str(total))

    def _write_all_grams(self) -> None:
        common = self._cut.gather(self._added)
        grams = sorted(common.keys() | self._added)
        self._db.executemany("INSERT INTO gram VALUES (?, ?, ?)", (self._gram_row(gram, common) for gram in grams))
        self._added.clear()

    def _gram_row(self, gram: str, common: Mapping[str, int]) -> tuple[str, int, bytes]:
        bits = common.get(gram, 0)
        numbers: Sequence[int] = self._added.get(gram, ())
        if not numbers:
            return gram, bits.bit_count(), postings.packed(bits)
        if not bits:
            different = sorted(set(numbers)) if len(numbers) > 1 else numbers
            if postings.is_rare(len(different), different[-1]):
                return gram, len(different), postings.packed_list(different)
        bits |= postings.of(numbers)
        return gram, bits.bit_count(), postings.packed(bits)

    def _change_grams(self) -> None:
        none: list[int] = []
        added, taken = self._added, self._taken
        both = added.keys() | taken.keys()
        changed = sorted([gram for gram in both if sorted(added.get(gram, none)) != sorted(taken.get(gram, none))])
        for start in range(0, len(changed), _AT_ONCE):
            some = changed[start : start + _AT_ONCE]
            stored = self._db.execute(f"SELECT gram, docs FROM gram WHERE gram IN ({_marks(some)})", some)
            before = {gram: postings.unpacked(docs) for gram, docs in stored}
            self._replace_grams(
                [
                    (
                        gram,
                        (before.get(gram, 0) & ~postings.of(taken.get(gram, none)))
                        | postings.of(added.get(gram, none)),
                    )
                    for gram in some
                ]
            )
        self._added.clear()
        self._taken.clear()

    def _replace_grams(self, grams: Sequence[tuple[str, int]]) -> None:
        self._db.executemany("DELETE FROM gram WHERE gram = ?", [(gram,) for gram, _bits in grams])
        self._db.executemany(
            "INSERT INTO gram VALUES (?, ?, ?)",
            [(gram, bits.bit_count(), postings.packed(bits)) for gram, bits in grams if bits],
        )

    def _count_all_pairs(self) -> None:
        """Let the index count its own pairs of syllables, which is faster than counting along."""
        mark = tokens.SYLLABLE
        self._db.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, names, row)")
        self._db.execute(
            "INSERT INTO syllable_pair SELECT replace(substr(term, 2), ?, ' '), doc FROM temp.vocabulary"
            " WHERE term >= ? AND term < ? AND instr(substr(term, 2), ?)",
            (mark, mark, chr(ord(mark) + 1), mark),
        )
        self._db.execute("DROP TABLE temp.vocabulary")

    def _count_pairs(self, sign: int, readings: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        for sounds in readings:
            counts.update(pairs_of(sounds))
        self._db.executemany(
            "INSERT INTO syllable_pair VALUES (?, ?) ON CONFLICT (pair) DO UPDATE SET names = names + excluded.names",
            ((pair, sign * number) for pair, number in sorted(counts.items())),
        )
        self._db.execute("DELETE FROM syllable_pair WHERE names = 0")

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


class _Cut:
    """Words that came with the packs, with the numbers that their items get."""

    def __init__(self, packs: Sequence[CutPack], start: int) -> None:
        self._packs = packs
        self._first: list[int] = []
        self._items: dict[str, tuple[int, CutItem]] = {}
        self._used: set[int] = set()
        self.size = 0
        for pack in packs:
            first = start + self.size + 1
            self._first.append(first)
            self._items.update((item_id, (first + item.place, item)) for item_id, item in pack.items.items())
            self.size += len(pack.items)

    def take(self, item_id: str, digest: str) -> tuple[int, CutItem] | None:
        """Number and words of an item, if they were cut from the content with this digest."""
        found = self._items.get(item_id)
        if found is None or found[1].digest != digest:
            return None
        self._used.add(found[0])
        return found

    def gather(self, numbers: dict[str, list[int]]) -> dict[str, int]:
        """Which of the items that were taken hold each common gram; those with rare ones are added to ``numbers``."""
        common: dict[str, int] = {}
        used = self._used
        bits_used, all_used = postings.of(used), len(used) == self.size
        for first, pack in zip(self._first, self._packs, strict=True):
            for gram, bits in pack.common.items():
                mine = (bits << first) & bits_used
                if mine:
                    common[gram] = common.get(gram, 0) | mine
            for gram, places in pack.rare.items():
                held = [first + place for place in places]
                if not all_used:
                    held = [number for number in held if number in used]
                if held:
                    numbers[gram] = numbers[gram] + held if gram in numbers else held
        return common


def stamp_of(digest: str, entry: IndexEntry, places: Sequence[str]) -> str:
    """Stamp of all that an item's rows are made from: its content, its pack, the names of its place."""
    return " ".join((digest, entry.pack, *places))


def _marks(values: Collection[object]) -> str:
    return ", ".join(["?"] * len(values))
