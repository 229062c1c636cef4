"""How faults are told, in one place.

Mistakes and refusals get a line above the screen; a fault of the surroundings gets a dialog with what is safe and what
to do; a bug goes to a report without customer data.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from hfc_desktop.errors import EnvironmentFaultError, HfcError, SecurityRefusalError
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import crash_reports, icons, tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import column, row
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.text import label, paragraph
from hfc_desktop.wording.errors import error_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from PySide6.QtCore import QMessageLogContext

    from hfc_desktop.ui.hub import Hub
    from hfc_desktop.ui.theme import Theme

RETRY = 2
"""Result of the dialog when another folder was chosen; Close gives 0."""


class FaultDialog(QDialog):
    """One fault of the surroundings: what happened, what is safe, what to do."""

    def __init__(self, theme: Theme, error: HfcError, parent: QWidget | None = None, retry: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(_("HFC Desktop"))
        sign = QLabel()
        sign.setPixmap(icons.pixmap(theme, "warn", "warn", tokens.BIG_ICON, self.devicePixelRatioF()))
        self.text = paragraph(error_text(error))
        self.text.setMinimumWidth(tokens.DIALOG[0] - tokens.BIG_ICON - 4 * tokens.ROOMY)
        body = column(
            label(_("This cannot go on as it is"), Type.CARD_TITLE),
            self.text,
            label(error.code, Type.CAPTION, "faint"),
            gap=tokens.PAD,
        )
        close = button(_("Close"), self.reject, look="plain" if retry else "primary")
        actions = row(None, close, gap=tokens.PAD)
        if retry:
            actions.addWidget(button(retry, lambda: self.done(RETRY), look="primary"))
        whole = column(row(column(sign, None), body, gap=tokens.ROOMY), actions, gap=tokens.ROOMY, margin=tokens.ROOMY)
        self.setLayout(whole)
        self.resize(tokens.DIALOG[0], self.sizeHint().height())


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
