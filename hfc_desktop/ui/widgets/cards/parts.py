"""The small pieces that every card is put together from: labels, frames that show their focus, copyable lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import icons, tokens
from hfc_desktop.ui.tokens import Type

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from hfc_desktop.ui.theme import Theme

W = TypeVar("W", bound=QWidget)

_PRESSES: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_RETIRED: Final = "retired"
_SIDE_BY_SIDE: Final = 520
"""Width from which two blocks stand side by side."""


def label(text: str, size: Type = Type.BODY, ink: str = "", *, wrap: bool = True) -> QLabel:
    """A label in plain text; text from packs is never read as mark-up."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    made.setProperty("type", size.value)
    if ink:
        made.setProperty("ink", ink)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
        made.setMinimumWidth(tokens.CONTROL)
    return made


def badge(text: str, tone: str = "plain") -> QLabel:
    """A small badge."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("badge", tone)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made


def retire(widget: QWidget) -> None:
    """Take a widget off the screen and delete it when control is back in the event loop.

    It keeps its parent until then: without one, Python would own it and could delete it in the middle of a signal of
    one of its own children.
    """
    widget.hide()
    widget.setObjectName(_RETIRED)
    widget.deleteLater()


def standing(root: QWidget, kind: type[W]) -> list[W]:
    """Widgets of a kind below ``root``, without those that are about to be deleted."""
    return [part for part in root.findChildren(kind) if not _is_retired(part, root)]


def _is_retired(part: QWidget, root: QWidget) -> bool:
    current: QWidget | None = part
    while current is not None and current is not root:
        if current.objectName() == _RETIRED:
            return True
        current = current.parentWidget()
    return False


class Picture(QLabel):
    """An icon that follows the theme."""

    def __init__(self, theme: Theme, name: str, ink: str, size: int = tokens.ICON) -> None:
        super().__init__()
        self._theme, self._name, self._ink, self._size = theme, name, ink, size
        self.setFixedSize(size, size)
        self._draw()
        theme.changed.connect(self._draw)

    def _draw(self) -> None:
        self.setPixmap(icons.pixmap(self._theme, self._name, self._ink, self._size, self.devicePixelRatioF()))


def column(*parts: QWidget, gap: int = tokens.GAP) -> QVBoxLayout:
    """Widgets under one another, without margins."""
    layout = QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for part in parts:
        layout.addWidget(part)
    return layout


def row(*parts: QWidget, gap: int = tokens.GAP) -> QHBoxLayout:
    """Widgets beside one another, without margins."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for part in parts:
        layout.addWidget(part)
    return layout


def button(text: str, look: str = "plain", *, name: str = "") -> QPushButton:
    """A button that can be reached by Tab."""
    made = QPushButton(text)
    made.setProperty("look", look)
    made.setAutoDefault(False)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if name:
        made.setAccessibleName(name)
    return made


def frame(surface: str, layout: QBoxLayout, pad: int = tokens.PAD) -> QFrame:
    """A surface around a layout."""
    made = QFrame()
    made.setProperty("surface", surface)
    layout.setContentsMargins(pad, pad - tokens.STEP // 2, pad, pad - tokens.STEP // 2)
    made.setLayout(layout)
    return made


class FocusFrame(QFrame):
    """A surface that can have the focus, shows it as a ring, and is pressed by Enter, Space or a click."""

    pressed = Signal()

    def __init__(self, theme: Theme, surface: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("surface", surface)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space press it; all else goes on to the card."""
        if event.key() in _PRESSES and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click presses it, too."""
        self.pressed.emit()
        super().mouseDoubleClickEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The surface, then the ring inside its edge."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("accent"), tokens.FOCUS))
            inset = tokens.FOCUS / 2
            rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(rect, tokens.SMALL_RADIUS, tokens.SMALL_RADIUS)


class SideBySide(QWidget):
    """Two widgets beside one another, under one another where it is narrow."""

    def __init__(self, left: QWidget, right: QWidget, threshold: int = _SIDE_BY_SIDE) -> None:
        super().__init__()
        self._threshold = threshold
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(tokens.GAP)
        for part in (left, right):
            self._box.addWidget(part, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the direction by the width."""
        wide = event.size().width() >= self._threshold
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._box.direction() is not direction:
            self._box.setDirection(direction)
        super().resizeEvent(event)


class Fold(QWidget):
    """A heading that opens and closes what is under it; the content is made when it is first opened."""

    def __init__(self, theme: Theme, heading: str, make: Callable[[], QWidget]) -> None:
        super().__init__()
        self._theme = theme
        self._make = make
        self._body: QWidget | None = None
        self._head = button(heading, "quiet")
        self._head.setCheckable(True)
        self._head.toggled.connect(self._toggle)
        self._box = column(self._head, gap=tokens.STEP)
        self._box.setAlignment(self._head, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(self._box)
        self._draw()
        theme.changed.connect(self._draw)

    def open(self) -> None:
        """Show the content."""
        self._head.setChecked(True)

    @property
    def body(self) -> QWidget | None:
        """The content, once it was opened."""
        return self._body

    def _draw(self) -> None:
        opened = self._head.isChecked()
        self._head.setIcon(icons.icon(self._theme, "down" if opened else "right"))
        state = _("open") if opened else _("closed")
        self._head.setAccessibleDescription(state)

    def _toggle(self, opened: bool) -> None:
        if opened and self._body is None:
            self._body = self._make()
            self._box.addWidget(self._body)
        if self._body is not None:
            self._body.setVisible(opened)
        self._draw()
