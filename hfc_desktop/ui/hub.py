"""What happened, told to all screens at once. A screen refreshes only what concerns it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Hub(QObject):
    """Signals that every screen may hear.

    Attributes:
        changes_made: ``(Changes, initiator)`` after a write was committed; the initiator is the object that asked for
            it, or ``None``.
        guidance_changed: other packs are active; search and open cards are out of date.
        settled: the window is painted and idle; what can wait may begin.
        fault: ``(HfcError)`` that no screen dealt with; the window words it.
        bug: ``(BaseException)``; goes to a crash report.
    """

    changes_made = Signal(object, object)
    guidance_changed = Signal()
    settled = Signal()
    fault = Signal(object)
    bug = Signal(object)
