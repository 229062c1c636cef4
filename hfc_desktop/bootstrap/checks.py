"""What ``hfc doctor`` checks in a data folder, and rebuilding the tables from the event log."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Final

from hfc_desktop import __version__
from hfc_desktop.paths import resources_dir

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfc_desktop.bootstrap.application import Application
    from hfc_desktop.services.doctor import Check, Probe

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
        broken, events = unit.log.chain_break() or unit.log.anchor_break(), unit.log.count()
    if broken is not None:
        return Check("store", ok=False, code="check.chain_broken", params={"event": broken.event})
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
