"""The window's door: ``python main.py [--demo] [--data DIR] [--lang zh|en]``."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hfc_desktop.paths import DataDir


def _make_demo(data: DataDir, matters: int) -> None:
    from hfc_desktop.workbench.demo.make import make_demo

    make_demo(data, matters)


def _open() -> int:
    """The window. Nothing dies before it stands, so nothing is looked for; ``MainWindow.settle`` turns that on.

    What needs no Qt is imported first: PySide6 looks at every import that comes after its own.
    """
    gc.disable()
    import hfc_desktop.bootstrap
    import hfc_desktop.wording.terms  # noqa: F401
    from hfc_desktop.ui.app import run

    return run(sys.argv[1:], _make_demo)


if __name__ == "__main__":
    sys.exit(_open())
