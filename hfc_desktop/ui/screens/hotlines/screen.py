"""Joins the book of hotlines to the search, the reception and feedback.

F5, two or three letters, Enter: the number is on the clipboard, in sight in big digits, and noted as given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QGuiApplication

from hfc_desktop.domain.guidance.hotline import Freshness, Hotline, age_on
from hfc_desktop.domain.guidance.vocabulary import Kind
from hfc_desktop.i18n import gettext as _
from hfc_desktop.i18n import ngettext
from hfc_desktop.ui import keys
from hfc_desktop.ui.screen import Screen
from hfc_desktop.ui.screens.hotlines.model import Line
from hfc_desktop.ui.screens.hotlines.view import HotlinesView
from hfc_desktop.ui.widgets.boxes import column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from hfc_desktop.domain.desk import Wrong
    from hfc_desktop.services.hotlines import HotlineBook, Place
    from hfc_desktop.services.lookup import LookupService
    from hfc_desktop.ui.context import Context

_MOST: int = 200


class HotlinesScreen(Screen):
    """Numbers to give."""

    name: ClassVar[str] = "hotlines"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = HotlinesView(context.theme, self._report_missing)
        self.setLayout(column(self.view))
        self._place = ""
        self._shown: tuple[str, str] | None = None
        self._copy_wanted = False
        view = self.view
        view.box.textChanged.connect(self._typed)
        view.box.copy_wanted.connect(self.copy)
        view.table.copy_wanted.connect(self.copy)
        view.table.selectionModel().currentChanged.connect(lambda _now, _before: view.detail.show_line(view.marked()))
        view.tree.chosen.connect(self._choose_place)
        view.detail.copy_wanted.connect(self.copy)
        view.detail.card_wanted.connect(self._open_card)
        view.detail.wrong_wanted.connect(self._ask_what_is_wrong)
        view.detail.reason.connect(self._report)
        context.hub.guidance_changed.connect(self._read_again)
        keys.bind(self, "hotlines.wrong", self._ask_what_is_wrong, window=True)  # the box stands in the strip

    # -- the screen contract ------------------------------------------------------------------------------------------

    def title(self) -> str:
        """Not shown: the box stands in its place."""
        return _("Hotlines")

    def strip_widget(self) -> QWidget:
        """The box stands in the title strip."""
        return self.view.box

    def subject(self) -> str:
        """The marked entry."""
        marked = self.view.marked()
        return "" if marked is None else marked.item.id

    def arrive(self, argument: object = None) -> None:
        """Ready to type; ``argument`` may be a region whose numbers are wanted."""
        self.view.box.clear()
        self.view.box.setFocus()
        self._place = argument if isinstance(argument, str) else ""
        self._read_again()

    def command(self, name: str) -> bool:
        """F5 again begins a new search."""
        if name != "hotlines":
            return False
        self.arrive()
        return True

    def go_back(self) -> bool:
        """The question, then the text, then the place; then the screen is left."""
        view = self.view
        if view.detail.asking.isVisible():
            view.detail.ask(False)
            view.box.setFocus()
        elif view.box.text():
            view.box.clear()
            view.box.setFocus()
        elif self._place:
            self._place = ""
            view.tree.clear_choice()
            self._look_up()
        else:
            return False
        return True

    # -- finding ------------------------------------------------------------------------------------------------------

    def _book(self) -> HotlineBook | None:
        application = self.context.application
        if application.index is None:
            return None
        from hfc_desktop.services.hotlines import HotlineBook

        return HotlineBook(application.index, self.context.now)

    def _region(self) -> str:
        return self.context.application.settings.text("region")

    def _read_again(self) -> None:
        book, region = self._book(), self._region()
        if book is None:
            self.view.show_lines((), _("No guidance installed"))
            return
        self.context.operations.query(lambda _progress: book.tree(region), owner=self).in_lane(
            "hotlines.tree"
        ).on_success(self._show_places).start()
        self._look_up()

    def _show_places(self, places: Sequence[Place]) -> None:
        self.view.tree.blockSignals(True)
        self.view.tree.show_places(places)
        self.view.tree.blockSignals(False)

    def _choose_place(self, code: str) -> None:
        self._place = code
        if self.view.box.text():
            self.view.box.blockSignals(True)
            self.view.box.clear()
            self.view.box.blockSignals(False)
        self._look_up()

    def _typed(self) -> None:
        if self._place:
            self._place = ""
            self.view.tree.clear_choice()
        self._look_up()

    def _look_up(self) -> None:
        """Find entries off this thread; only the latest answer is shown."""
        book, lookup = self._book(), self.context.application.lookup
        self._copy_wanted = False
        if book is None or lookup is None:
            return
        asked = (self.view.box.text().strip(), self._place)
        self.context.operations.query(lambda _progress: self._found(book, lookup, asked), owner=self).in_lane(
            "hotlines"
        ).on_success(lambda lines: self._show(asked, lines)).start()

    def _found(self, book: HotlineBook, lookup: LookupService, asked: tuple[str, str]) -> tuple[Line, ...]:
        """In the worker."""
        text, place = asked
        region, audience, day = self._region(), self.context.session.audience, self.context.today()
        if text:
            hits = lookup.search(text, kinds=(Kind.HOTLINE,), region=region, audience=audience, limit=_MOST).hits
            found = [lookup.item(hit.id, audience=audience) for hit in hits]
            items = [one for one in found if isinstance(one, Hotline)]
        else:
            items = list(book.entries(place, region))
        settings = self.context.application.settings
        amber, grey = settings.number("hotline.amber_days"), settings.number("hotline.grey_days")
        return tuple(Line(item, age_on(item.last_verified, day, amber, grey), "") for item in items)

    def _show(self, asked: tuple[str, str], lines: tuple[Line, ...]) -> None:
        self._shown = asked
        count = ngettext("{n} number", "{n} numbers", len(lines)).format(n=len(lines))
        stale = sum(line.is_stale for line in lines)
        aged = ngettext("{n} checked too long ago", "{n} checked too long ago", stale).format(n=stale)
        self.view.show_lines(lines, f"{count} · {aged}" if stale else count)
        self.view.detail.ask(False)
        self.view.detail.show_line(self.view.marked())
        if self._copy_wanted:
            self.copy()

    # -- giving -------------------------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Copy the number and note that it was given; typed faster than found, it waits for the answer."""
        if self._shown != (self.view.box.text().strip(), self._place):
            self._copy_wanted = True
            return
        self._copy_wanted = False
        line = self.view.marked()
        if line is None:
            return
        QGuiApplication.clipboard().setText(line.number)
        lookup = self.context.application.lookup
        pack = lookup.pack_of(line.item.id) if lookup else ""
        self.context.reception.opened(line.item, pack, line.item.title)
        self.context.reception.gave(line.item, pack)
        if line.age.freshness is Freshness.GREY:
            text = _("{number} copied. Verify it before giving: last checked {days} days ago.")
            self.context.navigator.say(text.format(number=line.number, days=line.age.days), "warn")
        else:
            self.context.navigator.say(_("{number} copied and noted as given.").format(number=line.number))

    def _open_card(self) -> None:
        line = self.view.marked()
        if line is not None:
            self.context.navigator.open("counter", line.item.id)

    # -- reporting ----------------------------------------------------------------------------------------------------

    def _ask_what_is_wrong(self) -> None:
        if self.view.marked() is not None:
            self.view.detail.ask(True)

    def _report(self, wrong: Wrong) -> None:
        from hfc_desktop.domain.reception import ItemUse, Usefulness

        line, lookup = self.view.marked(), self.context.application.lookup
        if line is None or lookup is None:
            return
        use = ItemUse(
            item=line.item.id,
            version=line.item.version,
            pack=lookup.pack_of(line.item.id),
            title=line.item.title,
            at=self.context.now(),
            helpful=Usefulness.WRONG,
        )
        self.context.hub.reported.emit(use, wrong)
        self.view.detail.ask(False)
        self.view.box.setFocus()
        self.context.navigator.say(_("Reported; it goes up with your feedback."))

    def _report_missing(self) -> None:
        self.context.reception.report_missing(self.view.box.text().strip())
        self.view.missing.hide()
        self.context.navigator.say(_("Noted as missing guidance; it goes up with your feedback."))
        self.view.box.setFocus()
