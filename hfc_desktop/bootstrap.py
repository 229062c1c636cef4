"""The composition root: builds the services of one data folder from its adapters. The only importer of adapters.

Two halves, since a search must answer before anything heavy is loaded: ``open_application`` gives settings and guidance
by the standard library alone; ``Application.open_records`` loads the encrypted records, and is called in a worker.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

from hfc_desktop import __version__
from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.packs.catalogue import Catalogue
from hfc_desktop.paths import bundled_packs_dir
from hfc_desktop.services.lookup import LookupService
from hfc_desktop.settings import Settings
from hfc_desktop.text.normaliser import Normaliser
from hfc_desktop.text.syllables import Sounds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from hfc_desktop.domain.guidance.faults import Fault
    from hfc_desktop.packs.catalogue import InstallReport
    from hfc_desktop.packs.index.entries import IndexTools
    from hfc_desktop.packs.index.search import SqliteIndex
    from hfc_desktop.packs.source import PackSource
    from hfc_desktop.paths import DataDir
    from hfc_desktop.services.complaints import ComplaintService
    from hfc_desktop.services.notes import NoteService
    from hfc_desktop.services.people import PeopleService
    from hfc_desktop.services.ports import Now, Progress
    from hfc_desktop.storage.store import Store

CHINA: Final = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has had one time and no summer time since 1991; a fixed offset needs no time-zone data on the machine."""


def now() -> datetime:
    """Time in Asia/Shanghai, to the second."""
    return datetime.now(CHINA).replace(microsecond=0)


def uptime_ms() -> int:
    """Milliseconds of the machine's own counter."""
    return time.monotonic_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class Records:
    """Everything that needs the encrypted store."""

    store: Store
    people: PeopleService
    complaints: ComplaintService
    notes: NoteService

    def close(self) -> None:
        """Close the store in good order."""
        self.store.close()


@dataclass(slots=True)
class Application:
    """The services of one data folder.

    Attributes:
        catalogue: installed guidance packs.
        lookup: ``None`` until guidance is installed; then the search.
        now: the clock.
    """

    data: DataDir
    settings: Settings
    catalogue: Catalogue
    lookup: LookupService | None
    now: Now = now
    _index: SqliteIndex | None = None
    _records: Records | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    # -- guidance -----------------------------------------------------------------------------------------------------

    def install(self, folders: Sequence[Path], progress: Progress | None = None) -> InstallReport | None:
        """Install packs and search in them from now on; ``None`` when cancelled."""
        report = self.catalogue.install(folders, progress)
        if report is not None and (report.installed or self.lookup is None):
            self.reopen_guidance()
        return report

    def install_bundled(self, progress: Progress | None = None) -> InstallReport | None:
        """Install the packs that came with the program."""
        return self.install(bundled_folders(), progress)

    def reopen_guidance(self) -> None:
        """Search in the active build from now on."""
        self._index = self.catalogue.open()
        self.lookup = None if self._index is None else LookupService(self._index, self.now)

    # -- records ------------------------------------------------------------------------------------------------------

    def open_records(self, passphrase: Callable[[], str] | None = None) -> Records:
        """The encrypted records; opened once, whichever thread asks first.

        Args:
            passphrase: asked for the passphrase when nothing else gives the key.

        Raises:
            EnvironmentFaultError: there is no store, or it does not open.
        """
        with self._lock:
            if self._records is None:
                self._records = self._opened_records(passphrase)
            return self._records

    def _opened_records(self, passphrase: Callable[[], str] | None) -> Records:
        from hfc_desktop.security.keys import load_store_key
        from hfc_desktop.storage.store import open_store

        if not self.data.store.is_file():
            raise EnvironmentFaultError("data.no_store", path=str(self.data.root))
        store = open_store(self.data.store, load_store_key(self.data, passphrase), self.now)
        return wire_records(self, store)

    def close(self) -> None:
        """Give everything back."""
        if self._records is not None:
            self._records.close()
            self._records = None


def wire_records(application: Application, store: Store) -> Records:
    """The services over an open store."""
    from hfc_desktop.documents.renderer import Renderer
    from hfc_desktop.security.customer_keys import StoreCustomerKeys
    from hfc_desktop.security.pin import Argon2PinHasher
    from hfc_desktop.services.complaints import ComplaintService
    from hfc_desktop.services.notes import NoteService
    from hfc_desktop.services.people import PeopleService

    uow, index = store.unit_of_work, application._index  # noqa: SLF001
    return Records(
        store=store,
        people=PeopleService(uow, Argon2PinHasher(), uptime_ms),
        complaints=ComplaintService(uow, application.now, StoreCustomerKeys(uow), index, __version__),
        notes=NoteService(uow, Renderer(), index, application.now, __version__),
    )


def bundled_folders() -> list[Path]:
    """Folders of the packs that came with the program."""
    return sorted(path.parent for path in bundled_packs_dir().glob("*/pack.yaml"))


def open_application(data: DataDir, clock: Now = now) -> Application:
    """Settings and guidance of a data folder; nothing heavy is loaded.

    Raises:
        EnvironmentFaultError: the folder cannot be used, or the guidance in it is damaged beyond every kept build.
    """
    try:
        data.root.mkdir(parents=True, exist_ok=True)
        if not data.root.is_dir():
            raise NotADirectoryError(str(data.root))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise EnvironmentFaultError("data.no_folder", path=str(data.root), reason=reason) from error
    normaliser, sounds = Normaliser(), Sounds()

    def tools() -> IndexTools:
        from hfc_desktop.packs.index.entries import IndexTools
        from hfc_desktop.packs.registry import search_text
        from hfc_desktop.text.pinyin import PhrasePinyin

        return IndexTools(search_text, normaliser, PhrasePinyin(), sounds)

    catalogue = Catalogue(data.packs, normaliser, sounds, tools, _checked_together, clock)
    application = Application(data, Settings.load(data.settings), catalogue, None, clock)
    application.reopen_guidance()
    return application


def _checked_together(sources: Sequence[PackSource]) -> Sequence[Fault]:
    from hfc_desktop.packs.validator import check_packs

    return check_packs(sources)
