"""The counter's layout: results at the left, the card in the middle, what is carried at the right or, narrow, below."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.screens.counter.result_list import ResultList
from hfc_desktop.ui.screens.counter.search_box import SearchBox
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import column, row, surface
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.text import ElidedLabel, paragraph, set_paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QResizeEvent

    from hfc_desktop.domain.reception import Reception
    from hfc_desktop.ui.screens.counter.carried import Carried, CarriedBar, CarriedStrip
    from hfc_desktop.ui.screens.counter.welcome import Welcome
    from hfc_desktop.ui.theme import Theme

_LIST_SHARE = 0.29
_CARRIED_SHARE = 0.22


class CounterView(QWidget):
    """Widgets and their places; no decisions."""

    def __init__(self, theme: Theme, act: Callable[[str], object], report_missing: Callable[[], object]) -> None:
        super().__init__()
        self._theme, self._act = theme, act
        self.box = SearchBox(theme)
        self.count = ElidedLabel(size=Type.CAPTION, ink="second")
        self.unfilter = button(_("All kinds"), lambda: act("unfilter"), look="link")
        self.results = ResultList(theme)
        self.hint = paragraph("", Type.CAPTION, "second")
        self.missing = button(_("Report missing guidance"), report_missing)
        for part in (self.unfilter, self.hint, self.missing):
            part.hide()
        head = row(self.count, self.unfilter)
        head.setStretch(0, 1)
        above = column(head, self.hint, self.missing, gap=tokens.GAP)
        above.setContentsMargins(tokens.PAD, tokens.GAP, tokens.PAD, tokens.GAP)
        inside = column(above, self.results, gap=0, margin=tokens.HAIR)
        inside.setStretch(1, 1)
        self._left = surface(inside)
        self.cards = QStackedWidget()
        self.welcome: QWidget = surface(column())
        self.cards.addWidget(self.welcome)
        self._empty: QWidget = self.welcome
        self._middle = column(self.cards, gap=tokens.PAD)
        self._middle.setStretch(0, 1)
        self._whole = row(self._left, self._middle, gap=tokens.PAD)
        self._whole.setStretch(1, 1)
        self._whole.setContentsMargins(tokens.PAD, tokens.PAD, tokens.PAD, tokens.PAD)
        self.setLayout(self._whole)
        self.strip: CarriedStrip | None = None
        self.bar: CarriedBar | None = None

    def completing(self) -> Iterator[None]:
        """The empty state in the middle, and what is carried, in pieces."""
        self.results.complete()
        yield
        self.box.complete()
        yield
        from hfc_desktop.ui.screens.counter.carried import CarriedBar, CarriedStrip

        yield
        record, start_new = partial(self._act, "record"), partial(self._act, "new_reception")
        strip = CarriedStrip(self._theme, record, start_new)
        yield
        bar = CarriedBar(record, start_new)
        yield
        from hfc_desktop.ui.screens.counter.welcome import Welcome

        yield
        welcome = Welcome(self._theme, self._act)
        yield
        self._place(strip, bar, welcome)

    def _place(self, strip: CarriedStrip, bar: CarriedBar, welcome: Welcome) -> None:
        self.strip, self.bar = strip, bar
        self.cards.removeWidget(self.welcome)
        self.welcome.deleteLater()
        self.welcome, self.shelf = welcome, welcome.shelf
        self.cards.addWidget(self.welcome)
        self._empty = self.welcome
        self._middle.addWidget(self.bar)
        self._whole.addWidget(self.strip)
        self._share(self.width())
        for before, after in pairwise((self.box, self.unfilter, self.missing, self.results)):
            self.setTabOrder(before, after)  # the box stands in the title strip, the rest would come last

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns take their share; the strip becomes a bar where it would press the card."""
        super().resizeEvent(event)
        self._share(event.size().width())

    def _share(self, width: int) -> None:
        self._left.setFixedWidth(_between(width * _LIST_SHARE, tokens.LIST_WIDTH))
        if self.strip is not None and self.bar is not None:
            narrow = width < tokens.NARROW
            self.strip.setVisible(not narrow)
            self.bar.setVisible(narrow)
            self.strip.setFixedWidth(_between(width * _CARRIED_SHARE, tokens.CARRIED_WIDTH))

    def lend(self) -> QWidget:
        """The column of results for the compact window, at any width; ``take_back`` puts it into its place again."""
        self._left.setMinimumWidth(0)
        self._left.setMaximumWidth(tokens.WINDOW[0])
        return self._left

    def take_back(self) -> None:
        """Put the column of results into its place again."""
        self._whole.insertWidget(0, self._left)
        self._left.show()
        self._share(self.width())

    def put_above(self, line: QWidget) -> None:
        """A line above the card."""
        self._middle.insertWidget(0, line)

    def show_filter(self, text: str) -> None:
        """Name the kind that is searched; empty for all."""
        self.unfilter.setVisible(bool(text))

    def show_hint(self, text: str) -> None:
        """A line above the results, as after a search without hits."""
        if text:
            set_paragraph(self.hint, text)
        self.hint.setVisible(bool(text))

    def show_card(self, card: QWidget | None) -> None:
        """Put a card in the middle in the place of the one before; ``None`` for the empty state."""
        before = self.card()
        self.cards.setCurrentWidget(self._empty)
        if before is not None:
            self.cards.removeWidget(before)
            before.deleteLater()
        if card is not None:
            self.cards.addWidget(card)
            self.cards.setCurrentWidget(card)

    def show_questions(self, questions: QWidget | None) -> None:
        """Put the questions in the place of the empty state, or that back in its place; an open card stays."""
        if questions is not None and self.cards.indexOf(questions) < 0:
            self.cards.addWidget(questions)
        shown, self._empty = self.card(), questions or self.welcome
        if shown is None:
            self.cards.setCurrentWidget(self._empty)

    def card(self) -> QWidget | None:
        """The card that is shown."""
        shown = self.cards.currentWidget()
        return None if shown in (self.welcome, self._empty) else shown

    def show_reception(self, reception: Reception, facts: tuple[Carried, ...]) -> None:
        """Show what is carried, in both places."""
        if self.strip is not None and self.bar is not None:
            self.strip.show_reception(reception, facts)
            self.bar.show_reception(reception, facts)

    def focus_box(self) -> None:
        """Into the search box, with its text marked so that typing replaces it."""
        self.box.setFocus()
        self.box.selectAll()


def _between(value: float, bounds: tuple[int, int]) -> int:
    return max(bounds[0], min(bounds[1], int(value)))
