"""The composition root: builds the services of one data folder from its adapters. The only importer of adapters.

``open_application`` gives settings and guidance by the standard library alone, since a search must answer before
anything heavy is loaded; ``Application.open_records`` loads the encrypted records, and is called in a worker. Each
subject has its own module: ``records`` (over the store), ``guidance`` (packs, booklets), ``checks`` (self-check).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.bootstrap.application import Application
from hfc_desktop.bootstrap.clock import now
from hfc_desktop.bootstrap.guidance import open_catalogue
from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.settings import Settings

if TYPE_CHECKING:
    from hfc_desktop.bootstrap.application import Records
    from hfc_desktop.paths import DataDir
    from hfc_desktop.services.ports import Now
    from hfc_desktop.storage.store import Store


def open_application(data: DataDir, clock: Now = now) -> Application:
    """Settings and guidance of a data folder; nothing heavy is loaded.

    Raises:
        EnvironmentFaultError: the folder cannot be used.
    """
    try:
        data.root.mkdir(parents=True, exist_ok=True)
        if not data.root.is_dir():
            raise NotADirectoryError(str(data.root))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise EnvironmentFaultError("data.no_folder", path=str(data.root), reason=reason) from error
    catalogue = open_catalogue(data, clock, lambda: application.newest_record())
    application = Application(data, Settings.load(data.settings), catalogue, _wire, clock)
    application.reopen_guidance()
    return application


def _wire(application: Application, store: Store) -> Records:
    from hfc_desktop.bootstrap.records import wire_records  # SQLAlchemy, ReportLab: only once records are needed

    return wire_records(application, store)
