"""The services of the exchange of files with other offices."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from hfc_desktop import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from hfc_desktop.bootstrap.application import Application
    from hfc_desktop.services.conflicts import ConflictService
    from hfc_desktop.services.devices import DeviceService
    from hfc_desktop.services.digest import DigestService
    from hfc_desktop.services.receiving import ReceivingService
    from hfc_desktop.services.sending import Outgoing, SendingService
    from hfc_desktop.settings import Settings
    from hfc_desktop.storage.store import Store

_SIGNING = "device_signing_key"
_IDENTITY = "device_age_identity"


class Exchange(NamedTuple):
    """What goes out, what comes in, who may send, and what was written twice."""

    devices: DeviceService
    sending: SendingService
    receiving: ReceivingService
    conflicts: ConflictService
    digest: DigestService


def open_exchange(application: Application) -> Exchange:
    """The services over the records of an application.

    A store that was put back from a backup, or copied to another machine, begins a new life first, so that it never
    gives a number twice.
    """
    from hfc_desktop.exchange.courier import Courier
    from hfc_desktop.exchange.keys import DeviceKeys
    from hfc_desktop.services.conflicts import ConflictService
    from hfc_desktop.services.devices import DeviceService
    from hfc_desktop.services.digest import DigestService
    from hfc_desktop.services.receiving import ReceivingService
    from hfc_desktop.services.sending import SendingService
    from hfc_desktop.storage.projector import SqlProjector

    store = application.open_store()
    new_life_if_needed(store)
    made = DeviceKeys.make()
    signing = store.kept(_SIGNING, made.signing.hex())
    own = DeviceKeys(bytes.fromhex(signing), store.kept(_IDENTITY, made.identity))
    uow, now, courier, projector = store.unit_of_work, application.now, Courier(own), SqlProjector()
    return Exchange(
        devices=DeviceService(uow, courier, now),
        sending=SendingService(
            uow, courier, now, __version__, lambda: _packs(application), lambda: _part_bytes(application.settings)
        ),
        receiving=ReceivingService(uow, courier, projector, now),
        conflicts=ConflictService(uow, projector),
        digest=DigestService(uow),
    )


def _part_bytes(settings: Settings) -> int:
    return settings.number("exchange.part_mib") * 1024 * 1024


def _packs(application: Application) -> list[str]:
    return [f"{pack.pack_id}-{pack.issue}" for pack in application.catalogue.installed()]


def put_file(folder: Path, outgoing: Outgoing) -> Path:
    """Write a file for another office into a folder or onto a stick, and read it back.

    Raises:
        EnvironmentFaultError: it could not be written.
    """
    from hfc_desktop.exchange import sticks

    return sticks.put(folder, outgoing.name, outgoing.content)


def make_ready(folder: Path) -> None:
    """Make sure that a folder can be written to, before anything is made for it.

    Raises:
        EnvironmentFaultError: it cannot.
    """
    from hfc_desktop.exchange import sticks

    sticks.make_ready(folder)


def read_file(path: Path) -> bytes:
    """The bytes of a file; somebody else's lock is waited for, for a moment.

    Raises:
        EnvironmentFaultError: it cannot be read.
    """
    from hfc_desktop.exchange import sticks

    return sticks.read(path)


def found_files(paths: Iterable[Path]) -> list[tuple[str, Callable[[], bytes]]]:
    """Name and reader of each file of the exchange among paths; folders are searched for them.

    Raises:
        UserMistakeError: one of them is not there.
    """
    from hfc_desktop.exchange import sticks

    return [(path.name, partial(sticks.read, path)) for path in sticks.found(paths)]


def new_life_if_needed(store: Store) -> None:
    """Begin a new life where a store was put back or copied, so that it never gives a number twice."""
    from hfc_desktop.domain.audit import BreakReason

    with store.unit_of_work(read_only=True) as unit:
        found = unit.log.anchor_break()
    moved = not store.on_its_machine()
    if moved or (found is not None and found.reason is BreakReason.CUT):
        store.renew_incarnation()
