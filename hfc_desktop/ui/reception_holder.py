"""The reception in hand. It is a value; what happens at the counter replaces it by the next one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hfc_desktop.domain.guidance.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.domain.reception import Reception


class ReceptionHolder(QObject):
    """One customer at this window.

    Attributes:
        changed: ``(Reception)`` after every step.
        ended: ``(Reception)`` the customer left; it is as it was then.
        set_aside: ``(Reception)`` somebody else sits down here; it did not end.
        offered: unfinished receptions that could be taken up again have changed.
    """

    changed = Signal(object)
    ended = Signal(object)
    set_aside = Signal(object)
    offered = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._begun: Reception | None = None
        self._unfinished: tuple[Reception, ...] = ()

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
        self.ended.emit(ended)
        self.changed.emit(self._begun)
        return ended

    def put_aside(self) -> None:
        """Start afresh without ending what is in hand: it belongs to somebody who may come back to it."""
        if self._begun is not None and not self._begun.is_empty:
            kept, self._begun = self._begun, self._fresh()
            self.set_aside.emit(kept)
            self.changed.emit(self._begun)

    def restore(self, reception: Reception) -> None:
        """Take up a reception again, as after a restart or an undo."""
        self._begun = reception
        self.changed.emit(reception)

    # -- unfinished ones ------------------------------------------------------------------------------------------

    @property
    def unfinished(self) -> Reception | None:
        """The newest reception that did not end, as after a breakdown; the teller is asked whether to go on with it."""
        return next((one for one in self._unfinished if self._begun is None or one.id != self._begun.id), None)

    def offer(self, receptions: Sequence[Reception]) -> None:
        """What the store holds of this teller that did not end."""
        self._unfinished = tuple(receptions)
        self.offered.emit()

    def take_up(self) -> Reception | None:
        """Go on with the newest unfinished one; what is in hand meanwhile is set aside and offered in its turn."""
        found = self.unfinished
        if found is None:
            return None
        held = self._begun
        self.put_aside()
        rest = tuple(one for one in self._unfinished if one.id != found.id)
        self._unfinished = (held, *rest) if held is not None and not held.is_empty else rest
        self.restore(found)
        self.offered.emit()
        return found

    def let_go(self) -> Reception | None:
        """The newest unfinished one ended after all: that customer has left."""
        found = self.unfinished
        if found is not None:
            self._unfinished = tuple(one for one in self._unfinished if one.id != found.id)
            self.ended.emit(found)
            self.offered.emit()
        return found

    # -- steps ----------------------------------------------------------------------------------------------------

    def opened(self, item: GuidanceItem, pack: str, shown_title: str) -> None:
        """The card of ``item`` was opened."""
        from hfc_desktop.domain import reception as receptions

        use = receptions.ItemUse(item=item.id, version=item.version, pack=pack, title=shown_title, at=self._now())
        self.apply(lambda before: receptions.with_use(before, use, item.topic))
        if item.kind is Kind.RESTRICTION:
            self.apply(lambda before: receptions.with_restriction(before, item.id))

    def gave(self, hotline: GuidanceItem, pack: str) -> None:
        """The number of ``hotline`` was given to the customer, in the version that was shown."""
        from hfc_desktop.domain import reception as receptions

        use = receptions.ItemUse(
            item=hotline.id, version=hotline.version, pack=pack, title=hotline.title, at=self._now()
        )
        self.apply(lambda before: receptions.with_hotline(before, hotline.id, use))

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
