"""What is near at hand: favourites and what was opened last, by person; what is opened most, by branch.

Everybody has a shelf of their own; nobody reads another person's, so that no right is needed.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.desk import MOST_FAVOURITES, USED_DAYS, Opened, Shelf
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.record_json import document
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.rights import open_to_all

if TYPE_CHECKING:
    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.domain.reception import Reception
    from hfc_desktop.services.ports import Now, UnitOfWorkFactory

FAVOURITE = "favourite"
OPENED = "opened"
"""Kinds of record, as they stand in events and in ``Changes``."""
SHOWN: Final = 6
"""How many of each are shown."""


class FavouriteService:
    """The shelves of one store."""

    def __init__(self, uow: UnitOfWorkFactory, now: Now) -> None:
        self._units = uow
        self._now = now

    @open_to_all("everybody keeps their own shelf")
    def shelf(self, actor: Actor, most: int = SHOWN) -> Shelf:
        """What this person has near at hand. What is a favourite is not listed again as recent."""
        since = self._now().date() - timedelta(days=USED_DAYS)
        with self._units(read_only=True) as uow:
            favourites = tuple(uow.desk.favourites(actor.staff_no))
            recent = uow.desk.recent(actor.staff_no, most + len(favourites))
            used = tuple(uow.desk.most_used(actor.organisation, since, most))
        return Shelf(
            favourites=favourites,
            recent=tuple(item for item in recent if item not in favourites)[:most],
            most_used=used,
        )

    @open_to_all("everybody keeps their own shelf")
    def toggle(self, item: str, actor: Actor) -> tuple[bool, Changes]:
        """Make an item a favourite, or take it out; gives whether it is one now.

        Raises:
            UserMistakeError: there are as many as there can be.
        """
        with self._units() as uow:
            before = tuple(uow.desk.favourites(actor.staff_no))
            chosen = item not in before
            if chosen and len(before) >= MOST_FAVOURITES:
                raise UserMistakeError("desk.favourites_full", most=MOST_FAVOURITES)
            after = (*before, item) if chosen else tuple(one for one in before if one != item)
            uow.desk.put_favourites(actor.staff_no, after)
            op = Op.SET if any(True for _event in uow.log.events(FAVOURITE, actor.staff_no)) else Op.CREATE
            uow.log.append(actor, FAVOURITE, actor.staff_no, op, {"staff_no": actor.staff_no, "items": list(after)})
            uow.commit()
        return chosen, Changes.of(FAVOURITE, actor.staff_no)

    @open_to_all("everybody keeps their own shelf")
    def note_opened(self, reception: Reception, actor: Actor) -> Changes:
        """Keep which items were opened in a reception; said again, the later list counts."""
        opened = tuple(Opened(item=use.item, version=use.version, at=use.at) for use in reception.uses if use.item)
        if not opened:
            return Changes()
        with self._units() as uow:
            new = uow.desk.put_opened(reception.id, actor.staff_no, actor.organisation, opened)
            fields: dict[str, JsonValue] = {
                "reception": reception.id,
                "staff_no": actor.staff_no,
                "organisation": actor.organisation,
                "items": [document(one) for one in opened],
            }
            uow.log.append(actor, OPENED, reception.id, Op.CREATE if new else Op.SET, fields)
            uow.commit()
        return Changes.of(OPENED, reception.id)
