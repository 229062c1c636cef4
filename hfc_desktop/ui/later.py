"""Calls that wait until control is back in the event loop, and work that is done there piece by piece.

``QTimer.singleShot(0, owner, call)`` of PySide 6.11 never lets go of ``call`` when ``owner`` is destroyed before its
turn comes: a card that is opened and left at once would stay in memory with all that it holds. A timer of the owner's
own goes with it, and so does what it would have called.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QObject

_SLICE_S: Final = 0.008
"""For how long pieces are begun before the window may do something else: half a frame."""


class Gradually:
    """Work in pieces, a few in each turn of the event loop, so that no key waits for the whole of it.

    Args:
        owner: nothing is worked off any more once it is destroyed.
        pieces: does one piece up to each ``yield``; a piece should take less than half a frame.
        slice_s: in each turn pieces are begun for so long, in seconds; 0 for one piece a turn.
    """

    def __init__(self, owner: QObject, pieces: Iterator[object], slice_s: float = _SLICE_S) -> None:
        self._pieces, self._slice_s = pieces, slice_s
        self._working = self.done = False
        self._timer = QTimer(owner)
        self._timer.timeout.connect(self._work_a_slice)

    def start(self) -> None:
        """Begin, or go on, in the next turn of the event loop."""
        if not self.done:
            self._timer.start(0)

    def finish(self) -> None:
        """Do all that is left at once. A piece that asks for it is answered by what comes after it."""
        self._work(float("inf"))

    def _work_a_slice(self) -> None:
        self._work(self._slice_s)

    def _work(self, seconds: float) -> None:
        if self._working or self.done:
            return
        self._working = True
        began = time.perf_counter()
        try:
            for _piece in self._pieces:
                if time.perf_counter() - began > seconds:
                    return
            self.done = True
            self._timer.stop()
        finally:
            self._working = False


def soon(owner: QObject, call: Callable[[], object]) -> None:
    """Make ``call`` once the events at hand are dealt with, unless ``owner`` is destroyed first."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.timeout.connect(call)
    timer.timeout.connect(timer.deleteLater)
    timer.start(0)
