"""Reading from and writing to a stick or a shared folder, which may be locked, full, or gone at any moment."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError, system_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

KINDS: Final = (".hfcx", ".hfcr")
"""How files of the exchange end: events, receipts."""
TRIES: Final = 4
_WAIT: Final = 0.25
"""Seconds between tries: a virus scanner lets go of a file after a moment."""
ROOM: Final = 1024 * 1024
"""Bytes that must be free beyond what is written."""
LARGEST: Final = 4 * 1024**3 - 1
"""Bytes of a file on the format that most sticks have."""


def read(path: Path, wait: Callable[[float], None] = time.sleep) -> bytes:
    """The bytes of a file; somebody else's lock is waited for, for a moment.

    Raises:
        EnvironmentFaultError: it cannot be read.
    """
    for attempt in range(1, TRIES + 1):
        try:
            return path.read_bytes()
        except PermissionError as error:
            if attempt == TRIES:
                raise EnvironmentFaultError("exchange.locked", path=str(path)) from error
            wait(_WAIT)
        except OSError as error:
            raise EnvironmentFaultError("exchange.unreadable", path=str(path), reason=system_reason(error)) from error
    raise AssertionError("the loop above always ends")  # pragma: no cover


def found(paths: Iterable[Path]) -> Iterator[Path]:
    """The files of the exchange among paths; folders are searched for them.

    Raises:
        UserMistakeError: one of them is not there.
    """
    for path in paths:
        if path.is_dir():
            yield from sorted(entry for entry in path.rglob("*") if entry.suffix.lower() in KINDS)
        elif path.exists():
            yield path
        else:
            raise UserMistakeError("exchange.no_such_file", path=str(path))


def make_ready(folder: Path, needed: int = 0) -> None:
    """Make sure that a folder can be written to, before anything is made for it.

    Args:
        folder: made when it is not there.
        needed: bytes that are to be written.

    Raises:
        EnvironmentFaultError: it cannot be made or written to, or is full.
    """
    probe = folder / f".hfc-{os.getpid()}.probe"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"hfc")
        probe.unlink()
        free = shutil.disk_usage(folder).free
    except OSError as error:
        with suppress(OSError):  # the fault to tell is the first one
            probe.unlink()
        raise EnvironmentFaultError("exchange.no_folder", path=str(folder), reason=system_reason(error)) from error
    if needed > LARGEST or free < needed + ROOM:
        raise EnvironmentFaultError("exchange.no_room", path=str(folder), free=free // 1024, needed=needed // 1024 + 1)


def put(folder: Path, name: str, content: bytes) -> Path:
    """Write a file whole or not at all, and read it back from where it lies.

    Args:
        folder: where.
        name: proposed name; another one is taken where there is a file like that.
        content: what.

    Raises:
        EnvironmentFaultError: it could not be written, or is not what was written.
    """
    make_ready(folder, len(content))
    path = _free_name(folder, name)
    part = folder / f".hfc-{os.getpid()}.part"
    try:
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        whole = part.read_bytes() == content
        if whole:
            part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise EnvironmentFaultError("exchange.not_written", path=str(path), reason=system_reason(error)) from error
    if not whole:
        part.unlink(missing_ok=True)
        raise EnvironmentFaultError("exchange.not_read_back", path=str(path))
    return path


def _free_name(folder: Path, name: str) -> Path:
    path, number = folder / name, 1
    while path.exists():
        number += 1
        stem, dot, suffix = name.rpartition(".")
        path = folder / f"{stem}-{number}{dot}{suffix}"
    return path
