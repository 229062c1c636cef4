"""Which syllables stand side by side in names: all that sound asks before it asks for names."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_NONE: Final[frozenset[str]] = frozenset()


class Neighbours:
    """The pairs of syllables that occur in names, each with the number of names; a name begins after an empty one.

    A few thousand pairs, read once: every keystroke in pinyin asks for dozens of them.
    Each table over them is made when a search first asks for it: the window's first search waits for one, not for all.
    """

    def __init__(self, counted: Iterable[tuple[str, int]]) -> None:
        self._counts: dict[str, int] = dict(counted)

    @cached_property
    def _after(self) -> dict[str, set[str]]:
        """What follows each syllable."""
        found: dict[str, set[str]] = {}
        for pair in self._counts:
            before, _space, after = pair.partition(" ")
            found.setdefault(before, set()).add(after)
        return found

    @cached_property
    def _initials(self) -> set[tuple[str, str]]:
        return {(before[:1], after[:1]) for before, _space, after in self._parted()}

    @cached_property
    def _initial_first(self) -> set[tuple[str, str]]:
        return {(before[:1], after) for before, _space, after in self._parted()}

    @cached_property
    def _initial_second(self) -> set[tuple[str, str]]:
        return {(before, after[:1]) for before, _space, after in self._parted()}

    def _parted(self) -> Iterator[tuple[str, str, str]]:
        return (pair.partition(" ") for pair in self._counts)

    def counts(self, pairs: Collection[str]) -> dict[str, int]:
        """In how many names each pair of syllables occurs; those that occur in none are left out."""
        known = self._counts
        return {pair: known[pair] for pair in pairs if pair in known}

    def follows(self, before: str, after: str) -> bool:
        """Whether one syllable follows another in some name."""
        return after in self._after.get(before, _NONE)

    def commonest(self, before: str, begun: str, most: int) -> list[str]:
        """Syllables that begin with ``begun`` and follow ``before`` in some name, the commonest first."""
        found = [syllable for syllable in self._after.get(before, _NONE) if syllable.startswith(begun)]
        return sorted(found, key=lambda syllable: (-self._counts[f"{before} {syllable}"], syllable))[:most]

    def side_by_side(self, before: str, after: str) -> bool:
        """Whether two of syllables and initials stand side by side in some name."""
        if len(after) == 1:  # a letter is an initial, or a syllable that is its own initial
            return (before, after) in (self._initials if len(before) == 1 else self._initial_second)
        return (before, after) in self._initial_first if len(before) == 1 else f"{before} {after}" in self._counts
