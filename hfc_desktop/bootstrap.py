"""The composition root: builds the services of one data folder from its adapters. The only importer of adapters.

Two halves, since a search must answer before anything heavy is loaded: ``open_application`` gives settings and guidance
by the standard library alone; ``Application.open_records`` loads the encrypted records, and is called in a worker.
"""

from __future__ import annotations

import ctypes.util
import platform
import sys
import threading
import time
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

from hfc_desktop import __version__
from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.packs.catalogue import Catalogue
from hfc_desktop.paths import bundled_packs_dir, resources_dir
from hfc_desktop.services.doctor import Check, Probe, clock_probe, packs_probe, parts_probe, space_probe
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
    from hfc_desktop.services.deadlines import DeadlineService
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

    people: PeopleService
    complaints: ComplaintService
    notes: NoteService


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
    _store: Store | None = None
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

    @property
    def deadlines(self) -> DeadlineService | None:
        """Legal terms by the installed rule sets and calendars; ``None`` until guidance is installed."""
        from hfc_desktop.services.deadlines import DeadlineService

        return None if self._index is None else DeadlineService(self._index, self.now)

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
                self._records = wire_records(self, store)
            return self._records

    def close(self) -> None:
        """Give everything back."""
        with self._lock:
            if self._store is not None:
                self._store.close()
            self._store = self._records = None


def wire_records(application: Application, store: Store) -> Records:
    """The services over an open store."""
    from hfc_desktop.documents.renderer import Renderer
    from hfc_desktop.security.customer_keys import HmacCustomerKeys
    from hfc_desktop.security.pin import Argon2PinHasher
    from hfc_desktop.services.complaints import ComplaintService
    from hfc_desktop.services.notes import NoteService
    from hfc_desktop.services.people import PeopleService

    uow, index = store.unit_of_work, application._index  # noqa: SLF001
    return Records(
        people=PeopleService(uow, Argon2PinHasher(), uptime_ms, demo=application.data.is_demo),
        complaints=ComplaintService(
            uow, application.now, HmacCustomerKeys(*store.customer_secret()), index, __version__
        ),
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


# -- self-check -----------------------------------------------------------------------------------------------------

_TRIALS: Final = ("冻结", "j02", "dongjie", "96110")
"""Queries that must find something in any set of packs that a counter can work with."""
_FACES: Final = ("hfc-sans-regular.ttf", "hfc-sans-bold.ttf", "hfc-sans-more.ttf", "hfc-rare.ttf.gz")
_QT_PACKAGES: Final = {
    "GL": "libgl1",
    "EGL": "libegl1",
    "xkbcommon": "libxkbcommon0",
    "glib-2.0": "libglib2.0-0",
    "freetype": "libfreetype6",
    "fontconfig": "libfontconfig1",
    "dbus-1": "libdbus-1-3",
}


def probes(application: Application) -> list[Probe]:
    """What ``hfc doctor`` checks in a data folder; opens the records if there are any."""

    def today() -> date:
        return application.now().date()

    def packs() -> list[tuple[str, date]]:
        return [(pack.title, date.fromisoformat(pack.review_by)) for pack in application.catalogue.installed()]

    def newest_issue() -> date | None:
        return max((date.fromisoformat(pack.issued_on) for pack in application.catalogue.installed()), default=None)

    return [
        Probe("version", lambda: Check("version", ok=True, code="check.version", params=_versions())),
        parts_probe("system", _missing_system_packages),
        parts_probe("fonts", lambda: [face for face in _FACES if not (resources_dir() / "fonts" / face).is_file()]),
        space_probe(application.data.root),
        clock_probe(today, newest_issue),
        packs_probe(packs, today),
        parts_probe("index", lambda: _unanswered(application)),
        Probe("store", lambda: _store_check(application)),
    ]


def _versions() -> dict[str, object]:
    return {"version": __version__, "python": platform.python_version()}


def _missing_system_packages() -> list[str]:
    if sys.platform != "linux":
        return []
    return [package for library, package in _QT_PACKAGES.items() if ctypes.util.find_library(library) is None]


def _unanswered(application: Application) -> list[str]:
    lookup = application.lookup
    return list(_TRIALS) if lookup is None else [text for text in _TRIALS if not lookup.search(text).hits]


def _store_check(application: Application) -> Check:
    if not application.data.store.is_file():
        return Check("store", ok=True, code="check.no_store")
    store = application.open_store()
    faults = store.check()
    if faults:
        return Check("store", ok=False, code="check.store_damaged", params={"what": faults[0]})
    with store.unit_of_work() as unit:
        broken, events = unit.log.first_break(), unit.log.count()
    if broken is not None:
        return Check("store", ok=False, code="check.chain_broken", params={"event": broken})
    return Check("store", ok=True, code="check.store", params={"events": events})


def rebuild_records(application: Application, passphrase: Callable[[], str] | None = None) -> Check:
    """Make the tables again from the event log, after a copy of the store was put aside."""
    store = application.open_store(passphrase)
    application.data.backups.mkdir(parents=True, exist_ok=True)
    moment = application.now().strftime("%Y%m%dT%H%M%S")
    store.copy_to(application.data.backups / f"before-rebuild-{moment}.db")
    report = store.rebuild()
    return Check("rebuild", ok=not report.changed, code="check.rebuild", params={"changed": len(report.changed)})
