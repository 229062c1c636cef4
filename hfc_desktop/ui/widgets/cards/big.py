"""The safe view: big letters over the whole window, to be turned to the customer. No staff wording gets here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.cards.parts import button, label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_LONG: Final = 60
"""Letters from which a line is shown one size smaller, so that it still stands on one screen."""


class CustomerView(NamedTuple):
    """What a customer may read.

    Attributes:
        line: in big letters.
        sections: heading and lines below it; empty ones are left out.
    """

    line: str
    sections: tuple[tuple[str, tuple[str, ...]], ...] = ()


class BigLine(QDialog):
    """Shows a view; Esc, Enter or the button closes it."""

    def __init__(self, view: CustomerView, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("For the customer"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        below = [(heading, lines) for heading, lines in view.sections if lines]
        self.text = label(view.line, Type.PAGE_TITLE if below and len(view.line) > _LONG else Type.DIGITS)
        self.text.setAlignment(Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignCenter)
        # Asked for its height, a wrapped label answers for its smallest width: here that is the width it really has.
        self._width = parent.window().width() - 2 * tokens.BIG_ICON - tokens.ROOMY
        self.text.setMinimumWidth(self._width)
        closing = button(_("Close (Esc)"), "plain")
        closing.setDefault(True)
        closing.clicked.connect(self.accept)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, tokens.ROOMY)
        if below:
            box.addWidget(self._scrolled(below), 1)
        else:
            box.setContentsMargins(tokens.BIG_ICON, tokens.BIG_ICON, tokens.BIG_ICON, tokens.ROOMY)
            box.addWidget(self.text, 1)
        box.addWidget(closing, 0, Qt.AlignmentFlag.AlignHCenter)
        keys.bind(self, "card.big", self.accept)
        self.resize(parent.window().size())
        closing.setFocus()

    def _scrolled(self, below: list[tuple[str, tuple[str, ...]]]) -> QScrollArea:
        """The line with what stands below it; scrolls where the window is low."""
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(tokens.BIG_ICON, tokens.BIG_ICON, tokens.BIG_ICON, tokens.ROOMY)
        body.setSpacing(tokens.PAD)
        body.addWidget(self.text)
        for heading, lines in below:
            body.addSpacing(tokens.PAD)
            body.addWidget(label(heading, Type.CARD_TITLE, "accent"))
            for line in lines:
                part = label(line, Type.SPOKEN)
                part.setMinimumWidth(self._width)
                body.addWidget(part)
        body.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Never wider than what is read in one go."""
        super().resizeEvent(event)
        self.text.setMaximumWidth(max(tokens.READING_WIDTH, event.size().width() - 2 * tokens.BIG_ICON))
