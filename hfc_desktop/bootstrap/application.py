"""The services of one data folder; records are opened late, since a search must answer before anything heavy loads."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, NamedTuple

from hfc_desktop.bootstrap.clock import now
from hfc_desktop.bootstrap.content import ShippedRules, bundled_folders
from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.services.lookup import LookupService

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from hfc_desktop.bootstrap.custody import Custody
    from hfc_desktop.bootstrap.desk import Desk
    from hfc_desktop.bootstrap.ledger import Ledger
    from hfc_desktop.domain.guidance.reports import InstallReport
    from hfc_desktop.packs.catalogue import Catalogue
    from hfc_desktop.packs.index.search import SqliteIndex
    from hfc_desktop.paths import DataDir
    from hfc_desktop.services.audit import AuditService
    from hfc_desktop.services.branch_papers import BranchPaperService
    from hfc_desktop.services.complaints import ComplaintService
    from hfc_desktop.services.deadlines import DeadlineService
    from hfc_desktop.services.ledger_lists import LedgerListService
    from hfc_desktop.services.notes import NoteService
    from hfc_desktop.services.people import PeopleService
    from hfc_desktop.services.ports import Now, Progress
    from hfc_desktop.services.reading import ReadingService
    from hfc_desktop.services.receptions import ReceptionService
    from hfc_desktop.settings import Settings
    from hfc_desktop.storage.store import Store


class Records(NamedTuple):
    """Everything that needs the encrypted store."""

    people: PeopleService
    complaints: ComplaintService
    ledger: Ledger
    notes: NoteService
    receptions: ReceptionService
    desk: Desk
    lists: LedgerListService
    audit: AuditService
    reading: ReadingService
    custody: Custody
    papers: BranchPaperService


class Application:
    """The services of one data folder.

    Attributes:
        wire: makes the services over an open store; it loads what is heavy.
        catalogue: installed guidance packs.
        lookup: ``None`` until guidance is installed; then the search.
        now: the clock.
        guidance_fault: why the installed guidance does not open; installing again mends it.
    """

    def __init__(
        self,
        data: DataDir,
        settings: Settings,
        catalogue: Catalogue,
        wire: Callable[[Application, Store], Records],
        now: Now = now,
    ) -> None:
        self.data, self.settings, self.catalogue, self.wire, self.now = data, settings, catalogue, wire, now
        self.lookup: LookupService | None = None
        self.guidance_fault: EnvironmentFaultError | None = None
        self._index: SqliteIndex | None = None
        self._store: Store | None = None
        self._records: Records | None = None
        self._lock = threading.Lock()

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
        """Search in the active build from now on, and count new cases by its rules.

        Guidance that is damaged beyond every kept build is kept as a fault: records open without it, and installing
        again mends it.
        """
        self.guidance_fault = None
        try:
            self._index = self.catalogue.open()
        except EnvironmentFaultError as error:
            self._index, self.guidance_fault = None, error
        self.lookup = None if self._index is None else LookupService(self._index, self.now)
        with self._lock:
            self._records = None

    @property
    def index(self) -> SqliteIndex | None:
        """The active build of the installed guidance."""
        return self._index

    @property
    def rules(self) -> SqliteIndex | ShippedRules:
        """Where rule sets and calendars are found: installed guidance, else what came with the program."""
        return self._index or ShippedRules()

    @property
    def deadlines(self) -> DeadlineService:
        """Legal terms by the installed rule sets and calendars, else by those that came with the program."""
        from hfc_desktop.services.deadlines import DeadlineService

        return DeadlineService(self.rules, self.now)

    # -- records ------------------------------------------------------------------------------------------------------

    def open_store(self, passphrase: Callable[[], str] | None = None) -> Store:
        """The encrypted store; opened once, whichever thread asks first.

        Args:
            passphrase: asked for the passphrase when nothing else gives the key.

        Raises:
            EnvironmentFaultError: there is no store, or it does not open.
        """
        from hfc_desktop.security.keys import load_store_key  # cryptography, SQLAlchemy: only once records are needed
        from hfc_desktop.storage.store import open_store

        with self._lock:
            if self._store is None:
                if not self.data.store.is_file():
                    raise EnvironmentFaultError("data.no_store", path=str(self.data.root))
                key = load_store_key(self.data, passphrase)
                self._store = open_store(self.data.store, key, now=self.now, backups=self.data.backups)
            return self._store

    def open_records(self, passphrase: Callable[[], str] | None = None) -> Records:
        """The services over the store; see ``open_store``."""
        store = self.open_store(passphrase)
        with self._lock:
            if self._records is None:
                self._records = self.wire(self, store)
            return self._records

    def newest_record(self) -> str:
        """Date of the newest event of open records, ISO 8601; empty while they are closed."""
        store = self._store
        if store is None:
            return ""
        from hfc_desktop.domain.audit import AuditFilter

        with store.unit_of_work(read_only=True) as uow:
            newest = uow.log.page(AuditFilter(limit=1))
        return newest[0][0].at if newest else ""

    def close(self) -> None:
        """Give everything back."""
        with self._lock:
            if self._store is not None:
                self._store.close()
            self._store = self._records = None
