"""The card of a hotline: the focus is on the digits, so that Enter copies them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.domain.guidance.hotline import Hotline
from hfc_desktop.ui.widgets.cards.blocks import DigitsLine
from hfc_desktop.ui.widgets.cards.card import Card

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class HotlineCard(Card[Hotline]):
    """A number to give."""

    def start(self) -> QWidget | None:
        """The first number."""
        return self.body.findChild(DigitsLine)
