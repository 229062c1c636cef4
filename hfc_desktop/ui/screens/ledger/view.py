"""Layout of the list: kept lists left, words and tools above, filters over the columns, preview right, counts below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from hfc_desktop.i18n import gettext as _
from hfc_desktop.i18n import ngettext
from hfc_desktop.ui import tokens
from hfc_desktop.ui.screens.ledger.lists_panel import ListsPanel
from hfc_desktop.ui.screens.ledger.preview import Preview
from hfc_desktop.ui.screens.ledger.table import LedgerTable, QuickRow
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import column, row, surface
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.text import ElidedLabel, label, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from hfc_desktop.ui.screens.ledger.model import LedgerModel
    from hfc_desktop.ui.theme import Theme

_PANEL: Final = 208
_PREVIEW: Final = 300


class View(QWidget):
    """The whole screen; what does not fit a narrow window moves into menus."""

    def __init__(
        self, model: LedgerModel, theme: Theme, today: Callable[[], date], acts: Mapping[str, Callable[[], object]]
    ) -> None:
        super().__init__()
        self.lists = ListsPanel(theme)
        self.lists.setFixedWidth(_PANEL)
        self.table = LedgerTable(model, theme, today)
        self.quick = QuickRow(self.table)
        self.preview = Preview()
        self.box = QLineEdit()
        self.box.setPlaceholderText(_("Words in number, name, claim or facts"))
        self.box.setAccessibleName(self.box.placeholderText())
        self.box.setClearButtonEnabled(True)
        self._tools(theme, acts)
        self._bulk(theme, acts)
        self._below()
        self.nothing = self._empty(acts)
        self._lay_out()

    # -- parts --------------------------------------------------------------------------------------------------------

    def _tools(self, theme: Theme, acts: Mapping[str, Callable[[], object]]) -> None:
        self.choose = button("", acts["lists"], look="plain", icon="down", theme=theme)
        self.keep = button(_("Keep this list"), acts["keep"], look="quiet", icon="save", theme=theme)
        self.columns = button(_("Columns"), acts["columns"], look="quiet", icon="menu", theme=theme)
        self.pane = button(_("Preview"), acts["preview"], look="quiet", icon="info", theme=theme)
        self.pane.setCheckable(True)
        self.pane.setChecked(True)
        self.export = button(_("Export…"), acts["export"], look="quiet", icon="pack", theme=theme)
        line = row(self.choose, self.box, self.keep, self.columns, self.pane, self.export)
        line.setStretch(1, 1)
        self._toolbar = line

    def _bulk(self, theme: Theme, acts: Mapping[str, Callable[[], object]]) -> None:
        self.marked = label("", Type.STRONG)
        self.undo = button(_("Undo"), acts["undo"], look="quiet", key="undo", icon="undo", theme=theme)
        self.assign = button(_("Assign…"), acts["assign"], key="ledger.assign")
        self.merge = button(_("Merge as repeats…"), acts["merge"], key="ledger.merge")
        self.more = button(_("More…"), acts["more"])
        self.bulk = surface(row(self.marked, None, self.undo, self.more, self.merge, self.assign), "strip")
        inner = self.bulk.layout()
        assert inner is not None
        inner.setContentsMargins(tokens.PAD, tokens.STEP, tokens.STEP, tokens.STEP)

    def _below(self) -> None:
        self.count = label("", Type.CAPTION, "second")
        self.order = ElidedLabel(size=Type.CAPTION, ink="second")
        self._status = row(self.count, self.order, gap=tokens.ROOMY)
        self._status.setStretch(1, 1)
        self._status.setContentsMargins(tokens.PAD, tokens.STEP, tokens.PAD, tokens.STEP)

    def _empty(self, acts: Mapping[str, Callable[[], object]]) -> QWidget:
        """What is shown where no matter fits."""
        made = QWidget()
        text = paragraph(_("No matter fits this list and these filters."), Type.CARD_TITLE, "second")
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        again = button(_("Clear the filters"), acts["clear"], look="primary")
        made.setLayout(column(None, text, row(None, again, None), None, gap=tokens.PAD, margin=tokens.ROOMY))
        return made

    def _lay_out(self) -> None:
        inside = QVBoxLayout()
        inside.setContentsMargins(tokens.HAIR, tokens.STEP, tokens.HAIR, tokens.HAIR)
        inside.setSpacing(0)
        for part in (self.quick, self.table, self.nothing, self.bulk):
            inside.addWidget(part)
        inside.setStretch(1, 1)
        inside.setStretch(2, 1)
        self.nothing.hide()
        card = surface(inside)
        self._side = _card(self.lists)
        self._right = _card(self.preview)
        self._right.setFixedWidth(_PREVIEW)
        middle = QHBoxLayout()
        middle.setSpacing(tokens.PAD)
        for part in (self._side, card, self._right):
            middle.addWidget(part)
        middle.setStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(tokens.ROOMY, tokens.PAD, tokens.ROOMY, tokens.STEP)
        box.setSpacing(tokens.GAP)
        box.addLayout(self._toolbar)
        box.addLayout(middle, 1)
        box.addLayout(self._status)

    # -- what is said -------------------------------------------------------------------------------------------------

    def show_counts(self, shown: int | None, of_all: int | None, marked: int) -> None:
        """How many are shown of how many, and how many are marked."""
        if shown is None or of_all is None:
            self.count.setText(_("Counting…"))
        else:
            self.count.setText(_("{shown} of {all}").format(shown=f"{shown:,}", all=f"{of_all:,}"))
        self.bulk.setVisible(marked > 1)
        self.marked.setText(ngettext("{n} marked", "{n} marked", marked).format(n=f"{marked:,}"))

    def show_nothing(self, nothing: bool) -> None:
        """An empty list says so; the filters stay in sight."""
        self.nothing.setVisible(nothing)
        self.table.setVisible(not nothing)

    def show_pane(self) -> None:
        """Show or hide the preview, as the button says."""
        self._right.setVisible(self.pane.isChecked() and not self._narrow())

    def _narrow(self) -> bool:
        return self.width() < tokens.NARROW

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow windows keep the table."""
        super().resizeEvent(event)
        narrow = self._narrow()
        self._side.setVisible(not narrow)
        self.choose.setVisible(narrow)
        self.pane.setVisible(not narrow)
        for tool in (self.keep, self.columns, self.export):
            _shorten(tool, narrow)
        self.show_pane()

    def minimumSizeHint(self) -> QSize:
        """The smallest window must do."""
        return QSize(0, 0)


def _card(inside: QWidget) -> QFrame:
    box = QVBoxLayout()
    box.setContentsMargins(tokens.STEP, tokens.STEP, tokens.STEP, tokens.STEP)
    box.addWidget(inside)
    return surface(box)


def _shorten(tool: QPushButton, narrow: bool) -> None:
    """An icon alone where there is no room; its text stays its name and tip."""
    name = tool.accessibleName()
    tool.setText("" if narrow else name)
    tool.setToolTip(name if narrow else "")
