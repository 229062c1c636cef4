"""Practice: the whole program in a process of its own, on invented data that it makes and removes itself.

A process of its own, since what shares no memory and no folder with the real window cannot touch its data.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QProcess

from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.paths import DataDir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OPTION: Final = "--practice"
_MATTERS: Final = 40
_PREFIX: Final = "hfc-practice-"
_STALE_SECONDS: Final = 24 * 3600
_NOTICE: Final = "Practice: this folder is removed when its window closes. 练习：窗口关闭时删除本文件夹。\n"


def command(language: str) -> tuple[str, list[str]]:
    """Program and arguments that open practice in ``language``."""
    arguments = [OPTION, "--lang", language]
    if getattr(sys, "frozen", False):
        return sys.executable, arguments
    return sys.executable, [str(Path(sys.argv[0]).resolve()), *arguments]


def start_practice(language: str) -> None:
    """Open practice beside this window; neither knows of the other.

    Raises:
        EnvironmentFaultError: the system would not start it.
    """
    program, arguments = command(language)
    started, _number = QProcess.startDetached(program, arguments)
    if not started:
        raise EnvironmentFaultError("desk.practice_not_started", reason=program)


@contextmanager
def throw_away_folder(make_demo: Callable[[DataDir, int], object], inside: Path | None = None) -> Iterator[DataDir]:
    """A folder of invented data, marked as practice, that is gone afterwards.

    Args:
        make_demo: fills a folder with so many invented matters.
        inside: where it is made; the system's place for temporary files when not given.

    Raises:
        EnvironmentFaultError: there is no room for it.
    """
    above = inside or Path(tempfile.gettempdir())
    _sweep(above)
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=above, ignore_cleanup_errors=True) as place:
        folder = DataDir(Path(place) / "practice")
        make_demo(folder, _MATTERS)
        folder.practice_mark.write_text(_NOTICE, encoding="utf-8")
        yield folder


def _sweep(above: Path) -> None:
    """Remove what a practice that was killed left behind a day ago or longer: invented data, but in the way."""
    for left in above.glob(f"{_PREFIX}*"):
        if left.is_dir() and time.time() - left.stat().st_mtime > _STALE_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
