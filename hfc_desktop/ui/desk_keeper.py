"""Writes down what a desk does beside its records: feedback as it is given, and which items a reception opened.

Feedback of somebody who has not signed in waits in memory until somebody does, as the reception itself does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfc_desktop.domain.desk import Wrong
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.domain.reception import ItemUse, Reception, Usefulness
    from hfc_desktop.services.changes import Changes
    from hfc_desktop.ui.context import Context

_MOST_WAITING: Final = 200


class DeskKeeper(QObject):
    """One for a window."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._given: dict[tuple[str, str, int], tuple[Usefulness | None, str]] = {}
        self._waiting: list[Callable[[Actor], Changes]] = []
        holder = context.reception
        holder.changed.connect(self._stepped)
        holder.ended.connect(self._opened)
        holder.set_aside.connect(self._opened)
        context.session.changed.connect(self._signed)

    def flush(self) -> None:
        """The window is about to close: what the reception in hand opened is written."""
        if self._context.reception.begun:
            self._opened(self._context.reception.value)

    def report(self, use: ItemUse, wrong: Wrong | None = None) -> None:
        """Feedback that came from elsewhere than a card, as from the book of hotlines."""
        self._write_feedback(self._context.reception.value.id, (use,), wrong)

    def _stepped(self, reception: Reception) -> None:
        fresh = []
        for place, use in enumerate(reception.uses):
            key = (reception.id, use.item, 0 if use.item else place)
            answer = (use.helpful, use.gap)
            if use.helpful is not None and self._given.get(key) != answer:
                self._given[key] = answer
                fresh.append(use)
        if fresh:
            self._write_feedback(reception.id, reception.uses, None)

    def _write_feedback(self, reception: str, uses: tuple[ItemUse, ...], wrong: Wrong | None) -> None:
        application = self._context.application
        self._write(lambda actor: application.open_records().desk.feedback.give(reception, uses, actor, wrong))

    def _opened(self, reception: Reception) -> None:
        """A reception ended: its items count as used. Answers of past receptions need not be compared any more."""
        self._given = {key: answer for key, answer in self._given.items() if key[0] != reception.id}
        application = self._context.application
        if self._context.session.actor is not None and reception.uses:
            self._write(lambda actor: application.open_records().desk.favourites.note_opened(reception, actor))

    def _write(self, work: Callable[[Actor], Changes]) -> None:
        actor = self._context.session.actor
        if actor is None:
            self._waiting = [*self._waiting, work][-_MOST_WAITING:]
            return
        self._context.operations.command(lambda _progress: (None, work(actor)), owner=self).start()

    def _signed(self) -> None:
        if self._context.session.actor is not None:
            waiting, self._waiting = self._waiting, []
            for work in waiting:
                self._write(work)
