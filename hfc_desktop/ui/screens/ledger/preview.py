"""What is worth knowing of the marked line before one opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from hfc_desktop.domain.ledger_lists import Column
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import clear, column
from hfc_desktop.ui.widgets.ledger.bands import sign, tone
from hfc_desktop.ui.widgets.ledger.columns import FACES, heading
from hfc_desktop.ui.widgets.text import badge, label, paragraph

if TYPE_CHECKING:
    from datetime import date

    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.domain.ledger_lists import Line
    from hfc_desktop.ui.widgets.ledger.names import Names

_FACTS: Final = (
    Column.COMPLAINANT, Column.SCENARIO, Column.BUSINESS, Column.REASON, Column.SOURCE, Column.LEVEL, Column.REPEAT,
    Column.AMOUNT, Column.HANDLER, Column.RECEIVER, Column.RECEIVED, Column.ORGANISATION,
)  # fmt: skip


class Preview(QScrollArea):
    """The pane at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Preview"))
        body = QWidget()
        self._box = QVBoxLayout(body)
        self._box.setContentsMargins(tokens.PAD, tokens.PAD, tokens.PAD, tokens.PAD)
        self._box.setSpacing(tokens.GAP)
        self.setWidget(body)
        self._words = QVBoxLayout()
        self.show_nothing()

    def show_nothing(self, text: str = "") -> None:
        """No line is marked, or more than one."""
        clear(self._box)
        self._box.addWidget(paragraph(text or _("Mark a line to see more of it here."), ink="second"))
        self._box.addStretch(1)

    def show_line(self, line: Line, names: Names, today: date) -> None:
        """Show what the list knows of it."""
        clear(self._box)
        self._box.addWidget(label(line.number, Type.CARD_TITLE))
        marks = [badge(FACES[Column.STATUS].text(line, names), "plain")]
        if line.due is not None:
            marks.append(badge(sign(line.due, today), tone(line.due, today)))
        self._box.addLayout(column(*marks, gap=tokens.STEP))
        self._box.addLayout(self._facts(line, names))
        self._words = QVBoxLayout()
        self._words.setSpacing(tokens.STEP)
        self._box.addLayout(self._words)
        self._box.addStretch(1)

    def _facts(self, line: Line, names: Names) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.PAD)
        grid.setVerticalSpacing(tokens.STEP)
        grid.setColumnStretch(1, 1)
        shown = ((fact, FACES[fact].text(line, names)) for fact in _FACTS)
        for row, (fact, text) in enumerate((fact, text) for fact, text in shown if text):
            grid.addWidget(label(heading(fact), Type.CAPTION, "second"), row, 0)
            grid.addWidget(paragraph(text), row, 1)
        return grid

    def show_words(self, complaint: Complaint) -> None:
        """Claim and facts, masked; read, and so recorded, only when one stays on a line."""
        clear(self._words)
        for name, text in ((_("Claim"), complaint.claim), (_("Facts"), complaint.facts)):
            if text:
                self._words.addWidget(label(name, Type.CAPTION, "second"))
                self._words.addWidget(paragraph(text))
