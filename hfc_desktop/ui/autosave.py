"""Writes a draft at most so long after the first unsaved change, however fast one goes on typing."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable


class DraftState(StrEnum):
    """Where the draft stands."""

    NOTHING = "nothing"
    UNSAVED = "unsaved"
    SAVING = "saving"
    SAVED = "saved"
    FAILED = "failed"


class Autosave(QObject):
    """Decides when to write. The timer is not started again by further typing, so the delay has a bound.

    Attributes:
        moved: the state changed.
    """

    moved = Signal(object)

    def __init__(self, write: Callable[[], None], delay_ms: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._write = write
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay_ms)
        self._timer.timeout.connect(self.flush)
        self._dirty = False
        self._writing = False

    @property
    def dirty(self) -> bool:
        """Whether something is not written yet."""
        return self._dirty

    def changed(self) -> None:
        """Something was typed."""
        if not self._dirty:
            self._dirty = True
            self.moved.emit(DraftState.UNSAVED)
        if not self._timer.isActive() and not self._writing:
            self._timer.start()

    def flush(self) -> None:
        """Write now what is not written yet; a write under way is followed by another one."""
        self._timer.stop()
        if self._dirty and not self._writing:
            self._dirty = False
            self._writing = True
            self.moved.emit(DraftState.SAVING)
            self._write()

    def written(self) -> None:
        """The write came to its end."""
        self._writing = False
        if self._dirty:
            self._timer.start()
            self.moved.emit(DraftState.UNSAVED)
        else:
            self.moved.emit(DraftState.SAVED)

    def failed(self) -> None:
        """The write failed; it is tried again."""
        self._writing = False
        self._dirty = True
        self._timer.start()
        self.moved.emit(DraftState.FAILED)

    def forget(self) -> None:
        """The draft became a record or was thrown away."""
        self._timer.stop()
        self._dirty = self._writing = False
        self.moved.emit(DraftState.NOTHING)
