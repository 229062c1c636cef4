"""Python's search for unreachable cycles, on the UI thread alone and when nobody waits for the window.

Python searches in whichever thread happens to allocate. A cycle that holds widgets, found in a worker, would be taken
apart there: Qt objects destroyed outside their thread, while the UI thread paints them or delivers an event to them,
end the process now and then with no trace of a cause. So the search by itself is off as long as workers may run, and a
timer of the UI thread does what it would have done, by the same counters and thresholds.
"""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING, Final
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOK_MS: Final = 500
_QUIET_S: Final = 1.0
"""A search of everything may take more than a frame: it waits until no key was pressed for so long."""
_LONGEST_S: Final = 120.0
"""For somebody who never pauses: after so long it is made all the same."""
_SHARE: Final = 200
"""Searches of everything take at most one part in so many of the time."""

_HELD: Final[WeakSet[Collector]] = WeakSet()
_was_on = True


class Collector(QObject):
    """One for each set of workers; make it on the UI thread.

    Until ``begin`` nothing is searched at all: while the window comes up, nothing dies.
    """

    def __init__(
        self, idle_seconds: Callable[[], float] | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self._idle, self._clock = idle_seconds, clock
        self._last, self._cost = clock(), 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def take_over(self) -> None:
        """No thread searches by itself from now on."""
        global _was_on  # the switch is one for the whole process, too
        if not _HELD:
            _was_on = gc.isenabled()
        _HELD.add(self)
        gc.disable()

    def begin(self, idle_seconds: Callable[[], float]) -> None:
        """Search from time to time; ``idle_seconds`` says how long nobody touched anything."""
        self.take_over()
        self._idle = idle_seconds
        self._timer.start()

    def give_back(self) -> None:
        """The workers are gone; Python may search by itself again where it did so before."""
        self._timer.stop()
        held = self in _HELD
        _HELD.discard(self)
        if held and not _HELD and _was_on:
            gc.enable()

    def look(self) -> int:
        """Search the generation that is due; gives it, -1 for none. Called by itself."""
        counts = gc.get_count()
        due = [count > limit for count, limit in zip(counts, gc.get_threshold(), strict=True)]
        if due[2] and self._may_search_all():
            began = self._clock()
            gc.collect(2)
            self._last = self._clock()
            self._cost = self._last - began
            return 2
        generation = 1 if due[1] else 0 if due[0] else -1
        if generation >= 0:
            gc.collect(generation)
        return generation

    def _may_search_all(self) -> bool:
        waited = self._clock() - self._last
        if waited < self._cost * _SHARE:
            return False
        return self._idle is None or self._idle() >= _QUIET_S or waited >= _LONGEST_S
