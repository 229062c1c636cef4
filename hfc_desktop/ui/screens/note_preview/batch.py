"""Many notes one after the other: each is built, put out and recorded whole before the next begins.

Cancelling stops between two notes, so that nothing is half done; what a single record lacks is noted and the rest goes
on; a fault of the surroundings (printer, disk) stops the run, since it would stop every note.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from hfc_desktop.errors import EnvironmentFaultError, HfcError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hfc_desktop.ui.operations import CommandOp


@dataclass(slots=True)
class Outcome:
    """What came of a run.

    Attributes:
        failed: record and fault of each that could not be made.
        stopped_by: the fault that ended the run.
        cancelled: somebody stopped it.
    """

    done: int = 0
    failed: list[tuple[str, HfcError]] = field(default_factory=list)
    stopped_by: HfcError | None = None
    cancelled: bool = False


class Batch:
    """One run over records.

    Args:
        records: ids, in the order in which they are put out.
        work: makes the operation that builds, puts out and records one.
        progress: told how many are through, of how many, and the seconds that are left by the pace so far.
        finished: told what came of it.
    """

    def __init__(
        self,
        records: Sequence[str],
        work: Callable[[str], CommandOp[None]],
        progress: Callable[[int, int, int], object],
        finished: Callable[[Outcome], object],
    ) -> None:
        self._records, self._work = tuple(records), work
        self._progress, self._finished = progress, finished
        self._place = 0
        self._began = 0.0
        self.outcome = Outcome()

    def start(self) -> None:
        """Begin with the first."""
        self._began = time.monotonic()
        self._progress(0, len(self._records), 0)
        self._next()

    def cancel(self) -> None:
        """Stop behind the note that is under way."""
        self.outcome.cancelled = True

    def _next(self) -> None:
        over = self._place == len(self._records)
        if over or self.outcome.cancelled or self.outcome.stopped_by is not None:
            self.outcome.cancelled = self.outcome.cancelled and not over
            self._finished(self.outcome)
            return
        self._work(self._records[self._place]).on_success(self._succeeded).on_failure(self._failed).start()

    def _succeeded(self, _nothing: None) -> None:
        self.outcome.done += 1
        self._one_more()

    def _failed(self, error: HfcError) -> None:
        if isinstance(error, EnvironmentFaultError):
            self.outcome.stopped_by = error
        else:
            self.outcome.failed.append((self._records[self._place], error))
        self._one_more()

    def _one_more(self) -> None:
        self._place += 1
        pace = (time.monotonic() - self._began) / self._place
        left = round(pace * (len(self._records) - self._place))
        self._progress(self._place, len(self._records), left)
        QTimer.singleShot(0, self._next)  # lets the window breathe between two notes
