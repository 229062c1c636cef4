"""A list of 200,000 matters: open, sort, filter, find words, scroll, each to the painted lines; memory; and its floor.

The floor is what bare SQLCipher takes for the same first hundred lines, on the same file with the same key and index.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hfc_desktop.bootstrap.clock import now
from hfc_desktop.paths import DataDir
from hfc_desktop.security.keys import load_store_key
from hfc_desktop.storage.engine import connect
from hfc_desktop.storage.models.lists import LIST_INDEX, SORTED, sorted_index
from hfc_desktop.storage.store import open_store
from hfc_desktop.workbench.bench.figures import Figure, median, milliseconds
from hfc_desktop.workbench.bench.ledger_rows import fill
from hfc_desktop.workbench.demo import office
from hfc_desktop.workbench.demo.make import make_demo

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROWS: Final = 200_000
LIMIT_MS: Final = 200.0
LIMIT_MB: Final = 150.0
_PATTERNS: Final = 60
_LONGEST: Final = 600
_HERE: Final = Path(__file__).resolve().parent
_PLACES: Final = f"SELECT rowid FROM complaint INDEXED BY {LIST_INDEX}"
_LINES: Final = "SELECT * FROM complaint WHERE rowid IN (%s)"
_FLOORS: Final[Mapping[str, tuple[str, ...]]] = {
    "open": (f"{_PLACES} ORDER BY received_at DESC, rowid DESC LIMIT 100",),
    "sort": tuple(
        f"SELECT rowid FROM complaint INDEXED BY {sorted_index(name)} ORDER BY {name}, received_at LIMIT 100"
        for name in SORTED
    ),
    "filter": (
        f"{_PLACES} WHERE status = 'investigating' AND due < '2026-01-01' ORDER BY due LIMIT 100",
        f"{_PLACES} WHERE repeat_no > 0 ORDER BY received_at DESC LIMIT 100",
    ),
    "words": (
        f"{_PLACES} WHERE rowid IN (SELECT rowid FROM complaint_words WHERE complaint_words MATCH '\"样这样\"') "
        "ORDER BY received_at DESC LIMIT 100",
    ),
    "scroll": (_LINES % ", ".join(str(place) for place in range(1000, 21_000, 200)),),
}
"""Statements of the floor by what they stand for."""


def make_ledger(data: DataDir, rows: int = ROWS) -> None:
    """A demo folder with that many matters of its home office."""
    make_demo(data, _PATTERNS)
    store = open_store(data.store, load_store_key(data))
    try:
        fill(store, rows, office.HOME, now())
    finally:
        store.close()


def measure() -> Sequence[Figure]:
    """Medians in the window beside medians of the bare statements."""
    with tempfile.TemporaryDirectory(prefix="hfc-bench-") as place:
        data = DataDir(Path(place) / "demo")
        make_ledger(data)
        told = _window(data)
        with closing(connect(data.store, load_store_key(data))) as bare:
            floors = {name: _floor(bare, statements) for name, statements in _FLOORS.items()}
    figures = [
        Figure(f"ledger.{ROWS}.{name}", median(told["ms"][name]), floor, limit=0.0) for name, floor in floors.items()
    ]
    figures += [
        Figure(f"ledger.{ROWS}.{name}.of_200_ms", median(told["ms"][name]), LIMIT_MS, limit=1.0) for name in floors
    ]
    slowest = max(told["ms"]["sort"])  # of every column, up and down
    figures.append(Figure(f"ledger.{ROWS}.sort.slowest.of_200_ms", slowest, LIMIT_MS, limit=1.0))
    return [*figures, Figure(f"ledger.{ROWS}.memory_of_150_mb", told["mb"], LIMIT_MB, "MB", 1.0)]


def _window(data: DataDir) -> Mapping[str, Any]:
    """Run the window in a process of its own, so that its memory is its own."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(_HERE.parents[2])}
    done = subprocess.run(
        [sys.executable, str(_HERE / "ledger_window.py"), str(data.root)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=_LONGEST,
    )
    told: Mapping[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def _floor(bare: Any, statements: Sequence[str]) -> float:  # noqa: ANN401  the driver has no types
    times = [
        milliseconds(lambda statement=statement: bare.execute(statement).fetchall())  # type: ignore[misc]
        for _round in range(3)
        for statement in statements
    ]
    return median(times)
