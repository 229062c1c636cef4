"""Layer for sentences: what share of the query's words an item holds, rare words weighing more, synonyms counting.

Only a bounded set of candidates is weighed: those that hold all words, then those that hold the rarest ones.
"""

from __future__ import annotations

import math
from functools import reduce
from operator import itemgetter, or_
from typing import TYPE_CHECKING, Final, NamedTuple

from hfc_desktop.domain.lookup import MatchKind
from hfc_desktop.packs.index import matches
from hfc_desktop.packs.index.matches import Found, Match
from hfc_desktop.packs.index.schema import item_number
from hfc_desktop.packs.index.tokens import grams, has_han, key, pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.packs.index.query import ParsedQuery
    from hfc_desktop.packs.index.reader import IndexReader, Scope, WordsRow

_MOST_UNITS: Final = 10
_MOST_ALTERNATIVES: Final = 8
_MOST_WEIGHED: Final = 48
_SYNONYM: Final = 0.85
_LATIN_SYNONYM: Final = 0.95
"""English words differ by form (frozen, freeze) more than by meaning."""
_IN_NAMES: Final = 0.95
_IN_PLAIN: Final = 0.7
_IN_WEAK: Final = 0.45
_UNKNOWN: Final = 0.3
_MEANING: Final = 1.25
"""A word of the editors' lists is surely a word, and surely of the trade."""
LEAST_COVERAGE: Final = 0.42
_MOST_OF_IT: Final = 0.7
_SHORTEST_INSIDE: Final = 3
_LOOKED_INTO: Final = 14
"""Best candidates whose names are looked into one by one."""


class Unit(NamedTuple):
    """One word of the query.

    Attributes:
        words: the word, then its synonyms.
        weight: rare words weigh more; a word that no item holds weighs a little.
        known: whether any item holds it.
        shares: each word with how well it meets the unit, whether it is of Latin letters, and the items that hold it.
        holders: items that hold any of them.
    """

    words: tuple[str, ...]
    weight: float
    known: bool
    shares: tuple[tuple[str, float, bool, int], ...] = ()
    holders: int = 0


def units_of(reader: IndexReader, text: str) -> list[Unit]:
    """The words of a query, without those that say nothing."""
    asked: dict[tuple[str, ...], float] = {}
    for piece, meanings in reader.lexicon.cut(text):
        if meanings:
            asked.setdefault((piece, *(word for word in meanings if word != piece))[:_MOST_ALTERNATIVES], _MEANING)
        else:
            found = pairs(piece)
            # Neighbouring pairs share a character: of a few in a row, about every second one is a word.
            share = (len(found) + 1) / (2 * len(found)) if has_han(piece) else 1.0
            for pair in found:
                asked.setdefault((pair,), share)
    pieces = list(asked)[: 2 * _MOST_UNITS]
    reader.holders({gram for words in pieces for word in words for gram in _asked(word)})
    units = [_unit(words, reader, asked[words]) for words in pieces]
    return sorted(units, key=lambda unit: (not unit.known, -unit.weight))[:_MOST_UNITS]


def _asked(word: str) -> list[str]:
    """Grams that the index must hold for ``word`` to be there."""
    found = sorted(gram for gram in grams(word) if len(gram) > 1 or not has_han(gram))
    return found or [word]


def _unit(words: tuple[str, ...], reader: IndexReader, share: float) -> Unit:
    holders = {word: reader.holders(_asked(word)) for word in words}
    kept = (words[0], *(word for word in words[1:] if holders[word]))
    most = max(held.bit_count() for held in holders.values())
    if not most:
        return Unit(words[:1], share * _UNKNOWN * math.log(1 + reader.items), known=False)
    synonym = _LATIN_SYNONYM if words[0].isascii() else _SYNONYM
    shares = tuple((word, synonym if place else 1.0, word.isascii(), holders[word]) for place, word in enumerate(kept))
    # The commonest of the synonyms says how much the meaning tells.
    weight = share * math.log(1 + reader.items / most)
    return Unit(kept, weight, known=True, shares=shares, holders=reduce(or_, holders.values()))


class Weighed(NamedTuple):
    """The items worth weighing for one sentence, best first, so that a second look need not weigh them again.

    Attributes:
        items: each with how much of the sentence it holds.
        named: matches of whole names of the best of them.
    """

    items: Sequence[tuple[int, Match]] = ()
    named: Sequence[tuple[int, Match]] = ()

    def add_to(self, found: Found, least: float = LEAST_COVERAGE) -> None:
        """Add the items that hold at least the share ``least`` of the sentence."""
        for item, match in self.items:
            if match.score >= matches.SOME_WORDS + least * _STRETCH:
                found.add(item, match)
        for item, match in self.named:
            found.add(item, match)


def by_words(reader: IndexReader, query: ParsedQuery, scope: Scope) -> Weighed:
    """Items by what share of the query's words they hold."""
    units = units_of(reader, query.text)
    known = [unit for unit in units if unit.known]
    if not known:
        return Weighed()
    whole = sum(unit.weight for unit in units)
    typed = query.core_key
    weighed = [(_weighed(row, units, whole), row) for row in reader.words(_candidates(reader, known, scope))]
    weighed.sort(key=lambda pair: -pair[0].score)
    named = [
        (row.item, better)
        for _match, row in weighed[:_LOOKED_INTO]
        for better in (_name_inside(row, typed), _best_name(row, known, whole))
        if better is not None
    ]
    return Weighed([(row.item, match) for match, row in weighed], named)


