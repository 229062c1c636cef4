"""Decides where lines end: how willing each place is, and the greatest willingness that fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hfc_desktop.documents.layout import characters as chars

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hfc_desktop.documents.faces import Face

_EDGE: Final = 1e-6
_CANNOT, _ANYWHERE, _INSIDE, _UNIT, _SOFT, _MAY = range(6)
"""How willingly a line breaks at a place; the greatest that fits is taken."""
_ROOM_FOR_MENDING: Final = 6
"""Lines narrower than this, in em, may end a paragraph with a single character."""
_HOLE: Final = 0.6
"""A line filled less than this has a hole, if what follows could begin on it."""
_STRAIGHT_QUOTE: Final = '"'


@dataclass(slots=True)
class Cluster:
    """A character with its combining marks, as it stands in its line.

    Attributes:
        text: what it is.
        advance: how far it moves on, with its neighbours considered.
        first: the character without its marks.
        drawn: how far its face moves on by itself when it is drawn.
        gap: space before it, dropped at the start of a line.
        half: how it is drawn when it gives up its empty half at the edge of a line.
    """

    text: str
    face: Face
    advance: float
    first: str
    drawn: float
    traits: chars.Traits
    gap: float = 0.0
    half: Face | None = None


def visible_part(clusters: Sequence[Cluster]) -> Sequence[Cluster]:
    """Without the spaces that hang over the end of the line."""
    end = len(clusters)
    while end and clusters[end - 1].traits.space:
        end -= 1
    return clusters[:end]


def start_trim(cluster: Cluster) -> float:
    """What the first cluster of a line gives up at its left."""
    return 0.5 if cluster.half is not None and cluster.first in chars.WIDE_OPENING else 0.0


def end_trim(cluster: Cluster) -> float:
    """What the last cluster of a line gives up at its right."""
    return 0.5 if cluster.half is not None and cluster.first in chars.WIDE_CLOSING else 0.0


def width_of(clusters: Sequence[Cluster], first: int, end: int) -> float:
    """Width of a line from ``first`` to ``end``, in em, without what hangs or is given up at its edges."""
    visible = visible_part(clusters[first:end])
    if not visible:
        return 0.0
    inner = -visible[0].gap
    for cluster in visible:
        inner += cluster.advance + cluster.gap
    start = start_trim(visible[0])
    return inner - start - (end_trim(visible[-1]) if len(visible) > 1 or not start else 0.0)


# -- willingness ----------------------------------------------------------------------------------------------------


def _quote_roles(clusters: Sequence[Cluster]) -> dict[int, chars.Traits]:
    """Straight quotation marks beside Chinese, told apart by their order: they open and close in turn."""
    roles: dict[int, chars.Traits] = {}
    for place, cluster in enumerate(clusters):
        if cluster.first == _STRAIGHT_QUOTE:
            around = (*clusters[max(0, place - 1) : place], *clusters[place + 1 : place + 2])
            if any(neighbour.traits.ideograph for neighbour in around):
                roles[place] = chars.traits("“" if len(roles) % 2 == 0 else "”")
    return roles


def _one_word(clusters: Sequence[Cluster], place: int) -> bool:
    """Whether the clusters before and at ``place`` belong to one word or number."""
    left, right = clusters[place - 1].traits, clusters[place].traits
    if left.word and right.word:
        return True
    if left.word_sign or right.word_sign:
        return not left.ideograph and not right.ideograph
    if right.inner_sign:
        return left.word and place + 1 < len(clusters) and clusters[place + 1].traits.word
    return left.inner_sign and right.word and place > 1 and clusters[place - 2].traits.word


def _number_and_unit(left: chars.Traits, right: chars.Traits) -> bool:
    return (left.digit and right.unit) or (left.counter and right.digit)


def willingness(clusters: Sequence[Cluster]) -> list[int]:
    """How willingly a line ends before each cluster."""
    wills = [_CANNOT] * len(clusters)
    roles = _quote_roles(clusters)
    inked = -1
    for place, cluster in enumerate(clusters):
        right = roles.get(place, cluster.traits)
        if right.space or right.mark:  # spaces hang over the end, marks stay with what they are on
            continue
        if inked >= 0:
            wills[place] = _will(clusters, roles.get(inked, clusters[inked].traits), right, inked, place)
        elif place:
            wills[place] = _ANYWHERE
        inked = place
    return wills


def _will(clusters: Sequence[Cluster], left: chars.Traits, right: chars.Traits, inked: int, place: int) -> int:
    if right.never_first or left.never_last:
        return _ANYWHERE
    if _number_and_unit(left, right) and place - inked <= 2:
        return _UNIT
    if clusters[place - 1].traits.space:
        return _MAY
    if _one_word(clusters, place):
        return _SOFT if left.soft or right.soft_before else _INSIDE
    return _MAY


# -- ends -----------------------------------------------------------------------------------------------------------


def _best_end(clusters: Sequence[Cluster], wills: Sequence[int], first: int, room: float) -> int:
    """Where the line that begins at ``first`` ends: the last of the most willing places that fit."""
    count, x, place = len(clusters), -start_trim(clusters[first]), first
    best = [0] * (_MAY + 1)
    while place < count:
        cluster = clusters[place]
        x += cluster.advance + (cluster.gap if place > first else 0.0)
        if x > room + _EDGE and place > first and not cluster.traits.space and x - end_trim(cluster) > room + _EDGE:
            break
        place += 1
        if place == count:
            return count
        best[wills[place]] = place
    if _leaves_a_hole(clusters, wills, best, first, room):
        return best[_SOFT]
    for will in (_MAY, _SOFT, _UNIT, _INSIDE, _ANYWHERE):
        if best[will]:
            return best[will]
    end = max(place, first + 1)
    while end < count and wills[end] == _CANNOT:
        end += 1
    return end


def _leaves_a_hole(
    clusters: Sequence[Cluster], wills: Sequence[int], best: Sequence[int], first: int, room: float
) -> bool:
    """Whether a line would stay mostly empty before an address that fits on no line anyway, so it may begin here."""
    if best[_SOFT] <= best[_MAY] or width_of(clusters, first, best[_MAY]) > room * _HOLE:
        return False
    end = best[_MAY] + 1
    while end < len(clusters) and wills[end] < _MAY:
        end += 1
    return width_of(clusters, best[_MAY], end) > room


def _lonely(clusters: Sequence[Cluster], first: int) -> bool:
    """Whether a last line has a single character, stops not counted."""
    inked = [cluster for cluster in clusters[first:] if not cluster.traits.never_first and not cluster.traits.space]
    return len(inked) == 1 and inked[0].traits.han


def line_ends(clusters: Sequence[Cluster], room: float) -> Iterator[tuple[int, bool]]:
    """Where lines end, and whether no rule allowed it there and one was broken."""
    count = len(clusters)
    if width_of(clusters, 0, count) <= room + _EDGE:
        yield count, False
        return
    wills = willingness(clusters)
    ends: list[int] = []
    first = 0
    while first < count:
        first = _best_end(clusters, wills, first, room)
        ends.append(first)
    if len(ends) > 1 and room > _ROOM_FOR_MENDING and _lonely(clusters, ends[-2]):
        start = ends[-3] if len(ends) > 2 else 0
        earlier = next((place for place in range(ends[-2] - 1, start + 1, -1) if wills[place] == _MAY), 0)
        if earlier and width_of(clusters, earlier, count) <= room:
            ends[-2] = earlier
    for end in ends:
        yield end, end < count and wills[end] < _SOFT
