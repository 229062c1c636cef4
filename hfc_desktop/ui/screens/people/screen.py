"""Users over the services; what the role may not do has no button, and the service refuses it all the same."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt

from hfc_desktop.domain.people import Right, allows
from hfc_desktop.i18n import CHINESE, language
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.screen import Screen
from hfc_desktop.ui.screens.people.form import UserDialog
from hfc_desktop.ui.widgets.boxes import column, row, surface
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.ledger.plain_table import PlainTable
from hfc_desktop.ui.widgets.text import paragraph
from hfc_desktop.wording.errors import error_text
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.domain.people import Actor, Organisation, User
    from hfc_desktop.errors import HfcError
    from hfc_desktop.services.changes import Changes
    from hfc_desktop.services.people import PeopleService
    from hfc_desktop.ui.context import Context


class PeopleScreen(Screen):
    """Everybody who signs in here."""

    name: ClassVar[str] = "people"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._users: Sequence[User] = ()
        self._offices: Sequence[Organisation] = ()
        self._dialog: UserDialog | None = None
        headings = (_("Staff number"), _("Name"), _("Role"), _("Office"), _("Post"), _("Counter"), _("Works here"))
        self.table = PlainTable(context.theme, _("Users"), headings, (110, 120, 130, 240, 130, 80))
        self.table.chosen.connect(lambda _row: self.change())
        theme = context.theme
        self._unlock = button(_("Unlock"), self.unlock, icon="lock", theme=theme)
        self._pin = button(_("New PIN…"), self.new_pin)
        self._change = button(_("Change…"), self.change)
        self._add = button(_("Add a user…"), self.add, look="primary", icon="plus", theme=theme)
        tools = row(
            paragraph(_("A PIN says who one is; it is no key to the data. Who left is set inactive, never deleted."),
                      ink="second"),
            self._unlock, self._pin, self._change, self._add,
        )  # fmt: skip
        tools.setStretch(0, 1)
        inside = column(self.table)
        inside.setContentsMargins(tokens.STEP, tokens.STEP, tokens.STEP, tokens.STEP)
        whole = column(tools, surface(inside), gap=tokens.GAP)
        whole.setContentsMargins(tokens.ROOMY, tokens.PAD, tokens.ROOMY, tokens.PAD)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def title(self) -> str:
        """Never customer data."""
        return _("People")

    def arrive(self, argument: object = None) -> None:
        """Show everybody."""
        actor = self._actor()
        if actor is not None:
            manages, unlocks = allows(actor.role, Right.USER_MANAGE), allows(actor.role, Right.USER_UNLOCK)
            for made, may in (
                (self._add, manages), (self._change, manages), (self._pin, manages), (self._unlock, unlocks),
            ):  # fmt: skip
                made.setVisible(may)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def refresh(self, changes: Changes) -> None:
        """Somebody was changed."""
        if changes.concerns("user"):
            self._read()

    def _actor(self) -> Actor | None:
        return self.context.session.actor

    def _people(self) -> PeopleService:
        return self.context.application.open_records().people

    def _read(self) -> None:
        actor = self._actor()
        if actor is not None:
            self.context.operations.query(
                lambda _p: (self._people().users(actor), self._people().organisations()), owner=self
            ).in_lane("people").on_success(self._show).start()

    def _show(self, found: tuple[Sequence[User], Sequence[Organisation]]) -> None:
        self._users, self._offices = found
        chinese = language() == CHINESE
        names = {office.code: office.name if chinese else office.name_en or office.name for office in self._offices}
        self.table.show_rows(
            [
                (
                    (
                        user.staff_no,
                        user.name,
                        term("role", user.role.value),
                        names.get(user.organisation, user.organisation),
                        user.post,
                        user.counter,
                        _("Yes") if user.active else _("No"),
                    ),
                    "text" if user.active else "faint",
                )
                for user in self._users
            ]
        )

    def current(self) -> User | None:
        """The marked user."""
        at = self.table.current()
        return self._users[at] if 0 <= at < len(self._users) else None

    # -- changing -----------------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Ask for a new user."""
        self._ask(None, pin_only=False)

    def change(self) -> None:
        """Change the marked user."""
        actor = self._actor()
        if self.current() is not None and actor is not None and allows(actor.role, Right.USER_MANAGE):
            self._ask(self.current(), pin_only=False)

    def new_pin(self) -> None:
        """Give the marked user a new PIN."""
        if self.current() is not None:
            self._ask(self.current(), pin_only=True)

    def _ask(self, user: User | None, *, pin_only: bool) -> None:
        self._dialog = UserDialog(self, self._offices, user, pin_only=pin_only)
        self._dialog.agreed.connect(partial(self.save, user is None))
        self._dialog.finished.connect(self._closed)
        self._dialog.open()

    def _closed(self, _result: int) -> None:
        self._dialog = None

    def save(self, new: bool, user: User, pin: str) -> None:
        """Add or change; hashing a PIN takes a moment, in the worker."""
        actor = self._actor()
        if actor is None:
            return

        def work() -> Changes:
            people = self._people()
            return people.add_user(user, pin, actor) if new else people.change_user(user, actor, pin or None)

        self.context.operations.command(lambda _p: (None, work()), owner=self).on_success(
            lambda _nothing: self._saved(user)
        ).on_failure(self._refused).start()

    def _saved(self, user: User) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self.context.navigator.say(_("{staff_no} is saved.").format(staff_no=user.staff_no))

    def _refused(self, error: HfcError) -> None:
        if self._dialog is not None:
            self._dialog.refuse(error_text(error))
        else:
            self.context.navigator.say(error_text(error), "warn")

    def unlock(self) -> None:
        """Take the wait after wrong PINs away."""
        user, actor = self.current(), self._actor()
        if user is None or actor is None:
            return
        self.context.operations.command(
            lambda _p: (None, self._people().unlock(user.staff_no, actor)), owner=self
        ).on_success(
            lambda _nothing: self.context.navigator.say(_("{staff_no} may try again.").format(staff_no=user.staff_no))
        ).on_failure(self._refused).start()