_STRETCH: Final = matches.SURE - matches.SOME_WORDS - 20


def _candidates(reader: IndexReader, known: Sequence[Unit], scope: Scope) -> list[int]:
    """Items worth weighing, those that hold most first: all items are parted by which of the words they hold."""
    parts = [(0.0, reduce(or_, (unit.holders for unit in known)))]
    for unit in known:
        parts = [
            part
            for weight, items in parts
            for part in ((weight + unit.weight, items & unit.holders), (weight, items & ~unit.holders))
            if part[1]
        ]
    found: list[int] = []
    for _weight, items in sorted(parts, key=itemgetter(0), reverse=True):
        found += reader.in_scope(items, scope, _MOST_WEIGHED - len(found))
        if len(found) == _MOST_WEIGHED:
            break
    return found


def _weighed(row: WordsRow, units: Sequence[Unit], whole: float) -> Match:
    weight = in_title = in_names = 0.0
    held = 1 << item_number(row.item)
    for unit in units:
        worth, place = _best_place(row, unit, held)
        worth *= unit.weight
        weight += worth * place
        if place >= _IN_NAMES:
            in_names += worth
            if place == 1.0:
                in_title += worth
    coverage = weight / whole
    enough = 0.8 * whole
    if in_names < enough:
        return Match(matches.SOME_WORDS + _STRETCH * coverage, MatchKind.TEXT)
    closeness = matches.COVERAGE / 2 * min(1.0, sum(len(unit.words[0]) for unit in units) / max(1, len(row.title)))
    if in_title >= enough:
        return Match(matches.ALL_WORDS_IN_TITLE * in_title / whole + closeness, MatchKind.TITLE)
    return Match(matches.ALL_WORDS_IN_NAMES * in_names / whole + closeness, MatchKind.TEXT)


def _best_place(row: WordsRow, unit: Unit, held: int) -> tuple[float, float]:
    """How well the unit is met (synonyms a little less), and where it stands; the title is the first of the names.

    Args:
        row: the words of the item.
        unit: one word of the query.
        held: the item's bit among those that hold a word.
    """
    best_share = best_worth = best = 0.0
    if not unit.holders & held:
        return best_share, best_worth
    names, plain = row.names, row.plain
    for word, share, latin, holders in unit.shares:
        if share <= best or not holders & held:
            continue
        if word in names and (not latin or _begins_a_word(names, word)):
            worth = 1.0 if word in row.title else _IN_NAMES
        else:
            worth = _IN_PLAIN if word in plain else _IN_WEAK
        if share * worth > best:
            best_share, best_worth, best = share, worth, share * worth
            if worth == 1.0:
                break
    return best_share, best_worth


def _best_name(row: WordsRow, units: Sequence[Unit], whole: float) -> Match | None:
    """The one name of the item that holds most of the query and little else."""
    held = 1 << item_number(row.item)
    here = [(unit.weight, words) for unit in units if (words := _words_here(row, unit, held))]
    if sum(weight * words[0][1] for weight, words in here) < _MOST_OF_IT * whole:
        return None
    best: Match | None = None
    for name in row.names.split("\n"):
        weight, letters = 0.0, 0
        for unit_weight, words in here:
            for word, share, latin in words:
                if word in name and (not latin or _begins_a_word(name, word)):
                    weight += unit_weight * share
                    letters += len(word)
                    break
        share = weight / whole
        if share >= _MOST_OF_IT:
            closeness = min(1.0, letters / len(name))
            base = matches.ENGLISH_PART if name.isascii() else matches.ALL_WORDS_IN_ONE_NAME
            score = base * (0.9 + 0.1 * share) + matches.COVERAGE * (closeness - 0.5)
            if best is None or score > best.score:
                best = Match(score, MatchKind.ALIAS)
    return best


def _words_here(row: WordsRow, unit: Unit, held: int) -> list[tuple[str, float, bool]]:
    """Words of a unit that stand in names of the item; one of Latin letters may be the beginning of another."""
    return [
        (word, share, latin)
        for word, share, latin, holders in unit.shares
        if (latin or holders & held) and word in row.names
    ]


def _begins_a_word(text: str, word: str) -> bool:
    """Whether ``word`` stands in ``text`` where a word of Latin letters begins."""
    at = text.find(word)
    while at > 0 and text[at - 1].isascii() and text[at - 1].isalnum():
        at = text.find(word, at + 1)
    return at >= 0


def _name_inside(row: WordsRow, typed: str) -> Match | None:
    """A whole name of the item that stands inside a longer query."""
    longest = ""
    for name in row.names.split("\n"):
        compact = key(name) if " " in name else name
        if _SHORTEST_INSIDE <= len(compact) < len(typed) and len(compact) > len(longest) and compact in typed:
            longest = compact
    if not longest or (longest.isascii() and len(longest) < 2 * _SHORTEST_INSIDE):
        return None
    score = matches.NAME_INSIDE + matches.NAME_INSIDE_COVERAGE * len(longest) / len(typed)
    return Match(score, MatchKind.ALIAS, longest, 0, len(longest))
