"""Breaks text into lines by the rules of Chinese typography, for any text and any width.

ReportLab breaks before a comma and after an opening bracket; this breaker does not:

- no stop or closer begins a line, no opener ends one, dashes and ellipses are not torn apart;
- a number stays with its unit, a word whole; a word wider than the line is broken after a hyphen, slash or dot first;
- full-width punctuation gives up its empty half at the edges of a line and beside other punctuation;
- between Chinese and Latin or digits there is a fixed space, whether the author typed one or not;
- a paragraph does not end with a single character on a line of its own.

Widths are in em of the text's size. Nothing is lost: the texts of the lines, joined, are the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from hfc_desktop.documents.faces import Face, glyph, half_glyph
from hfc_desktop.documents.layout import characters as chars
from hfc_desktop.i18n import gettext as _
from hfc_desktop.i18n import language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GAP: Final = 0.095
"""Space between Chinese and Latin. Programs that read text out of a file see a space from 0.1 em on; none was typed."""
_MOST_SPREAD: Final = 0.09
"""Most that characters are moved apart to fill a line; kept under 0.1 em for the same reason."""
_EDGE: Final = 1e-6
_WIDE: Final = chars.WIDE_OPENING | chars.WIDE_CLOSING
_CANNOT, _ANYWHERE, _INSIDE, _SOFT, _MAY = range(5)
"""How willingly a line breaks at a place; the greatest that fits is taken."""


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
    gap: float = 0.0
    half: Face | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs drawn in one go; ``x`` in em from the start of the line."""

    face: Face
    text: str
    x: float
    spread: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        text: all of its characters, hanging spaces included.
        width: width of what is drawn, in em.
        last: it ends a paragraph, so it is never spread.
        forced: no rule allowed a break anywhere in it, so one was broken.
    """

    text: str
    clusters: tuple[Cluster, ...]
    width: float
    last: bool
    forced: bool = False

    def runs(self, spread_to: float | None = None) -> list[Run]:
        """What to draw; spread to the width named, in em, unless the line is too short for that."""
        visible = _visible(self.clusters)
        if spread_to is None or self.last:
            return _runs(visible, frozenset(), 0.0)
        holes = frozenset(
            place
            for place in range(1, len(visible))
            if visible[place].gap == 0
            and (chars.is_ideograph(visible[place].first) or chars.is_ideograph(visible[place - 1].first))
        )
        spread = (spread_to - self.width) / len(holes) if holes else 0.0
        return _runs(visible, holes, spread if 0 < spread <= _MOST_SPREAD else 0.0)


def _visible(clusters: Sequence[Cluster]) -> Sequence[Cluster]:
    end = len(clusters)
    while end and chars.is_space(clusters[end - 1].first):
        end -= 1
    return clusters[:end]


def _start_trim(cluster: Cluster) -> float:
    """What the first cluster of a line gives up at its left."""
    return 0.5 if cluster.half is not None and cluster.first in chars.WIDE_OPENING else 0.0


def _end_trim(cluster: Cluster) -> float:
    """What the last cluster of a line gives up at its right."""
    return 0.5 if cluster.half is not None and cluster.first in chars.WIDE_CLOSING else 0.0


def _edges(visible: Sequence[Cluster]) -> dict[int, float]:
    """Places at the edges of a line that give up their empty half, and how much that is."""
    trims = {0: _start_trim(visible[0])} if visible else {}
    last = len(visible) - 1
    if not trims.get(last):
        trims[last] = _end_trim(visible[last]) if visible else 0.0
    return {place: trim for place, trim in trims.items() if trim}


def _runs(visible: Sequence[Cluster], holes: frozenset[int], spread: float) -> list[Run]:
    """Neighbours of one face with the same space between them go into one run."""
    result: list[Run] = []
    edges = _edges(visible)
    face, texts, start, inside, count = None, [""], 0.0, 0.0, 0
    x = end = 0.0
    for place, cluster in enumerate(visible):
        here, advance, drawn = cluster.face, cluster.advance, cluster.drawn
        if place in edges and cluster.half is not None:
            here, advance = cluster.half, advance - edges[place]
            drawn = advance
        if place:
            x += cluster.gap + (spread if place in holes else 0.0)
        hole = x - end
        even = abs(hole - inside) < _EDGE or (count == 1 and abs(hole - spread) < _EDGE)
        if here is face and even and (len(cluster.text) == 1 or abs(hole) < _EDGE):  # no spread before a mark
            if count == 1:
                inside = hole
            texts.append(cluster.text)
            count += len(cluster.text)
        else:
            if face is not None:
                result.append(Run(face, "".join(texts), start, inside if count > 1 else 0.0))
            face, texts, start, inside, count = here, [cluster.text], x, 0.0, len(cluster.text)
        end = x + drawn
        x += advance
    if face is not None:
        result.append(Run(face, "".join(texts), start, inside if count > 1 else 0.0))
    return result


def missing_mark(character: str) -> str:
    """What stands for a character that no face has."""
    return _("〔U+{code} has no glyph〕").format(code=f"{ord(character):04X}")


def printable(text: str, bold: bool = False) -> str:
    """``text`` with what cannot be drawn replaced: tabs by spaces, unknown characters by an honest mark."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if all(_is_plain(character, bold) for character in set(text)):
        return text
    return "".join(_replaced(character, bold) for character in text)


