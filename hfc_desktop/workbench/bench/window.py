"""From a key in the search box to the painted list, in the real window, beside the repaint of the same list alone."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hfc_desktop.bootstrap import open_application
from hfc_desktop.bootstrap.clock import now
from hfc_desktop.packs.index.build import build_index
from hfc_desktop.packs.index.search import open_index
from hfc_desktop.paths import DataDir
from hfc_desktop.services.lookup import LookupService
from hfc_desktop.workbench.bench.figures import Figure, median, milliseconds, percentile
from hfc_desktop.workbench.bench.lookup import keystrokes, shelf_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hfc_desktop.services.ports import GuidanceIndex
    from hfc_desktop.ui.screens.counter.screen import CounterScreen

ITEMS: Final = 500
LIMIT_MS: Final = 16.0
"""One frame."""
_LONGEST_MS: Final = 2000
_SETTLING_MS: Final = 1500
"""Until the window has warmed what it warms by itself."""


def window() -> Sequence[Figure]:
    """Median and 99th percentile over every key of the benchmark's queries, at 500 items."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    shelf = shelf_of(ITEMS)
    with tempfile.TemporaryDirectory(prefix="hfc-bench-") as place:
        path = Path(place) / "bench.idx"
        build_index(shelf.entries, path, shelf.tools, regions=shelf.regions, precomputed=shelf.readings)
        with closing(open_index(path, shelf.tools.normaliser, shelf.tools.sounds)) as index:
            ours, floor = _typed(DataDir(Path(place) / "data"), index)
    return [
        Figure(f"window.typing.{ITEMS}.p50", median(ours), median(floor)),
        Figure(f"window.typing.{ITEMS}.p99", percentile(ours, 99), percentile(floor, 99)),
        Figure(f"window.typing.{ITEMS}.p99_of_a_frame", percentile(ours, 99), LIMIT_MS, limit=1.0),
    ]


def _typed(data: DataDir, index: GuidanceIndex) -> tuple[list[float], list[float]]:
    from PySide6.QtWidgets import QApplication

    from hfc_desktop.ui.app import make_window
    from hfc_desktop.ui.screens.counter.screen import CounterScreen
    from hfc_desktop.ui.theme import STYLE, Theme

    qt = QApplication.instance() or QApplication(["hfc", *STYLE])
    assert isinstance(qt, QApplication)
    application = open_application(data)
    application.lookup = LookupService(index, now)
    shown = make_window(application, Theme(qt))
    shown.show()
    counter = shown.shown()
    assert isinstance(counter, CounterScreen)
    _wait(_SETTLING_MS)
    repaint = counter.view.results.viewport().repaint
    ours, floor = [], []
    for text in keystrokes():
        ours.append(_until_painted(counter, text, repaint))
        floor.append(milliseconds(repaint))
    shown.close()
    return ours, floor


def _wait(milliseconds_long: int) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds_long, loop.quit)
    loop.exec()


def _until_painted(counter: CounterScreen, text: str, repaint: Callable[[], object]) -> float:
    """Milliseconds from the change of the box, as the last key makes it, to the list painted with its answer."""
    from PySide6.QtCore import QCoreApplication, QEventLoop

    started = time.perf_counter_ns()
    counter.view.box.setText(text)
    while not counter.answered(text):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if (time.perf_counter_ns() - started) / 1e6 > _LONGEST_MS:
            raise TimeoutError(text)
    repaint()
    return (time.perf_counter_ns() - started) / 1e6
