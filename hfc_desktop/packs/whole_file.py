"""Writes a file whole or not at all, and lasting: a crash leaves what was there before."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hfc_desktop.errors import EnvironmentFaultError, system_reason

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path, content: bytes, fault: str = "packs.unwritable") -> None:
    """Write ``content`` to ``path``, making its folder.

    Args:
        path: the file.
        content: its bytes.
        fault: code of the error, which gets path and reason.

    Raises:
        EnvironmentFaultError: it cannot be written; no half file is left.
    """
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise EnvironmentFaultError(fault, path=str(path), reason=system_reason(error)) from error
