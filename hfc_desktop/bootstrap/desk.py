"""The services that a desk has beside its records: feedback, favourites, training."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hfc_desktop.bootstrap.application import Application
    from hfc_desktop.services.favourites import FavouriteService
    from hfc_desktop.services.feedback import FeedbackService
    from hfc_desktop.services.office_settings import OfficeSettings
    from hfc_desktop.services.training import TrainingService
    from hfc_desktop.storage.store import Store


class Desk(NamedTuple):
    """What a desk has beside its records."""

    feedback: FeedbackService
    favourites: FavouriteService
    training: TrainingService
    settings: OfficeSettings


def wire_desk(application: Application, store: Store) -> Desk:
    """The services over an open store."""
    from hfc_desktop.services.favourites import FavouriteService
    from hfc_desktop.services.feedback import FeedbackService
    from hfc_desktop.services.office_settings import OfficeSettings
    from hfc_desktop.services.training import TrainingService

    units, now = store.unit_of_work, application.now
    return Desk(
        feedback=FeedbackService(units, now),
        favourites=FavouriteService(units, now),
        training=TrainingService(units, application.index, now),
        settings=OfficeSettings(units),
    )
