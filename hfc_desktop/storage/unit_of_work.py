"""One transaction over all repositories. What is not committed is rolled back, events included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from hfc_desktop.storage.faults import fault_of, named_faults
from hfc_desktop.storage.queries.lists import SqlLists
from hfc_desktop.storage.repositories.cases import SqlEvidence, SqlFiles
from hfc_desktop.storage.repositories.complaints import SqlComplaints, SqlDrafts
from hfc_desktop.storage.repositories.custody import SqlCustody
from hfc_desktop.storage.repositories.desk import SqlDesk
from hfc_desktop.storage.repositories.exchange import SqlExchange
from hfc_desktop.storage.repositories.log import SqlEventLog
from hfc_desktop.storage.repositories.people import SqlPeople
from hfc_desktop.storage.repositories.receptions import SqlReceptions
from hfc_desktop.storage.repositories.registers import SqlRegisters

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy import Engine

    from hfc_desktop.storage.anchor import Anchor


class SqlUnitOfWork:
    """``ports.UnitOfWork``: one session, one transaction; used in the thread that opened it."""

    complaints: SqlComplaints
    lists: SqlLists
    drafts: SqlDrafts
    people: SqlPeople
    desk: SqlDesk
    receptions: SqlReceptions
    files: SqlFiles
    evidence: SqlEvidence
    registers: SqlRegisters
    custody: SqlCustody
    exchange: SqlExchange
    log: SqlEventLog

    def __init__(self, engine: Engine, path: Path, life_id: int, now: Callable[[], datetime], anchor: Anchor) -> None:
        self._path = path
        self.session = Session(engine, expire_on_commit=False)
        self.complaints = SqlComplaints(self.session)
        self.lists = SqlLists(self.session)
        self.drafts = SqlDrafts(self.session)
        self.people = SqlPeople(self.session)
        self.desk = SqlDesk(self.session)
        self.receptions = SqlReceptions(self.session)
        self.files = SqlFiles(self.session)
        self.evidence = SqlEvidence(self.session)
        self.registers = SqlRegisters(self.session)
        self.custody = SqlCustody(self.session)
        self.exchange = SqlExchange(self.session, life_id)
        self.log = SqlEventLog(self.session, life_id, now, anchor)

    def __enter__(self) -> SqlUnitOfWork:
        """Begin; a writing unit takes the write lock now."""
        with named_faults(self._path):
            self.session.connection()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Roll back what was not committed, and name a known fault of the surroundings.

        Raises:
            EnvironmentFaultError: the block failed because of a fault that we know.
        """
        self.session.close()
        if isinstance(error, DBAPIError):
            fault = fault_of(error, self._path)
            if fault is not None:
                raise fault from error

    def commit(self) -> None:
        """Make it last; when this returns, the record is on the disk.

        Raises:
            EnvironmentFaultError: it could not be written; nothing of it was.
        """
        with named_faults(self._path):
            self.log.write()
            self.session.commit()
            self.log.committed()
