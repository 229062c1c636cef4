"""The list of matters in the real window: what is measured is from the act to the painted lines. Run as a script."""

from __future__ import annotations

import json
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from hfc_desktop.bootstrap import open_application
from hfc_desktop.domain.ledger_lists import Column, Order
from hfc_desktop.domain.people import Role
from hfc_desktop.paths import DataDir
from hfc_desktop.ui.app import make_window
from hfc_desktop.ui.screens.ledger.screen import LedgerScreen
from hfc_desktop.ui.screens.ledger.usual import BY_NAME
from hfc_desktop.ui.theme import STYLE, Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfc_desktop.ui.main_window import MainWindow

_SETTLING_MS: Final = 2500
_LONGEST_MS: Final = 20_000
_ROUNDS: Final = 5
_LOOK_MS: Final = 3
_ORDERS: Final = tuple(Order(column=column, descending=down) for column in Column for down in (False, True))
"""Every order there is; the rounds share them."""


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _until(good: Callable[[], bool]) -> None:
    """Let the window work until something holds; asleep between looks, so that the measured work has the processor."""
    ends = time.monotonic() + _LONGEST_MS / 1000
    loop, look = QEventLoop(), QTimer()
    look.timeout.connect(lambda: loop.quit() if good() or time.monotonic() > ends else None)
    look.start(_LOOK_MS)
    loop.exec()
    look.stop()
    if not good():
        raise TimeoutError


def resident_mb() -> float:
    """Resident memory of this process."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


class Stopwatch:
    """Does things in the list and stops when the lines of the answer are painted."""

    def __init__(self, screen: LedgerScreen) -> None:
        self.screen = screen
        self.figures: dict[str, list[float]] = {}
        self._answered = False
        screen.model.modelReset.connect(self._answer)

    def _answer(self) -> None:
        self._answered = True

    def time(self, name: str, act: Callable[[], object]) -> None:
        """An act that shows another list."""
        self._answered = False
        started = time.perf_counter_ns()
        act()
        _until(lambda: self._answered)
        self.screen.view.table.viewport().repaint()
        self._stop(name, started)
        _until(lambda: self.screen.model.is_whole)
        self.figures.setdefault(f"{name}.whole", []).append((time.perf_counter_ns() - started) / 1e6)
        _wait(150)

    def scroll(self, row: int) -> None:
        """To some row far away, until its lines are painted."""
        table, model = self.screen.view.table, self.screen.model
        started = time.perf_counter_ns()
        table.scrollTo(model.index(row, 0), table.ScrollHint.PositionAtTop)
        table.viewport().repaint()
        _until(lambda: model.line_at(row) is not None)
        table.viewport().repaint()
        self._stop("scroll", started)

    def _stop(self, name: str, started: int) -> None:
        self.figures.setdefault(name, []).append((time.perf_counter_ns() - started) / 1e6)


def _sign_in(window: MainWindow) -> None:
    application = window.context.application
    records = application.open_records()
    with application.open_store().unit_of_work(read_only=True) as unit:
        manager = next(user for user in unit.people.users() if user.role is Role.BRANCH_MANAGER)
    window.context.session.sign_in(manager, records.people.organisation(manager.organisation))


def _measure(window: MainWindow) -> dict[str, object]:
    before = resident_mb()
    started = time.perf_counter_ns()
    window.open("ledger", "all")
    screen = window.shown()
    assert isinstance(screen, LedgerScreen)
    _until(lambda: screen.model.rowCount() > 0)
    screen.view.table.viewport().repaint()
    opened = (time.perf_counter_ns() - started) / 1e6
    _until(lambda: screen.model.is_whole)
    _wait(_SETTLING_MS)
    watch = Stopwatch(screen)
    for turn in range(_ROUNDS):
        _one_round(watch, turn)
    watch.figures["open"] = [opened, *watch.figures.pop("list")]
    return {"ms": watch.figures, "rows": screen.model.rowCount(), "mb": resident_mb() - before}


def _one_round(watch: Stopwatch, turn: int) -> None:
    screen = watch.screen
    watch.time("list", lambda: screen.show_spec(BY_NAME["all"].spec, keep_filters=False))
    last = screen.model.rowCount() - 1
    for part in (0.3, 0.9, 0.5, 0.1):
        watch.scroll(int(last * part) + turn)
    for order in _ORDERS[turn::_ROUNDS]:
        watch.time("sort", partial(screen.sort, order))
    for name in ("late", "soon", "repeats"):
        watch.time("filter", partial(screen.show_spec, BY_NAME[name].spec, keep_filters=False))

    def words(text: str) -> None:
        screen.view.box.setText(text)
        screen.view.box.returnPressed.emit()

    for text in ("年费", "冻结 王", "没有这样的词"):
        watch.time("words", partial(words, text))
    screen.clear_filters()
    _wait(300)


if __name__ == "__main__":
    qt = QApplication(["hfc", *STYLE])
    made = make_window(open_application(DataDir(Path(sys.argv[1]))), Theme(qt))
    made.resize(1366, 768)
    made.show()
    _wait(_SETTLING_MS)
    _sign_in(made)
    _wait(_SETTLING_MS)
    sys.stdout.write(json.dumps(_measure(made)) + "\n")
    sys.stdout.flush()
    made.close()
