"""Pinyin on the query side (implements ``services.ports.SoundReader``): letters to syllables, characters to syllables.

Forgives the slips of dialect and haste. Standard library only: readings of single characters come from
``resources/text/readings.txt``; pypinyin is needed only where packs are installed (see ``text.pinyin``).
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING, Final

from hfc_desktop.paths import resources_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_SLIPS: Final = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("v", "u"), ("ng", "n"))
_VOWELS: Final = frozenset("aeiouv")
_NEVER_FIRST: Final = frozenset("iuv")
_LONGEST: Final = 6
_LETTERS_A_SLIP: Final = 4
_MOST_SLIPS: Final = 2
_MOST_WAYS: Final = 6
_MOST_READINGS: Final = 8


@cache
def _table() -> tuple[Mapping[str, tuple[str, ...]], frozenset[str]]:
    """Readings by character, likeliest first, and all syllables."""
    rows = [row.split("\t") for row in (resources_dir() / "text" / "readings.txt").read_text("utf-8").splitlines()]
    readings: dict[str, tuple[str, ...]] = {}
    for syllable, first, _also in rows:
        readings.update(dict.fromkeys(first, (syllable,)))
    for syllable, _first, also in rows:
        for character in also:
            readings[character] = (*readings[character], syllable)
    return readings, frozenset(syllable for syllable, _first, _also in rows if not _VOWELS.isdisjoint(syllable))


def readings_of(character: str) -> tuple[str, ...]:
    """Toneless readings of one character, likeliest first; letters and digits read as themselves."""
    return _table()[0].get(character) or ((character,) if character.isascii() else ())


@lru_cache(maxsize=4096)
def _canonical(syllable: str) -> str:
    for heard, folded in _SLIPS:
        syllable = syllable.replace(heard, folded)
    return syllable


@cache
def _known() -> frozenset[str]:
    """Canonical syllables."""
    return frozenset(map(_canonical, _table()[1]))


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(s[:size] for s in _known() for size in range(1, len(s) + 1)) - _NEVER_FIRST


@lru_cache(maxsize=512)
def _completions(letters: str) -> tuple[str, ...]:
    return tuple(sorted(syllable for syllable in _known() if syllable.startswith(letters)))


class Sounds:
    """Reads queries by sound. An element of a way is (canonical letters, whether they are a whole syllable)."""

    def load(self) -> None:
        """Read the tables now, so that no keystroke pays for it."""
        _beginnings()
        _by_rest()

    def canonical(self, syllable: str) -> str:
        """One syllable with zh/z, ch/c, sh/s, n/ng, l/n and v/u folded together."""
        return _canonical(syllable)

    def splits(self, letters: str) -> Sequence[tuple[tuple[str, bool], ...]]:
        """Ways to read letters as syllables, beginnings of syllables and initials, likeliest first.

        ``sifadj`` is read as si, fa, d, j.
        """
        return _splits(letters.lower())

    def completions(self, letters: str) -> Sequence[str]:
        """Canonical syllables that begin with these canonical letters."""
        return _completions(letters)

    def of_text(self, text: str) -> Sequence[tuple[str, ...]]:
        """Canonical syllables of Chinese text, a syllable a character; several ways for characters read so."""
        choices: list[Sequence[str]] = []
        ways = 1
        for character in text:
            found = tuple(dict.fromkeys(map(_canonical, readings_of(character)))) or (character,)
            found = found if ways * len(found) <= _MOST_READINGS else found[:1]
            ways *= len(found)
            choices.append(found)
        return list(product(*choices))

    def mended(self, letters: str, follows: Callable[[str, str], bool]) -> Sequence[tuple[str, ...]]:
        """Whole syllables that mistyped letters were probably meant to be, fewest slips first.

        One slip (a letter too many, missing, wrong, or two swapped) is forgiven for every four letters, two at most.

        Args:
            letters: as typed.
            follows: whether one canonical syllable may follow another; an empty first one means the beginning.
        """
        budget = min(len(letters) // _LETTERS_A_SLIP, _MOST_SLIPS)
        if not budget:
            return []
        typed = letters.lower()
        needed = _slips_needed(typed)
        for slips in range(max(1, needed[0]), budget + 1):
            found = [way for _slips, way in islice(_mend(typed, 0, slips, "", follows, needed, set()), 60)]
            if found:
                return sorted(dict.fromkeys(found), key=len)[:_MOST_WAYS]
        return []


@lru_cache(maxsize=256)
def _splits(letters: str) -> tuple[tuple[tuple[str, bool], ...], ...]:
    found = list(islice(_split(letters), 24))
    found.sort(key=lambda way: (sum(not whole for _letters, whole in way[:-1]), len(way)))
    return tuple(dict.fromkeys(found))[:_MOST_WAYS]


def _split(letters: str) -> Iterator[tuple[tuple[str, bool], ...]]:
    if not letters:
        yield ()
        return
    for size in range(min(_LONGEST, len(letters)), 0, -1):
        for head in _heads(letters[:size], last=size == len(letters)):
            for rest in _split(letters[size:]):
                yield (head, *rest)


def _heads(chunk: str, *, last: bool) -> Iterator[tuple[str, bool]]:
    """Readings of ``chunk`` as one element."""
    folded = _canonical(chunk)
    if len(chunk) > 1 and folded in _known():
        yield folded, True
    elif (last or len(folded) == 1) and folded in _beginnings() and chunk[0] not in _NEVER_FIRST:
        yield folded, False
    elif len(chunk) == 1 and chunk.isdigit():
        yield chunk, True


def _slips_needed(letters: str) -> list[int]:
    """Fewest slips with which the letters from each place on are syllables at all, whatever may follow what."""
    needed = [0] * (len(letters) + 1)
    for start in range(len(letters) - 1, -1, -1):
        ends = range(start + 1, min(start + _LONGEST + 1, len(letters)) + 1)
        costs = [near[0][0] + needed[end] for end in ends if (near := _near(letters[start:end]))]
        needed[start] = min(costs, default=len(letters))
    return needed


def _mend(
    letters: str,
    start: int,
    budget: int,
    before: str,
    follows: Callable[[str, str], bool],
    needed: Sequence[int],
    dead: set[tuple[int, int, str]],
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Splits of ``letters`` from ``start`` on into syllables with at most ``budget`` slips in all.

    A branch whose rest takes more slips than are left is not entered; ``dead`` ends are tried once.
    """
    if start == len(letters):
        yield 0, ()
        return
    if (start, budget, before) in dead:
        return
    leads_on = False
    for end in range(min(start + _LONGEST + 1, len(letters)), start, -1):
        spare = budget - needed[end]
        if spare < 0:
            continue
        for slips, syllable in _near(letters[start:end]):
            if slips > spare:
                break  # the exact one comes first
            if follows(before, syllable):
                for more, rest in _mend(letters, end, budget - slips, syllable, follows, needed, dead):
                    leads_on = True
                    yield slips + more, (syllable, *rest)
    if not leads_on:
        dead.add((start, budget, before))


