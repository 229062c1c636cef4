"""How the columns of a file are read: each heading with the field that it fills, changed by a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QScrollArea, QWidget

from hfc_desktop.domain.imports import ImportMapping
from hfc_desktop.domain.ledger_table import COLUMNS
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.later import soon
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.text import label
from hfc_desktop.wording.terms import TERMS, term

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Mapping(QScrollArea):
    """A choice a heading; another choice plans again at once."""

    def __init__(self, changed: Callable[[ImportMapping], object]) -> None:
        super().__init__()
        self._changed = changed
        self.choices: dict[str, QComboBox] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("How columns are read"))

    def show_columns(self, columns: Sequence[tuple[str, str | None]]) -> None:
        """Show each heading with the field that it was read as."""
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(tokens.PAD, tokens.GAP, tokens.PAD, tokens.GAP)
        grid.setVerticalSpacing(tokens.STEP)
        grid.setHorizontalSpacing(tokens.ROOMY)
        grid.setColumnStretch(2, 1)
        grid.addWidget(label(_("Heading in the file"), Type.CAPTION, "second"), 0, 0)
        grid.addWidget(label(_("Read as"), Type.CAPTION, "second"), 0, 1)
        self.choices = {}
        for at, (heading, name) in enumerate(columns, 1):
            choice = QComboBox()
            choice.setAccessibleName(heading)
            choice.addItem(_("left out"), "")
            for column in COLUMNS:
                choice.addItem(_field(column.name), column.name)
            choice.setCurrentIndex(max(0, choice.findData(name or "")))
            choice.currentIndexChanged.connect(lambda _at: soon(self, self._tell))
            self.choices[heading] = choice
            grid.addWidget(label(heading), at, 0)
            grid.addWidget(choice, at, 1)
        grid.setRowStretch(len(columns) + 1, 1)
        self.setWidget(body)

    def _tell(self) -> None:
        """Told after the choice has closed: the new plan replaces the very box that was chosen in."""
        self._changed(self.mapping())

    def mapping(self) -> ImportMapping:
        """What is chosen."""
        return ImportMapping(columns={heading: str(choice.currentData()) for heading, choice in self.choices.items()})


def _field(name: str) -> str:
    """A column in words with its name, for fields and for parts of parties."""
    return f"{term('field', name)} · {name}" if name in TERMS["field"] else name
