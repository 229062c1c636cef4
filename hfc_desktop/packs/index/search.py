"""The counter's search over one index file (implements ``services.ports.GuidanceIndex``).

Layer by layer: codes and ids, names of places, names and messages as typed, pinyin, words of a sentence; then, only
when nothing of that is surely meant, characters of the same sound, and last of all mistyped letters. Every layer weighs
a bounded set of candidates. Standard library and the codec alone; rapidfuzz is loaded by the last layer.
"""

from __future__ import annotations

import json
import sqlite3
import time
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.vocabulary import Kind
from hfc_desktop.domain.lookup import LookupResult, MatchKind
from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.packs.index import matches, schema
from hfc_desktop.packs.index.by_place import by_place
from hfc_desktop.packs.index.by_sound import by_pieces, by_pinyin, by_same_sound, by_some_syllables
from hfc_desktop.packs.index.by_text import by_code, by_id, by_name
from hfc_desktop.packs.index.by_words import Weighed, by_words
from hfc_desktop.packs.index.matches import Found
from hfc_desktop.packs.index.mistyped import Mender
from hfc_desktop.packs.index.query import parse
from hfc_desktop.packs.index.reader import IndexReader, Scope
from hfc_desktop.packs.index.results import Cards, Shelf

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.domain.guidance.pack import PackManifest
    from hfc_desktop.domain.lookup import LookupQuery
    from hfc_desktop.packs.index.query import ParsedQuery
    from hfc_desktop.services.ports import SoundReader, TextNormaliser

_NEAREST: Final = 3
_ANY: Final = 0.0
_SOME: Final = 0.2
"""Share of a sentence that must be met when nothing else of it leads anywhere."""
_SENTENCE: Final = 6
_ENOUGH: Final = 12
"""With so many sure results the weighing of single words would only add to the end of the list."""


