"""The event log. Rows are only ever added; triggers refuse everything else, so that no bug of ours can rewrite it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from hfc_desktop.storage.models.base import Base

if TYPE_CHECKING:
    from sqlalchemy import Connection, MetaData


class LifeRow(Base):
    """One life of one device's store, with the head of its chain."""

    __tablename__ = "log_life"
    __table_args__ = (UniqueConstraint("origin", "incarnation"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    origin: Mapped[str]
    incarnation: Mapped[str]
    last_seq: Mapped[int] = mapped_column(default=0)
    lamport: Mapped[int] = mapped_column(default=0)
    head: Mapped[str] = mapped_column(default="")


class EventRow(Base):
    """The shared part of one event.

    ``body`` is its canonical JSON, byte for byte what was hashed; the other columns repeat parts of it for searching.
    """

    __tablename__ = "event_log"
    __table_args__ = (Index(None, "table_name", "record"), Index(None, "actor", "lamport"))

    life_id: Mapped[int] = mapped_column(ForeignKey("log_life.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    lamport: Mapped[int] = mapped_column(index=True)
    table_name: Mapped[str]
    record: Mapped[str]
    op: Mapped[str]
    hash: Mapped[str]
    body: Mapped[str]
    actor: Mapped[str]
    at: Mapped[str] = mapped_column(index=True)


class PrivateRow(Base):
    """The private part of one event, with the salt of its hash. Redaction deletes the row; the hash stays."""

    __tablename__ = "event_private"
    __table_args__ = (ForeignKeyConstraint(["life_id", "seq"], ["event_log.life_id", "event_log.seq"]),)

    life_id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    body: Mapped[str]


GUARDS: Final = tuple(
    f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
    for table, verb in (("event_log", "update"), ("event_log", "delete"), ("event_private", "update"))
)
"""Triggers that keep the log append-only."""


@event.listens_for(Base.metadata, "after_create")
def _create_guards(_target: MetaData, connection: Connection, **_options: object) -> None:
    for guard in GUARDS:
        connection.exec_driver_sql(guard)
