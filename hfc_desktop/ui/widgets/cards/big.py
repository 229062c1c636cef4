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
        closing = button(_("Close (Esc)"), "plain")
        closing.setDefault(True)
        closing.clicked.connect(self.accept)
        inside = QWidget()
        self._body = QVBoxLayout(inside)
        self._body.setContentsMargins(tokens.BIG_ICON, tokens.BIG_ICON, tokens.BIG_ICON, tokens.ROOMY)
        self._body.setSpacing(tokens.PAD)
        self._body.addWidget(self.text, 0 if below else 1)
        for heading, lines in below:
            self._add(heading, lines)
        if below:
            self._body.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, tokens.ROOMY)
        box.addWidget(area, 1)
        box.addWidget(closing, 0, Qt.AlignmentFlag.AlignHCenter)
        keys.bind(self, "card.big", self.accept)
        self.resize(parent.window().size())
        closing.setFocus()

    def _add(self, heading: str, lines: tuple[str, ...]) -> None:
        self._body.addSpacing(tokens.PAD)
        self._body.addWidget(label(heading, Type.CARD_TITLE, "accent"))
        for line in lines:
            self._body.addWidget(label(line, Type.SPOKEN))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Never wider than what is read in one go."""
        super().resizeEvent(event)
        self.text.setMaximumWidth(max(tokens.READING_WIDTH, event.size().width() - 2 * tokens.BIG_ICON))
