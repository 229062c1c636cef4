"""Breaks text into lines by the rules of Chinese typography, for any text and any width.

ReportLab breaks before a comma and after an opening bracket; this breaker does not:

- no stop or closer begins a line, no opener ends one, dashes and ellipses are not torn apart;
- a number stays with its unit, a word whole; a word wider than the line is broken before a hyphen, after a slash or
  dot first;
- full-width punctuation gives up its empty half at the edges of a line and beside other punctuation;
- between Chinese and Latin or digits there is a fixed space, whether the author typed one or not; in an English
  document a space that was typed stays as wide as between its other words;
- a paragraph does not end with a single character on a line of its own.

Where a line ends is decided in ``breaking``. Widths are in em of the text's size. Nothing is lost: the texts of the
lines, joined, are the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from hfc_desktop.documents.faces import Face, glyph, half_glyph
from hfc_desktop.documents.layout import characters as chars
from hfc_desktop.documents.layout.breaking import Cluster, end_trim, line_ends, start_trim, visible_part, width_of
from hfc_desktop.i18n import CHINESE, language
from hfc_desktop.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hfc_desktop.documents.faces import Glyph

GAP: Final = 0.095
"""Space between Chinese and Latin. Programs that read text out of a file see a space from 0.1 em on; none was typed."""
_MOST_SPREAD: Final = 0.09
"""Most that characters are moved apart to fill a line; kept under 0.1 em for the same reason."""
_EDGE: Final = 1e-6
_WIDE: Final = chars.WIDE_OPENING | chars.WIDE_CLOSING
_NARROW_OPENING: Final = frozenset("([{<")
_NARROW_CLOSING: Final = frozenset(")]}>,.;:")


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
        visible = visible_part(self.clusters)
        if spread_to is None or self.last:
            return _runs(visible, frozenset(), 0.0)
        holes = frozenset(
            place
            for place in range(1, len(visible))
            if visible[place].gap == 0
            and not visible[place].traits.mark
            and (visible[place].traits.ideograph or visible[place - 1].traits.ideograph)
        )
        spread = (spread_to - self.width) / len(holes) if holes else 0.0
        return _runs(visible, holes, spread if 0 < spread <= _MOST_SPREAD else 0.0)


def _edges(visible: Sequence[Cluster]) -> dict[int, float]:
    """Places at the edges of a line that give up their empty half, and how much that is."""
    trims = {0: start_trim(visible[0])} if visible else {}
    last = len(visible) - 1
    if not trims.get(last):
        trims[last] = end_trim(visible[last]) if visible else 0.0
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


class _Pattern(NamedTuple):
    """What a character is everywhere: with the face that draws it, its traits, and its half if it has one."""

    drawn: Glyph
    half: Glyph | None
    traits: chars.Traits


@cache
def _pattern(character: str, bold: bool) -> _Pattern:
    found = glyph(character, bold)
    assert found is not None, "printable() leaves no such character"
    return _Pattern(found, half_glyph(character, bold), chars.traits(character))


def _clusters(text: str, bold: bool) -> list[Cluster]:
    result: list[Cluster] = []
    for character in text:
        (face, width), half, traits = _pattern(character, bold)
        if traits.mark and result and result[-1].face == face:
            result[-1].text += character
            result[-1].drawn += width
        else:
            result.append(Cluster(character, face, width, character, width, traits, half=half.face if half else None))
    return result


def _squeeze(clusters: list[Cluster], bold: bool) -> None:
    """Let punctuation give up its empty halves beside other punctuation; who does not may still at an edge."""
    for place, cluster in enumerate(clusters):
        if cluster.half is None:
            continue
        after = clusters[place + 1].first if place + 1 < len(clusters) else ""
        before = clusters[place - 1].first if place else ""
        if len(cluster.text) > 1 or not _gives_way(cluster, before, after):
            continue
        half = half_glyph(cluster.text, bold)
        if half is not None:
            cluster.face, cluster.advance = half
            cluster.drawn, cluster.half = cluster.advance, None


def _gives_way(cluster: Cluster, before: str, after: str) -> bool:
    if cluster.first in chars.MIDDLE_DOTS:
        return True
    if cluster.first in chars.WIDE_CLOSING:
        return (after != "" and (after in _WIDE or after in _NARROW_CLOSING)) or _latin_quote(cluster, after)
    return (before != "" and (before in chars.WIDE_OPENING or before in _NARROW_OPENING)) or _latin_quote(
        cluster, before or " "
    )


def _latin_quote(cluster: Cluster, neighbour: str) -> bool:
    """Whether a curly quotation mark stands in Latin text, where it takes half an em."""
    return cluster.first in "“”‘’" and bool(neighbour) and (neighbour == " " or chars.is_wordlike(neighbour))


def _space_out(clusters: list[Cluster], *, narrowed: bool) -> None:
    """Put the fixed space between Chinese and Latin, or make it of the space that was typed if that is ``narrowed``."""
    for place in range(1, len(clusters)):
        left, here = clusters[place - 1].traits, clusters[place].traits
        if not here.space and _mixed(left, here):
            clusters[place].gap = GAP
        typed = narrowed and clusters[place].first == " " and place + 1 < len(clusters)
        if typed and _mixed(left, clusters[place + 1].traits):
            clusters[place].advance = GAP


def _mixed(left: chars.Traits, right: chars.Traits) -> bool:
    return (left.han and right.latin) or (left.latin and right.han)


@lru_cache(maxsize=4096)
def _broken(text: str, room: float, bold: bool, language: str) -> tuple[Line, ...]:
    result: list[Line] = []
    for paragraph in printable(text, bold).split("\n"):
        clusters = _clusters(paragraph, bold)
        if not clusters:
            result.append(Line("", (), 0.0, last=True))
            continue
        _squeeze(clusters, bold)
        _space_out(clusters, narrowed=language == CHINESE)
        result += _cut_up(clusters, room)
    return tuple(result)


def _cut_up(clusters: Sequence[Cluster], room: float) -> Iterator[Line]:
    first, count = 0, len(clusters)
    for end, forced in line_ends(clusters, room):
        part = tuple(clusters[first:end])
        text = "".join([cluster.text for cluster in part])
        yield Line(text, part, width_of(clusters, first, end), last=end == count, forced=forced)
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
