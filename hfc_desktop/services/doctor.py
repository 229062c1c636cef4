"""Self-check: is everything here that the program needs, and is what it keeps whole?"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from hfc_desktop.errors import HfcError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

LOW_SPACE: Final = 500 * 1024 * 1024
"""Free bytes below which a store is in danger; a fact of the machine, not a rule of the bank."""


@dataclass(frozen=True, slots=True)
class Check:
    """One answer of the self-check.

    Attributes:
        name: what was checked, a stable slug.
        ok: whether it is as it should be.
        code: wording of the answer (``wording.checks``), or of the fault that came up (``wording.errors``).
        params: values for the wording; never customer data.
    """

    name: str
    ok: bool
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Probe:
    """One thing to check."""

    name: str
    look: Callable[[], Check]


def examine(probes: Iterable[Probe]) -> tuple[Check, ...]:
    """Run every probe; a known fault that a probe meets is its answer."""
    answers = []
    for probe in probes:
        try:
            answers.append(probe.look())
        except HfcError as error:
            answers.append(Check(probe.name, ok=False, code=error.code, params=error.params))
    return tuple(answers)


def space_probe(folder: Path) -> Probe:
    """Free space where the data are."""

    def look() -> Check:
        free = shutil.disk_usage(folder).free
        return Check("space", free >= LOW_SPACE, "check.space", {"megabytes": free // (1024 * 1024)})

    return Probe("space", look)


def clock_probe(today: Callable[[], date], newest_seen: Callable[[], date | None]) -> Probe:
    """Whether the clock stands before a day that was certainly lived through."""

    def look() -> Check:
        seen = newest_seen()
        day = today()
        behind = seen is not None and day < seen
        code = "check.clock_behind" if behind else "check.clock"
        return Check("clock", not behind, code, {"today": day.isoformat(), "seen": seen.isoformat() if seen else ""})

    return Probe("clock", look)


def packs_probe(packs: Callable[[], Sequence[tuple[str, date]]], today: Callable[[], date]) -> Probe:
    """Installed packs, and those whose review is due."""

    def look() -> Check:
        found = packs()
        if not found:
            return Check("packs", ok=False, code="check.no_packs")
        due = [name for name, review_by in found if review_by < today()]
        if due:
            return Check("packs", ok=False, code="check.packs_due", params={"packs": ", ".join(due)})
        return Check("packs", ok=True, code="check.packs", params={"count": len(found)})

    return Probe("packs", look)


def parts_probe(name: str, missing: Callable[[], Sequence[str]]) -> Probe:
    """Parts by name: ``check.<name>`` when all are here, ``check.<name>_missing`` with those that are not."""

    def look() -> Check:
        lacking = missing()
        code = f"check.{name}_missing" if lacking else f"check.{name}"
        return Check(name, not lacking, code, {"missing": ", ".join(lacking)})

    return Probe(name, look)
