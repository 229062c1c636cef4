"""Files that are dragged into the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData


def dropped_files(data: QMimeData) -> list[Path]:
    """Local files and folders in what is dragged; nothing else is looked at."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