class SqliteIndex:
    """The lookup index of the active packs."""

    def __init__(self, path: Path, normaliser: TextNormaliser, sounds: SoundReader) -> None:
        self._reader = IndexReader(path)
        self._normaliser = normaliser
        self._sounds = sounds
        self._cards = Cards(normaliser)
        self._mender = Mender(self._reader, sounds)
        self._last: tuple[ParsedQuery, Scope, Weighed] | None = None

    @property
    def format(self) -> str:
        """Format that the file was written in."""
        return self._reader.meta("format")

    def close(self) -> None:
        """Close the file."""
        self._reader.close()

    def warm(self) -> None:
        """Load what the first search in every layer needs; meant for an idle moment, on any thread."""
        self._normaliser.normalise("凍")
        self._sounds.of_text("冻")
        self._sounds.splits("dong")
        with self._reader.lock:
            self._mender.load()
            self._reader.lexicon.meant("dong", self._sounds)
            _ = self._reader.neighbours

    def search(self, query: LookupQuery) -> LookupResult:
        """Best hits first. Never fails on what was typed."""
        began = time.perf_counter()
        with self._reader.lock:
            parsed = parse(query.text, self._normaliser, self._reader.lexicon)
            shelf = Shelf(self._reader, query, parsed, self._cards)
            hits = shelf.hits(self._found_anywhere(parsed, query.kinds), query.limit) if parsed.key else ()
            nearest = () if hits or not parsed.key else shelf.hits(self._near(parsed, query.kinds), _NEAREST)
        elapsed = (time.perf_counter() - began) * 1000
        return LookupResult(query=query, hits=hits, nearest=nearest, elapsed_ms=elapsed)

    def _found_anywhere(self, parsed: ParsedQuery, kinds: Sequence[Kind]) -> Found:
        """What the counter looks up; rule sets too, when only they are surely meant: Order 3 is one of them."""
        found = self._found(parsed, kinds)
        if not kinds and found.best < matches.SURE:
            by_name(self._reader, parsed, Scope.of((Kind.RULESET,)), found)
        return found

    def _found(self, parsed: ParsedQuery, kinds: Sequence[Kind]) -> Found:
        found, scope = Found(), Scope.of(kinds)
        by_code(self._reader, parsed, scope, found)
        by_id(self._reader, parsed, scope, found)
        by_place(self._reader, parsed, frozenset(kinds), found)
        one_letter = parsed.latin and len(parsed.key) == 1
        if not one_letter:
            by_name(self._reader, parsed, scope, found)
        if parsed.latin and found.best < matches.CODE_PART:
            by_pinyin(self._reader, parsed, self._sounds, scope, found)
            if parsed.han and not found.sure():
                by_pieces(self._reader, parsed, self._sounds, scope, found)
        if not one_letter and found.sure() < _ENOUGH:
            self._weighed(parsed, scope).add_to(found)
        if found.best < matches.SURE:
            self._guess(parsed, scope, found)
        return found

    def _weighed(self, parsed: ParsedQuery, scope: Scope) -> Weighed:
        """The sentence weighed; once, however often the layers come back to it with lower demands."""
        if self._last is None or self._last[:2] != (parsed, scope):
            self._last = parsed, scope, by_words(self._reader, parsed, scope)
        return self._last[2]

    def _guess(self, parsed: ParsedQuery, scope: Scope, found: Found) -> None:
        if parsed.han:
            by_same_sound(self._reader, parsed, self._sounds, scope, found)
            if not len(found) and len(parsed.key) >= _SENTENCE:
                self._weighed(parsed, scope).add_to(found, least=_SOME)
        if parsed.latin and not len(found):
            self._by_meant_words(self._reader.lexicon.meant(parsed.key, self._sounds), scope, found)
        if parsed.latin and not len(found):
            self._mender.by_guess(parsed, scope, found)
            self._by_meant_words(self._mender.meant(parsed.text), scope, found)
            by_some_syllables(self._reader, parsed, self._sounds, scope, found)

    def _by_meant_words(self, meant: str, scope: Scope, found: Found) -> None:
        if not meant:
            return
        again, better = Found(), parse(meant, self._normaliser, self._reader.lexicon)
        by_name(self._reader, better, scope, again)
        by_words(self._reader, better, scope).add_to(again)
        for item, match in again.ordered():
            score = matches.MISTYPED + 0.3 * match.score
            found.add(item, match._replace(score=score, kind=MatchKind.FUZZY))

    def _near(self, parsed: ParsedQuery, kinds: Sequence[Kind]) -> Found:
        """What comes close when nothing was found: any word of it, any piece of its sound."""
        found, scope = Found(), Scope.of(kinds)
        self._weighed(parsed, scope).add_to(found, least=_ANY)
        size = len(parsed.key)
        while size > 1 and not len(found):
            size = size * 3 // 4
            piece = parse(parsed.key[:size], self._normaliser, self._reader.lexicon)
            by_name(self._reader, piece, scope, found)
            by_words(self._reader, piece, scope).add_to(found, least=_ANY)
            if piece.latin:
                by_pinyin(self._reader, piece, self._sounds, scope, found)
        return found

    # -- items ----------------------------------------------------------------------------------------------------

    def item(self, item_id: str) -> GuidanceItem | None:
        """One item by id, from the active packs."""
        with self._reader.lock:
            stored = self._reader.body(item_id)
        from hfc_desktop.domain.guidance import codec  # all kinds of items: only once one is opened

        return codec.from_json(stored[0], json.loads(stored[1])) if stored else None

    def items_of(self, kind: str) -> Sequence[GuidanceItem]:
        """All items of one kind, by id."""
        with self._reader.lock:
            stored = self._reader.bodies(kind)
        from hfc_desktop.domain.guidance import codec

        return [codec.from_json(kind, json.loads(body)) for body in stored]

    def packs(self) -> Sequence[PackManifest]:
        """The active packs."""
        with self._reader.lock:
            stored = self._reader.manifests()
        from hfc_desktop.domain.guidance import codec

        return [codec.manifest_from_json(json.loads(manifest)) for manifest in stored]

    def region_names(self, codes: Collection[str]) -> Mapping[str, str]:
        """Names of regions by code; codes that no pack names are left out."""
        with self._reader.lock:
            return self._reader.region_names(codes)

    def pack_of(self, item_id: str) -> str:
        """Pack and issue of an item, as ``telecom-fraud-1``; empty when unknown."""
        with self._reader.lock:
            return self._reader.pack_of(item_id)


def open_index(path: Path, normaliser: TextNormaliser, sounds: SoundReader) -> SqliteIndex:
    """Open an index file for reading.

    Raises:
        EnvironmentFaultError: the file is missing, damaged, or of another program version.
    """
    try:
        index = SqliteIndex(path, normaliser, sounds)
    except sqlite3.DatabaseError as error:
        raise EnvironmentFaultError("lookup.index_damaged", path=str(path), reason=str(error)) from error
    if index.format != schema.FORMAT:
        index.close()
        raise EnvironmentFaultError("lookup.index_of_other_version", path=str(path))
    return index
