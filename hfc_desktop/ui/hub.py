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
        reported: ``(ItemUse, Wrong or None)`` somebody reported an entry that no card shows, as a wrong number.
        scanned: ``(Scan)`` a reader read a card or code; who uses it sets ``taken``.
        shelf_changed: ``(ShelfGroup, ...)`` of ``widgets.shelf``: what is near at hand for whoever sits here.
        setting_changed: ``(key)`` of ``settings.ENTRIES``; it is stored already.
        fault: ``(HfcError)`` that no screen dealt with; the window words it.
        bug: ``(BaseException)``; goes to a crash report.
    """

    changes_made = Signal(object, object)
    guidance_changed = Signal()
    settled = Signal()
    reported = Signal(object, object)
    scanned = Signal(object)
    shelf_changed = Signal(object)
    setting_changed = Signal(str)
    fault = Signal(object)
    bug = Signal(object)
