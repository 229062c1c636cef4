"""The files of one pack as names and bytes, from a folder of sources. Names are relative, with forward slashes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MANIFEST: Final = "pack.yaml"
REGIONS: Final = "regions.csv"
ASSETS: Final = "assets/"
LOOKUP: Final = "lookup/"
MAX_FILES: Final = 5000
"""Most files of one pack."""
MAX_TOTAL: Final = 64 * 1024 * 1024
"""Most bytes of one pack, unpacked."""
GOOD_NAME: Final = re.compile(
    r"(?:[A-Za-z0-9_][A-Za-z0-9_-]*/){0,3}[A-Za-z0-9_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+){0,2}"
)
"""Names that every system takes: no spaces, no dots at the ends, no drive, no way up, at most three folders."""
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_LEFT_ALONE: Final = re.compile(r"(?:.*/)?(?:\.[^/]*|Thumbs\.db|desktop\.ini|[^/]*~|~\$[^/]*)(?:/.*)?", re.IGNORECASE)
"""What editors and systems leave behind; not part of a pack."""


def is_good_name(name: str) -> bool:
    """Whether a relative name is safe on every system."""
    return (
        len(name) <= 120
        and GOOD_NAME.fullmatch(name) is not None
        and not any(_DEVICES.fullmatch(part) for part in name.split("/"))
    )


def _found(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        if path.is_symlink():
            raise UserMistakeError("packs.link_in_folder", path=str(path))
        if path.is_file() and not _LEFT_ALONE.fullmatch(path.relative_to(root).as_posix()):
            yield path


def read_folder(root: Path) -> Mapping[str, bytes]:
    """All files of a pack's source folder, by relative name in order.

    Raises:
        UserMistakeError: it is no pack folder, holds a link, or is larger than a pack may be.
        EnvironmentFaultError: it cannot be read.
    """
    if not (root / MANIFEST).is_file():
        raise UserMistakeError("packs.no_manifest", path=str(root))
    files: dict[str, bytes] = {}
    total = 0
    try:
        for path in _found(root):
            total += path.stat().st_size
            if total > MAX_TOTAL or len(files) >= MAX_FILES:
                raise UserMistakeError("packs.too_large", path=str(root), files=MAX_FILES, mib=MAX_TOTAL >> 20)
            files[path.relative_to(root).as_posix()] = path.read_bytes()
    except OSError as error:
        raise EnvironmentFaultError("packs.unreadable", path=str(root), reason=error.strerror or str(error)) from error
    return files


def pack_folders(path: Path) -> list[Path]:
    """The pack folders that ``path`` names: itself, or the folders right below that hold a ``pack.yaml``.

    Raises:
        UserMistakeError: there is none.
    """
    if (path / MANIFEST).is_file():
        return [path]
    found = sorted(folder.parent for folder in path.glob(f"*/{MANIFEST}")) if path.is_dir() else []
    if not found:
        raise UserMistakeError("packs.no_manifest", path=str(path))
    return found
