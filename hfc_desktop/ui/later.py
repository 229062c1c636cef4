"""Calls that wait until control is back in the event loop.

``QTimer.singleShot(0, owner, call)`` of PySide 6.11 never lets go of ``call`` when ``owner`` is destroyed before its
turn comes: a card that is opened and left at once would stay in memory with all that it holds. A timer of the owner's
own goes with it, and so does what it would have called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject


def soon(owner: QObject, call: Callable[[], object]) -> None:
    """Make ``call`` once the events at hand are dealt with, unless ``owner`` is destroyed first."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.timeout.connect(call)
    timer.timeout.connect(timer.deleteLater)
    timer.start(0)
