"""The services that a desk has beside its records: feedback, favourites, training."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hfc_desktop.services.favourites import FavouriteService
    from hfc_desktop.services.feedback import FeedbackService
    from hfc_desktop.services.office_settings import OfficeSettings
    from hfc_desktop.services.ports import GuidanceIndex, Now, UnitOfWorkFactory
    from hfc_desktop.services.training import TrainingService


class Desk(NamedTuple):
    """What a desk has beside its records."""

    feedback: FeedbackService
    favourites: FavouriteService
    training: TrainingService
    settings: OfficeSettings


def wire_desk(units: UnitOfWorkFactory, guidance: GuidanceIndex | None, now: Now) -> Desk:
    """The services over an open store."""
    from hfc_desktop.services.favourites import FavouriteService
    from hfc_desktop.services.feedback import FeedbackService
    from hfc_desktop.services.office_settings import OfficeSettings
    from hfc_desktop.services.training import TrainingService

    return Desk(
        feedback=FeedbackService(units, now),
        favourites=FavouriteService(units, now),
        training=TrainingService(units, guidance, now),
        settings=OfficeSettings(units),
    )
