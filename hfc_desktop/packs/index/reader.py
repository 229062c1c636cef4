"""Reads the index file: each question that the layers ask, in one place. Every list is bounded."""

from __future__ import annotations

import sqlite3
import threading
from functools import cached_property, reduce
from itertools import islice
from operator import or_
from typing import TYPE_CHECKING, Final, NamedTuple

from hfc_desktop.packs.index import postings, schema, tokens
from hfc_desktop.packs.index.lexicon import SearchLexicon
from hfc_desktop.packs.index.neighbours import Neighbours

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from hfc_desktop.domain.guidance.item import Kind

NAMES_READ: Final = 90
MESSAGES_READ: Final = 45
_ENOUGH_NAMES: Final = 60
CODES_READ: Final = 60
_MOST_COMPLETIONS: Final = 24
_SHORTEST_BEGINNING: Final = 3
"""Latin letters from which on a word is completed; fewer are pinyin."""
_GRAMS_KEPT: Final = 2048
_ROWS_KEPT: Final = 4096
_WORDS_KEPT: Final = 1024
_ANSWERS_KEPT: Final = 128
"""The file never changes, and most of what one key finds was found by the key before."""
_AFTER: Final = "\U0010ffff"
_ENDS_OF_PLACES: Final = frozenset("省市区县州盟旗域")
"""Last characters of official names of places."""


class NameRow(NamedTuple):
    """A name that a phrase was found in."""

    item: int
    tier: int
    key: str
    sounds: str


class WordsRow(NamedTuple):
    """The words of an item that are looked into one by one."""

    item: int
    title: str
    names: str
    plain: str


class ItemRow(NamedTuple):
    """What decides whether and where an item is shown."""

    row: int
    id: str
    kind: str
    pack: str
    status: str
    valid_from: str
    valid_to: str | None
    review_by: str
    restricted: int
    audience: int
    regions: str
    handover: str
    superseded_by: str
    negative: str
    shown: str


_LOOKED_UP: Final = tuple(kind for kind in schema.KIND_ORDER if kind not in schema.NOT_LOOKED_UP)


class Scope(NamedTuple):
    """Which kinds are searched, in the order of need, and as SQL over an item's row number, which carries its kind."""

    kinds: tuple[Kind, ...]
    of_item: str
    of_doc: str

    @classmethod
    def of(cls, kinds: Collection[Kind]) -> Scope:
        """The kinds named; without any, all that a counter looks up."""
        if kinds:
            ordered = tuple(sorted(set(kinds), key=schema.KIND_ORDER.__getitem__))
            wanted = ", ".join(str(schema.KIND_ORDER[kind]) for kind in sorted(kinds))
            return cls(
                ordered,
                f"(item >> {schema.SEQUENCE_BITS}) IN ({wanted})",
                f"(rowid >> {schema.SEQUENCE_BITS}) IN ({wanted})",
            )
        first_hidden = min(schema.item_row(kind, 0) for kind in schema.NOT_LOOKED_UP)
        return cls(_LOOKED_UP, f"item < {first_hidden}", f"rowid < {first_hidden}")


