"""Giving one case to a colleague from any list: asks who, does it, says so; taken back by the same hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hfc_desktop.domain.people import Right, allows
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui.widgets.ledger.assign import AssignDialog, read_colleagues
from hfc_desktop.wording.errors import error_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hfc_desktop.services.life_cycle import BulkResult
    from hfc_desktop.ui.context import Context

STEPS = 20
"""How many changes can be taken back."""


class Assigning:
    """Assigns single cases for one screen and remembers them for undo."""

    def __init__(self, owner: QWidget, context: Context) -> None:
        self._owner, self._context = owner, context
        self._done: list[str] = []

    def ask(self, case_id: str) -> None:
        """Ask to whom."""
        actor, application = self._context.session.actor, self._context.application
        if actor is None:
            return
        if not allows(actor.role, Right.COMPLAINT_EDIT_BRANCH):
            self._context.navigator.say(_("Assigning is for the branch manager."), "warn")
            return
        dialog = AssignDialog(self._owner, 1)
        dialog.chosen.connect(partial(self.assign, case_id))
        self._context.operations.query(lambda _p: read_colleagues(application, actor), owner=dialog).on_success(
            dialog.show_colleagues
        ).start()
        dialog.open()

    def assign(self, case_id: str, staff_no: str) -> None:
        """Give it."""
        actor, application = self._context.session.actor, self._context.application
        if actor is None:
            return
        self._context.operations.command(
            lambda _p: application.open_records().ledger.cases.assign([case_id], staff_no, actor), owner=self._owner
        ).on_success(partial(self._assigned, staff_no)).start()

    def _assigned(self, staff_no: str, result: BulkResult) -> None:
        if result.refused:
            self._context.navigator.say(error_text(result.refused[0].error), "warn")
            return
        self._done = [*self._done, *result.done][-STEPS:]
        self._context.navigator.say(_("Given to {staff_no}. Ctrl+Z takes it back.").format(staff_no=staff_no))

    def undo(self) -> bool:
        """Take the last one back; False when there is none."""
        actor, application = self._context.session.actor, self._context.application
        if actor is None or not self._done:
            return False
        case_id = self._done.pop()
        self._context.operations.command(
            lambda _p: (None, application.open_records().ledger.cases.undo([case_id], actor)), owner=self._owner
        ).on_success(lambda _nothing: self._context.navigator.say(_("Taken back."))).start()
        return True
