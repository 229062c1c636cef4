"""Settings that concern the whole office are changed by whoever answers for it, and every change is an event.

How the window looks is everybody's own matter and needs no right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.domain.events import Op
from hfc_desktop.domain.people import Right
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.records import HOUSE
from hfc_desktop.services.rights import needs

if TYPE_CHECKING:
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.ports import UnitOfWorkFactory

SETTING = "setting"
"""Kind of record, as it stands in ``Changes``."""


class OfficeSettings:
    """Who may change what counts for everybody here, and that it was changed."""

    def __init__(self, uow: UnitOfWorkFactory) -> None:
        self._units = uow

    @needs(Right.SETTING_CHANGE)
    def note(self, key: str, before: str | int | bool, after: str | int | bool, actor: Actor) -> Changes:
        """Keep that a setting of the office was changed; call it before the setting takes effect.

        Raises:
            SecurityRefusalError: the actor may not change settings of the office.
        """
        with self._units() as uow:
            uow.log.append(actor, HOUSE, "", Op.SETTING, {"key": key, "before": before, "after": after})
            uow.commit()
        return Changes.of(SETTING, key)
