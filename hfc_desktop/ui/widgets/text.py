"""Labels of the type scale. Running text gets the line height of Chinese print.

Qt's namespace of enumerations takes a tenth of the window's start to build, so what is needed for the first paint sets
them by property and number, and everything else asks for them when it uses them.
"""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy

from hfc_desktop.ui import tokens
from hfc_desktop.ui.tokens import Type

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_PLAIN_TEXT: Final = 0
_RICH_TEXT: Final = 1
"""``Qt.TextFormat``."""
_BY_MOUSE: Final = 1
"""``Qt.TextInteractionFlag.TextSelectableByMouse``."""


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the style sheet reads, and let it take effect."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def label(text: str, size: Type = Type.BODY, ink: str = "text") -> QLabel:
    """One line of text; never cut in the middle of a word list, so it keeps its width."""
    made = QLabel(text)
    made.setProperty("textFormat", _PLAIN_TEXT)
    made.setProperty("type", size.value)
    made.setProperty("ink", ink)
    return made


def paragraph(text: str, size: Type = Type.BODY, ink: str = "text") -> QLabel:
    """Running text that wraps; it can be marked and copied with mouse and keys, and takes no focus by Tab."""
    made = QLabel()
    made.setProperty("textFormat", _RICH_TEXT)
    made.setProperty("type", size.value)
    made.setProperty("ink", ink)
    made.setWordWrap(True)
    made.setProperty("textInteractionFlags", _BY_MOUSE)
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
    made.setProperty("textFormat", _PLAIN_TEXT)
    made.setProperty("badge", tone)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def _line_height() -> int:
    """Line height in percent of the face's own, which already has some air in it."""
    font = QApplication.font()
    return tokens.LINE_HEIGHT_PERCENT * font.pixelSize() // QFontMetrics(font).height()


def elided(metrics: QFontMetrics, text: str, width: int) -> str:
    """``text``, or as much of it as fits into ``width`` pixels with … behind it."""
    if metrics.horizontalAdvance(text) <= width:
        return text
    room = width - metrics.horizontalAdvance("…")
    return text[: bisect(range(1, len(text) + 1), room, key=lambda size: metrics.horizontalAdvance(text[:size]))] + "…"


class ElidedLabel(QLabel):
    """One line that ends in … where it does not fit; the whole text stays readable by screen readers and on hover."""

    def __init__(self, text: str = "", size: Type = Type.BODY, ink: str = "text") -> None:
        super().__init__()
        self._whole = ""
        self.setProperty("textFormat", _PLAIN_TEXT)
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
        shown = elided(self.fontMetrics(), self._whole, self.width())
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