@cache
def _is_plain(character: str, bold: bool) -> bool:
    return character == "\n" or _replaced(character, bold) == character


def _replaced(character: str, bold: bool) -> str:
    if character == "\n":
        return character
    found = glyph(character, bold) is not None
    if chars.is_space(character):
        return character if found else " "
    if chars.is_invisible(character):
        return ""
    return character if found else missing_mark(character)


def _clusters(text: str, bold: bool) -> list[Cluster]:
    result: list[Cluster] = []
    for character in text:
        found = glyph(character, bold)
        assert found is not None, "printable() leaves no such character"
        if chars.is_mark(character) and result and result[-1].face == found.face:
            result[-1].text += character
            result[-1].drawn += found.width
        else:
            result.append(Cluster(character, found.face, found.width, character, found.width))
    return result


def _squeeze(clusters: list[Cluster], bold: bool) -> None:
    """Let punctuation give up its empty halves beside other punctuation, and note who can at an edge."""
    for place, cluster in enumerate(clusters):
        half = half_glyph(cluster.text, bold) if len(cluster.text) == 1 else None
        if half is None:
            continue
        after = clusters[place + 1].first if place + 1 < len(clusters) else ""
        before = clusters[place - 1].first if place else ""
        if _gives_way(cluster, before, after):
            cluster.face, cluster.advance = half
            cluster.drawn = cluster.advance
        else:
            cluster.half = half.face


def _gives_way(cluster: Cluster, before: str, after: str) -> bool:
    if cluster.first in chars.MIDDLE_DOTS:
        return True
    if cluster.first in chars.WIDE_CLOSING:
        return after in _WIDE or _latin_quote(cluster, after)
    return (before != "" and before in chars.WIDE_OPENING) or _latin_quote(cluster, before or " ")


def _latin_quote(cluster: Cluster, neighbour: str) -> bool:
    """Whether a curly quotation mark stands in Latin text, where it takes half an em."""
    return cluster.first in "“”‘’" and bool(neighbour) and (neighbour == " " or chars.is_wordlike(neighbour))


def _space_out(clusters: list[Cluster]) -> None:
    """Put the fixed space between Chinese and Latin, or make it of the space that was typed."""
    for place in range(1, len(clusters)):
        left, here = clusters[place - 1], clusters[place]
        if here.first == " " and place + 1 < len(clusters):
            if _mixed(left.first, clusters[place + 1].first):
                here.advance = GAP
        elif _mixed(left.first, here.first):
            here.gap = GAP


def _mixed(left: str, right: str) -> bool:
    latin_right = chars.is_wordlike(right) or right in "%℃"
    latin_left = chars.is_wordlike(left) or left in "%℃"
    return (_is_han(left) and latin_right) or (latin_left and _is_han(right))


def _is_han(character: str) -> bool:
    return (
        chars.is_ideograph(character)
        and character not in chars.NEVER_FIRST
        and character not in chars.NEVER_LAST
        and not "\u3000" <= character <= "\u303f"
    )


def _one_word(clusters: Sequence[Cluster], place: int) -> bool:
    """Whether the clusters before and at ``place`` belong to one word or number."""
    left, right = clusters[place - 1].first, clusters[place].first
    if chars.is_wordlike(left) and chars.is_wordlike(right):
        return True
    if chars.is_word_sign(left) or chars.is_word_sign(right):
        return not chars.is_ideograph(left) and not chars.is_ideograph(right)
    after = clusters[place + 1].first if place + 1 < len(clusters) else ""
    before = clusters[place - 2].first if place > 1 else ""
    if chars.is_inner_sign(right):
        return chars.is_wordlike(left) and bool(after) and chars.is_wordlike(after)
    if chars.is_inner_sign(left):
        return chars.is_wordlike(right) and bool(before) and chars.is_wordlike(before)
    return False


