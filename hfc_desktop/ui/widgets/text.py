"""Labels of the type scale. Running text gets the line height of Chinese print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy

from hfc_desktop.ui import tokens
from hfc_desktop.ui.tokens import Type

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the style sheet reads, and let it take effect."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def label(text: str, size: Type = Type.BODY, ink: str = "text") -> QLabel:
    """One line of text; never cut in the middle of a word list, so it keeps its width."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("type", size.value)
    made.setProperty("ink", ink)
    return made


def paragraph(text: str, size: Type = Type.BODY, ink: str = "text") -> QLabel:
    """Running text that wraps; it can be marked and copied with mouse and keys, and takes no focus by Tab."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setProperty("type", size.value)
    made.setProperty("ink", ink)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    set_paragraph(made, text)
    return made


def set_paragraph(target: QLabel, text: str) -> None:
    """Change the text of a ``paragraph``; nothing in ``text`` is read as markup."""
    body = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
    target.setText(f'<p style="line-height:{_line_height()}%;margin:0">{body}</p>')
    target.setAccessibleName(text)


def badge(text: str, tone: str = "plain") -> QLabel:
    """A word on a small ground; ``tone`` is plain, accent, say, never or warn."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("badge", tone)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def _line_height() -> int:
    """Line height in percent of the face's own, which already has some air in it."""
    font = QApplication.font()
    return tokens.LINE_HEIGHT_PERCENT * font.pixelSize() // QFontMetrics(font).height()


class ElidedLabel(QLabel):
    """One line that ends in … where it does not fit; the whole text stays readable by screen readers and on hover."""

    def __init__(self, text: str = "", size: Type = Type.BODY, ink: str = "text") -> None:
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("type", size.value)
        self.setProperty("ink", ink)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_whole(text)

    def set_whole(self, text: str) -> None:
        """Change the text."""
        self._whole = text
        self.setAccessibleName(text)
        self._cut()

    def resizeEvent(self, event: object) -> None:
        """Cut again to the new width."""
        self._cut()

    def _cut(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
