"""Texts that are open, each with its own way back: typing, form and undo all change the one text."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QUndoCommand, QUndoStack

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfc_desktop.domain.authoring import ItemText

_STEPS: Final = 200
"""Steps that one can go back in one item."""
_PAUSE_S: Final = 1.0
"""A pause of that length ends a step of typing."""
_MERGES: Final = 1


@dataclass(eq=False)
class Buffer:
    """One entry in hand.

    Attributes:
        read: as it stands in the pack.
        text: as it is now.
    """

    read: ItemText
    text: str
    stack: QUndoStack = field(default_factory=QUndoStack)

    def __post_init__(self) -> None:
        self.stack.setUndoLimit(_STEPS)

    @property
    def dirty(self) -> bool:
        """Whether it differs from the pack."""
        return self.text != self.read.text

    def change(self, text: str, source: str, show: Callable[[Buffer], object]) -> None:
        """Take a new text in as one step; ``show`` is called when the step is undone or done again.

        Args:
            text: the new text.
            source: where it was typed; steps of one source merge while one goes on typing. Empty never merges.
            show: shows the text of the buffer.
        """
        if text != self.text:
            self.stack.push(_Change(self, text, source, show))


class _Change(QUndoCommand):
    def __init__(self, buffer: Buffer, text: str, source: str, show: Callable[[Buffer], object]) -> None:
        super().__init__()
        self._buffer, self._before, self.after = buffer, buffer.text, text
        self.source, self._show, self.at = source, show, time.monotonic()
        self._done = False

    def id(self) -> int:
        """All changes may merge; whether two do is decided by ``mergeWith``."""
        return _MERGES if self.source else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Letters typed one after the other in the same place are one step."""
        if not isinstance(other, _Change) or other.source != self.source or other.at - self.at > _PAUSE_S:
            return False
        self.after, self.at = other.after, other.at
        return True

    def redo(self) -> None:
        """The first time the text is shown already, since it was typed."""
        self._buffer.text = self.after
        if self._done:
            self._show(self._buffer)
        self._done = True

    def undo(self) -> None:
        """The text before."""
        self._buffer.text = self._before
        self._show(self._buffer)
