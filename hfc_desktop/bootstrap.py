"""The composition root: builds the services of one data folder from its adapters. The only importer of adapters.

Two halves, since a search must answer before anything heavy is loaded: ``open_application`` gives settings and guidance
by the standard library alone; ``Application.open_records`` loads the encrypted records, and is called in a worker.
"""

from __future__ import annotations

import sys
import threading
import time
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

from hfc_desktop import __version__
from hfc_desktop.errors import EnvironmentFaultError, HfcError
from hfc_desktop.packs.catalogue import Catalogue
from hfc_desktop.paths import bundled_packs_dir, resources_dir
from hfc_desktop.services.lookup import LookupService
from hfc_desktop.settings import Settings
from hfc_desktop.text.normaliser import Normaliser
from hfc_desktop.text.syllables import Sounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from hfc_desktop.domain.guidance.faults import Fault
    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.domain.guidance.reports import InstallReport
    from hfc_desktop.domain.people import Organisation, User
    from hfc_desktop.domain.store_key import NewKey
    from hfc_desktop.packs.index.entries import IndexTools
    from hfc_desktop.packs.index.search import SqliteIndex
    from hfc_desktop.packs.source import PackSource
    from hfc_desktop.paths import DataDir
    from hfc_desktop.services.booklets import BookletService
    from hfc_desktop.services.complaints import ComplaintService
    from hfc_desktop.services.deadlines import DeadlineService
    from hfc_desktop.services.doctor import Check, Probe
    from hfc_desktop.services.notes import NoteService
    from hfc_desktop.services.packs import PackService
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
        guidance_fault: why the installed guidance does not open; installing again mends it.
    """

    data: DataDir
    settings: Settings
    catalogue: Catalogue
    lookup: LookupService | None
    now: Now = now
    guidance_fault: EnvironmentFaultError | None = None
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
    def deadlines(self) -> DeadlineService:
        """Legal terms by the installed rule sets and calendars, else by those that came with the program."""
        from hfc_desktop.services.deadlines import DeadlineService

        return DeadlineService(self._index or _ShippedRules(), self.now)

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
    demo, keys = application.data.is_demo, HmacCustomerKeys(*store.customer_secret())
    complaints = ComplaintService(uow, application.now, keys, index, __version__, rules=index or _ShippedRules())
    return Records(
        people=PeopleService(uow, Argon2PinHasher(), uptime_ms, demo=demo),
        complaints=complaints,
        notes=NoteService(
            uow,
            complaints,
            Renderer(),
            index,
            application.now,
            __version__,
            keep_years=application.settings.number("retention.years"),
            demo=demo,
        ),
    )


def save_document(path: Path, content: bytes) -> None:
    """Write a printed document whole or not at all.

    Raises:
        EnvironmentFaultError: it could not be written.
    """
    from hfc_desktop.documents.saving import save

    save(path, content)


def create_records(
    application: Application,
    organisation: Organisation,
    administrator: User,
    pin: str,
    passphrase: Callable[[], str] | None = None,
) -> NewKey:
    """Make the empty store of a data folder with its office and first administrator.

    Args:
        application: the data folder's application.
        organisation: the office.
        administrator: its first administrator.
        pin: the administrator's PIN.
        passphrase: asked for a passphrase when the system has no safe place for the key.

    Returns:
        Where the key was put, and the recovery code, which is shown once.

    Raises:
        EnvironmentFaultError: there is a store already, or it cannot be written.
        UserMistakeError: a value is not usable; nothing is left behind.
    """
    from hfc_desktop.security.keys import forget_store_key, make_store_key
    from hfc_desktop.storage.store import create_store

    data = application.data
    if data.store.exists():
        raise EnvironmentFaultError("storage.exists", path=str(data.store))
    made = make_store_key(data, passphrase)
    try:
        create_store(data.store, made.key, application.now).close()
        application.open_records(lambda: made.passphrase).people.init_store(organisation, administrator, pin)
    except HfcError:
        application.close()
        data.store.unlink(missing_ok=True)
        forget_store_key(data)
        raise
    return made


def recover_records(application: Application, code: str, passphrase: Callable[[], str] | None = None) -> NewKey:
    """Bring the lost key of a data folder's store back with its recovery code, and give it a new code.

    Raises:
        UserMistakeError: the code does not fit.
        EnvironmentFaultError: there is no recovery copy, or the key cannot be put away.
    """
    from hfc_desktop.security.keys import recover_store_key

    return recover_store_key(application.data, code, passphrase)


class _ShippedRules:
    """Rule sets and calendars of the bundled packs, read from their sources; for a machine without guidance."""

    def __init__(self) -> None:
        self._items: dict[str, list[GuidanceItem]] = {}

    def items_of(self, kind: str) -> Sequence[GuidanceItem]:
        """All items of one kind."""
        if kind not in self._items:
            found = (path for folder in bundled_folders() for path in sorted((folder / kind).glob("*.yaml")))
            self._items[kind] = read_items(kind, found)
        return self._items[kind]


def read_items(kind: str, files: Iterable[Path]) -> list[GuidanceItem]:
    """Items of one kind from files outside any pack, such as a calendar that head office sent ahead.

    Raises:
        UserMistakeError: a file holds no such item; the error names file, line and column.
        EnvironmentFaultError: a file cannot be read.
    """
    from hfc_desktop.packs.loose import read_loose_items

    return [item for path in files for item in read_loose_items(kind, path)]


def bundled_folders() -> list[Path]:
    """Folders of the packs that came with the program."""
    return sorted(path.parent for path in bundled_packs_dir().glob("*/pack.yaml"))


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
    normaliser, sounds = Normaliser(), Sounds()
    catalogue = Catalogue(data.packs, normaliser, sounds, _index_tools, _checked_together, clock)
    application = Application(data, Settings.load(data.settings), catalogue, None, clock)
    application.reopen_guidance()
    return application


def _index_tools() -> IndexTools:
    """What only building an index needs; pinyin alone takes a fifth of a second to load."""
    from hfc_desktop.packs.index.entries import IndexTools
    from hfc_desktop.packs.registry import search_text
    from hfc_desktop.text.pinyin import PhrasePinyin

    return IndexTools(search_text, Normaliser(), PhrasePinyin(), Sounds())


def open_packs(data: DataDir, clock: Now = now) -> PackService:
    """Packs of a data folder and packs as files, without opening the guidance: so a damaged one can be mended."""
    catalogue = Catalogue(data.packs, Normaliser(), Sounds(), _index_tools, _checked_together, clock)
    return _pack_service(catalogue, lambda: None, clock)


def pack_service(application: Application) -> PackService:
    """The same for a running application, which searches in what was installed from then on."""
    return _pack_service(application.catalogue, application.reopen_guidance, application.now)


def _pack_service(catalogue: Catalogue, reopen: Callable[[], None], clock: Now) -> PackService:
    from hfc_desktop.packs.index.build import readings_for
    from hfc_desktop.packs.workshop import Workshop
    from hfc_desktop.services.packs import PackService

    return PackService(Workshop(lambda items: readings_for(items, _index_tools())), catalogue, reopen, clock)


def open_booklets() -> BookletService:
    """Packs as printed compendiums; needs no data folder."""
    from hfc_desktop.documents.renderer import Renderer
    from hfc_desktop.packs.index.build import readings_for
    from hfc_desktop.packs.workshop import Workshop
    from hfc_desktop.services.booklets import BookletService

    return BookletService(Workshop(lambda items: readings_for(items, _index_tools())), Renderer(), __version__)


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
    from hfc_desktop.services.doctor import Check, Probe, clock_probe, packs_probe, parts_probe, space_probe

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
    import platform

    return {"version": __version__, "python": platform.python_version()}


def _missing_system_packages() -> list[str]:
    if sys.platform != "linux":
        return []
    import ctypes.util  # it loads subprocess; not before the first paint

    return [package for library, package in _QT_PACKAGES.items() if ctypes.util.find_library(library) is None]


def _unanswered(application: Application) -> list[str]:
    if application.guidance_fault is not None:
        raise application.guidance_fault
    lookup = application.lookup
    return list(_TRIALS) if lookup is None else [text for text in _TRIALS if not lookup.search(text).hits]


def _store_check(application: Application) -> Check:
    from hfc_desktop.services.doctor import Check

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
    from hfc_desktop.services.doctor import Check

    store = application.open_store(passphrase)
    application.data.backups.mkdir(parents=True, exist_ok=True)
    moment = application.now().strftime("%Y%m%dT%H%M%S")
    store.copy_to(application.data.backups / f"before-rebuild-{moment}.db")
    report = store.rebuild()
    return Check("rebuild", ok=not report.changed, code="check.rebuild", params={"changed": len(report.changed)})
