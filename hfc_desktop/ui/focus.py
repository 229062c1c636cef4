"""Keeps what has the focus in sight. Qt does so only while the focus moves inside one scroll area."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from hfc_desktop.ui import tokens

_MARGIN: Final = tokens.ROOMY


class FocusFollower(QObject):
    """Scrolls every area around the widget that takes the focus until it is seen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self.follow)

    def follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """The focus moved."""
        if now is None or not isValid(now):
            return
        above = now.parentWidget()
        while above is not None:
            content = above.widget() if isinstance(above, QScrollArea) else None
            if isinstance(above, QScrollArea) and content is not None and content.isAncestorOf(now):
                above.ensureWidgetVisible(now, 0, _MARGIN)
            above = above.parentWidget()
