"""The reception in hand. It is a value; what happens at the counter replaces it by the next one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hfc_desktop.domain.guidance.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.domain.reception import Reception


class ReceptionHolder(QObject):
    """One customer at this window.

    Attributes:
        changed: ``(Reception)`` after every step.
    """

    changed = Signal(object)

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._begun: Reception | None = None

    def _fresh(self) -> Reception:
        from hfc_desktop.domain.numbering import uuid7
        from hfc_desktop.domain.reception import Reception  # begun with the first card, not with the window

        now = self._now()
        return Reception(id=uuid7(now, os.urandom(10)), started_at=now)

    @property
    def begun(self) -> bool:
        """Whether there is anything yet."""
        return self._begun is not None

    @property
    def value(self) -> Reception:
        """The reception as it stands; it begins when it is first asked for."""
        if self._begun is None:
            self._begun = self._fresh()
        return self._begun

    def apply(self, step: Callable[[Reception], Reception]) -> None:
        """Take the next value, made by a function of ``domain.reception``."""
        after = step(self.value)
        if after != self._begun:
            self._begun = after
            self.changed.emit(after)

    def start_new(self) -> Reception:
        """Next customer; gives the reception that ended."""
        ended, self._begun = self.value, self._fresh()
        self.changed.emit(self._begun)
        return ended

    def restore(self, reception: Reception) -> None:
        """Take up a reception again, as after a restart or an undo."""
        self._begun = reception
        self.changed.emit(reception)

    def opened(self, item: GuidanceItem, pack: str, shown_title: str) -> None:
        """The card of ``item`` was opened."""
        from hfc_desktop.domain import reception as receptions

        use = receptions.ItemUse(item=item.id, version=item.version, pack=pack, title=shown_title, at=self._now())
        self.apply(lambda before: receptions.with_use(before, use, item.topic))
        if item.kind is Kind.RESTRICTION:
            self.apply(lambda before: receptions.with_restriction(before, item.id))

    def take_out(self, item: str) -> None:
        """An item that was opened by mistake is taken out again."""
        from hfc_desktop.domain.reception import without_use

        self.apply(lambda before: without_use(before, item))

    def remark(self, text: str) -> None:
        """The teller jotted something down."""
        from hfc_desktop.domain.reception import with_remark

        self.apply(lambda before: with_remark(before, text))

    def report_missing(self, searched: str) -> None:
        """A search found nothing, and somebody should write what is missing."""
        from hfc_desktop.domain.reception import with_missing

        self.apply(lambda before: with_missing(before, searched, self._now()))
