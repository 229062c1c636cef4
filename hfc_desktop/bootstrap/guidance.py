"""Packs as files and as installed guidance, and their booklets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop import __version__
from hfc_desktop.bootstrap.clock import now
from hfc_desktop.bootstrap.content import checked_together, index_tools
from hfc_desktop.packs.catalogue import Catalogue
from hfc_desktop.text.normaliser import Normaliser
from hfc_desktop.text.syllables import Sounds

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hfc_desktop.bootstrap.application import Application
    from hfc_desktop.paths import DataDir
    from hfc_desktop.services.booklets import BookletService
    from hfc_desktop.services.packs import PackService
    from hfc_desktop.services.ports import Now


def open_packs(data: DataDir, clock: Now = now) -> PackService:
    """Packs of a data folder and packs as files, without opening the guidance: so a damaged one can be mended."""
    catalogue = Catalogue(data.packs, Normaliser(), Sounds(), index_tools, checked_together, clock)
    return _pack_service(catalogue, lambda: None, clock)


def pack_service(application: Application) -> PackService:
    """The same for a running application, which searches in what was installed from then on."""
    return _pack_service(application.catalogue, application.reopen_guidance, application.now)


def _pack_service(catalogue: Catalogue, reopen: Callable[[], None], clock: Now) -> PackService:
    from hfc_desktop.packs.index.build import readings_for
    from hfc_desktop.packs.workshop import Workshop
    from hfc_desktop.services.packs import PackService

    return PackService(Workshop(lambda items: readings_for(items, index_tools())), catalogue, reopen, clock)


def open_booklets() -> BookletService:
    """Packs as printed compendiums; needs no data folder."""
    from hfc_desktop.documents.renderer import Renderer
    from hfc_desktop.packs.index.build import readings_for
    from hfc_desktop.packs.workshop import Workshop
    from hfc_desktop.services.booklets import BookletService

    return BookletService(Workshop(lambda items: readings_for(items, index_tools())), Renderer(), __version__)


def save_document(path: Path, content: bytes) -> None:
    """Write a printed document whole or not at all.

    Raises:
        EnvironmentFaultError: it could not be written.
    """
    from hfc_desktop.documents.saving import save

    save(path, content)
