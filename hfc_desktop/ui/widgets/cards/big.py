"""One line in big letters over the whole window, to be turned to the customer: the line alone, nothing internal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys, tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.cards.parts import button, label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class BigLine(QDialog):
    """Shows ``text``; Esc, Enter or the button closes it."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("For the customer"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = label(text, Type.DIGITS)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        closing = button(_("Close (Esc)"), "plain")
        closing.setDefault(True)
        closing.clicked.connect(self.accept)
        box = QVBoxLayout(self)
        box.setContentsMargins(tokens.BIG_ICON, tokens.BIG_ICON, tokens.BIG_ICON, tokens.ROOMY)
        box.addWidget(self.text, 1)
        box.addWidget(closing, 0, Qt.AlignmentFlag.AlignHCenter)
        keys.bind(self, "card.big", self.accept)
        self.resize(parent.window().size())
        closing.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Never wider than what is read in one go."""
        super().resizeEvent(event)
        self.text.setMaximumWidth(max(tokens.READING_WIDTH, event.size().width() - 2 * tokens.BIG_ICON))
