"""Known faults of the store's surroundings, told apart from bugs by what the database engine answered."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from hfc_desktop.errors import EnvironmentFaultError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CODES: Final = (
    ("database or disk is full", "storage.disk_full"),
    ("database is locked", "storage.locked"),
    ("readonly database", "storage.no_permission"),
    ("unable to open database", "storage.cannot_open"),
    ("file is not a database", "storage.unreadable"),
    ("file is encrypted", "storage.unreadable"),
    ("malformed", "storage.damaged"),
    ("disk i/o error", "storage.io_error"),
)
"""Parts of SQLite's messages (English in every locale) and the fault that each means. A wrong key and an overwritten
beginning look the same to the engine: ``storage.unreadable``."""


def fault_of(error: BaseException, path: Path) -> EnvironmentFaultError | None:
    """The named fault behind a database error; ``None`` when it is none that we know, so a bug."""
    text = str(error.orig if isinstance(error, DBAPIError) else error).lower()
    code = next((code for part, code in _CODES if part in text), None)
    return None if code is None else EnvironmentFaultError(code, path=str(path))


@contextmanager
def named_faults(path: Path) -> Iterator[None]:
    """Turn the engine's faults into ours; whatever is not known passes as it is."""
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        fault = fault_of(error, path)
        if fault is None:
            raise
        raise fault from error
    except PermissionError as error:
        raise EnvironmentFaultError("storage.no_permission", path=str(path)) from error
