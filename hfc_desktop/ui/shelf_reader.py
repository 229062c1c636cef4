"""Reads what is near at hand for whoever sits here, with the titles of the active guidance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hfc_desktop.errors import HfcError
from hfc_desktop.i18n import CHINESE, language
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui.widgets import kinds
from hfc_desktop.ui.widgets.shelf import ShelfGroup, ShelfLine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hfc_desktop.domain.desk import Shelf
    from hfc_desktop.domain.guidance.vocabulary import Audience
    from hfc_desktop.services.changes import Changes
    from hfc_desktop.services.lookup import LookupService
    from hfc_desktop.ui.context import Context

_CONCERNED = ("favourite", "opened")


class ShelfReader(QObject):
    """Tells the hub what is near at hand, whenever it may have changed."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        context.session.changed.connect(self.read)
        context.hub.guidance_changed.connect(self.read)
        context.hub.changes_made.connect(self._changed)

    def _changed(self, changes: Changes, _initiator: object) -> None:
        if any(changes.concerns(table) for table in _CONCERNED):
            self.read()

    def read(self) -> None:
        """Read the shelf of whoever sits here; nobody has an empty one."""
        context = self._context
        actor, lookup, application = context.session.actor, context.application.lookup, context.application
        if actor is None or lookup is None:
            context.hub.shelf_changed.emit(())
            return
        audience = context.session.audience
        context.operations.query(
            lambda _progress: groups_of(application.open_records().desk.favourites.shelf(actor), lookup, audience),
            owner=self,
        ).in_lane("shelf").on_success(context.hub.shelf_changed.emit).start()


def groups_of(shelf: Shelf, lookup: LookupService, audience: tuple[Audience, ...]) -> tuple[ShelfGroup, ...]:
    """The shelf with titles; items that are gone or that this person may not see are left out."""
    return (
        ShelfGroup(_("Favourites"), _lines(shelf.favourites, lookup, audience)),
        ShelfGroup(_("Opened last"), _lines(shelf.recent, lookup, audience)),
        ShelfGroup(_("Used most at this branch"), _lines(shelf.most_used, lookup, audience)),
    )


def _lines(items: Iterable[str], lookup: LookupService, audience: tuple[Audience, ...]) -> tuple[ShelfLine, ...]:
    lines = []
    for item in items:
        try:
            found = lookup.item(item, audience=audience)
        except HfcError:  # withdrawn with its pack, or not for this post: the shelf simply no longer has it
            continue
        title = found.title if language() == CHINESE or not found.title_en else found.title_en
        lines.append(ShelfLine(found.id, title, kinds.sign(found.kind)[0]))
    return tuple(lines)