@lru_cache(maxsize=8192)
def _near(letters: str) -> tuple[tuple[int, str], ...]:
    """Canonical syllables equal to ``letters`` or one slip away."""
    folded = _canonical(letters)
    shorter = _without_one(folded)
    candidates = (shorter & _known()).union(_by_rest().get(folded, ()), *(_by_rest().get(s, ()) for s in shorter))
    near = tuple((1, syllable) for syllable in sorted(candidates) if syllable != folded and _one_slip(folded, syllable))
    return ((0, folded), *near) if folded in _known() else near


@cache
def _by_rest() -> Mapping[str, tuple[str, ...]]:
    """Syllables by what is left of them when one letter is taken out."""
    found: dict[str, list[str]] = {}
    for syllable in sorted(_known()):
        for rest in _without_one(syllable):
            found.setdefault(rest, []).append(syllable)
    return {rest: tuple(syllables) for rest, syllables in found.items()}


def _without_one(letters: str) -> set[str]:
    return {letters[:at] + letters[at + 1 :] for at in range(len(letters))}


def _one_slip(typed: str, meant: str) -> bool:
    """Whether two texts that share a rest are one slip apart; a letter moved further than one place is two slips."""
    if len(typed) != len(meant):
        return True
    differing = [at for at in range(len(typed)) if typed[at] != meant[at]]
    return len(differing) == 1 or (len(differing) == 2 and differing[1] - differing[0] == 1)
