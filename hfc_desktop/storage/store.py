"""The record store of one data folder: made, opened, closed, checked, copied.

``create_store`` and ``open_store`` are the only doors. This module loads SQLAlchemy; whoever wants the window up first
imports it late.
"""

from __future__ import annotations

import hashlib
import secrets
import time
import uuid
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import insert
from sqlalchemy.orm import Session

from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.people import Actor, Role
from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.storage import schema
from hfc_desktop.storage.anchor import Anchor, AnchorChangedError, Head
from hfc_desktop.storage.engine import READ_ONLY, connect, make_engine
from hfc_desktop.storage.faults import named_faults
from hfc_desktop.storage.models import Base, LifeRow, MetaRow
from hfc_desktop.storage.queries import words
from hfc_desktop.storage.rebuild import RebuildReport, rebuild
from hfc_desktop.storage.repositories.log_check import NEW_LIFE
from hfc_desktop.storage.unit_of_work import SqlUnitOfWork

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine

    from hfc_desktop.domain.events import JsonValue

_ID_BYTES: Final = 16
_LIFE: Final = "life"
_CUSTOMER_KEY_ID: Final = "customer_key_id"
_CUSTOMER_SECRET: Final = "customer_secret"
_ANCHORED: Final = "anchored"
_MACHINE: Final = "machine"
NOBODY: Final = Actor(staff_no="", role=Role.ADMINISTRATOR, organisation="", counter="")
"""Who acts when the program does something by itself."""


def beijing_now() -> datetime:
    """The machine's time as Beijing time."""
    return datetime.now(SHANGHAI)


