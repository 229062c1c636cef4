"""Reports of bugs, kept as files without customer data and shown at the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop import __version__
from hfc_desktop.errors import crash_report

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

_FRESH: Final = "crash-*.txt"
_SHOWN: Final = ".shown.txt"
_KEPT: Final = 20


def write(folder: Path, error: BaseException, at: datetime) -> Path | None:
    """Write a report; ``None`` where even that fails, as on a full disk. Oldest reports beyond twenty are dropped."""
    path = folder / f"crash-{at:%Y%m%dT%H%M%S}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(f"HFC Desktop {__version__}\n{at.isoformat()}\n{crash_report(error)}", encoding="utf-8")
        for old in sorted(folder.glob("crash-*.txt"))[:-_KEPT]:
            old.unlink()
    except OSError:
        return None
    return path


def unseen(folder: Path) -> list[Path]:
    """Reports that were not shown yet, oldest first."""
    return sorted(path for path in folder.glob(_FRESH) if not path.name.endswith(_SHOWN))


def mark_seen(path: Path) -> Path:
    """Remember that a report was shown; gives where it now lies."""
    return path.rename(path.with_name(path.name.removesuffix(".txt") + _SHOWN))