class IndexReader:
    """One open index file. Used by one thread at a time; the lock sees to that."""

    def __init__(self, path: Path) -> None:
        self._db: sqlite3.Connection = schema.connect_for_reading(path)
        self.lock = threading.Lock()
        self._rows: dict[int, ItemRow] = {}
        self._holders: dict[str, int] = {}
        self._words: dict[int, WordsRow] = {}
        self._answers: dict[tuple[str, str, int, int], list[NameRow]] = {}
        self._of_scope: dict[tuple[Kind, ...], int] = {}
        try:
            self.items = int(self.meta("items") or 0)
            self.lexicon = SearchLexicon.loads(self.meta("lexicon") or "[[], []]")
            self.has_regions = self._db.execute("SELECT 1 FROM region LIMIT 1").fetchone() is not None
        except sqlite3.DatabaseError:
            self._db.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def meta(self, key: str) -> str:
        """A value stored beside the items; empty if there is none."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    # -- layers ---------------------------------------------------------------------------------------------------

    def codes(self, start: str, scope: Scope) -> list[tuple[str, int, int, int]]:
        """Codes or ends of codes that begin with ``start``: (text, item, whether whole, whether the main code)."""
        return self._db.execute(
            f"SELECT suffix, item, whole, main FROM code WHERE suffix >= ? AND suffix < ? AND {scope.of_item} LIMIT ?",
            (start, start + _AFTER, CODES_READ),
        ).fetchall()

    def ids(self, column: str, start: str, scope: Scope) -> list[tuple[int, str]]:
        """Items whose ``id`` or ``slug`` begins with ``start``."""
        return self._db.execute(
            f"SELECT rowid, {column} FROM item WHERE {column} >= ? AND {column} < ? AND {scope.of_doc} LIMIT ?",
            (start, start + _AFTER, CODES_READ),
        ).fetchall()

    def names(
        self, phrase: str, scope: Scope, *, names: int = NAMES_READ, messages: int = MESSAGES_READ
    ) -> list[NameRow]:
        """Names with ``phrase`` in them, the shortest; messages too, unless there are names enough."""
        asked = (phrase, scope.of_item, names, messages)
        known = self._answers.get(asked)
        if known is None:
            if len(self._answers) >= _ANSWERS_KEPT:
                self._answers.clear()
            known = self._answers[asked] = self._ask_names(phrase, scope, names, messages)
        return known

    def _ask_names(self, phrase: str, scope: Scope, names: int, messages: int) -> list[NameRow]:
        rows = self._db.execute(
            "SELECT item, tier, key, sounds FROM names JOIN name ON name.rowid = names.rowid"
            f" WHERE names MATCH ? AND {scope.of_item} ORDER BY names.rowid LIMIT ?",
            (phrase, names),
        ).fetchall()
        found = list(map(NameRow._make, rows))
        of_names = sum(row.tier < schema.NAMES_BELOW for row in found)
        return found[:of_names] if of_names >= _ENOUGH_NAMES else found[: of_names + messages]

    def text_phrase(self, text: str, scope: Scope) -> str:
        """FTS5 expression for ``text`` anywhere in a name; empty when nothing of the scope can hold it.

        An unfinished last word is completed from the words of the index: FTS5's own prefix search would first gather
        all rows of all completions, the most common ones included.
        """
        whole, begun = tokens.text_tokens(text)
        if whole and not self.holders(whole) & self._all_of(scope):
            return ""
        if not begun:
            return tokens.all_of(whole)
        short = len(begun) < _SHORTEST_BEGINNING and begun.isascii()
        ends = [begun] if short else self._completions(begun)
        if not ends:
            return ""
        grown = tokens.any_of(f'"{end}"' for end in ends)
        return f"{tokens.all_of(whole)} AND {grown}" if whole else grown

    def _completions(self, begun: str) -> list[str]:
        rows = self._db.execute(
            "SELECT gram FROM gram WHERE gram >= ? AND gram < ? ORDER BY items DESC LIMIT ?",
            (begun, begun + _AFTER, _MOST_COMPLETIONS),
        )
        return [gram for (gram,) in rows]

    def names_by_initials(self, letters: Sequence[str], scope: Scope) -> list[NameRow]:
        """Names whose initials are one of ``letters``."""
        rows = self._db.execute(
            "SELECT item, tier, key, sounds FROM initial JOIN name ON name.rowid = initial.name"
            f" WHERE letters IN ({_marks(letters)}) AND {scope.of_item} LIMIT ?",
            (*letters, NAMES_READ),
        )
        return list(map(NameRow._make, rows))

    def names_from_initial(self, letter: str, scope: Scope) -> list[NameRow]:
        """Names whose first initial is ``letter``."""
        rows = self._db.execute(
            "SELECT item, tier, key, sounds FROM initial JOIN name ON name.rowid = initial.name"
            f" WHERE letters >= ? AND letters < ? AND {scope.of_item} LIMIT ?",
            (letter, letter + _AFTER, NAMES_READ),
        )
        return list(map(NameRow._make, rows))

    def holders(self, grams: Collection[str]) -> int:
        """Items that hold all of these grams, as ``postings`` says."""
        known = self._holders
        missing = [gram for gram in grams if gram not in known]
        if missing:
            self._load_holders(missing if len(known) < _GRAMS_KEPT else list(grams))
        bits = -1
        for gram in grams:
            bits &= known[gram]
        return bits if grams else 0

    def _all_of(self, scope: Scope) -> int:
        """All items of a scope."""
        known = self._of_scope.get(scope.kinds)
        if known is None:
            known = reduce(or_, (self.holders((tokens.KIND + kind.value,)) for kind in scope.kinds), 0)
            self._of_scope[scope.kinds] = known
        return known

    def _load_holders(self, grams: list[str]) -> None:
        if len(self._holders) >= _GRAMS_KEPT:
            self._holders.clear()
        self._holders.update(dict.fromkeys(grams, 0))
        stored = self._db.execute(f"SELECT gram, docs FROM gram WHERE gram IN ({_marks(grams)})", grams)
        self._holders.update((gram, postings.unpacked(docs)) for gram, docs in stored)

    def in_scope(self, items: int, scope: Scope, limit: int) -> list[int]:
        """The first of these items, kinds in the order of need."""
        found: list[int] = []
        for kind in scope.kinds:
            numbers = postings.numbers_in(items & self.holders((tokens.KIND + kind.value,)))
            found += [schema.item_row(kind, number) for number in islice(numbers, limit - len(found))]
            if len(found) == limit:
                break
        return found

    def words(self, items: Collection[int]) -> list[WordsRow]:
        """The words of items."""
        known = self._words
        missing = [item for item in items if item not in known]
        if missing:
            if len(known) > _WORDS_KEPT:
                known.clear()
                missing = list(items)
            found = self._db.execute(
                f"SELECT item, title, names, plain FROM words WHERE item IN ({_marks(missing)})", missing
            )
            known.update((row[0], WordsRow._make(row)) for row in found)
        return [known[item] for item in items]

    @cached_property
    def neighbours(self) -> Neighbours:
        """Which syllables stand side by side in names."""
        return Neighbours(self._db.execute("SELECT pair, names FROM syllable_pair").fetchall())

    def latin_words(self) -> list[str]:
        """All words of Latin letters that are long enough to be mistyped."""
        return [
            word
            for (word,) in self._db.execute(
                "SELECT gram FROM gram WHERE gram >= 'a' AND gram < '{' AND length(gram) > 3"
            )
        ]

    def regions_named(self, keys: Collection[str]) -> list[tuple[str, str]]:
        """(name, code) of regions that go by one of these names."""
        return self._db.execute(f"SELECT key, code FROM region WHERE key IN ({_marks(keys)})", tuple(keys)).fetchall()

    def region_line(self, code: str) -> list[str]:
        """The region and those above it, nearest first."""
        line = [code]
        while len(line) < 6:
            row = self._db.execute(
                "SELECT parent FROM region WHERE code = ? AND parent <> '' LIMIT 1", (line[-1],)
            ).fetchone()
            if row is None or row[0] in line:
                break
            line.append(row[0])
        return line

    def region_names(self, codes: Collection[str]) -> dict[str, str]:
        """The official name of each region that the table knows: the longest one that ends like the name of a place."""
        rows = self._db.execute(f"SELECT code, key FROM region WHERE code IN ({_marks(codes)})", tuple(codes))
        names: dict[str, str] = {}
        for code, name in rows:
            names[code] = max(names.get(code, ""), name, key=lambda one: (one[-1:] in _ENDS_OF_PLACES, len(one), one))
        return names

    # -- results --------------------------------------------------------------------------------------------------

    _ITEM: Final = (
        "SELECT rowid, id, kind, pack, status, valid_from, valid_to, review_by, restricted, audience, regions,"
        " handover, superseded_by, negative, shown FROM item"
    )

    def rows(self, items: Collection[int]) -> dict[int, ItemRow]:
        """Items by row number."""
        known = self._rows
        missing = [item for item in items if item not in known]
        if missing:
            if len(known) > _ROWS_KEPT:
                known.clear()
                missing = list(items)
            found = self._db.execute(f"{self._ITEM} WHERE rowid IN ({_marks(missing)})", missing)
            known.update((row[0], ItemRow._make(row)) for row in found)
        return {item: known[item] for item in items}

    def row_of(self, item_id: str) -> ItemRow | None:
        """One item by id."""
        row = self._db.execute(f"{self._ITEM} WHERE id = ?", (item_id,)).fetchone()
        return ItemRow(*row) if row else None

    def successors(self, item_id: str) -> list[str]:
        """Ids of items that say they replace this one."""
        rows = self._db.execute(
            "SELECT id FROM successor JOIN item ON item.rowid = successor.item WHERE old = ? ORDER BY id", (item_id,)
        )
        return [found for (found,) in rows]

    def body(self, item_id: str) -> tuple[str, str] | None:
        """Kind and stored form of one item."""
        row = self._db.execute(
            "SELECT kind, body FROM item JOIN card ON card.item = item.rowid WHERE id = ?", (item_id,)
        ).fetchone()
        return (row[0], row[1]) if row else None

    def bodies(self, kind: str) -> list[str]:
        """Stored forms of all items of one kind, by id."""
        rows = self._db.execute(
            "SELECT body FROM item JOIN card ON card.item = item.rowid WHERE kind = ? ORDER BY id", (kind,)
        )
        return [body for (body,) in rows]

    def pack_of(self, item_id: str) -> str:
        """Pack and issue of an item; empty when unknown."""
        row = self._db.execute("SELECT pack FROM item WHERE id = ?", (item_id,)).fetchone()
        return str(row[0]) if row else ""

    def manifests(self) -> list[str]:
        """Stored forms of the active packs' manifests, in their order."""
        return [text for (text,) in self._db.execute("SELECT manifest FROM pack ORDER BY place")]


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _value in values)
