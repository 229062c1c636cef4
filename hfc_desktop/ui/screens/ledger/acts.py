"""What is done with many lines at once: assigned, copied, exported, kept; each with a way back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QInputDialog

from hfc_desktop.domain.life_cycle import Action
from hfc_desktop.domain.people import Right, allows
from hfc_desktop.domain.sheets import Format
from hfc_desktop.i18n import gettext as _
from hfc_desktop.i18n import ngettext
from hfc_desktop.ui.widgets.ledger.action_form import ActionDialog
from hfc_desktop.ui.widgets.ledger.assign import AssignDialog, read_colleagues
from hfc_desktop.ui.widgets.ledger.columns import heading, value
from hfc_desktop.ui.widgets.ledger.menus import action_menu
from hfc_desktop.wording.errors import error_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from hfc_desktop.domain.ledger_lists import Column, Line, SavedList
    from hfc_desktop.domain.life_guards import Step
    from hfc_desktop.services.changes import Changes
    from hfc_desktop.services.exports import ExportDone
    from hfc_desktop.services.life_cycle import BulkResult, CaseService
    from hfc_desktop.ui.screens.ledger.place import ListPlace
    from hfc_desktop.ui.widgets.ledger.names import Names

_MANY: Final = (Action.ESCALATE, Action.ARCHIVE, Action.HOLD, Action.RELEASE)
"""Actions that make sense for many matters at once, beside assigning."""
_FEWEST_MERGED, _MOST_MERGED = 2, 6
"""How many matters are laid side by side; more columns could not be read."""
_STEPS: Final = 20
"""How many changes can be taken back."""
_FORMATS: Final = {"xlsx": "Excel (*.xlsx)", "csv": "CSV (*.csv)"}
_FOLDER: Final = "print.folder"


class Acts:
    """The acts of one list screen."""

    def __init__(self, screen: ListPlace) -> None:
        self._screen = screen
        self._done: list[tuple[str, ...]] = []

    def table(self) -> Mapping[str, Callable[[], object]]:
        """Acts by the names that the view gives its buttons."""
        return {
            "lists": self.choose_list,
            "keep": self.keep,
            "columns": self.choose_columns,
            "preview": lambda: self._screen.view.show_pane(),
            "export": self.export,
            "assign": self.assign,
            "merge": self.merge,
            "more": self.more,
            "undo": self.undo,
            "clear": lambda: self._screen.clear_filters(),
        }

    def _cases(self) -> CaseService:
        return self._screen.context.application.open_records().ledger.cases

    def _say(self, text: str, tone: str = "say") -> None:
        self._screen.context.navigator.say(text, tone)

    def _places(self) -> list[int]:
        view, model = self._screen.view, self._screen.model
        return model.places_of(view.table.marked_rows())

    # -- many at once -------------------------------------------------------------------------------------------------

    def assign(self) -> None:
        """Give the marked matters to a colleague."""
        screen, actor, places = self._screen, self._screen.actor, self._places()
        if actor is None or not places:
            return
        if not allows(actor.role, Right.COMPLAINT_EDIT_BRANCH):
            self._say(_("Assigning is for the branch manager."), "warn")
            return
        dialog = AssignDialog(screen, len(places))
        dialog.chosen.connect(partial(self._assign_to, places))
        application = screen.context.application
        screen.context.operations.query(lambda _p: read_colleagues(application, actor), owner=dialog).on_success(
            dialog.show_colleagues
        ).start()
        dialog.open()

    def _assign_to(self, places: Sequence[int], staff_no: str) -> None:
        from hfc_desktop.domain.life_guards import Step

        self.act(places, Step(action=Action.ASSIGN, staff_no=staff_no))

    def merge(self) -> None:
        """Lay the marked matters side by side, where they are merged as repeats of one."""
        screen, actor, places = self._screen, self._screen.actor, self._places()
        if actor is None:
            return
        if not allows(actor.role, Right.COMPLAINT_MERGE):
            self._say(_("Merging is for the branch manager."), "warn")
        elif not _FEWEST_MERGED <= len(places) <= _MOST_MERGED:
            text = _("Mark two to {most} matters with Shift or Ctrl, then merge them.")
            self._say(text.format(most=_MOST_MERGED), "warn")
        else:
            screen.context.operations.query(lambda _p: screen.service().ids(places, actor), owner=screen).on_success(
                lambda ids: screen.context.navigator.open("repeats", tuple(ids))
            ).start()

    def more(self) -> None:
        """Other actions for many."""
        actor, places = self._screen.actor, self._places()
        if actor is None or not places:
            return
        menu = action_menu(self._screen.view.more, _MANY, actor, partial(self._ask, places))
        menu.popup(self._screen.view.more.mapToGlobal(self._screen.view.more.rect().topLeft()))

    def _ask(self, places: Sequence[int], action: Action) -> None:
        dialog = ActionDialog(self._screen, action, None, self._screen.context)
        dialog.agreed.connect(partial(self.act, places))
        dialog.open()

    def act(self, places: Sequence[int], step: Step) -> None:
        """Do one action with many matters."""
        screen, actor = self._screen, self._screen.actor
        if actor is None:
            return
        lists = screen.service

        def work() -> tuple[BulkResult, Changes]:
            return self._cases().act_many(lists().ids(places, actor), step, actor)

        screen.context.operations.command(lambda _p: work(), owner=screen).on_success(self._acted).start()

    def _acted(self, result: BulkResult) -> None:
        done, refused = len(result.done), len(result.refused)
        if done:
            self._done = [*self._done, result.done][-_STEPS:]
        text = ngettext("{n} matter changed.", "{n} matters changed.", done).format(n=done)
        if refused:
            first = result.refused[0]
            why = error_text(first.error)
            more = ngettext("{n} refused: {number}: {why}", "{n} refused; the first, {number}: {why}", refused)
            text = f"{text} " + more.format(n=refused, number=first.number, why=why)
        self._say(text, "warn" if refused else "say")
        self._screen.view.undo.setVisible(self.can_undo())

    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._done)

    def undo(self) -> bool:
        """Take the last change back, for all matters that it touched."""
        screen, actor = self._screen, self._screen.actor
        if actor is None or not self._done:
            return False
        ids = self._done.pop()
        screen.context.operations.command(lambda _p: (None, self._cases().undo(ids, actor)), owner=screen).on_success(
            lambda _nothing: self._say(_("Taken back."))
        ).start()
        return True

    # -- copying and exporting ----------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Put the marked lines on the clipboard as a table, names masked as they are shown."""
        screen, actor, places = self._screen, self._screen.actor, self._places()
        if actor is None or not places:
            return
        screen.context.operations.query(lambda _p: screen.service().lines(places, actor), owner=screen).on_success(
            self._copied
        ).start()

    def _copied(self, lines: Sequence[Line]) -> None:
        model, columns = self._screen.model, self._screen.view.table.columns()
        rows = [[heading(column) for column in columns]]
        rows += [[model.text(line, column) for column in columns] for line in lines]
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))
        self._say(ngettext("{n} line copied.", "{n} lines copied.", len(lines)).format(n=len(lines)))

    def export(self) -> None:
        """Write exactly what is shown to a file: these lines, these columns, this order."""
        screen, actor = self._screen, self._screen.actor
        if actor is None:
            return
        if not allows(actor.role, Right.LIST_EXPORT):
            self._say(_("Exporting lists is for the branch manager."), "warn")
            return
        folder = Path(screen.context.application.settings.text(_FOLDER))
        name = _("matters")
        offered = str(folder / f"{name}-{screen.context.today():%Y%m%d}.xlsx")
        chosen, kind = QFileDialog.getSaveFileName(
            screen, _("Export what is shown"), offered, ";;".join(_FORMATS.values())
        )
        if chosen:
            form = next((name for name, text in _FORMATS.items() if text == kind), "xlsx")
            path = Path(chosen)
            self.export_to(path if path.suffix else path.with_suffix(f".{form}"))

    def export_to(self, path: Path) -> None:
        """Write it; the file's ending says how."""
        from hfc_desktop.services.exports import ExportColumn

        screen, actor = self._screen, self._screen.actor
        if actor is None:
            return
        model, query = screen.model, screen.query
        columns = [
            ExportColumn(column.value, heading(column), _cell(column, model.names))
            for column in screen.view.table.columns()
        ]
        records = screen.context.application.open_records
        form = Format.CSV if path.suffix.lower() == ".csv" else Format.XLSX
        screen.context.operations.command(
            lambda p: (records().custody.exports.export_list(query, columns, path, actor, form=form, progress=p), None),
            owner=screen,
        ).on_success(lambda done: self._exported(path, done)).start()

    def _exported(self, path: Path, done: ExportDone | None) -> None:
        if done is not None:
            text = ngettext("{n} line exported to {name}.", "{n} lines exported to {name}.", done.rows)
            self._say(text.format(n=f"{done.rows:,}", name=path.name))

    # -- lists --------------------------------------------------------------------------------------------------------

    def choose_list(self) -> None:
        """The lists as a menu, for narrow windows."""
        button, menu = self._screen.view.choose, self._screen.view.lists.menu()
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def choose_columns(self) -> None:
        """Which columns are shown."""
        button, menu = self._screen.view.columns, self._screen.view.table.column_menu()
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def keep(self) -> None:
        """Keep the list that is shown, with its order and words."""
        name, agreed = QInputDialog.getText(self._screen, _("Keep this list"), _("Name of the list"))
        if agreed:
            self.keep_as(name)

    def keep_as(self, name: str) -> None:
        """Keep it under this name."""
        screen, actor, spec = self._screen, self._screen.actor, self._screen.spec
        if actor is None:
            return
        screen.context.operations.command(lambda _p: screen.service().keep(name, spec, actor)).on_success(
            lambda kept: self._say(_("Kept as “{name}”.").format(name=kept.name))
        ).start()

    def change_kept(self, kept: SavedList, what: str) -> None:
        """Rename, share or forget a kept list."""
        screen, actor = self._screen, self._screen.actor
        if actor is None:
            return
        service = screen.service
        if what == "forget":
            screen.context.operations.command(lambda _p: service().forget(kept.id, actor)).start()
            return
        changed = replace(kept, shared=not kept.shared) if what == "share" else self._renamed(kept)
        screen.context.operations.command(lambda _p: (None, service().change(changed, actor))).start()

    def _renamed(self, kept: SavedList) -> SavedList:
        name, agreed = QInputDialog.getText(self._screen, _("Rename the list"), _("Name of the list"), text=kept.name)
        return replace(kept, name=name) if agreed else kept


def _cell(column: Column, names: Names) -> Callable[[Line], str | int | date | datetime | None]:
    return lambda line: value(column, line, names)
