"""From the start of the process to a painted window whose search box answers, beside a bare painted PySide6 window.

Both run as fresh processes, one after the other in every round. The bare one ends when it was painted; ours when a
search that was typed after its first paint stood painted in the list.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hfc_desktop.paths import DataDir
from hfc_desktop.workbench.bench.figures import Figure, median
from hfc_desktop.workbench.demo.make import make_demo

if TYPE_CHECKING:
    from collections.abc import Sequence

ROUNDS: Final = 9
_LONGEST: Final = 60
"""Seconds until a child that never tells is given up."""
_HERE: Final = Path(__file__).resolve().parent
_ROOT: Final = _HERE.parents[2]


def _environment(caches: Path) -> dict[str, str]:
    """Off-screen, and with compiled modules kept between rounds, as on a machine where the program is installed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(_ROOT), "PYTHONPYCACHEPREFIX": str(caches)}


def _child(environment: dict[str, str], script: str, *arguments: str) -> tuple[float, float]:
    """Milliseconds from the start of the process to its answer, and resident megabytes then."""
    started = time.time()
    done = subprocess.run(
        [sys.executable, str(_HERE / script), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=_LONGEST,
    )
    told = json.loads(done.stdout.strip().splitlines()[-1])
    return (told["at"] - started) * 1000, told["rss_mb"]


def startup() -> Sequence[Figure]:
    """Time and memory, medians over the rounds; the first round of each only warms the disk."""
    with tempfile.TemporaryDirectory(prefix="hfc-bench-") as place:
        data = DataDir(Path(place) / "demo")
        make_demo(data, 50)
        environment = _environment(Path(place) / "caches")
        ours, floor = [], []
        for _round in range(ROUNDS + 1):
            ours.append(_child(environment, "our_window.py", str(data.root)))
            floor.append(_child(environment, "bare_window.py"))
    figures = []
    for name, column, unit, limit in (("startup.answering", 0, "ms", 1.6), ("startup.memory", 1, "MB", 1.8)):
        mine, bare = (median([row[column] for row in rows[1:]]) for rows in (ours, floor))
        figures.append(Figure(name, mine, bare, unit, limit))
    return figures
