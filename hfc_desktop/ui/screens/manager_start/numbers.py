"""Five numbers, each a button that opens its list; what needs somebody now is marked by a word as well as a colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from hfc_desktop.i18n import N_
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.text import label, set_property

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QLabel

_HEIGHT: Final = 76


@dataclass(frozen=True, slots=True)
class Number:
    """One of them.

    Attributes:
        tone: ink of the number when it is not 0.
        screen: where it leads, with ``argument``.
    """

    name: str
    text: str
    tone: str
    screen: str
    argument: str = ""


NUMBERS: Final = (
    Number("late", N_("Late"), "never", "ledger", "late"),
    Number("soon", N_("Due within 3 days"), "warn", "ledger", "soon"),
    Number("open", N_("Open"), "text", "ledger", "open"),
    Number("repeats", N_("Repeats to decide"), "accent", "repeats"),
    Number("signs", N_("Early signs, 30 days"), "warn", "early_signs"),
)


class NumberButton(QPushButton):
    """One number with its name and digit."""

    def __init__(self, number: Number, digit: int) -> None:
        super().__init__()
        self.number = number
        self._value = label("–", Type.PAGE_TITLE)
        self._name = label(_(number.text), Type.CAPTION, "second")
        digit_label = label(str(digit), Type.CAPTION, "faint")
        box = QVBoxLayout(self)
        box.setContentsMargins(tokens.PAD, tokens.GAP, tokens.PAD, tokens.GAP)
        box.setSpacing(0)
        top = QHBoxLayout()
        top.addWidget(self._value)
        top.addStretch(1)
        top.addWidget(digit_label, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(top)
        box.addWidget(self._name)
        for inner in (self._value, self._name, digit_label):
            inner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inner.ensurePolished()
        self._height = max(_HEIGHT, box.sizeHint().height())
        self.setFixedHeight(self._height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_(number.text))

    def show_value(self, value: int) -> None:
        """Show how many."""
        self._value.setText(f"{value:,}")
        set_property(self._value, "ink", self.number.tone if value else "second")
        self.setAccessibleName(f"{_(self.number.text)}: {value}")

    def value(self) -> str:
        """What it shows."""
        return self._value.text()

    def value_label(self) -> QLabel:
        """The label of the number."""
        return self._value

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(tokens.STRIP * 2, self._height)

    def minimumSizeHint(self) -> QSize:
        """Five of them must fit the smallest window."""
        return QSize(tokens.STRIP * 2, self._height)


class Numbers(QWidget):
    """The strip.

    Attributes:
        chosen: ``(Number)``.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.buttons = {number.name: NumberButton(number, at) for at, number in enumerate(NUMBERS, 1)}
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.GAP)
        for made in self.buttons.values():
            made.clicked.connect(lambda _on, chosen=made.number: self.chosen.emit(chosen))
            box.addWidget(made)

    def show_values(self, values: Mapping[str, int]) -> None:
        """Show all of them."""
        for name, value in values.items():
            self.buttons[name].show_value(value)

    def pick(self, at: int) -> None:
        """The number of a digit, counted from 0."""
        if at < len(NUMBERS):
            self.chosen.emit(NUMBERS[at])
