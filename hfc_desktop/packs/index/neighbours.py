"""Which syllables stand side by side in names: all that sound asks before it asks for names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_NONE: Final[frozenset[str]] = frozenset()


class Neighbours:
    """The pairs of syllables that occur in names, each with the number of names; a name begins after an empty one.

    A few thousand pairs, read once: every keystroke in pinyin asks for dozens of them.
    """

    def __init__(self, counted: Iterable[tuple[str, int]]) -> None:
        self._counts: dict[str, int] = dict(counted)
        self._after: dict[str, set[str]] = {}
        self._sides: set[tuple[str, str]] = set()
        for pair in self._counts:
            before, _space, after = pair.partition(" ")
            self._after.setdefault(before, set()).add(after)
            for left in (before, before[:1]):
                self._sides |= {(left, after), (left, after[:1])}

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
        return (before, after) in self._sides
