"""Outlines keep their shape when they are thinned out."""

import pytest

from hfc_desktop.workbench.outlines import TOLERANCE, segments, simplified


def test_a_contour_of_curves_gets_its_implied_points():
    path = segments([(0, 0), (10, 0), (10, 10), (0, 10)], [True, False, False, True])
    assert path == [((0, 0), (10, 0), (10, 5)), ((10, 5), (10, 10), (0, 10)), ((0, 10), (0, 0))]


def test_points_on_a_straight_line_fall_away():
    points = [(x, 0) for x in range(0, 101, 10)] + [(100, 50), (0, 50)]
    path = simplified(segments(points, [True] * len(points)))
    assert [segment[-1] for segment in path] == [(100, 0), (100, 50), (0, 50), (0, 0)]


def test_a_corner_stays():
    points = [(0, 0), (100, 0), (100, 100), (0, 100)]
    assert len(simplified(segments(points, [True] * 4))) == 4


def test_many_small_curves_become_few_and_stay_within_the_tolerance():
    from math import cos, pi, sin

    points, on = [], []
    for step in range(64):
        angle = 2 * pi * step / 64
        radius = 100 if step % 2 == 0 else 100 / cos(pi / 32)
        points.append((radius * cos(angle), radius * sin(angle)))
        on.append(step % 2 == 0)
    path = simplified(segments(points, on))
    assert len(path) <= 20
    for segment in path:
        if len(segment) == 3:
            start, control, end = segment
            x, y = ((a + 2 * b + c) / 4 for a, b, c in zip(start, control, end, strict=True))
            assert (x * x + y * y) ** 0.5 == pytest.approx(100, abs=2 * TOLERANCE)
