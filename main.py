"""The window's door: ``python main.py [--demo] [--data DIR] [--lang zh|en]``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from hfc_desktop.ui.app import run

if TYPE_CHECKING:
    from hfc_desktop.paths import DataDir

_MATTERS = 2000


def _make_demo(data: DataDir) -> None:
    from hfc_desktop.workbench.demo.make import make_demo

    make_demo(data, _MATTERS)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:], _make_demo))
