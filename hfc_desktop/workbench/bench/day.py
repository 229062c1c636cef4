"""A day at the counter at full speed: receptions one after the other through the real window, on a demo folder.

Fifty an hour for eight hours are 400. After the warm-up memory must stay flat and no step may get slower: the last
quarter of the day is measured beside the first one.
"""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hfc_desktop.bootstrap import open_application
from hfc_desktop.paths import DataDir
from hfc_desktop.workbench.bench.figures import Figure, median
from hfc_desktop.workbench.demo.make import make_demo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hfc_desktop.ui.main_window import MainWindow
    from hfc_desktop.ui.screens.counter.screen import CounterScreen
    from hfc_desktop.ui.widgets.cards.dialogue import ScenarioCard

RECEPTIONS: Final = 400
WARM_UP: Final = 40
"""Receptions until every kind of card was opened and every cache is full."""
MOST_GROWTH: Final = 1.05
MOST_SLOWER: Final = 1.25
"""Last quarter over first quarter; the machine itself drifts by some of it."""
_MATTERS: Final = 20
_UNLOCKED_MINUTES: Final = 60
_LONGEST_S: Final = 20.0
_STATM: Final = Path("/proc/self/statm")
_KINDS: Final = ("dialogue", "checklist", "restriction", "hotline")


class Day:
    """Serves customers in a window and keeps how long each step took, by name."""

    def __init__(self, window: MainWindow) -> None:
        from hfc_desktop.ui.screens.counter.screen import CounterScreen

        self.window = window
        self.steps: dict[str, list[float]] = {}
        self.memory: list[float] = []
        counter = window.shown()
        assert isinstance(counter, CounterScreen)
        self.counter: CounterScreen = counter

    def serve(self, number: int) -> None:
        """One reception, of each kind in turn, ended as a consultation."""
        kind = _KINDS[number % len(_KINDS)]
        getattr(self, f"_{kind}")()
        self._timed("goodbye", lambda: self.window.act("new_reception"), lambda: self.counter.view.card() is None)
        self.memory.append(megabytes())

    def _timed(self, name: str, act: Callable[[], object], done: Callable[[], bool]) -> None:
        started = time.perf_counter_ns()
        act()
        wait_until(done)
        self.steps.setdefault(name, []).append((time.perf_counter_ns() - started) / 1e6)

    def _search(self, text: str) -> None:
        box = self.counter.view.box
        self._timed("search", lambda: box.setText(text), lambda: self.counter.answered(text))

    def _open(self, item: str) -> None:
        self._timed(
            f"open {item.partition('.')[0]}",
            lambda: self.counter.open_item(item),
            lambda: self.counter.subject() == item,
        )

    def _dialogue(self) -> None:
        from hfc_desktop.ui.widgets.cards.dialogue import ScenarioCard

        self._search("jzhk")
        self._open("scenario.remit-hurry")
        card = self.counter.view.card()
        assert isinstance(card, ScenarioCard)
        while not card.walk.ended and len(card.walk.taken) < 6:
            self._timed("step", partial(card.choose, 1), partial(_walked, card, len(card.walk.taken)))

    def _checklist(self) -> None:
        from hfc_desktop.domain import checklists
        from hfc_desktop.ui.widgets.cards.checklist import ChecklistCard

        self._open("checklist.remittance")
        card = self.counter.view.card()
        assert isinstance(card, ChecklistCard)
        for row in card.rows:
            self._timed("answer", partial(row.choose, checklists.NO), partial(card.answers.__contains__, row.entry.id))

    def _restriction(self) -> None:
        self._search("j02")
        self._open("restriction.j02")

    def _hotline(self) -> None:
        self._search("96110")
        self._open("hotline.96110")


def _walked(card: ScenarioCard, steps: int) -> bool:
    return len(card.walk.taken) > steps


def megabytes() -> float:
    """Memory that this process holds, where the system tells; 0 elsewhere."""
    if not _STATM.is_file():
        return 0.0
    pages = int(_STATM.read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def wait_until(done: Callable[[], bool]) -> None:
    """Let the window work until something is so.

    Raises:
        TimeoutError: it never was.
    """
    from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop

    deadline = time.monotonic() + _LONGEST_S
    while True:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # as the loop of a running window does
        if done():
            return
        if time.monotonic() > deadline:
            raise TimeoutError


@contextmanager
def counter_day() -> Iterator[Day]:
    """A day in a window on demo data of its own."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from hfc_desktop.ui.app import make_window
    from hfc_desktop.ui.theme import STYLE, Theme

    qt = QApplication.instance() or QApplication(["hfc", *STYLE])
    assert isinstance(qt, QApplication)
    with tempfile.TemporaryDirectory(prefix="hfc-day-") as place:
        data = DataDir(Path(place) / "data")
        make_demo(data, _MATTERS)
        application = open_application(data)
        application.settings.set("lock.idle_minutes", _UNLOCKED_MINUTES)  # no key is pressed, so the window would lock
        window = make_window(application, Theme(qt), "zh")
        window.show()
        try:
            wait_until(lambda: window.context.session.user is not None)
            yield Day(window)
        finally:
            window.close()
            application.close()


def measure() -> Sequence[Figure]:
    """Memory at the end beside the end of the warm-up; each step's median at the end beside that at the start."""
    with counter_day() as day:
        for number in range(RECEPTIONS):
            day.serve(number)
    return [*growth(day, WARM_UP), *slowing(day)]


def growth(day: Day, warm_up: int) -> list[Figure]:
    """Memory over the last receptions beside that right after the warm-up."""
    span = max(4, len(day.memory) // 10)
    after, before = median(day.memory[-span:]), median(day.memory[warm_up : warm_up + span])
    return [Figure("day.memory", after, before, unit="MB", limit=MOST_GROWTH)]


def slowing(day: Day) -> list[Figure]:
    """Every kind of step, last quarter beside first quarter, the very first ones left out."""
    figures = []
    for name, times in sorted(day.steps.items()):
        quarter = max(2, len(times) // 4)
        warm = times[min(2, len(times) - quarter) :]
        label = name.replace(" ", "_")
        figures.append(Figure(f"day.{label}", median(times[-quarter:]), median(warm[:quarter]), limit=MOST_SLOWER))
    return figures
