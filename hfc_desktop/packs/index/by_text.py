"""Layers that match what was typed letter by letter: codes, ids, names, messages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.lookup import MatchKind
from hfc_desktop.packs.index import matches
from hfc_desktop.packs.index.matches import Found, Match
from hfc_desktop.packs.index.schema import NAMES_BELOW, Tier
from hfc_desktop.packs.index.tokens import key

if TYPE_CHECKING:
    from hfc_desktop.packs.index.query import ParsedQuery
    from hfc_desktop.packs.index.reader import IndexReader, NameRow, Scope

_FULL_ID: Final = re.compile(r"[a-z_]+\.[a-z0-9-]*")
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]*)+|[a-z]+[0-9]+")
_SHORT_CODE: Final = re.compile(r"([A-Z]{1,4})([0-9])")
_PART: Final = (matches.TITLE, matches.TITLE, matches.ALIAS_PART, matches.ENGLISH_PART)
"""Worth of a part of a name, by tier."""
_FEWEST_DIGITS: Final = 3
"""A run of digits alone names the inside of a code from this length on."""


def by_code(reader: IndexReader, query: ParsedQuery, scope: Scope, found: Found) -> None:
    """Exact codes and fragments of codes; never anything near a code."""
    for code in query.codes:
        if not _code(reader, query, code, scope, found):
            short = _SHORT_CODE.fullmatch(code)
            if short:
                _code(reader, query, f"{short[1]}0{short[2]}", scope, found)


def _code(reader: IndexReader, query: ParsedQuery, code: str, scope: Scope, found: Found) -> bool:
    rows = reader.codes(code, scope)
    inside = not code.isdigit() or len(code) >= _FEWEST_DIGITS
    in_a_sentence = code.isdigit() and query.han  # an amount or a date more often than a piece of a number
    for suffix, item, whole, main in rows:
        exact = whole and suffix == code
        if not exact and (in_a_sentence or not (whole or inside)):
            continue
        base = matches.EXACT_CODE if exact else matches.CODE_PART + matches.COVERAGE * len(code) / len(suffix)
        kind = MatchKind.CODE if exact else MatchKind.CODE_FRAGMENT
        found.add(item, Match(base + 20 * main, kind))
    return bool(rows)


def by_id(reader: IndexReader, query: ParsedQuery, scope: Scope, found: Found) -> None:
    """Ids and parts of ids."""
    if _FULL_ID.fullmatch(query.raw):
        column = "id"
    elif _SLUG.fullmatch(query.raw):
        column = "slug"
    else:
        return
    for item, text in reader.ids(column, query.raw, scope):
        exact = text == query.raw
        base = matches.CODE_PART if exact else matches.NAME_IN_FULL - matches.AT_START
        kind = MatchKind.CODE if exact else MatchKind.CODE_FRAGMENT
        found.add(item, Match(base + matches.COVERAGE * len(query.raw) / len(text), kind))


def by_name(reader: IndexReader, query: ParsedQuery, scope: Scope, found: Found) -> None:
    """Names and messages that hold the query, or the query without its idle words, in one piece.

    A single character is no piece: it is left to the layer of words.
    """
    for place, text in enumerate(dict.fromkeys((query.text, query.core))):
        typed = key(text)
        if len(typed) < 2:
            continue
        phrase = reader.text_phrase(text, scope)
        rows = reader.names(phrase, scope) if phrase else []
        named = ((row.item, _name_match(row, typed, 20.0 * place)) for row in rows)
        found.add_all((item, match) for item, match in named if match is not None)


def _name_match(row: NameRow, typed: str, less: float) -> Match | None:
    start = row.key.find(typed)
    if start < 0:
        return None
    cover = matches.COVERAGE * len(typed) / len(row.key) + matches.AT_START * (start == 0)
    full = len(typed) == len(row.key)
    if row.tier >= NAMES_BELOW:
        return Match(matches.MESSAGE + cover - less + 20 * full, MatchKind.MESSAGE, row.key, start, len(typed))
    if full:
        base = matches.NAME_IN_FULL - 2 * row.tier
        kind = MatchKind.ALIAS if row.tier == Tier.ALIAS else MatchKind.TITLE
        return Match(base - less, kind, row.key, start, len(typed))
    return Match(_PART[row.tier] + cover - less, MatchKind.TITLE, row.key, start, len(typed))
