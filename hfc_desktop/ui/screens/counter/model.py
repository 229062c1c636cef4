"""The result list as Qt sees it: headings and results in the order in which they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtGui import QStandardItem, QStandardItemModel

from hfc_desktop.domain.lookup import LookupHit, in_groups
from hfc_desktop.i18n import CHINESE, language
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui.widgets import kinds
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

ROW_ROLE: Final = 0x0100
_NAME: Final = 11
"""``Qt.ItemDataRole``, of the user and of the accessible text; by number, see ``widgets.text``."""
DIGITS: Final = 9
"""How many results have a digit."""


class Row(NamedTuple):
    """One line of the list.

    Attributes:
        heading: text of a heading; empty for a result.
        hit: the result; ``None`` for a heading.
        number: digit that opens it, 0 for none.
        title: title in the language in use.
        marks: half-open ranges of ``title`` that matched.
        second: second line.
    """

    heading: str = ""
    hit: LookupHit | None = None
    number: int = 0
    title: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    second: str = ""


def rows_of(hits: Sequence[LookupHit], heading: str = "") -> tuple[Row, ...]:
    """Rows for results; ``heading`` stands above all of them instead of their groups."""
    rows: list[Row] = []
    number = 0
    groups = [(heading, tuple(hits))] if heading else [
        (term("kind", group.kind) if group.kind else _("Best matches"), group.hits) for group in in_groups(hits)
    ]  # fmt: skip
    for name, members in groups:
        rows.append(Row(heading=f"{name} · {len(members)}" if len(groups) > 1 or heading else name))
        for hit in members:
            number += 1
            rows.append(_row(hit, number if number <= DIGITS else 0))
    return tuple(rows)


def _row(hit: LookupHit, number: int) -> Row:
    chinese = language() == CHINESE or not hit.title_en
    return Row(
        hit=hit,
        number=number,
        title=hit.title if chinese else hit.title_en,
        marks=hit.title_marks if chinese else (),
        second=(hit.first_words or hit.summary) if chinese else (hit.summary_en or hit.first_words or hit.summary),
    )


class ResultModel(QStandardItemModel):
    """Headings and results; a new search replaces all rows. Qt's own items: drawing a row asks Python for nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def show(self, rows: tuple[Row, ...]) -> None:
        """Show these rows."""
        self._rows = rows
        self.removeRows(0, self.rowCount())  # "clear" would keep what was appended to the root in memory for good
        self.invisibleRootItem().appendRows([_item(row) for row in rows])

    def row_of_number(self, number: int) -> int:
        """Row that digit ``number`` opens; -1 for none."""
        return next((at for at, row in enumerate(self._rows) if row.number == number), -1)

    def hit_at(self, at: int) -> LookupHit | None:
        """The result in a row; ``None`` for a heading or none."""
        return self._rows[at].hit if 0 <= at < len(self._rows) else None

    def count_hits(self) -> int:
        """How many results there are."""
        return sum(row.hit is not None for row in self._rows)


def _item(row: Row) -> QStandardItem:
    """The whole row for the delegate, words for everything else. Headings are passed over."""
    made = QStandardItem(row.heading or row.title)
    made.setData(row, ROW_ROLE)
    made.setData(_spoken(row), _NAME)
    made.setEditable(False)
    if row.hit is None:
        made.setEnabled(False)
        made.setSelectable(False)
    return made


def _spoken(row: Row) -> str:
    if row.hit is None:
        return row.heading
    status = kinds.state(row.hit.status, row.hit.is_sample)
    parts = (term("kind", row.hit.kind), row.title, row.second, status[1] if status else "", *row.hit.codes[:1])
    return ", ".join(part for part in parts if part)
