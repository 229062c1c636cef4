"""The last layer: mistyped pinyin, initials and English words. Codes are never guessed.

rapidfuzz is loaded here and only when all other layers came back empty-handed.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.lookup import MatchKind
from hfc_desktop.packs.index import matches
from hfc_desktop.packs.index.by_sound import Element, in_one_piece
from hfc_desktop.packs.index.matches import Found, Match
from hfc_desktop.packs.index.schema import NAMES_BELOW
from hfc_desktop.packs.index.tokens import all_of, any_of, initials_tokens, key, runs, syllable_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
    def _words(self) -> list[str]:
        return self._reader.latin_words()

    def load(self) -> None:
        """Read what the first guess needs."""
        import rapidfuzz.distance
        import rapidfuzz.process  # noqa: F401

        len(self._words)

    def by_guess(self, query: ParsedQuery, scope: Scope, found: Found) -> None:
        """Items whose names are a few slips away."""
        typed = key(query.text)
        if not (typed.isascii() and typed.isalpha() and _LETTERS_A_SLIP <= len(typed) <= _LONGEST):
            return
        self._mended_pinyin(typed, scope, found)
        if len(typed) <= _LONGEST_INITIALS:
            self._mended_initials(typed, scope, found)

    def _mended_pinyin(self, typed: str, scope: Scope, found: Found) -> None:
        ways = self._sounds.mended(typed, self._reader.neighbours.follows)
        for place, way in enumerate(ways):
            elements = tuple(Element(syllable, whole=True) for syllable in way)
            rows = self._reader.names(all_of(syllable_tokens(way)), scope)
            # A guess is worth half of what the same sound would be worth if it had been typed well.
            found.add_all(
                (item, Match(score / 2 - 5 * place, MatchKind.FUZZY, name, start, length))
                for item, (score, _kind, name, start, length) in in_one_piece(rows, elements)
            )

    def _mended_initials(self, typed: str, scope: Scope, found: Found) -> None:
        folded = self._sounds.canonical(typed)
        meant = sorted(set(_slips(folded, self._reader.neighbours.side_by_side)))
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


def _slips(letters: str, stand: Callable[[str, str], bool]) -> Iterator[str]:
    """What ``letters`` may have been before one slip: two swapped, one wrong, one missing, one too many.

    Only what begins a name and goes on as names do; ``stand`` tells whether one initial stands beside another.
    """
    yield from (swapped for swapped in _swaps(letters) if _stands(swapped, stand))
    heads = _standing_heads(letters, stand)
    tails = _standing_tails(letters, stand)
    for at in range(len(letters) + 1):
        if at not in heads:
            break
        head, before = letters[:at], letters[at - 1 : at]
        fitting = [other for other in _ALPHABET if stand(before, other)]
        for skipped in (0, 1):
            after = at + skipped
            if after not in tails:
                continue
            tail, following = letters[after:], letters[after : after + 1]
            if skipped and head + tail and (not following or stand(before, following)):
                yield head + tail
            yield from (head + other + tail for other in fitting if not following or stand(other, following))


def _stands(letters: str, stand: Callable[[str, str], bool]) -> bool:
    return all(stand(before, after) for before, after in pairwise(["", *letters]))


def _standing_heads(letters: str, stand: Callable[[str, str], bool]) -> set[int]:
    """Lengths of the beginnings of ``letters`` with which a name may begin."""
    found = {0}
    for at in range(len(letters)):
        if not stand(letters[at - 1 : at] if at else "", letters[at]):
            break
        found.add(at + 1)
    return found


def _standing_tails(letters: str, stand: Callable[[str, str], bool]) -> set[int]:
    """Places from which on ``letters`` stand in a name."""
    found = {len(letters)}
    for at in range(len(letters) - 1, -1, -1):
        if at + 1 < len(letters) and not stand(letters[at], letters[at + 1]):
            break
        found.add(at)
    return found
