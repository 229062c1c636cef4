"""Layer for names of places: 乌市, 巴州, 库尔勒 lead to the hotlines of that place and of the places above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.vocabulary import Kind
from hfc_desktop.domain.lookup import MatchKind
from hfc_desktop.packs.index import matches
from hfc_desktop.packs.index.by_words import units_of
from hfc_desktop.packs.index.matches import Found, Match
from hfc_desktop.packs.index.reader import Scope
from hfc_desktop.packs.index.tokens import REGION, key

if TYPE_CHECKING:
    from hfc_desktop.packs.index.query import ParsedQuery
    from hfc_desktop.packs.index.reader import IndexReader

_LONGEST_QUERY: Final = 24
_LONGEST_NAME: Final = 12
_SHORTEST_NAME: Final = 2
_SHORTEST_COUNTY: Final = 3
_MOST_HOTLINES: Final = 100
_STEP_UP: Final = 70.0
"""More than words are worth: who names a place wants that place before the one above it."""


def by_place(reader: IndexReader, query: ParsedQuery, kinds: frozenset[Kind], found: Found) -> None:
    """Hotlines of the place that the query names, best those whose words fit the rest of the query."""
    typed = query.key
    if not (query.han and reader.has_regions) or len(typed) < _SHORTEST_NAME or (kinds and Kind.HOTLINE not in kinds):
        return
    for name, code in _places(reader, typed):
        rest = typed.replace(name, " ", 1).strip()
        for step, region in enumerate(reader.region_line(code)):
            _hotlines(reader, region, rest, _STEP_UP * step, found)


def _places(reader: IndexReader, typed: str) -> list[tuple[str, str]]:
    """The longest names of places in what was typed, with their codes."""
    asked = {
        typed[start:end]
        for start in range(min(len(typed), _LONGEST_QUERY))
        for end in range(start + _SHORTEST_NAME, min(len(typed), start + _LONGEST_NAME) + 1)
    }
    named = [
        (name, code)
        for name, code in reader.regions_named(asked)
        if name == typed or code.endswith("00") or len(name) >= _SHORTEST_COUNTY
    ]
    longest = max((len(name) for name, _code in named), default=0)
    return [(name, code) for name, code in named if len(name) == longest]


def _hotlines(reader: IndexReader, region: str, rest: str, less: float, found: Found) -> None:
    items = reader.in_scope(reader.holders((REGION + region,)), Scope.of((Kind.HOTLINE,)), _MOST_HOTLINES)
    if not items:
        return
    units = [unit for unit in units_of(reader, reader.lexicon.without_idle(rest)) if unit.known] if rest else []
    for row in reader.words(items):
        text = key(row.names) + row.plain
        met = sum(unit.weight for unit in units if any(word in text for word in unit.words))
        share = met / sum(unit.weight for unit in units) if units else float(not rest)
        base = matches.ALL_WORDS_IN_TITLE if rest else matches.NAME_IN_FULL - 10
        found.add(row.item, Match(base + matches.COVERAGE * share - less, MatchKind.ALIAS))
