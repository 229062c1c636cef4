"""What is near at hand: favourites, what was opened last, what this branch opens most. One line opens a card."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QWidget

from hfc_desktop.ui import icons, tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import clear, column
from hfc_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from hfc_desktop.ui.theme import Theme

_BESIDE = 560
"""Width from which the groups stand beside one another."""


class ShelfLine(NamedTuple):
    """One item: its id, its title in the language in use, the icon of its kind."""

    item: str
    title: str
    icon: str


class ShelfGroup(NamedTuple):
    """Items under one heading."""

    heading: str
    lines: tuple[ShelfLine, ...]


class ElidedButton(QPushButton):
    """A button for one line of text, cut with … where it does not fit; the whole stays on hover and for readers."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._whole = text
        self.setAccessibleName(text)
        self.setProperty("look", "link")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(tokens.ICON, tokens.ICON))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut to the new width."""
        super().resizeEvent(event)
        room = self.width() - tokens.ICON - 2 * tokens.PAD
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class ShelfView(QWidget):
    """The groups beside one another, under one another where it is narrow.

    Attributes:
        chosen: ``(id)`` of the item to open.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(tokens.ROOMY)
        self.hide()

    def show_groups(self, groups: Sequence[ShelfGroup]) -> None:
        """Show the groups that hold something; nothing while none does."""
        clear(self._box)
        self._box.invalidate()
        filled = [group for group in groups if group.lines]
        for group in filled:
            self._box.addWidget(self._group(group), 1)
        self.setVisible(bool(filled))
        self._fit()

    def _fit(self) -> None:
        """Be as high as the groups are: a scroll area asks only once, before the style sheet gave them their height."""
        for part in self.findChildren(QWidget):
            part.ensurePolished()
        self._box.activate()
        self.setMinimumHeight(self._box.minimumSize().height())

    def _group(self, group: ShelfGroup) -> QWidget:
        lines = column(label(group.heading, Type.STRONG), gap=0)
        for line in group.lines:
            made = ElidedButton(line.title)
            made.setIcon(icons.icon(self._theme, line.icon, "accent"))
            made.clicked.connect(partial(self.chosen.emit, line.item))
            lines.addWidget(made)
        lines.addStretch(1)
        made_group = QWidget()
        made_group.setLayout(lines)
        return made_group

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the direction by the width."""
        super().resizeEvent(event)
        wide = event.size().width() >= _BESIDE
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if direction is not self._box.direction():
            self._box.setDirection(direction)
            self._fit()
