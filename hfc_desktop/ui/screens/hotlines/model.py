"""The table of hotlines as Qt sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from hfc_desktop.domain.guidance.hotline import Freshness
from hfc_desktop.i18n import CHINESE, N_, language
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import icons
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.domain.guidance.hotline import Age, Hotline
    from hfc_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_NAME: Final = int(Qt.ItemDataRole.AccessibleTextRole)
_INK: Final = int(Qt.ItemDataRole.ForegroundRole)
_SIGN: Final = int(Qt.ItemDataRole.DecorationRole)
_FONT: Final = int(Qt.ItemDataRole.FontRole)
_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
HEADINGS: Final = (N_("Who answers"), N_("Number"), N_("Good for"), N_("Hours"), N_("Last checked"))
CHECKED: Final = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is shown.

    Attributes:
        place: name of its place; empty for the whole country.
    """

    item: Hotline
    age: Age
    place: str

    @property
    def title(self) -> str:
        """Its title in the language in use."""
        return self.item.title if language() == CHINESE or not self.item.title_en else self.item.title_en

    @property
    def number(self) -> str:
        """The number to give first."""
        return self.item.numbers[0].number

    @property
    def abilities(self) -> str:
        """What it is good for in this place."""
        return " · ".join(term("capability", one) for one in self.item.capabilities)

    @property
    def checked(self) -> str:
        """Day of the last check, and in words what follows from its age."""
        day = self.item.last_verified.isoformat()
        if self.age.freshness is Freshness.GREY:
            return _("{day} · verify first").format(day=day)
        return _("{day} · {days} days ago").format(day=day, days=self.age.days) if self.is_stale else day

    @property
    def is_stale(self) -> bool:
        """Whether the check is older than it should be."""
        return self.age.freshness is not Freshness.FRESH


class HotlineModel(QAbstractTableModel):
    """Entries in the order in which they were found."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show these entries."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """The entry of a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """Entries."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """Columns."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """Names of columns."""
        if orientation is Qt.Orientation.Horizontal and role == _DISPLAY:
            return _(HEADINGS[section])
        return None

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Words, and beside those of a stale entry a sign and its colour."""
        line = self.line(index.row())
        if line is None:
            return None
        column = index.column()
        texts = (line.title, line.number, line.abilities, line.item.hours, line.checked)
        if role in {_DISPLAY, _TIP, _NAME}:
            return texts[column]
        if role == _FONT and column == 1:
            return self._theme.font(bold=True)
        if not line.is_stale:
            return None
        grey = line.age.freshness is Freshness.GREY
        if role == _INK and (grey or column == CHECKED):
            return self._theme.colour("faint" if grey else "warn")
        if role == _SIGN and column == CHECKED:
            return icons.icon(self._theme, "warn", "faint" if grey else "warn")
        return None
