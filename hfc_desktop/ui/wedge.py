"""A reader that types: its prefix begins a reading, keys that follow faster than hands can make it up, Enter ends it.

What may be a reading is held back from the window until it is known to be none: then it is typed after all, a moment
later. So a reading lands in no field, presses no short cut, and a prefix typed by hand stays what it is.
"""

from __future__ import annotations

import time
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from hfc_desktop.ui.scan import scan_of

if TYPE_CHECKING:
    from collections.abc import Callable

GAP_MS: Final = 35
"""Readers send a character every 1 to 20 ms; the fastest typists need 60."""
SHORTEST: Final = 6
"""Fewer characters are no reading."""
_LONGEST: Final = 512
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_SILENT: Final = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock, Qt.Key.Key_AltGr}
)
"""Keys that a reader presses to write capitals."""
KEYS: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.KeyRelease})


class Step(Enum):
    """What is to be done with one character."""

    PASS = auto()
    HOLD = auto()
    READ = auto()
    RELEASE = auto()


class Wedge:
    """Tells readings from typing, by prefix and pace alone; knows no window."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self._text: list[str] | None = None
        self._last_ms = 0.0

    @property
    def holding(self) -> bool:
        """Whether something is held back."""
        return self._text is not None

    def feed(self, text: str, is_enter: bool, at_ms: float) -> tuple[Step, str]:
        """Take the next character; gives what to do, and the reading when it is whole.

        ``RELEASE`` means: type what was held back, then ask again for this character.
        """
        if self._text is None:
            if not self.prefix or text != self.prefix:
                return Step.PASS, ""
            self._text, self._last_ms = [], at_ms
            return Step.HOLD, ""
        slow = at_ms - self._last_ms > GAP_MS
        if slow or (is_enter and len(self._text) < SHORTEST) or len(self._text) >= _LONGEST:
            return Step.RELEASE, ""
        self._last_ms = at_ms
        if is_enter:
            whole, self._text = "".join(self._text), None
            return Step.READ, whole
        self._text.append(text)
        return Step.HOLD, ""

    def release(self) -> None:
        """Nothing is held back any more."""
        self._text = None


class WedgeFilter(QObject):
    """Watches every key of the application for readings.

    Attributes:
        scanned: ``(Scan)`` a reading was whole.
    """

    scanned = Signal(object)

    def __init__(self, prefix: str, parent: QObject, clock: Callable[[], float] = time.perf_counter) -> None:
        super().__init__(parent)
        self._wedge = Wedge(prefix)
        self._clock = clock
        self._held: list[tuple[QObject, QKeyEvent]] = []
        self._replaying = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(GAP_MS + 5)
        self._patience.timeout.connect(self.give_back)

    def set_prefix(self, prefix: str) -> None:
        """Another prefix; empty turns the reader off."""
        self.give_back()
        self._wedge.prefix = prefix

    def takes(self, watched: QObject, event: QEvent) -> bool:
        """Look at one event of the application; True when it must not go on."""
        kind = event.type()
        if kind not in KEYS or self._replaying or not self._wedge.prefix or not isinstance(watched, QWidget):
            return False
        key = cast("QKeyEvent", event)
        if kind == QEvent.Type.ShortcutOverride:
            return self._overrides(key)
        if kind == QEvent.Type.KeyRelease:
            return self._wedge.holding
        return self._pressed(watched, key)

    def _overrides(self, key: QKeyEvent) -> bool:
        """While something may be a reading, no key of it is a short cut."""
        if self._wedge.holding or key.text() == self._wedge.prefix:
            key.accept()
            return True
        return False

    def _pressed(self, target: QWidget, key: QKeyEvent) -> bool:
        if Qt.Key(key.key()) in _SILENT:
            return self._wedge.holding
        step, whole = self._wedge.feed(key.text(), Qt.Key(key.key()) in _ENTER, self._clock() * 1000)
        if step is Step.RELEASE:
            self.give_back()
            step, whole = self._wedge.feed(key.text(), Qt.Key(key.key()) in _ENTER, self._clock() * 1000)
        if step is Step.HOLD:
            self._held.append((target, QKeyEvent(key.type(), key.key(), key.modifiers(), key.text())))
            self._patience.start()
            return True
        if step is Step.READ:
            self._patience.stop()
            self._held.clear()
            QApplication.beep()
            self.scanned.emit(scan_of(whole))
            return True
        return False

    def give_back(self) -> None:
        """It was no reading: type what was held back."""
        self._patience.stop()
        self._wedge.release()
        held, self._held = self._held, []
        self._replaying = True
        try:
            for target, key in held:
                if isValid(target):
                    QCoreApplication.sendEvent(target, key)
        finally:
            self._replaying = False
