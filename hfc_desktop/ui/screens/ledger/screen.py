"""Joins the list to the ledger: the first screenful at once, every line's place behind it, contents as one scrolls."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer

from hfc_desktop.domain.ledger import ComplaintFilter
from hfc_desktop.domain.ledger_lists import Query, Quick, Spec
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import keys
from hfc_desktop.ui.later import soon
from hfc_desktop.ui.screens.ledger.acts import Acts
from hfc_desktop.ui.screens.ledger.model import LedgerModel
from hfc_desktop.ui.screens.ledger.place import ListPlace
from hfc_desktop.ui.screens.ledger.usual import BY_NAME, USUAL
from hfc_desktop.ui.screens.ledger.view import View
from hfc_desktop.ui.widgets.boxes import column
from hfc_desktop.ui.widgets.ledger.columns import FACES, heading
from hfc_desktop.ui.widgets.ledger.names import read_names

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.domain.ledger_lists import Line, Order, SavedList
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.services.changes import Changes
    from hfc_desktop.services.ledger_lists import LedgerListService
    from hfc_desktop.ui.context import Context
    from hfc_desktop.ui.screens.ledger.lists_panel import Entry
    from hfc_desktop.ui.widgets.ledger.names import Names

COLUMNS_SETTING: Final = "ledger.columns"
_TYPING_MS: Final = 120
"""Pause in typing after which the list follows."""
_GLANCE_MS: Final = 40
"""How long one stays on a line before it is previewed: lines are painted first, and passing over them costs nothing."""
_DWELL_MS: Final = 500
"""How long one stays on a line before its words are read, since every reading is recorded."""
_REFRESH_MS: Final = 200
_FIRST: Final = 100


class LedgerScreen(ListPlace):
    """All matters that the person may see."""

    name: ClassVar[str] = "ledger"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._spec = USUAL[0].spec
        self._query = Query(wanted=ComplaintFilter())
        self._all: int | None = None
        self._stale = True
        self.model = LedgerModel(context.today, self)
        self.acts = Acts(self)
        self.view = View(self.model, context.theme, context.today, self.acts.table())
        self.view.table.arrange(context.application.settings.text(COLUMNS_SETTING))
        self.setLayout(column(self.view))
        self._typing, self._glance, self._dwell, self._late = (QTimer(self) for _timer in range(4))
        for timer, pause, act in (
            (self._typing, _TYPING_MS, self._show_typed),
            (self._glance, _GLANCE_MS, self._show_preview),
            (self._dwell, _DWELL_MS, self._read_words),
            (self._late, _REFRESH_MS, self._read_again),
        ):
            timer.setSingleShot(True)
            timer.setInterval(pause)
            timer.timeout.connect(act)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        self.model.missing.connect(self._fetch, Qt.ConnectionType.QueuedConnection)
        view.lists.chosen.connect(self.show_entry)
        view.lists.changed.connect(self.acts.change_kept)
        view.table.opened.connect(self.open_row)
        view.table.copied.connect(self.acts.copy)
        view.table.resorted.connect(self.sort)
        view.table.arranged.connect(self._arranged)
        view.table.selectionModel().selectionChanged.connect(lambda *_what: self._marked())
        view.quick.edited.connect(self._typing.start)
        view.quick.table_wanted.connect(self._into_table)
        view.box.textChanged.connect(lambda _text: self._typing.start())
        view.box.returnPressed.connect(self._into_table)
        keys.bind(self, "ledger.assign", self.acts.assign)
        keys.bind(self, "ledger.merge", self.acts.merge)
        keys.bind(self, "ledger.words", view.box.setFocus)
        keys.bind(self, "ledger.export", self.acts.export)

    # -- the contract of a screen -------------------------------------------------------------------------------------

    def title(self) -> str:
        """Never customer data."""
        return _("Matters")

    def arrive(self, argument: object = None) -> None:
        """``argument`` is the name of a usual list or a ``Spec``; nothing keeps the list that was shown."""
        wanted = BY_NAME.get(argument) if isinstance(argument, str) else None
        if wanted is not None or self._stale:
            self._stale = False
            self._read_names()
            self._read_lists()
            usual = wanted or USUAL[0]
            self.view.lists.mark(usual.name)
            self.show_spec(argument if isinstance(argument, Spec) else usual.spec, keep_filters=False)
        elif isinstance(argument, Spec):
            self.view.lists.unmark()
            self.show_spec(argument, keep_filters=False)
        self.view.table.setFocus()

    def command(self, name: str) -> bool:
        """Undo the last change that was made from here."""
        return name == "undo" and self.acts.undo()

    def go_back(self) -> bool:
        """Esc empties the filters first."""
        if self.view.box.text() or self.view.quick.texts():
            self.clear_filters()
            return True
        return False

    def refresh(self, changes: Changes) -> None:
        """Somebody wrote: the list is read again, once for many writes."""
        if changes.concerns("complaint"):
            self._late.start()
        if changes.concerns("saved_list"):
            self._read_lists()

    # -- what is shown ------------------------------------------------------------------------------------------------

    @property
    def actor(self) -> Actor | None:
        """Who looks."""
        return self.context.session.actor

    def service(self) -> LedgerListService:
        """The lists; call it in a worker."""
        return self.context.application.open_records().lists

    @property
    def query(self) -> Query:
        """What is shown now."""
        return self._query

    @property
    def spec(self) -> Spec:
        """The list without the filter row."""
        return replace(self._spec, text=self.view.box.text().strip())

    def show_entry(self, entry: Entry) -> None:
        """Show a list of the panel."""
        self.show_spec(entry.spec, keep_filters=False)

    def show_spec(self, spec: Spec, *, keep_filters: bool) -> None:
        """Show a list."""
        if not keep_filters:
            self._set_filters(spec.text)
        self._spec = spec
        self._show()

    def sort(self, order: Order) -> None:
        """Another order of the same list."""
        self._spec = replace(self._spec, column=order.column, descending=order.descending)
        self._show()

    def clear_filters(self) -> None:
        """The list without words and filters."""
        self._set_filters("")
        self._spec = replace(self._spec, text="")
        self._show()

    def _set_filters(self, text: str) -> None:
        self.view.quick.clear()
        self.view.box.blockSignals(True)
        self.view.box.setText(text)
        self.view.box.blockSignals(False)
        self._typing.stop()

    def _show_typed(self) -> None:
        self._show()

    def _show(self) -> None:
        actor = self.actor
        if actor is None:
            return
        query = replace(self.spec.query(self.context.today(), actor.staff_no), quick=self._quick())
        self._query = query
        self.view.table.show_order(query.order)
        way = _("downwards") if query.order.descending else _("upwards")
        self.view.order.set_whole(_("Sorted by {column}, {way}").format(column=heading(query.order.column), way=way))
        self.context.operations.query(lambda _p: self.service().top(query, actor, _FIRST), owner=self).in_lane(
            "ledger.top"
        ).on_success(partial(self._show_top, query)).start()

    def _quick(self) -> tuple[Quick, ...]:
        names, found = self.model.names, []
        for name, text in self.view.quick.texts():
            words = FACES[name].words
            lowered = text.strip().casefold()
            values = [code for code, word in words(names).items() if lowered in word.casefold()] if words else []
            found.append(Quick(column=name, text=text, values=tuple(values)))
        return tuple(found)

    def _show_top(self, query: Query, lines: Sequence[Line]) -> None:
        if query is not self._query:
            return
        self.model.show_top(lines)
        self.view.show_nothing(not lines)
        self.view.table.scrollToTop()
        if lines:
            self._mark_row(0)
        self.view.show_counts(len(lines) if len(lines) < _FIRST else None, self._all, 0)
        soon(self, partial(self._read_order, query, again=False))

    def _read_order(self, query: Query, *, again: bool) -> None:
        actor = self.actor
        if actor is None or query is not self._query:
            return
        self.context.operations.query(
            lambda _p: (self.service().order(query, actor), self.service().count(_ALL, actor)), owner=self
        ).in_lane("ledger.order").on_success(partial(self._show_order, query, again)).start()

    def _show_order(self, query: Query, again: bool, found: tuple[array[int], int]) -> None:
        if query is not self._query:
            return
        places, self._all = found
        row = self.view.table.currentIndex().row()
        if again:
            self.model.refresh(places)
            self.view.show_nothing(not len(places))
            if len(places) and not self.view.table.currentIndex().isValid():
                self._mark_row(min(max(row, 0), len(places) - 1))
        else:
            self.model.show_places(places)
        self._marked()

    def _read_again(self) -> None:
        """The same list and place after a write."""
        if self._stale or not self.model.is_whole:
            self._show()
            return
        self._read_order(self._query, again=True)
        self._read_counts()

    def _fetch(self) -> None:
        actor, wanted = self.actor, self.model.wanted_pages()
        if actor is None or not wanted:
            return

        def read() -> list[tuple[int, list[int], Sequence[Line]]]:
            service = self.service()
            return [(page, places, service.lines(places, actor)) for page, places in wanted]

        self.context.operations.query(lambda _p: read(), owner=self).on_success(self._fill).start()

    def _fill(self, pages: list[tuple[int, list[int], Sequence[Line]]]) -> None:
        for page, places, lines in pages:
            self.model.fill(page, places, lines)
        if self.view.table.marked_count() == 1:
            self._show_preview()

    # -- names, lists, columns ----------------------------------------------------------------------------------------

    def _read_names(self) -> None:
        actor, application = self.actor, self.context.application
        if actor is not None:
            self.context.operations.query(lambda _p: read_names(application, actor), owner=self).in_lane(
                "ledger.names"
            ).on_success(self._named).start()

    def _named(self, names: Names) -> None:
        self.model.set_names(names)
        self._marked()

    def _read_lists(self) -> None:
        actor = self.actor
        if actor is not None:
            self.context.operations.query(lambda _p: self.service().saved(actor), owner=self).in_lane(
                "ledger.lists"
            ).on_success(partial(self._show_lists, actor.staff_no)).start()

    def _show_lists(self, staff_no: str, kept: Sequence[SavedList]) -> None:
        self.view.lists.show_lists(kept, staff_no)
        self._name_list()
        self._read_counts()

    def _name_list(self) -> None:
        current = self.view.lists.current()
        self.view.choose.setText(current.name if current is not None else _("Lists"))

    def _read_counts(self) -> None:
        actor = self.actor
        if actor is None:
            return
        today, entries = self.context.today(), self.view.lists.entries()
        queries = {entry.key: entry.spec.query(today, actor.staff_no) for entry in entries}
        self.context.operations.query(
            lambda _p: {key: self.service().count(query, actor) for key, query in queries.items()}, owner=self
        ).in_lane("ledger.counts").on_success(self.view.lists.show_counts).start()

    def _arranged(self) -> None:
        self.context.application.settings.set(COLUMNS_SETTING, self.view.table.layout_text())

    def leave(self) -> None:
        """Keep how the columns stand."""
        settings = self.context.application.settings

        def save() -> tuple[None, None]:
            settings.save()
            return None, None

        self.context.operations.command(lambda _p: save()).start()

    # -- one line, many lines -----------------------------------------------------------------------------------------

    def _mark_row(self, row: int) -> None:
        index = self.model.index(row, self.view.table.horizontalHeader().logicalIndex(0))
        flag = QItemSelectionModel.SelectionFlag
        self.view.table.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)

    def _into_table(self) -> None:
        if self._typing.isActive():
            self._typing.stop()
            self._show_typed()
        self.view.table.setFocus()

    def _marked(self) -> None:
        marked = self.view.table.marked_count()
        shown = self.model.rowCount() if self.model.is_whole else None
        self.view.show_counts(shown, self._all, marked)
        self.view.undo.setVisible(self.acts.can_undo())
        self._name_list()
        if marked == 1:
            self._glance.start()
        else:
            self._glance.stop()
            self._dwell.stop()
            self.view.preview.show_nothing(_("Several lines are marked.") if marked else "")

    def current_line(self) -> Line | None:
        """The line with the focus, once it is here."""
        index = self.view.table.currentIndex()
        return self.model.line_at(index.row()) if index.isValid() else None

    def _show_preview(self) -> None:
        line = self.current_line()
        if line is None:
            self.view.preview.show_nothing()
            return
        self.view.preview.show_line(line, self.model.names, self.context.today())
        self._dwell.start()

    def _read_words(self) -> None:
        line, actor = self.current_line(), self.actor
        if line is None or actor is None or not self.view.preview.isVisible():
            return
        records, wanted = self.context.application.open_records, line.id
        self.context.operations.command(lambda _p: (records().reading.view(wanted, actor), None), owner=self).in_lane(
            "ledger.words"
        ).on_success(self._show_words).start()

    def _show_words(self, complaint: Complaint) -> None:
        line = self.current_line()
        if line is not None and line.id == complaint.id:
            self.view.preview.show_words(complaint)

    def open_row(self, row: int) -> None:
        """Open a matter."""
        line = self.model.line_at(row)
        if line is not None:
            self.context.navigator.open("case", line.id)


_ALL: Final = Query(wanted=ComplaintFilter())
"""Everything that the person may see; the second number of the line below."""
