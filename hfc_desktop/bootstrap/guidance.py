"""Packs as files and as installed guidance, whom a data folder trusts, and booklets."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from hfc_desktop import __version__
from hfc_desktop.bootstrap.clock import now
from hfc_desktop.bootstrap.content import checked_together, index_tools
from hfc_desktop.packs.catalogue import Catalogue
from hfc_desktop.paths import bundled_packs_dir, resources_dir
from hfc_desktop.settings import Settings
from hfc_desktop.text.normaliser import Normaliser
from hfc_desktop.text.syllables import Sounds

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hfc_desktop.bootstrap.application import Application
    from hfc_desktop.packs.intake import Trusting
    from hfc_desktop.packs.trust.importer import Importer
    from hfc_desktop.packs.trust.state import TrustState
    from hfc_desktop.paths import DataDir
    from hfc_desktop.services.booklets import BookletService
    from hfc_desktop.services.packs import PackService
    from hfc_desktop.services.ports import Now, UnitOfWorkFactory


def open_catalogue(data: DataDir, clock: Now, newest_record: Callable[[], str] = lambda: "") -> Catalogue:
    """The packs installed in a data folder; nothing heavy is loaded before something is to be installed.

    Args:
        data: the folder.
        clock: the clock.
        newest_record: newest date in the records, ISO 8601, for a machine whose clock lost its battery.
    """
    trust = partial(_trusting, data, clock, newest_record)
    return Catalogue(data.packs, Normaliser(), Sounds(), index_tools, checked_together, clock, cache(trust))


def _trusting(data: DataDir, clock: Now, newest_record: Callable[[], str]) -> Trusting:
    from hfc_desktop.packs.intake import Trusting
    from hfc_desktop.packs.trust.state import TrustState

    state = TrustState(data.packs / "trust", resources_dir() / "trust")
    importer = cache(partial(_importer, state, clock, newest_record))
    return Trusting(state, importer, bundled_packs_dir(), lambda: Settings.load(data.settings).text("organisation"))


def _importer(state: TrustState, clock: Now, newest_record: Callable[[], str]) -> Importer:
    from hfc_desktop.packs.trust.importer import Importer
    from hfc_desktop.security.signatures import verify

    return Importer(state, clock, verify, newest_record)


def open_packs(data: DataDir, clock: Now = now) -> PackService:
    """Packs of a data folder and packs as files, without opening the guidance: so a damaged one can be mended.

    It opens no records, so it is for looking, and for installing where there are none.
    """
    return _pack_service(open_catalogue(data, clock), lambda: None, clock, lambda: None)


def pack_service(application: Application, passphrase: Callable[[], str] | None = None) -> PackService:
    """The same for a running application, which searches in what was installed from then on.

    Args:
        application: the data folder's application.
        passphrase: asked for the passphrase of the records when nothing else gives their key.
    """

    def units() -> UnitOfWorkFactory | None:
        if not application.data.store.is_file():
            return None
        return application.open_store(passphrase).unit_of_work

    return _pack_service(application.catalogue, application.reopen_guidance, application.now, units)


def _pack_service(
    catalogue: Catalogue,
    reopen: Callable[[], None],
    clock: Now,
    units: Callable[[], UnitOfWorkFactory | None],
) -> PackService:
    from hfc_desktop.packs.index.build import readings_for
    from hfc_desktop.packs.index.cut import cut
    from hfc_desktop.packs.workshop import Workshop
    from hfc_desktop.services.packs import PackService

    workshop = Workshop(
        lambda items: readings_for(items, index_tools()), lambda items, readings: cut(items, index_tools(), readings)
    )
    return PackService(workshop, catalogue, reopen, clock, units)


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
