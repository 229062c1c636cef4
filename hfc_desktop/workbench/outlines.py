"""Makes TrueType outlines small: fewer units to the em, and no point that nobody could see.

Rare characters are many (60,000) and seldom printed. At 256 units to the em a point is off by at most 0.02 pt in body
text, well under what a 600 dpi printer can draw, and most of the points that stroke-built fonts carry fall away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates

if TYPE_CHECKING:
    from collections.abc import Sequence

Point = tuple[float, float]
Segment = tuple[Point, ...]
"""Two points for a line; start, control and end for a quadratic curve. Starts where the one before ends."""

UNITS: Final = 256
TOLERANCE: Final = 0.6
"""Greatest distance between old and new outline, in units of the new em."""
_LONGEST_RUN: Final = 24


def _distance(point: Point, start: Point, end: Point) -> float:
    """Distance of ``point`` from the segment between ``start`` and ``end``."""
    width, height = end[0] - start[0], end[1] - start[1]
    length = width * width + height * height
    if length == 0:
        return float(((point[0] - start[0]) ** 2 + (point[1] - start[1]) ** 2) ** 0.5)
    share = ((point[0] - start[0]) * width + (point[1] - start[1]) * height) / length
    share = min(1.0, max(0.0, share))
    across, along = point[0] - start[0] - share * width, point[1] - start[1] - share * height
    return float((across * across + along * along) ** 0.5)


def segments(points: Sequence[Point], on_curve: Sequence[bool]) -> list[Segment]:
    """A closed TrueType contour as lines and quadratic curves, with the implied points written out."""
    full: list[tuple[Point, bool]] = []
    for place, point in enumerate(points):
        if not on_curve[place] and not on_curve[place - 1]:
            before = points[place - 1]
            full.append((((before[0] + point[0]) / 2, (before[1] + point[1]) / 2), True))
        full.append((point, on_curve[place]))
    first = next(place for place, (_point, on) in enumerate(full) if on)
    full = [*full[first:], *full[:first], full[first]]
    result: list[Segment] = []
    start, control = full[0][0], None
    for point, on in full[1:]:
        if not on:
            control = point
        else:
            result.append((start, point) if control is None else (start, control, point))
            start, control = point, None
    return result


def _samples(segment: Segment) -> tuple[Point, ...]:
    """Points by which a merged line is judged: the end, and of a curve its middle."""
    if len(segment) == 2:
        return (segment[1],)
    start, control, end = segment
    middle = ((start[0] + 2 * control[0] + end[0]) / 4, (start[1] + 2 * control[1] + end[1]) / 4)
    return (middle, end)


def _corner(start: Point, toward: Point, end: Point, back: Point) -> Point | None:
    """Where the tangents at both ends meet, if they meet ahead of the start and behind the end."""
    ax, ay = toward[0] - start[0], toward[1] - start[1]
    bx, by = back[0] - end[0], back[1] - end[1]
    cross = ax * by - ay * bx
    if abs(cross) < 1e-6:
        return None
    share = ((end[0] - start[0]) * by - (end[1] - start[1]) * bx) / cross
    other = ((end[0] - start[0]) * ay - (end[1] - start[1]) * ax) / cross
    return (start[0] + share * ax, start[1] + share * ay) if share > 0 and other > 0 else None


def _curve_point(segment: Segment, share: float) -> Point:
    rest = 1 - share
    start, control, end = segment
    return (
        rest * rest * start[0] + 2 * rest * share * control[0] + share * share * end[0],
        rest * rest * start[1] + 2 * rest * share * control[1] + share * share * end[1],
    )


def _as_line(run: Sequence[Segment]) -> Segment | None:
    start, end = run[0][0], run[-1][-1]
    inside = [point for segment in run for point in _samples(segment)]
    return (start, end) if all(_distance(point, start, end) <= TOLERANCE for point in inside) else None


def _as_curve(run: Sequence[Segment]) -> Segment | None:
    start, end = run[0][0], run[-1][-1]
    corner = _corner(start, run[0][1], end, run[-1][-2])
    if corner is None:
        return None
    merged = (start, corner, end)
    drawn = [_curve_point(merged, step / 8) for step in range(9)]
    for segment in run:
        for point in _samples(segment):
            if min(_distance(point, drawn[step], drawn[step + 1]) for step in range(8)) > TOLERANCE:
                return None
    return merged


def simplified(path: Sequence[Segment]) -> list[Segment]:
    """The same shape within ``TOLERANCE`` by fewer segments: greedy runs, first as a line, then as one curve."""
    result: list[Segment] = []
    place = 0
    while place < len(path):
        best, used = path[place], 1
        for length in range(1, min(_LONGEST_RUN, len(path) - place) + 1):
            run = path[place : place + length]
            merged = _as_line(run) or (_as_curve(run) if length > 1 and any(len(one) == 3 for one in run) else None)
            if merged is not None:
                best, used = merged, length
            elif length > used + 2:
                break
        result.append(best)
        place += used
    return result


def _rounded(path: Sequence[Segment]) -> tuple[list[tuple[int, int]], list[int]]:
    points: list[tuple[int, int]] = []
    flags: list[int] = []
    for segment in path:
        for place, point in enumerate(segment[1:], start=1):
            whole = (round(point[0]), round(point[1]))
            on = int(place == len(segment) - 1)
            if points and on and flags[-1] and points[-1] == whole:
                continue
            points.append(whole)
            flags.append(on)
    if len(points) > 1 and points[0] == points[-1] and flags[0] and flags[-1]:
        del points[-1], flags[-1]
    return points, flags


def shrink_glyph(glyph: Any, scale: float) -> None:  # noqa: ANN401  fontTools has no types
    """Rewrite a simple glyph at ``scale`` with as few points as the tolerance allows."""
    if glyph.numberOfContours <= 0:
        return
    coordinates, ends, flags = glyph.coordinates, glyph.endPtsOfContours, glyph.flags
    points: list[tuple[int, int]] = []
    on_curve: list[int] = []
    new_ends: list[int] = []
    first = 0
    for last in ends:
        outline = [(x * scale, y * scale) for x, y in coordinates[first : last + 1]]
        on = [bool(flag & 1) for flag in flags[first : last + 1]]
        first = last + 1
        if len(outline) < 3 or not any(on):
            continue
        new_points, new_flags = _rounded(simplified(segments(outline, on)))
        if len(new_points) >= 3:
            points += new_points
            on_curve += new_flags
            new_ends.append(len(points) - 1)
    glyph.numberOfContours = len(new_ends)
    glyph.coordinates = GlyphCoordinates(points)
    glyph.flags = bytearray(on_curve)
    glyph.endPtsOfContours = new_ends


def shrink_font(font: Any) -> None:  # noqa: ANN401  fontTools has no types
    """Bring a TrueType font to ``UNITS`` to the em and thin out its outlines."""
    scale = UNITS / font["head"].unitsPerEm
    outlines = font["glyf"]
    for name in font.getGlyphOrder():
        glyph = outlines[name]
        shrink_glyph(glyph, scale)
        glyph.recalcBounds(outlines)
    metrics = font["hmtx"].metrics
    for name, (advance, _bearing) in metrics.items():
        metrics[name] = (round(advance * scale), getattr(outlines[name], "xMin", 0) or 0)
    font["head"].unitsPerEm = UNITS
    for table, fields in (
        ("hhea", ("ascent", "descent", "lineGap")),
        ("OS/2", ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent", "xAvgCharWidth")),
    ):
        for field in fields:
            setattr(font[table], field, round(getattr(font[table], field) * scale))
