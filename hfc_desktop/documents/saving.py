"""Writes a printed document whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hfc_desktop.errors import EnvironmentFaultError

if TYPE_CHECKING:
    from pathlib import Path


def save(path: Path, content: bytes) -> None:
    """Write ``content`` beside ``path``, bring it to the disk, then rename it into place.

    Raises:
        EnvironmentFaultError: it could not be written; what was at ``path`` before is still there.
    """
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        reason = error.strerror or type(error).__name__
        raise EnvironmentFaultError("documents.not_saved", path=str(path), reason=reason) from error