def _number_and_unit(left: str, right: str) -> bool:
    return (left.isdecimal() and right in chars.UNITS) or (left in chars.COUNTERS and right.isdecimal())


def _willingness(clusters: Sequence[Cluster], place: int) -> int:
    """How willingly a line ends before ``clusters[place]``."""
    right = clusters[place].first
    if chars.is_space(right):
        return _CANNOT
    inked = place - 1
    while inked >= 0 and chars.is_space(clusters[inked].first):
        inked -= 1
    if inked < 0:
        return _ANYWHERE
    left = clusters[inked].first
    if right in chars.NEVER_FIRST or left in chars.NEVER_LAST:
        return _ANYWHERE
    if inked < place - 1:
        return _MAY
    if _one_word(clusters, place):
        return _SOFT if chars.breaks_softly(left) else _INSIDE
    return _INSIDE if _number_and_unit(left, right) else _MAY


def _width(clusters: Sequence[Cluster], first: int, end: int) -> float:
    visible = _visible(clusters[first:end])
    if not visible:
        return 0.0
    inner = sum(cluster.advance + cluster.gap for cluster in visible) - visible[0].gap
    return inner - _start_trim(visible[0]) - _end_trim(visible[-1])


def _best_end(clusters: Sequence[Cluster], wills: Sequence[int], first: int, room: float) -> int:
    """Where the line that begins at ``first`` ends."""
    count, x, place = len(clusters), -_start_trim(clusters[first]), first
    best: dict[int, int] = {}
    while place < count:
        cluster = clusters[place]
        x += cluster.advance + (cluster.gap if place > first else 0.0)
        fits = x - _end_trim(cluster) <= room + _EDGE or chars.is_space(cluster.first)
        if not fits and place > first:
            break
        place += 1
        if place == count:
            return count
        best[wills[place]] = place
    for will in (_MAY, _SOFT, _INSIDE, _ANYWHERE):
        if will in best:
            return best[will]
    end = place
    while end < count and wills[end] == _CANNOT:
        end += 1
    return end


def _lonely(clusters: Sequence[Cluster], first: int) -> bool:
    inked = [cluster for cluster in clusters[first:] if cluster.first not in chars.NEVER_FIRST]
    return len(inked) == 1 and _is_han(inked[0].first)


def _ends(clusters: Sequence[Cluster], room: float) -> Iterator[int]:
    if _width(clusters, 0, len(clusters)) <= room + _EDGE:
        yield len(clusters)
        return
    wills = [_CANNOT, *(_willingness(clusters, place) for place in range(1, len(clusters)))]
    ends: list[int] = []
    first = 0
    while first < len(clusters):
        first = _best_end(clusters, wills, first, room)
        ends.append(first)
    if len(ends) > 1 and room > 6 and _lonely(clusters, ends[-2]):
        start = ends[-3] if len(ends) > 2 else 0
        earlier = [place for place in range(ends[-2] - 1, start + 1, -1) if wills[place] == _MAY]
        if earlier and _width(clusters, earlier[0], len(clusters)) <= room:
            ends[-2] = earlier[0]
    yield from ends


@lru_cache(maxsize=4096)
def _broken(text: str, room: float, bold: bool, language: str) -> tuple[Line, ...]:
    result: list[Line] = []
    for paragraph in printable(text, bold).split("\n"):
        clusters = _clusters(paragraph, bold)
        if not clusters:
            result.append(Line("", (), 0.0, last=True))
            continue
        _squeeze(clusters, bold)
        _space_out(clusters)
        result += _cut_up(clusters, room)
    return tuple(result)


def _cut_up(clusters: Sequence[Cluster], room: float) -> Iterator[Line]:
    first, count = 0, len(clusters)
    for end in _ends(clusters, room):
        part = tuple(clusters[first:end])
        yield Line(
            "".join([cluster.text for cluster in part]),
            part,
            _width(clusters, first, end),
            last=end == count,
            forced=end < count and _willingness(clusters, end) < _SOFT,
        )
        first = end


def break_lines(text: str, room: float, bold: bool = False) -> tuple[Line, ...]:
    """Lines of ``text``, each at most ``room`` em wide; at least one line, empty for an empty paragraph.

    Measuring, cutting and drawing a page ask for the same lines; they are kept until ``forget_lines``.
    """
    return _broken(text, room, bold, language())


def forget_lines() -> None:
    """Keep no text of a document that is finished."""
    _broken.cache_clear()


def text_width(text: str, bold: bool = False) -> float:
    """Width of ``text`` on one line, in em."""
    return max(line.width for line in break_lines(text, float("inf"), bold))