class Store:
    """One open store. Its units of work may be opened from any thread."""

    def __init__(self, path: Path, key: bytes, now: Callable[[], datetime], was_clean: bool) -> None:
        self.path = path
        self.was_clean = was_clean
        """False when the last program that wrote here ended without closing; worth a ``check`` in the background."""
        self._key = key
        self._engine: Engine = make_engine(path, key)
        self._engines = {False: self._engine, True: self._engine.execution_options(**{READ_ONLY: True})}
        self._now = now
        self._life_id = int(self._meta(_LIFE))
        self._anchor = Anchor(path, key)
        self._anchor_once()

    def unit_of_work(self, *, read_only: bool = False) -> SqlUnitOfWork:
        """A fresh unit of work; as a bound method it is the ``ports.UnitOfWorkFactory`` that services are given."""
        return SqlUnitOfWork(self._engines[read_only], self.path, self._life_id, self._now, self._anchor)

    def customer_secret(self) -> tuple[str, bytes]:
        """Key id and secret of the keyed hashes by which repeats are seen."""
        return self._meta(_CUSTOMER_KEY_ID), bytes.fromhex(self._meta(_CUSTOMER_SECRET))

    def kept(self, name: str, made: str) -> str:
        """A fact about this store that is made once: the one that is kept, else ``made``, which is kept from now on."""
        with named_faults(self.path), Session(self._engines[False]) as session:
            row = session.get(MetaRow, name)
            if row is None:
                row = MetaRow(key=name, value=made)
                session.add(row)
                session.commit()
            return row.value

    def on_its_machine(self) -> bool:
        """Whether the store is still on the machine on which it lived last; from now on it is on this one."""
        here = hashlib.sha256(f"hfc machine {_machine()}".encode()).hexdigest()
        before = self.kept(_MACHINE, here)
        if before != here:
            with named_faults(self.path), Session(self._engines[False]) as session:
                session.merge(MetaRow(key=_MACHINE, value=here))
                session.commit()
        return before == here

    def identity(self) -> tuple[str, str]:
        """Origin and incarnation of this store."""
        with Session(self._engines[True]) as session:
            life = session.get_one(LifeRow, self._life_id)
            return life.origin, life.incarnation

    def renew_incarnation(self, actor: Actor = NOBODY) -> str:
        """Begin a new life, after this store was restored from a backup or copied to another machine.

        The first event of the new life vouches for the end of the old one, and says whether the head beside the store
        had seen more of it: what a restored backup lacks is never lost in silence.

        Args:
            actor: who restored or copied it.
        """
        origin, old = self.identity()
        incarnation = secrets.token_hex(_ID_BYTES)
        with self.unit_of_work() as unit:
            fields = self._end_of_life(unit, f"{origin}/{old}")
            life_id = unit.log.start_life(origin, incarnation)
            unit.session.merge(MetaRow(key=_LIFE, value=str(life_id)))
            unit.commit()
        self._life_id = life_id
        self._anchor.put(Head(f"{origin}/{incarnation}", 0, ""))
        with self.unit_of_work() as unit:
            unit.log.append(actor, "house", "", Op.SETTING, fields)
            unit.commit()
        return incarnation

    def _end_of_life(self, unit: SqlUnitOfWork, name: str) -> dict[str, JsonValue]:
        """What the first event of the next life says of this one."""
        life = unit.session.get_one(LifeRow, self._life_id)
        found = unit.log.anchor_break()
        try:
            seen = self._anchor.read()
        except AnchorChangedError:
            seen = None
        return {
            "what": NEW_LIFE,
            "life": name,
            "last_seq": life.last_seq,
            "head": life.head,
            "anchor": "" if found is None else found.reason.value,
            "anchored_seq": seen.seq if seen is not None and seen.life == name else None,
        }

    def _anchor_once(self) -> None:
        """Give a store that never had one its head beside it. A head that is gone later is not made again."""
        with named_faults(self.path), Session(self._engines[False]) as session:
            if session.get(MetaRow, _ANCHORED) is not None:
                return
            life = session.get_one(LifeRow, self._life_id)
            self._anchor.put(Head(f"{life.origin}/{life.incarnation}", life.last_seq, life.head))
            session.add(MetaRow(key=_ANCHORED, value="1"))
            session.commit()

    def scrub(self) -> None:
        """Make sure that what was deleted is nowhere in the file any more: rewrite it, then empty the log of writes.

        Raises:
            EnvironmentFaultError: somebody else is writing or reads an older state, or the disk is full.
        """
        connection = connect(self.path, self._key)
        try:
            with named_faults(self.path):
                connection.execute("VACUUM")
                connection.execute("BEGIN IMMEDIATE")
                words.refill(connection.execute)
                connection.execute("COMMIT")
                busy, *_pages = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.close()
        if busy:
            raise EnvironmentFaultError("storage.locked", path=str(self.path))

    def rebuild(self) -> RebuildReport:
        """Make the tables again from the log, all or nothing."""
        with self.unit_of_work() as unit:
            report = rebuild(unit)
            unit.commit()
        return report

    def check(self, *, thorough: bool = False) -> list[str]:
        """What the engine finds wrong in the file; empty when nothing is.

        Args:
            thorough: check every index against its table as well; slow on a large store.
        """
        connection = connect(self.path, self._key)
        try:
            with named_faults(self.path):
                pages = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
                if pages:  # reading further would only fail on them
                    return pages
                pragma = "integrity_check" if thorough else "quick_check"
                tables = [str(row[0]) for row in connection.execute(f"PRAGMA {pragma}")]
        finally:
            connection.close()
        return [line for line in tables if line != "ok"]

    def copy_to(self, target: Path) -> None:
        """A whole copy under the same key, while others may be writing.

        Raises:
            EnvironmentFaultError: it could not be written; no half file is left.
        """
        copy_store(self.path, self._key, target)

    def close(self) -> None:
        """Give back all connections; the write-ahead log is brought into the file."""
        self._engine.dispose()

    def _meta(self, key: str) -> str:
        with named_faults(self.path), Session(self._engines[True]) as session:
            return session.get_one(MetaRow, key).value


def _machine() -> str:
    """What tells this machine from others; empty where nothing does, so that no machine is taken for another."""
    named = Path("/etc/machine-id")
    if named.is_file():
        return named.read_text(encoding="ascii", errors="replace").strip()
    node = uuid.getnode()
    return "" if node >> 40 & 1 else f"{node:012x}"  # the bit is set where no card was found and a number was made up


