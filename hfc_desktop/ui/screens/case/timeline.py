"""What happened to a case, the newest first: who did what, when, and why."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from hfc_desktop.domain.life_cycle import Action
from hfc_desktop.i18n import N_
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import clear, column, row
from hfc_desktop.ui.widgets.ledger.actions import word
from hfc_desktop.ui.widgets.ledger.columns import moment
from hfc_desktop.ui.widgets.text import label, paragraph
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hfc_desktop.services.case_history import HistoryLine
    from hfc_desktop.ui.widgets.ledger.names import Names

_ACTIONS: Final = frozenset(action.value for action in Action)
_BESIDE: Final[Mapping[str, str]] = {
    "undo": N_("Last step taken back"),
    "attach": N_("File attached"),
    "link": N_("Linked with another case"),
    "unlink": N_("Link taken away"),
    "sweep": N_("Level raised by rule"),
    "named": N_("Named in a supervision notice"),
}
"""Steps that are none of the life cycle, as they stand in events."""


class Timeline(QScrollArea):
    """Entries under one another along a line."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("History of the case"))
        body = QWidget()
        self._box = QVBoxLayout(body)
        self._box.setContentsMargins(tokens.PAD, tokens.GAP, tokens.PAD, tokens.GAP)
        self._box.setSpacing(tokens.GAP)
        self.setWidget(body)

    def show_lines(self, lines: Sequence[HistoryLine], names: Names) -> None:
        """Show what happened."""
        clear(self._box)
        self._box.addWidget(label(_("History of the case"), Type.CARD_TITLE))
        for line in reversed(lines):
            self._box.addWidget(_entry(line, names))
        if not lines:
            self._box.addWidget(paragraph(_("Nothing yet."), ink="second"))
        self._box.addStretch(1)


def what(line: HistoryLine) -> str:
    """What was done, in words."""
    if line.action in _ACTIONS:
        return word(Action(line.action))
    return _(_BESIDE[line.action]) if line.action in _BESIDE else term("op", line.op.value)


def _entry(line: HistoryLine, names: Names) -> QWidget:
    made = QWidget()
    head = row(
        label(what(line), Type.STRONG), None, label(moment(datetime.fromisoformat(line.at)), Type.CAPTION, "second")
    )
    by = label(f"{names.person(line.by)} · {term('role', line.role)}", Type.CAPTION, "second")
    parts: list[QWidget] = [by]
    if line.reason:
        parts.append(paragraph(line.reason))
    inner = column(head, *parts, gap=tokens.FOCUS)
    inner.setContentsMargins(tokens.PAD, 0, 0, 0)
    made.setLayout(inner)
    made.setObjectName("timeline")
    return made
