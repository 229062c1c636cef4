"""The one place where a connection to the store is made: key, PRAGMAs, how transactions begin.

The key is 32 random bytes given to SQLCipher as they are: deriving one from a passphrase would cost over 100 ms at each
connection. Transactions begin explicitly: a writing one takes the write lock at once (``BEGIN IMMEDIATE``), because a
reading one that wants to write later can fail in a way that no waiting mends; a reading one begins deferred and, in
WAL mode, never waits for a writer.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from hfc_desktop.storage.faults import named_faults

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

KEY_BYTES: Final = 32
"""Length of the store's key."""

CACHE_KIB: Final = 8_000
"""KiB of pages that a connection holds in memory."""

PRAGMAS: Final = (
    f"cache_size = -{CACHE_KIB}",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "busy_timeout = 5000",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
    *(("fullfsync = ON", "checkpoint_fullfsync = ON") if sys.platform == "darwin" else ()),
)
"""What every connection sets. FULL, not NORMAL: a power cut after a save must not take the record back. secure_delete:
what was deleted is overwritten. temp_store: no customer data in temporary files."""

READ_ONLY: Final = "hfc_read_only"
"""Execution option of an engine whose transactions begin deferred."""


def connect(path: Path, key: bytes) -> Any:  # noqa: ANN401  the driver has no types
    """A bare keyed connection, for the engine, for copies and for checks.

    Raises:
        EnvironmentFaultError: the file cannot be opened, or cannot be read with this key.
    """
    if len(key) != KEY_BYTES:
        raise ValueError(f"the key must have {KEY_BYTES} bytes")
    with named_faults(path):
        connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to stderr; our errors say it
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
    return connection


def make_engine(path: Path, key: bytes) -> Engine:
    """The engine of one store; its pool may be used from any thread."""
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, key),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=12,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get(READ_ONLY, False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine
