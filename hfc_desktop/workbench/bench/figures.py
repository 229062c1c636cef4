"""What a benchmark reports."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured thing beside its floor.

    Attributes:
        name: dotted name, as ``startup.painted`` or ``lookup.5000.p99``.
        ours: our figure in ``unit``.
        floor: the bare thing under it, same unit; 0 when there is no floor.
        unit: ``ms`` or ``MB``.
        limit: largest ratio that is acceptable; 0 when only the figure counts.
    """

    name: str
    ours: float
    floor: float
    unit: str = "ms"
    limit: float = 0.0

    @property
    def ratio(self) -> float | None:
        """Ours over the floor."""
        return self.ours / self.floor if self.floor else None

    def to_json(self) -> dict[str, object]:
        """The row of ``hfc bench --json``."""
        return {
            "name": self.name,
            f"ours_{self.unit.lower()}": round(self.ours, 3),
            f"floor_{self.unit.lower()}": round(self.floor, 3),
            "ratio": None if self.ratio is None else round(self.ratio, 3),
            "limit": self.limit or None,
        }


def percentile(values: Sequence[float], percent: float) -> float:
    """The value below which ``percent`` of ``values`` lie, by rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def milliseconds(work: Callable[[], object]) -> float:
    """Time of one call."""
    started = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - started) / 1e6


def cpu_milliseconds(work: Callable[[], object]) -> float:
    """Time that this process computed during one call: for work that waits for nothing, whatever else runs beside."""
    started = time.process_time_ns()
    work()
    return (time.process_time_ns() - started) / 1e6


def interleaved(
    ours: Callable[[], object], floor: Callable[[], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Times of both, one after the other in every round, so that a drifting machine treats both alike."""
    pairs = [(milliseconds(ours), milliseconds(floor)) for _round in range(rounds)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]
