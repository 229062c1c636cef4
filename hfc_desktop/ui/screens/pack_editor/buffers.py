"""Texts that are open, each with its own way back: typing, form and undo all change the one text.

The way back is kept in Python alone. A ``QUndoStack`` owns its commands, and so does Python's search for cycles that
finds a dropped text together with its steps: what the search frees first, the stack frees again, and the process ends.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfc_desktop.domain.authoring import ItemText

_STEPS: Final = 200
"""Steps that one can go back in one item."""
_PAUSE_S: Final = 1.0
"""A pause of that length ends a step of typing."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One change: the text before and after, where it was typed, and when its last letter came."""

    before: str
    after: str
    source: str
    at: float

    def goes_on(self, later: _Step) -> bool:
        """Letters typed one after the other in the same place are one step."""
        return bool(self.source) and later.source == self.source and later.at - self.at <= _PAUSE_S


@dataclass(eq=False)
class Buffer:
    """One entry in hand.

    Attributes:
        read: as it stands in the pack.
        text: as it is now.
    """

    read: ItemText
    text: str
    _done: list[_Step] = field(default_factory=list)
    _undone: list[_Step] = field(default_factory=list)

    @property
    def dirty(self) -> bool:
        """Whether it differs from the pack."""
        return self.text != self.read.text

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to go back."""
        return bool(self._done)

    def change(self, text: str, source: str, clock: Callable[[], float] = time.monotonic) -> None:
        """Take a new text in as one step; what was undone before cannot be done again.

        Args:
            text: the new text.
            source: where it was typed; steps of one source merge while one goes on typing. Empty never merges.
            clock: seconds, for the pause that ends a step.
        """
        if text == self.text:
            return
        step = _Step(self.text, text, source, clock())
        if self._done and self._done[-1].goes_on(step):
            step = replace(step, before=self._done.pop().before)
        self._done.append(step)
        del self._done[:-_STEPS]
        self._undone.clear()
        self.text = text

    def undo(self) -> bool:
        """Go one step back; whether there was one."""
        if not self._done:
            return False
        self._undone.append(self._done.pop())
        self.text = self._undone[-1].before
        return True

    def redo(self) -> bool:
        """Do again what was undone last; whether there was something."""
        if not self._undone:
            return False
        self._done.append(self._undone.pop())
        self.text = self._done[-1].after
        return True
