"""Background work, in one place: ``QueryOp`` reads, ``CommandOp`` writes. No screen opens a thread.

Reads run in a small pool, writes one after the other in a single writer thread. The work opens its own unit of work in
the worker; only dataclasses come back, and callbacks run on the UI thread. No Qt object may die in a worker, since that
ends the process now and then: ``collector`` keeps Python's search for cycles out of workers, and an op lets go of its
callbacks, which hold widgets, on the UI thread::

    operations.query(lambda _progress: service.rows(wanted), owner=self).on_success(self._show).start()
    operations.command(lambda _progress: service.save(draft), owner=self).on_success(self._saved).start()
"""

from __future__ import annotations

import atexit
import sys
import threading
from typing import TYPE_CHECKING, Any, Final, Generic, Self, TypeVar, cast
from weakref import WeakSet

from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal
from shiboken6 import isValid

from hfc_desktop.errors import HfcError
from hfc_desktop.ui.collector import Collector

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfc_desktop.services.changes import Changes
    from hfc_desktop.services.ports import Progress
    from hfc_desktop.ui.hub import Hub

T = TypeVar("T")

_READERS: Final = 2
_SWITCH_SECONDS: Final = 0.001
"""How long a worker may keep the interpreter from the UI thread; Python's own 5 ms are a third of a frame."""
_CLOSING_MS: Final = 10_000


class _Op(Generic[T]):
    """One piece of work with what follows it. Build it, then ``start`` it once."""

    writes = False

    def __init__(self, operations: Operations, work: Callable[[Progress], Any], owner: QObject | None) -> None:
        self._operations = operations
        self._work = work
        self.owner = owner
        self.lane = ""
        self._succeed: Callable[[T], object] | None = None
        self._fail: Callable[[HfcError], object] | None = None
        self._end: Callable[[], object] | None = None
        self._report: Callable[[int, int], object] | None = None
        self._stop = threading.Event()

    def on_success(self, callback: Callable[[T], object]) -> Self:
        """Called with the result, on the UI thread."""
        self._succeed = callback
        return self

    def on_failure(self, callback: Callable[[HfcError], object]) -> Self:
        """Called with a known fault, on the UI thread. Without it, the window words the fault."""
        self._fail = callback
        return self

    def on_end(self, callback: Callable[[], object]) -> Self:
        """Called after either, also after a bug; not after a cancel."""
        self._end = callback
        return self

    def with_progress(self, callback: Callable[[int, int], object]) -> Self:
        """Called with done and total, on the UI thread."""
        self._report = callback
        return self

    def in_lane(self, lane: str) -> Self:
        """Only the latest op of a lane counts: starting it cancels the one before.

        A lane has a thread of its own, so that a stale op that has begun never runs beside the one that is waited for.
        """
        self.lane = lane
        return self

    def start(self) -> Self:
        """Begin."""
        self._operations.run(self)
        return self

    def cancel(self) -> None:
        """Ask the work to stop, and hear nothing more of it.

        A write that is already committed stays. One whose owner was merely destroyed is still made: a draft is not
        lost because its window closed.
        """
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._stop.is_set()

    @property
    def cancelled(self) -> bool:
        """Whether nobody waits for it any more."""
        return self._stop.is_set() or (self.owner is not None and not isValid(self.owner))

    # -- called by Operations

    def work(self) -> object:
        """Do it, in the worker."""
        return self._work(self._progress)

    def _progress(self, done: int, total: int) -> bool:
        if self._report is not None:
            report = self._report
            self._operations.deliver(self, lambda: report(done, total))
        return not self._stop.is_set()

    def finish(self, result: object, error: BaseException | None, hub: Hub) -> None:
        """Tell what came of it, on the UI thread."""
        if error is None:
            self.succeeded(result, hub)
        elif not isinstance(error, HfcError):
            hub.bug.emit(error)
        elif self._fail is not None and not self.cancelled:
            self._fail(error)
        else:
            hub.fault.emit(error)
        if self._end is not None and not self.cancelled:
            self._end()

    def let_go(self) -> None:
        """Forget what it would call, on the UI thread.

        The worker may be the last to hold the op; were the callbacks still in it, their widgets could die there.
        """
        self._work = _nothing
        self.owner = self._succeed = self._fail = self._end = self._report = None

    def succeeded(self, result: object, hub: Hub) -> None:
        """Hand the result on."""
        if self._succeed is not None:
            self._succeed(cast("T", result))


class QueryOp(_Op[T]):
    """A read. Several run at a time."""


class CommandOp(_Op[T]):
    """A write. Its work gives the result and the ``Changes``, or ``None`` where no record was touched.

    All screens hear of the changes.
    """

    writes = True

    def succeeded(self, result: object, hub: Hub) -> None:
        """Hand the result on if somebody still waits for it, then tell everybody what was touched."""
        value, changes = cast("tuple[T, Changes | None]", result)
        if not self.cancelled:
            super().succeeded(value, hub)
        if changes:
            hub.changes_made.emit(changes, self.owner)


