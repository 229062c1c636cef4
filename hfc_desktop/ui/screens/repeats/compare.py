"""Cases side by side, a field a row; where they differ a choice says whose value the lead takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from hfc_desktop.domain import free_text, masking
from hfc_desktop.i18n import gettext as _
from hfc_desktop.services.merging import CHOSEN
from hfc_desktop.ui import tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import surface
from hfc_desktop.ui.widgets.ledger.columns import money
from hfc_desktop.ui.widgets.text import badge, label, paragraph
from hfc_desktop.wording.terms import TERMS, term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hfc_desktop.services.repeats import Comparison
    from hfc_desktop.ui.widgets.ledger.names import Names

_MONEY: Final = frozenset({"amount_fen", "loss_fen"})
_AXES: Final = {"scenario": "scenario", "business": "business", "channel": "channel", "reason": "reason"}
_TABLES: Final = {"status": "status", "demand": "demand", "business_line": "line"}
_TEXTS: Final = frozenset({"claim", "facts", "basis", "expected_outcome"})


class Compare(QScrollArea):
    """The table of fields.

    Attributes:
        lead_wanted: ``(place)`` another case leads.
    """

    lead_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Cases side by side"))
        self._groups: dict[str, QButtonGroup] = {}

    def show_cases(self, rows: Sequence[Comparison], names: Names, lead: int) -> None:
        """Show the fields of all cases; ``lead`` is the place of the one that leads."""
        self._groups = {}
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(tokens.PAD, tokens.GAP, tokens.PAD, tokens.GAP)
        grid.setHorizontalSpacing(tokens.PAD)
        grid.setVerticalSpacing(tokens.STEP)
        number = next(row for row in rows if row.field == "number")
        for place, value in enumerate(number.values):
            grid.addWidget(self._head(str(value), place, lead), 0, place + 1)
            grid.setColumnStretch(place + 1, 1)
        shown = [row for row in rows if row.field != "number" and any(row.values)]
        for at, row in enumerate(shown, 1):
            self._add(grid, at, row, names, lead)
        grid.setRowStretch(len(shown) + 1, 1)
        self.setWidget(body)

    def _head(self, number: str, place: int, lead: int) -> QWidget:
        made = QWidget()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.STEP)
        box.addWidget(label(number, Type.STRONG))
        if place == lead:
            box.addWidget(badge(_("leads"), "accent"))
        else:
            box.addWidget(badge(_("goes into it"), "plain"))
        return made

    def _add(self, grid: QGridLayout, at: int, row: Comparison, names: Names, lead: int) -> None:
        name = term("field", row.field) if row.field in TERMS["field"] else row.field
        head = label(name, Type.CAPTION, "second")
        head.setAlignment(Qt.AlignmentFlag.AlignTop)
        grid.addWidget(head, at, 0)
        choosable = row.differs and row.field in CHOSEN
        if choosable:
            self._groups[row.field] = QButtonGroup(self)
        for place, value in enumerate(row.values):
            text = _shown(row.field, value, names)
            cell: QWidget = paragraph(text or "–", ink="text" if row.differs else "second")
            if row.differs:
                cell = self._marked(row.field, place, cell, lead, choosable=choosable)
            grid.addWidget(cell, at, place + 1)

    def _marked(self, field: str, place: int, cell: QWidget, lead: int, *, choosable: bool) -> QWidget:
        """What differs stands on a ground, with a choice where the lead may take another's value."""
        box = QVBoxLayout()
        box.setContentsMargins(tokens.GAP, tokens.STEP, tokens.STEP, tokens.STEP)
        box.setSpacing(0)
        box.addWidget(cell)
        if choosable:
            choice = QRadioButton(_("the lead takes this"))
            choice.setChecked(place == lead)
            self._groups[field].addButton(choice, place)
            box.addWidget(choice)
        return surface(box, "warn")

    def chosen(self, lead: int) -> Mapping[str, int]:
        """Fields of which the lead takes another's value, with that one's place."""
        places = {field: group.checkedId() for field, group in self._groups.items()}
        return {field: place for field, place in places.items() if place not in (-1, lead)}


def _shown(field: str, value: Any, names: Names) -> str:  # noqa: ANN401  any JSON value
    """A value in words, masked as everywhere."""
    if value in (None, "", []):
        return ""
    if field in _MONEY:
        return money(value)
    if field in _AXES:
        return names.of_class(_AXES[field], str(value))
    if field in _TABLES:
        return term(_TABLES[field], str(value))
    special: Mapping[str, Callable[[], str]] = {
        "parties": lambda: "; ".join(masking.name(str(party["name"])) for party in value),
        "tags": lambda: ", ".join(map(str, value)),
        "handler": lambda: names.person(str(value)),
        "received_at": lambda: str(value)[:16].replace("T", " "),
    }
    if field in special:
        return special[field]()
    return free_text.masked(str(value)) if field in _TEXTS else str(value)
