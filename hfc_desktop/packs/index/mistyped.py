"""The last layer: mistyped pinyin, initials and English words. Codes are never guessed.

rapidfuzz is loaded here and only when all other layers came back empty-handed.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.lookup import MatchKind
from hfc_desktop.packs.index import matches
from hfc_desktop.packs.index.by_sound import Element, in_one_piece
from hfc_desktop.packs.index.matches import Found, Match
from hfc_desktop.packs.index.schema import NAMES_BELOW
from hfc_desktop.packs.index.tokens import all_of, any_of, initials_tokens, key, runs, syllable_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hfc_desktop.packs.index.query import ParsedQuery
    from hfc_desktop.packs.index.reader import IndexReader, NameRow, Scope
    from hfc_desktop.services.ports import SoundReader

_LETTERS_A_SLIP: Final = 4
_LONGEST_INITIALS: Final = 6
_LONGEST: Final = 24
_INSIDE: Final = 60
_ALPHABET: Final = "abcdefghjkmnopqrstwxyz"


class Mender:
    """Guesses what mistyped letters were meant to be, from what the index holds."""

    def __init__(self, reader: IndexReader, sounds: SoundReader) -> None:
        self._reader = reader
        self._sounds = sounds

    @cached_property
    def _pairs(self) -> frozenset[str]:
        return self._reader.all_pairs()

    @cached_property
    def _words(self) -> list[str]:
        return self._reader.latin_words()

    def load(self) -> None:
        """Read what the first guess needs."""
        import rapidfuzz.distance
        import rapidfuzz.process  # noqa: F401

        len(self._pairs), len(self._words)

    def by_guess(self, query: ParsedQuery, scope: Scope, found: Found) -> None:
        """Items whose names are a few slips away."""
        typed = key(query.text)
        if not (typed.isascii() and typed.isalpha() and _LETTERS_A_SLIP <= len(typed) <= _LONGEST):
            return
        self._mended_pinyin(typed, scope, found)
        if len(typed) <= _LONGEST_INITIALS:
            self._mended_initials(typed, scope, found)

    def _mended_pinyin(self, typed: str, scope: Scope, found: Found) -> None:
        ways = self._sounds.mended(typed, lambda before, after: f"{before} {after}" in self._pairs)
        for place, way in enumerate(ways):
            elements = tuple(Element(syllable, whole=True) for syllable in way)
            rows = self._reader.names(all_of(syllable_tokens(way)), scope)
            # A guess is worth half of what the same sound would be worth if it had been typed well.
            found.add_all(
                (item, match._replace(score=match.score / 2 - 5 * place, kind=MatchKind.FUZZY))
                for item, match in in_one_piece(rows, elements)
            )

    def _mended_initials(self, typed: str, scope: Scope, found: Found) -> None:
        folded = self._sounds.canonical(typed)
        meant = sorted(set(_slips(folded)))
        rows = self._reader.names_by_initials(meant, scope)
        found.add_all((row.item, self._initials_match(row, folded)) for row in rows)
        if not rows:
            anywhere = any_of(all_of(initials_tokens(letters)) for letters in _swaps(folded))
            inside = self._reader.names(anywhere, scope, names=_INSIDE, messages=0)
            found.add_all((row.item, Match(matches.MISTYPED, MatchKind.FUZZY)) for row in inside)

    @staticmethod
    def _initials_match(row: NameRow, typed: str) -> Match:
        swapped = sorted(typed) == sorted(syllable[0] for syllable in row.sounds.split("|")[0].split())
        score = matches.MISTYPED + 30 * swapped - 10 * (row.tier >= NAMES_BELOW)
        return Match(score, MatchKind.FUZZY, row.key, 0, len(row.key))

    def meant(self, text: str) -> str:
        """``text`` with mistyped Latin words replaced by the nearest words that the index holds; empty if none is."""
        words = [word if han else self._nearest(word) for han, word in runs(text)]
        meant = " ".join(words)
        return meant if all(words) and meant != text else ""

    def _nearest(self, word: str) -> str:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        slips = len(word) // _LETTERS_A_SLIP
        if not slips or word.isdigit() or any(c.isdigit() for c in word):
            return word
        best = process.extractOne(word, self._words, scorer=OSA.distance, score_cutoff=slips)
        return str(best[0]) if best else ""


def _swaps(letters: str) -> Iterator[str]:
    """Neighbouring letters swapped, the commonest slip of a hurried hand."""
    for at in range(len(letters) - 1):
        yield letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]


def _slips(letters: str) -> Iterator[str]:
    """What ``letters`` may have been before one slip: two swapped, one wrong, one missing, one too many."""
    yield from _swaps(letters)
    for at in range(len(letters)):
        head, tail = letters[:at], letters[at + 1 :]
        yield head + tail
        for other in _ALPHABET:
            yield head + other + tail
            yield head + other + letters[at:]
    for other in _ALPHABET:
        yield letters + other
