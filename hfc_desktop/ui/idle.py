"""How long nobody touched keys, mouse or screen. No change of the machine's clock makes that time shorter."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)
_LOOK_MS: Final = 5_000


def running_seconds() -> float:
    """Seconds on a counter that no clock change moves and that, where the system has one, goes on in sleep."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class IdleWatch(QObject):
    """Counts idle time by two clocks and believes the one that says more.

    The machine's counter cannot be set; the wall clock goes on while the machine sleeps. Setting the clock back hides
    nothing, setting it forward can only lock too early.

    Attributes:
        idled: nobody touched anything for as long as the settings say.
    """

    idled = Signal()

    def __init__(
        self,
        minutes: Callable[[], int],
        parent: QObject,
        counter: Callable[[], float] = running_seconds,
        wall: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._minutes, self._counter, self._wall = minutes, counter, wall
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self.touch()
        self._timer.start(_LOOK_MS)

    def touch(self) -> None:
        """Somebody is here."""
        self._since = (self._counter(), self._wall())

    def notice(self, event: QEvent) -> None:
        """Look at one event of the application."""
        if event.type() in TOUCHES:
            self.touch()

    def idle_seconds(self) -> float:
        """How long nobody was here."""
        return max(self._counter() - self._since[0], self._wall() - self._since[1])

    def look(self) -> None:
        """Compare with the settings; called every few seconds."""
        if self.idle_seconds() >= 60 * self._minutes():
            self.idled.emit()
