"""The book of hotlines: places as a tree with the branch's own first, and the numbers of a place. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from hfc_desktop.domain.guidance.vocabulary import ItemStatus, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hfc_desktop.domain.guidance.hotline import Hotline
    from hfc_desktop.services.ports import GuidanceIndex, Now

NATIONAL: Final = "national"
"""Stands for the code of the whole country in the tree."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the tree.

    Attributes:
        code: GB/T 2260 code; ``NATIONAL`` for the whole country.
        name: its name; empty when no pack names it.
        numbers: how many entries it has itself.
        below: how many entries it has with all places below.
        own: whether the branch lies in it.
        places: places below, the branch's own first.
    """

    code: str
    name: str
    numbers: int
    below: int
    own: bool
    places: tuple[Place, ...] = ()


def line_of(region: str) -> tuple[str, ...]:
    """A region and those above it, nearest first; empty for none."""
    return tuple(dict.fromkeys((region, f"{region[:4]}00", f"{region[:2]}0000"))) if region else ()


class HotlineBook:
    """Hotlines of the active packs, seen from one branch."""

    def __init__(self, index: GuidanceIndex, now: Now) -> None:
        self._index = index
        self._now = now

    def entries(self, place: str = "", own_region: str = "") -> tuple[Hotline, ...]:
        """Entries of a place, then of those below, then of those above; of all places when none is named.

        Args:
            place: code of a place, or ``NATIONAL``.
            own_region: the branch's own region; without a place its line comes first.
        """
        found = self._active()
        if place:
            line = line_of("" if place == NATIONAL else place)
            found = [one for one in found if _code(one) == NATIONAL or _within(_code(one), place) or _code(one) in line]
        return tuple(sorted(found, key=lambda one: (*_nearness(_code(one), place, own_region), _code(one), one.id)))

    def tree(self, own_region: str = "") -> tuple[Place, ...]:
        """All places that have entries, the branch's own province first, then the whole country, then the others."""
        own = line_of(own_region)
        counts: dict[str, int] = {}
        for one in self._active():
            counts[_code(one)] = counts.get(_code(one), 0) + 1
        codes = {above for code in counts if code != NATIONAL for above in line_of(code)}
        names = self._index.region_names(codes)
        provinces = [
            _place(code, codes, counts, names, own)
            for code in _in_order((code for code in codes if code.endswith("0000")), own)
        ]
        national = Place(NATIONAL, "", counts.get(NATIONAL, 0), counts.get(NATIONAL, 0), own=False)
        return (
            *(place for place in provinces if place.own),
            national,
            *(place for place in provinces if not place.own),
        )

    def _active(self) -> list[Hotline]:
        today = self._now().date()
        items = (cast("Hotline", item) for item in self._index.items_of(Kind.HOTLINE))
        return [
            one for one in items if one.status is ItemStatus.ACTIVE and (one.valid_to is None or today <= one.valid_to)
        ]


def _code(one: Hotline) -> str:
    return one.region_code or NATIONAL


def _within(code: str, place: str) -> bool:
    """Whether a code lies in a place or is it."""
    return code == place or (code != NATIONAL and place in line_of(code))


def _nearness(code: str, place: str, own_region: str) -> tuple[int, int]:
    """Sorts the place itself first, then what is below, then what is above; without one, the branch's line first."""
    line = line_of(place or own_region) if place != NATIONAL else (NATIONAL,)
    if code in line:
        at = line.index(code)
        return (0, 0) if at == 0 else (2 if place else 0, at)
    if code == NATIONAL:
        return (3 if place else 1, 0)
    return (1 if place else 2, 0)


def _place(
    code: str, codes: Iterable[str], counts: Mapping[str, int], names: Mapping[str, str], own: Sequence[str]
) -> Place:
    below = [one for one in codes if one != code and _parent(one) == code]
    found = (_place(one, codes, counts, names, own) for one in _in_order(below, own))
    places = tuple(shown for one in found for shown in ((one,) if one.name or one.numbers else one.places))
    numbers = counts.get(code, 0)
    total = numbers + sum(place.below for place in places)
    return Place(code, names.get(code, ""), numbers, total, code in own, places)


def _parent(code: str) -> str:
    return "" if code.endswith("0000") else f"{code[:2]}0000" if code.endswith("00") else f"{code[:4]}00"


def _in_order(codes: Iterable[str], own: Sequence[str]) -> list[str]:
    return sorted(codes, key=lambda code: (code not in own, code))
