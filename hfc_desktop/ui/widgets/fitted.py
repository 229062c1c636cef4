"""A frame that takes just the height that its wrapped texts need at its width.

Qt asks a window of wrapped labels for its height at its *smallest* width, where every text is dozens of lines tall, and
then refuses to make the window any lower. A fitted frame keeps that question to itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class FittedFrame(QFrame):
    """A frame as high as its content is at this width. The layout must be set before the first show."""

    def hasHeightForWidth(self) -> bool:
        """Never, for the layouts above."""
        return False

    def fit(self) -> None:
        """Take the height that the content needs now."""
        layout = self.layout()
        if layout is None or self.width() <= 0:
            return
        layout.activate()
        wanted = (
            layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        )
        if wanted > 0 and wanted != self.height():
            self.setFixedHeight(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another height."""
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        """Content changed: fit again."""
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.fit()
        return handled
