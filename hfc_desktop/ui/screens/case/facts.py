"""What is known of a case, in groups under one another; empty groups are left out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.screens.case import sections
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import clear
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.text import label, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.ui.screens.case.sections import Section
    from hfc_desktop.ui.widgets.ledger.names import Names


class Facts(QScrollArea):
    """The column at the right.

    Attributes:
        followed: ``(Link)`` another case, a guidance item or an attachment is to be opened.
    """

    followed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("What is known"))
        body = QWidget()
        self._box = QVBoxLayout(body)
        self._box.setContentsMargins(tokens.PAD, tokens.GAP, tokens.PAD, tokens.GAP)
        self._box.setSpacing(tokens.GAP)
        self.setWidget(body)

    def show_case(self, case: Complaint, names: Names, more: Sequence[Section] = ()) -> None:
        """Show a case; ``more`` are groups that come from elsewhere, as its tasks."""
        clear(self._box)
        for section in (*sections.of(case, names), *more):
            self._add(section)
        self._box.addStretch(1)

    def _add(self, section: Section) -> None:
        self._box.addWidget(label(section.title, Type.CARD_TITLE))
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.PAD)
        grid.setVerticalSpacing(tokens.STEP)
        grid.setColumnStretch(1, 1)
        for at, (name, text) in enumerate(section.lines):
            grid.addWidget(label(name, Type.CAPTION, "second"), at, 0)
            grid.addWidget(paragraph(text), at, 1)
        self._box.addLayout(grid)
        for link in section.links:
            follow = button(link.text, partial(self.followed.emit, link), look="link")
            self._box.addWidget(follow)
