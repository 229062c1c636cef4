"""The authoring desk of head office over the records of a running application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.bootstrap.content import index_tools
from hfc_desktop.bootstrap.publishing import open_publishing

if TYPE_CHECKING:
    from pathlib import Path

    from hfc_desktop.bootstrap.application import Application
    from hfc_desktop.services.authoring import AuthoringService


def open_authoring(application: Application) -> AuthoringService:
    """The authoring desk; it needs somebody signed in, since every step is somebody's."""
    from hfc_desktop.packs.bench import Bench
    from hfc_desktop.packs.index.build import readings_for
    from hfc_desktop.packs.item_forms import Forms
    from hfc_desktop.packs.workshop import Workshop
    from hfc_desktop.services.authoring import AuthoringService

    def installed(pack_id: str) -> Path | None:
        catalogue = application.catalogue
        found = next((pack for pack in catalogue.installed() if pack.pack_id == pack_id), None)
        return catalogue.source_folder(found) if found else None

    return AuthoringService(
        application.open_store().unit_of_work,
        Bench(),
        Forms(),
        Workshop(lambda items: readings_for(items, index_tools())),
        lambda: open_publishing(application.now),
        installed,
        application.now,
    )
