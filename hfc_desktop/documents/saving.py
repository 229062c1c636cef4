"""Writes a printed document whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from hfc_desktop.errors import EnvironmentFaultError, system_reason

if TYPE_CHECKING:
    from pathlib import Path


def save(path: Path, content: bytes) -> None:
    """Write ``content`` beside ``path``, bring it to the disk, then rename it into place.

    Raises:
        EnvironmentFaultError: it could not be written; what was at ``path`` before is still there.
    """
    part = path.parent / f".hfc-{os.getpid()}.part"  # short, so that only the name asked for can be too long
    try:
        if path.is_dir():  # before anything is written beside it; "." and "/" have no name to write beside
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if path.exists() and not path.is_file():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))  # a device or pipe would be replaced
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):  # the fault to tell is the first one
            part.unlink()
        reason = system_reason(error) if path.parent.is_dir() else "no_folder"
        raise EnvironmentFaultError("documents.not_saved", path=str(path), reason=reason) from error
