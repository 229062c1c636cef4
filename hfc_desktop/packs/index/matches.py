"""How well something matched, on one scale for all layers of the search, and the collection of what was found.

The scale follows the order in which a teller expects results: exact code, part of a code, a name in full, part of a
title, initials and pinyin, words of a message, words of the text, words of the same sound, mistyped words.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hfc_desktop.domain.lookup import MatchKind

EXACT_CODE: Final = 1000.0
CODE_PART: Final = 900.0
NAME_IN_FULL: Final = 800.0
TITLE: Final = 700.0
ALIAS_PART: Final = 690.0
ENGLISH_PART: Final = 590.0
ALL_WORDS_IN_TITLE: Final = 640.0
SOUND: Final = 600.0
NAME_INSIDE: Final = 380.0
NAME_INSIDE_COVERAGE: Final = 240.0
"""A short name inside a long query may be beside the point, a long one hardly."""
ALL_PIECES: Final = 560.0
ALL_WORDS_IN_ONE_NAME: Final = 550.0
MESSAGE: Final = 535.0
ALL_WORDS_IN_NAMES: Final = 510.0
SURE: Final = 500.0
"""From here on a match is what was meant; below, it is a guess and later layers may guess better."""
SAME_SOUND: Final = 470.0
MESSAGE_SOUND: Final = 440.0
SOME_WORDS: Final = 180.0
MISTYPED: Final = 150.0

COVERAGE: Final = 60.0
"""What covering the whole name is worth within a layer."""
AT_START: Final = 8.0
_ANOTHER_NAME: Final = 1.2
_MOST_NAMES: Final = 8


class Match(NamedTuple):
    """Why an item was found: ``length`` characters of its name ``name`` (compared form) from ``start``."""

    score: float
    kind: MatchKind
    name: str = ""
    start: int = 0
    length: int = 0


class Found:
    """Items found so far, each with its best match."""

    def __init__(self) -> None:
        self._best: dict[int, Match] = {}

    def add(self, item: int, match: Match) -> None:
        """Keep ``match`` if the item has no better one."""
        held = self._best.get(item)
        if held is None or match.score > held.score:
            self._best[item] = match

    def add_all(self, named: Iterable[tuple[int, Match]]) -> None:
        """Keep each item's best match; an item with more names that match is more about what was asked."""
        best: dict[int, Match] = {}
        names: dict[int, int] = {}
        for item, match in named:
            held = best.get(item)
            if held is None:
                best[item] = match
                continue
            names[item] = names.get(item, 0) + 1
            if match.score > held.score:
                best[item] = match
        for item, match in best.items():
            more = names.get(item)
            if more is None:
                self.add(item, match)
            else:
                self.add(item, match._replace(score=match.score + _ANOTHER_NAME * min(more, _MOST_NAMES)))

    def __len__(self) -> int:
        return len(self._best)

    def __contains__(self, item: int) -> bool:
        return item in self._best

    @property
    def best(self) -> float:
        """Highest score so far."""
        return max((match.score for match in self._best.values()), default=0.0)

    def sure(self) -> int:
        """How many are surely meant."""
        return sum(match.score >= SURE for match in self._best.values())

    def ordered(self) -> Iterator[tuple[int, Match]]:
        """Items and matches, best first; equal ones in the order of rows."""
        by_row = sorted(self._best.items(), key=itemgetter(0))
        return iter(sorted(by_row, key=lambda pair: pair[1].score, reverse=True))
