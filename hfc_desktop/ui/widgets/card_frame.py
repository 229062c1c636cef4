"""The frame of a card: head that stays, body that scrolls, footer. What cards hear from and tell the counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from hfc_desktop.ui import tokens
from hfc_desktop.ui.widgets.boxes import column, surface

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_SCROLL_KEYS = {
    Qt.Key.Key_Down: (1, "line"),
    Qt.Key.Key_Up: (-1, "line"),
    Qt.Key.Key_PageDown: (1, "page"),
    Qt.Key.Key_PageUp: (-1, "page"),
}


class CardFrame(QFrame):
    """Base of every card. The counter screen puts one in its middle and gives it the focus.

    Attributes:
        link_opened: ``(item id)`` the reader wants that item.
        search_wanted: ``(text, kind)`` the reader wants to search for it.
    """

    link_opened = Signal(str)
    search_wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.head = QVBoxLayout()
        self.body = column(gap=tokens.ROOMY)
        self.foot = QVBoxLayout()
        self.head.setSpacing(tokens.STEP)
        self.head.setContentsMargins(tokens.ROOMY, tokens.PAD, tokens.ROOMY, tokens.PAD)
        self.body.setContentsMargins(tokens.ROOMY, tokens.PAD, tokens.ROOMY, tokens.ROOMY)
        self.foot.setContentsMargins(tokens.ROOMY, tokens.GAP, tokens.ROOMY, tokens.GAP)
        inside = QWidget()
        inside.setLayout(self.body)
        self.pane = QScrollArea()
        self.pane.setWidgetResizable(True)
        self.pane.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pane.setFrameShape(QFrame.Shape.NoFrame)
        self.pane.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pane.setWidget(inside)
        whole = column(surface(self.head, "plain"), self.pane, surface(self.foot, "plain"), gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    # -- what the counter asks of a card; kinds override what they need

    def command(self, name: str) -> bool:
        """A key of ``keys.KEYS`` was pressed while this card is shown; True when the card dealt with it."""
        return False

    def answer(self, index: int) -> bool:
        """Digit ``index + 1`` was pressed and no text field has the focus; True when it was an answer."""
        return False

    def go_back(self) -> bool:
        """Esc or Backspace: one step back inside the card; False when there is none."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and page keys scroll the body."""
        move = _SCROLL_KEYS.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
            return
        bar = self.pane.verticalScrollBar()
        step = bar.pageStep() if move[1] == "page" else 3 * bar.singleStep()
        bar.setValue(bar.value() + move[0] * step)

    def show_widget(self, widget: QWidget) -> None:
        """Scroll until ``widget`` is seen."""
        self.pane.ensureWidgetVisible(widget, 0, tokens.ROOMY)