def copy_store(path: Path, key: bytes, target: Path) -> None:
    """Copy a store page by page and check the copy before it gets its name."""
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with named_faults(path):
            _copy_pages(path, key, part)
        part.replace(target)
    except OSError as error:
        raise EnvironmentFaultError("storage.copy_failed", path=str(target), reason=str(error)) from error
    finally:
        for leftover in (part, part.with_name(part.name + "-wal"), part.with_name(part.name + "-shm")):
            leftover.unlink(missing_ok=True)


def _copy_pages(path: Path, key: bytes, part: Path) -> None:
    source = connect(path, key)
    try:
        copy = connect(part, key)
        try:
            source.backup(copy)
            copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise EnvironmentFaultError("storage.damaged", path=str(path))
        finally:
            copy.close()
    finally:
        source.close()


def create_store(
    path: Path,
    key: bytes,
    now: Callable[[], datetime] = beijing_now,
    *,
    origin: str | None = None,
) -> Store:
    """Make an empty store and open it.

    Args:
        path: file to make; its folder is made if need be.
        key: 32 random bytes.
        now: clock of the events.
        origin: id of the device, 32 hexadecimal digits; a new one when not given.

    Raises:
        EnvironmentFaultError: there is one already, or it cannot be written.
    """
    if path.exists():
        raise EnvironmentFaultError("storage.exists", path=str(path))
    part = path.with_name(path.name + ".new")
    with named_faults(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        try:
            engine = make_engine(part, key)
            _fill(engine, origin or secrets.token_hex(_ID_BYTES))
            engine.dispose()
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    return open_store(path, key, now)


def _fill(engine: Engine, origin: str) -> None:
    facts = {
        _LIFE: "1",
        _CUSTOMER_KEY_ID: secrets.token_hex(4),
        _CUSTOMER_SECRET: secrets.token_hex(32),
    }
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (schema.HEAD,))
        connection.execute(
            insert(LifeRow),
            [{"id": 1, "origin": origin, "incarnation": secrets.token_hex(_ID_BYTES)}],
        )
        connection.execute(insert(MetaRow), [{"key": name, "value": value} for name, value in facts.items()])


def open_store(
    path: Path, key: bytes, now: Callable[[], datetime] = beijing_now, *, backups: Path | None = None
) -> Store:
    """Open a store, bringing an older one up to date after copying it aside.

    Args:
        path: the store's file.
        key: its key.
        now: clock of the events.
        backups: folder for the copy made before a migration; ``backups`` beside the store when not given.

    Raises:
        EnvironmentFaultError: there is none, the key does not fit, it is damaged, locked, not permitted, or written by
            a newer program. The file is left as it was.
    """
    if not path.is_file():
        raise EnvironmentFaultError("storage.no_store", path=str(path))
    was_clean = _was_closed(path)
    connection = connect(path, key)
    try:
        with named_faults(path):
            version = schema.version_of(connection)
    finally:
        connection.close()
    if schema.check(version, path):
        _bring_up_to_date(path, key, version or "", backups or path.parent / "backups")
    return Store(path, key, now, was_clean)


def _was_closed(path: Path) -> bool:
    """Whether the last writer closed: then its write-ahead log was taken in and is gone or empty."""
    log = path.with_name(path.name + "-wal")
    return not log.exists() or log.stat().st_size == 0


def _bring_up_to_date(
    path: Path, key: bytes, version: str, backups: Path, migrate: Callable[[Engine], None] = schema.migrate
) -> None:
    """Copy the store aside, then migrate it."""
    stamp = time.strftime("%Y%m%d-%H%M%S")
    copy_store(path, key, backups / f"before-schema-{schema.HEAD}-from-{version}-{stamp}.db")
    engine = make_engine(path, key)
    try:
        with named_faults(path):
            migrate(engine)
    finally:
        engine.dispose()
