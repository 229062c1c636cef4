"""The services over the encrypted store, and making or recovering a store. What is heavy is loaded here, late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop import __version__
from hfc_desktop.bootstrap.application import Records
from hfc_desktop.bootstrap.clock import uptime_ms
from hfc_desktop.errors import EnvironmentFaultError, HfcError

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfc_desktop.bootstrap.application import Application
    from hfc_desktop.domain.people import Organisation, User
    from hfc_desktop.domain.store_key import NewKey
    from hfc_desktop.storage.store import Store


def wire_records(application: Application, store: Store) -> Records:
    """The services over an open store."""
    from hfc_desktop.bootstrap.custody import wire_custody
    from hfc_desktop.bootstrap.desk import wire_desk
    from hfc_desktop.bootstrap.ledger import wire_ledger
    from hfc_desktop.bootstrap.papers import house_of, wire_papers
    from hfc_desktop.documents.renderer import Renderer
    from hfc_desktop.security.customer_keys import HmacCustomerKeys
    from hfc_desktop.security.pin import Argon2PinHasher
    from hfc_desktop.services.audit import AuditService
    from hfc_desktop.services.complaints import ComplaintService
    from hfc_desktop.services.ledger_lists import LedgerListService
    from hfc_desktop.services.notes import NoteService
    from hfc_desktop.services.people import PeopleService
    from hfc_desktop.services.reading import ReadingService
    from hfc_desktop.services.receptions import ReceptionService

    uow, index = store.unit_of_work, application.index
    demo, keys = application.data.is_demo, HmacCustomerKeys(*store.customer_secret())
    keep_years = application.settings.number("retention.years")
    ledger = wire_ledger(uow, application.now, application.rules, keys, keep_years)
    complaints = ComplaintService(uow, application.now, keys, index, __version__, rulebook=ledger.rulebook)
    receptions = ReceptionService(uow, application.now, ledger.counting)
    return Records(
        people=PeopleService(uow, Argon2PinHasher(), uptime_ms, demo=demo),
        complaints=complaints,
        ledger=ledger,
        notes=NoteService(
            uow,
            complaints,
            Renderer(),
            index,
            application.now,
            house_of(application),
            receptions=receptions,
            rules=application.rules,
        ),
        receptions=receptions,
        desk=wire_desk(uow, index, application.now),
        lists=LedgerListService(uow, application.now),
        audit=AuditService(uow),
        reading=ReadingService(uow, application.now),
        papers=wire_papers(application, uow, ledger.terms),
        custody=wire_custody(store, application.now, complaints, application.rules, keep_years),
    )


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
