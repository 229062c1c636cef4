"""The benchmarks by name. Each is a function without arguments that gives its figures."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hfc_desktop.workbench.bench.figures import Figure

BENCHES: Final[Mapping[str, str]] = {
    "startup": "hfc_desktop.workbench.bench.startup:startup",
    "window": "hfc_desktop.workbench.bench.window:window",
    "documents": "hfc_desktop.workbench.bench.documents:measure",
    "lookup": "hfc_desktop.workbench.bench.lookup:measure",
    "day": "hfc_desktop.workbench.bench.day:measure",
    "save": "hfc_desktop.workbench.bench.save:measure",
    "ledger": "hfc_desktop.workbench.bench.ledger:measure",
    "trust": "hfc_desktop.workbench.bench.trust:measure",
    "exchange": "hfc_desktop.workbench.bench.exchange:measure",
}
"""Name to ``module:function``."""


def measure(name: str) -> Sequence[Figure]:
    """Run one benchmark."""
    module, function = BENCHES[name].split(":")
    figures: Sequence[Figure] = getattr(importlib.import_module(module), function)()
    return figures
