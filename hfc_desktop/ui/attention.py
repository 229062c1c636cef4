"""Shows one watcher what people do in any window of the program: keys, mouse, touch.

A filter over the whole application would see it, too, and with it every paint, move and polish of every widget: opening
a card sends some thousands of those, and handing each to Python takes as long as drawing the card. So the filter sits
only where people's input arrives: keys at the widget that has the focus, all of it at the system's windows.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class Attention(QObject):
    """Moves an event filter along with the focus.

    Args:
        watcher: its ``eventFilter`` sees the input. A key that the focused widget leaves alone comes by again, at the
            window.
        window: keys come here while no widget has the focus.
    """

    def __init__(self, watcher: QObject, window: QWidget) -> None:
        super().__init__(watcher)
        self._watcher, self._window = watcher, window
        window.installEventFilter(watcher)
        self._enter(QGuiApplication.focusWindow())
        self._follow(None, QApplication.focusWidget())
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusWindowChanged.connect(self._enter)
            application.focusChanged.connect(self._follow)

    def end(self) -> None:
        """Follow the focus no longer; the window is about to close."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusWindowChanged.disconnect(self._enter)
            application.focusChanged.disconnect(self._follow)
        self._window.removeEventFilter(self._watcher)
        self._follow(QApplication.focusWidget(), None)

    def _enter(self, system_window: QWindow | None) -> None:
        """Another window of the system has the keys; whoever is watched already is not watched twice."""
        if system_window is not None:
            system_window.installEventFilter(self._watcher)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and isValid(before) and not before.isWindow():
            before.removeEventFilter(self._watcher)
        if now is not None and isValid(now):
            now.installEventFilter(self._watcher)
