"""Keeps the reception in hand in the store: each step within a second, the goodbye, and what a breakdown left open.

Before somebody signed in, lookups work and the reception lives in memory alone; it is written once records open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from hfc_desktop.ui.autosave import Autosave

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hfc_desktop.domain.people import Actor
    from hfc_desktop.domain.reception import Reception
    from hfc_desktop.errors import HfcError
    from hfc_desktop.services.changes import Changes
    from hfc_desktop.services.receptions import ReceptionService
    from hfc_desktop.ui.context import Context

_DELAY_MS: Final = 500
"""From a step to its being written; steps that follow at once are written together."""
_MOST_WAITING: Final = 200
"""Receptions that ended before anybody had signed in; older ones are dropped from memory."""


class ReceptionKeeper(QObject):
    """One for a window."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._actor: Actor | None = None
        self._waiting: list[Reception] = []
        self._left: tuple[Actor, Reception] | None = None
        self._told = False
        self._autosave = Autosave(self._write, _DELAY_MS, self)
        holder = context.reception
        holder.changed.connect(self._stepped)
        holder.ended.connect(self._ended)
        holder.set_aside.connect(self._save)
        context.session.changed.connect(self._signed)
        self._signed()

    def flush(self) -> None:
        """Write now what is not written yet; the window is about to close."""
        self._autosave.flush()

    def _service(self) -> ReceptionService:
        return self._context.application.open_records().receptions

    # -- steps ----------------------------------------------------------------------------------------------------

    def _stepped(self, _reception: Reception) -> None:
        if self._actor is not None:
            self._autosave.changed()

    def _write(self) -> None:
        """Called by the autosave, with the last value."""
        if self._actor is None:
            self._autosave.forget()
            return
        self._command(self._saving(self._context.reception.value), self._written, self._failed)

    def _written(self) -> None:
        self._told = False
        self._autosave.written()

    def _failed(self, error: HfcError) -> None:
        """It is tried again and again; the fault is told once."""
        self._autosave.failed()
        if not self._told:
            self._told = True
            self._context.hub.fault.emit(error)

    def _save(self, reception: Reception) -> None:
        self._autosave.forget()
        if self._actor is not None:
            self._command(self._saving(reception))

    def _ended(self, reception: Reception) -> None:
        self._autosave.forget()
        if reception.is_empty:
            return
        if self._actor is None:
            self._waiting = [*self._waiting, reception][-_MOST_WAITING:]
        else:
            self._command(self._ending(reception))

    def _saving(self, reception: Reception) -> Callable[[], Changes]:
        actor, service = self._actor, self._service
        assert actor is not None
        return lambda: service().save(reception, actor)

    def _ending(self, reception: Reception) -> Callable[[], Changes]:
        actor, service = self._actor, self._service
        assert actor is not None
        return lambda: service().end(reception, actor)[1]

    def _command(
        self,
        work: Callable[[], Changes],
        done: Callable[[], object] | None = None,
        failed: Callable[[HfcError], object] | None = None,
    ) -> None:
        made = self._context.operations.command(lambda _progress: (None, work()), owner=self)
        if done is not None:
            made = made.on_success(lambda _nothing: done())
        if failed is not None:
            made = made.on_failure(failed)
        made.start()

    # -- who sits here --------------------------------------------------------------------------------------------

    def _receiving(self) -> Actor | None:
        """Who receives customers here; an auditor reads guidance without keeping receptions."""
        from hfc_desktop.domain.people import Right, allows  # loaded with the user, not at the start

        actor = self._context.session.actor
        return actor if actor is not None and allows(actor.role, Right.COMPLAINT_RECORD) else None

    def _signed(self) -> None:
        """Somebody signed in or out. What one began stays one's own: the next person starts afresh."""
        before, self._actor = self._actor, self._receiving()
        if before is not None and before != self._actor:
            self._leave(before)
        if self._actor is None or before == self._actor:
            return
        if self._left is not None and self._left[0] == self._actor and self._in_hand_is_empty():
            self._context.reception.restore(self._left[1])
        self._left = None
        for reception in self._waiting:
            self._command(self._ending(reception))
        self._waiting = []
        if self._context.reception.begun:
            self._autosave.changed()
        self._look_for_unfinished(self._actor)

    def _leave(self, before: Actor) -> None:
        """Write under the name of whoever leaves, then clear the table for the next one."""
        after, self._actor = self._actor, before
        self._autosave.flush()
        holder = self._context.reception
        holder.offer(())
        self._left = None if self._in_hand_is_empty() else (before, holder.value)
        holder.put_aside()
        self._actor = after

    def _in_hand_is_empty(self) -> bool:
        holder = self._context.reception
        return not holder.begun or holder.value.is_empty

    def _look_for_unfinished(self, actor: Actor) -> None:
        def work() -> tuple[Sequence[Reception], Changes]:
            service = self._service()
            changes = service.close_forgotten(actor)
            return service.unfinished(actor), changes

        self._context.operations.command(lambda _progress: work(), owner=self).on_success(
            self._context.reception.offer
        ).start()
