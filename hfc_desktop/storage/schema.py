"""Which schema a store has, read by plain SQL; migrating loads Alembic only when there is something to migrate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hfc_desktop.errors import EnvironmentFaultError

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

HEAD: Final = "0010"
"""Newest schema version that this program knows; equal to the newest file in ``migrations/versions`` (tested)."""

NOTHING: Final = "base"
"""Alembic's name for the state before the first version."""


def version_of(connection: Any) -> str | None:  # noqa: ANN401  the driver has no types
    """Schema version of a bare connection's file; ``None`` when the file is no store of ours."""
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if found else None
    return None if row is None else str(row[0])


def check(version: str | None, path: Path) -> bool:
    """Whether a file of that version must be migrated before use.

    Raises:
        EnvironmentFaultError: it was written by a newer program, or it is no store at all. It is left untouched.
    """
    if version is None:
        raise EnvironmentFaultError("storage.no_store", path=str(path))
    if version > HEAD:
        raise EnvironmentFaultError("storage.newer_schema", path=str(path), found=version, known=HEAD)
    return version < HEAD


def migrate(engine: Engine, target: str = HEAD) -> None:
    """Bring the tables to ``target`` in one transaction: the old schema or the new one, nothing between."""
    from alembic import command

    from hfc_desktop.storage.migrations import configuration

    with engine.begin() as connection:
        config = configuration(connection)
        current = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        if target != NOTHING and (current is None or str(current) <= target):
            command.upgrade(config, target)
        else:
            command.downgrade(config, target)
