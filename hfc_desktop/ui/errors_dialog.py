"""How faults are told, in one place.

Mistakes and refusals get a line above the screen; a fault of the surroundings gets a dialog with what is safe and what
to do; a bug goes to a report without customer data.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QtMsgType, qInstallMessageHandler

from hfc_desktop.errors import EnvironmentFaultError, SecurityRefusalError
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import crash_reports

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from PySide6.QtCore import QMessageLogContext
    from PySide6.QtWidgets import QWidget

    from hfc_desktop.errors import HfcError
    from hfc_desktop.ui.hub import Hub
    from hfc_desktop.ui.theme import Theme
    from hfc_desktop.ui.widgets.fault_dialog import FaultDialog


class FaultTeller(QObject):
    """Hears of every fault that no screen dealt with, and tells it once."""

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        hub: Hub,
        say: Callable[[str, str], object],
        logs: Path,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._say, self._logs, self._now = window, theme, say, logs, now
        self._open: FaultDialog | None = None
        hub.fault.connect(self.tell)
        hub.bug.connect(self.report)

    def tell(self, error: HfcError) -> None:
        """A known fault. While one dialog is open, further faults of that kind only change its line."""
        from hfc_desktop.ui.widgets.fault_dialog import FaultDialog  # no fault, no dialog: not before the first paint
        from hfc_desktop.wording.errors import error_text

        if not isinstance(error, EnvironmentFaultError):
            self._say(error_text(error), "never" if isinstance(error, SecurityRefusalError) else "warn")
            return
        if self._open is not None:
            self._say(error_text(error), "never")
            return
        self._open = FaultDialog(self._theme, error, self._window)
        self._open.finished.connect(self._closed)
        self._open.open()

    def _closed(self) -> None:
        if self._open is not None:
            self._open.deleteLater()
        self._open = None

    def report(self, error: BaseException) -> None:
        """A bug."""
        path = crash_reports.write(self._logs, error, self._now())
        place = str(path) if path else _("nowhere, since the disk cannot be written")
        self._say(
            _("Something in the program failed. What was saved is safe. A report without customer data is in {path}.")
            .format(path=place),
            "never",
        )  # fmt: skip

    def tell_earlier(self) -> None:
        """At the start: reports that were written when the program ended unexpectedly."""
        reports = crash_reports.unseen(self._logs)
        if reports:
            last = [crash_reports.mark_seen(path) for path in reports][-1]
            self._say(
                _("The program ended unexpectedly last time. Please hand this report to your technician: {path}")
                .format(path=last),
                "warn",
            )  # fmt: skip


def catch_bugs(tell: Callable[[BaseException], object]) -> None:
    """Send whatever nobody caught, in Python or in Qt, to ``tell``."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        tell(error.with_traceback(trace))

    def qt(kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        if kind in {QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}:
            tell(QtFaultError(text))
        else:
            print(text, file=sys.stderr)  # noqa: T201  Qt's own words for whoever started it from a console

    sys.excepthook = hook
    qInstallMessageHandler(qt)


class QtFaultError(Exception):
    """Qt reported something critical."""