class _Courier(QObject):
    """Carries calls from workers to the UI thread."""

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._open)  # queued by itself, since it is emitted in workers

    def _open(self, call: Callable[[], object]) -> None:
        call()


class Operations:
    """Runs ops in threads. Make it on the UI thread."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.collector = Collector()
        self._courier = _Courier()
        self._over = False
        self._lanes: dict[str, _Op[Any]] = {}
        sys.setswitchinterval(_SWITCH_SECONDS)
        self._lane_pools: dict[str, QThreadPool] = {}
        self._pools = {False: _pool(_READERS), True: _pool(1)}
        _OPEN.add(self)
        self._begin()

    def _begin(self) -> None:
        self.collector.take_over()

    @property
    def over(self) -> bool:
        """Whether nothing is begun any more."""
        return self._over

    def query(self, work: Callable[[Progress], T], owner: QObject | None = None) -> QueryOp[T]:
        """A read, not yet started. ``owner`` hears nothing once it is destroyed."""
        return QueryOp(self, work, owner)

    def command(
        self, work: Callable[[Progress], tuple[T, Changes | None]], owner: QObject | None = None
    ) -> CommandOp[T]:
        """A write, not yet started. ``owner`` is also the initiator in ``changes_made``."""
        return CommandOp(self, work, owner)

    def run(self, op: _Op[Any]) -> None:
        """Start an op; after the end it is let go of at once, since what it would work on may be closed."""
        if self._over:
            op.let_go()
            return
        self._begin()
        if op.lane:
            before = self._lanes.get(op.lane)
            if before is not None:
                before.cancel()
            self._lanes[op.lane] = op
        self._dispatch(op)

    def _dispatch(self, op: _Op[Any]) -> None:
        pool = self._lane_pool(op.lane) if op.lane and not op.writes else self._pools[op.writes]
        pool.start(lambda: self._in_worker(op))

    def _lane_pool(self, lane: str) -> QThreadPool:
        if lane not in self._lane_pools:
            self._lane_pools[lane] = _pool(1)
        return self._lane_pools[lane]

    def _in_worker(self, op: _Op[Any]) -> None:
        if op.stopped or (op.cancelled and not op.writes):
            self._send(op.let_go)
            return
        result, error = _outcome(op)
        self._send(lambda: self._arrived(op, result, error))

    def _arrived(self, op: _Op[Any], result: object, error: BaseException | None) -> None:
        """On the UI thread."""
        try:
            if not self._over and (op.writes or not op.cancelled):
                op.finish(result, error, self.hub)
        finally:
            op.let_go()

    def _send(self, call: Callable[[], object]) -> None:
        """Make ``call`` on the UI thread; dropped once the window is gone and nobody could take it."""
        if not self._over:
            self._courier.arrived.emit(call)

    def deliver(self, op: _Op[Any], call: Callable[[], object]) -> None:
        """Make ``call`` on the UI thread unless nobody waits for ``op`` any more."""
        self._send(lambda: None if op.cancelled or self._over else call())

    def close(self) -> bool:
        """Let writes finish and wait for readers; False when some still ran after ten seconds.

        What those bring back is dropped. Workers that are done may be given more to do.
        """
        for op in self._lanes.values():
            op.cancel()
        done = [pool.waitForDone(_CLOSING_MS) for pool in (*self._lane_pools.values(), *self._pools.values())]
        self._over = self._over or not all(done)
        if all(done):
            self.collector.give_back()
        return all(done)

    def end(self) -> None:
        """Close for good: the window is closed, or Qt is about to go. Nothing is begun or told any more."""
        self.close()
        self._over = True


class ImmediateOperations(Operations):
    """Runs everything at once on the calling thread, for tests."""

    def _dispatch(self, op: _Op[Any]) -> None:
        result, error = _outcome(op)
        op.finish(result, error, self.hub)

    def _begin(self) -> None:
        """There are no workers to keep the collector out of."""

    def deliver(self, op: _Op[Any], call: Callable[[], object]) -> None:
        """Make ``call`` now."""
        if not op.cancelled:
            call()


_OPEN: Final[WeakSet[Operations]] = WeakSet()


@atexit.register
def end_all() -> None:
    """Wait for every worker before Qt takes itself apart: Qt registers its own end earlier, and so comes later."""
    for operations in tuple(_OPEN):
        operations.end()


def _nothing(_progress: Progress) -> None:
    """What an op that let go of its work would do."""


def _pool(threads: int) -> QThreadPool:
    pool = QThreadPool(QCoreApplication.instance())
    pool.setMaxThreadCount(threads)
    pool.setExpiryTimeout(-1)
    return pool


def _outcome(op: _Op[Any]) -> tuple[object, BaseException | None]:
    try:
        return op.work(), None
    except Exception as error:  # noqa: BLE001  handed on: known faults to the screen, all else to the crash report
        return None, error
