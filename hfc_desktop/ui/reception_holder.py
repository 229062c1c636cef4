"""The reception in hand. It is a value; what happens at the counter replaces it by the next one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hfc_desktop.domain import reception as receptions
from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.domain.numbering import uuid7
from hfc_desktop.domain.reception import ItemUse, Reception

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from hfc_desktop.domain.guidance.item import GuidanceItem


class ReceptionHolder(QObject):
    """One customer at this window.

    Attributes:
        changed: ``(Reception)`` after every step.
    """

    changed = Signal(object)

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._value = self._fresh()

    def _fresh(self) -> Reception:
        now = self._now()
        return Reception(id=uuid7(now, os.urandom(10)), started_at=now)

    @property
    def value(self) -> Reception:
        """The reception as it stands."""
        return self._value

    def apply(self, step: Callable[[Reception], Reception]) -> None:
        """Take the next value, made by a function of ``domain.reception``."""
        after = step(self._value)
        if after != self._value:
            self._value = after
            self.changed.emit(after)

    def start_new(self) -> Reception:
        """Next customer; gives the reception that ended."""
        ended = self._value
        self._value = self._fresh()
        self.changed.emit(self._value)
        return ended

    def restore(self, reception: Reception) -> None:
        """Take up a reception again, as after a restart or an undo."""
        self._value = reception
        self.changed.emit(reception)

    def opened(self, item: GuidanceItem, pack: str, shown_title: str) -> None:
        """The card of ``item`` was opened."""
        use = ItemUse(item=item.id, version=item.version, pack=pack, title=shown_title, at=self._now())
        self.apply(lambda before: receptions.with_use(before, use, item.topic))
        if item.kind is Kind.RESTRICTION:
            self.apply(lambda before: receptions.with_restriction(before, item.id))
