"""Layer for sentences: what share of the query's words an item holds, rare words weighing more, synonyms counting.

Only a bounded set of candidates is weighed: those that hold all words, then those that hold the rarest ones.
"""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from hfc_desktop.domain.lookup import MatchKind
from hfc_desktop.packs.index import matches
from hfc_desktop.packs.index.matches import Found, Match
from hfc_desktop.packs.index.reader import all_of, any_of
from hfc_desktop.packs.index.tokens import grams, has_han, key, pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.packs.index.query import ParsedQuery
    from hfc_desktop.packs.index.reader import IndexReader, Scope, WordsRow

_MOST_UNITS: Final = 10
_MOST_ALTERNATIVES: Final = 8
_RAREST: Final = 4
_CANDIDATES: Final = 60
_MOST_WEIGHED: Final = 160
_SYNONYM: Final = 0.85
_IN_NAMES: Final = 0.95
_IN_PLAIN: Final = 0.7
_IN_WEAK: Final = 0.45
_UNKNOWN: Final = 0.3
LEAST_COVERAGE: Final = 0.42
_SHORTEST_INSIDE: Final = 3


class Unit(NamedTuple):
    """One word of the query.

    Attributes:
        words: the word, then its synonyms.
        weight: rare words weigh more; a word that no item holds weighs a little.
        known: whether any item holds it.
    """

    words: tuple[str, ...]
    weight: float
    known: bool


def units_of(reader: IndexReader, text: str) -> list[Unit]:
    """The words of a query, without those that say nothing."""
    pieces: list[tuple[str, ...]] = []
    for piece, meanings in reader.lexicon.cut(text):
        if meanings:
            pieces.append((piece, *(word for word in meanings if word != piece))[:_MOST_ALTERNATIVES])
        else:
            pieces += [(pair,) for pair in pairs(piece)]
    pieces = list(dict.fromkeys(pieces))[: 2 * _MOST_UNITS]
    counts = reader.gram_counts({gram for words in pieces for word in words for gram in _asked(word)})
    units = [_unit(words, counts, reader.items) for words in pieces]
    return sorted(units, key=lambda unit: (not unit.known, -unit.weight))[:_MOST_UNITS]


def _asked(word: str) -> list[str]:
    """Grams that the index must hold for ``word`` to be there."""
    found = sorted(gram for gram in grams(word) if len(gram) > 1 or not has_han(gram))
    return found or [word]


def _unit(words: tuple[str, ...], counts: dict[str, int], items: int) -> Unit:
    held = {word: min(counts.get(gram, 0) for gram in _asked(word)) for word in words}
    kept = tuple(word for word in words if held[word])
    if not kept:
        return Unit(words[:1], _UNKNOWN * math.log(1 + items), known=False)
    # The commonest of the synonyms says how much the meaning tells.
    return Unit((words[0], *(w for w in kept if w != words[0])), math.log(1 + items / max(held.values())), known=True)


def by_words(
    reader: IndexReader, query: ParsedQuery, scope: Scope, found: Found, least: float = LEAST_COVERAGE
) -> list[Unit]:
    """Items that hold most of the query's words; answers the words, for marking."""
    units = units_of(reader, query.core) if query.core else []
    known = [unit for unit in units if unit.known]
    if not known:
        return units
    whole = sum(unit.weight for unit in units)
    typed = query.key
    for row in reader.words(_candidates(reader, known, scope)):
        match = _weighed(row, units, whole)
        if match.score >= matches.SOME_WORDS + least * _STRETCH:
            found.add(row.item, match)
        inside = _name_inside(row, typed)
        if inside is not None:
            found.add(row.item, inside)
    return units


_STRETCH: Final = matches.MESSAGE - matches.SOME_WORDS - 20


def _candidates(reader: IndexReader, known: Sequence[Unit], scope: Scope) -> list[int]:
    """Items worth weighing, those that hold most first."""
    asked = [any_of(all_of(_asked(word)) for word in unit.words) for unit in known]
    seen: dict[int, None] = dict.fromkeys(reader.docs(" AND ".join(asked), scope))
    if len(known) > 1 and len(seen) < _CANDIDATES:
        for size in (3, 2, 1):
            for some in combinations(asked[:_RAREST], size):
                if size < len(asked) and len(seen) < _MOST_WEIGHED:
                    seen.update(dict.fromkeys(reader.docs(" AND ".join(some), scope, _CANDIDATES)))
    return list(seen)[:_MOST_WEIGHED]


def _weighed(row: WordsRow, units: Sequence[Unit], whole: float) -> Match:
    weight = in_title = in_names = 0.0
    for unit in units:
        share, place = _best_place(row, unit)
        weight += unit.weight * share * place
        in_title += unit.weight * share * (place == 1.0)
        in_names += unit.weight * share * (place >= _IN_NAMES)
    coverage = weight / whole
    closeness = matches.COVERAGE / 2 * min(1.0, sum(len(unit.words[0]) for unit in units) / max(1, len(row.title)))
    enough = 0.8 * whole
    if in_title >= enough:
        return Match(matches.ALL_WORDS_IN_TITLE * in_title / whole + closeness, MatchKind.TITLE)
    if in_names >= enough:
        return Match(matches.ALL_WORDS_IN_NAMES * in_names / whole + closeness, MatchKind.TEXT)
    return Match(matches.SOME_WORDS + _STRETCH * coverage, MatchKind.TEXT)


def _best_place(row: WordsRow, unit: Unit) -> tuple[float, float]:
    """How well the unit is met (synonyms a little less), and where it stands."""
    if not unit.known:
        return 0.0, 0.0
    best = (0.0, 0.0)
    for place, word in enumerate(unit.words):
        share = _SYNONYM if place else 1.0
        for text, worth in ((row.title, 1.0), (row.names, _IN_NAMES), (row.plain, _IN_PLAIN), (row.weak, _IN_WEAK)):
            if word in text:
                if share * worth > best[0] * best[1]:
                    best = (share, worth)
                break
    return best


def _name_inside(row: WordsRow, typed: str) -> Match | None:
    """A whole name of the item that stands inside a longer query."""
    longest = ""
    for name in row.names.split("\n"):
        compact = key(name)
        if _SHORTEST_INSIDE <= len(compact) < len(typed) and len(compact) > len(longest) and compact in typed:
            longest = compact
    if not longest or (longest.isascii() and len(longest) < 2 * _SHORTEST_INSIDE):
        return None
    score = matches.NAME_INSIDE + matches.COVERAGE * len(longest) / len(typed)
    return Match(score, MatchKind.ALIAS, longest, 0, len(longest))
