"""Opens the records and signs a person in, then goes on to what was wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui.navigation import Onward, first_page
from hfc_desktop.ui.screen import Screen
from hfc_desktop.ui.screens.sign_in.view import SignInView
from hfc_desktop.ui.widgets.boxes import column
from hfc_desktop.wording.errors import error_text

if TYPE_CHECKING:
    from hfc_desktop.domain.people import Organisation
    from hfc_desktop.errors import HfcError
    from hfc_desktop.services.people import Session
    from hfc_desktop.ui.context import Context

_KEY_FAULTS: Final = frozenset({"keys.missing", "keys.wrong_passphrase"})
"""Faults that a passphrase can mend."""


class SignInScreen(Screen):
    """Asks who one is."""

    name: ClassVar[str] = "sign_in"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._onward: Onward | None = None
        self.view = SignInView(self.sign_in, context.navigator.back)
        self.setLayout(column(self.view))

    def title(self) -> str:
        """What is asked."""
        return _("Sign in")

    def arrive(self, argument: object = None) -> None:
        """``argument`` is an ``Onward``, or nothing to return to the counter."""
        if isinstance(argument, Onward):
            self._onward = argument
        self.view.say("")
        self.view.pin.clear()
        (self.view.pin if self.view.staff_no.text() else self.view.staff_no).setFocus()

    def sign_in(self) -> None:
        """Check staff number and PIN in the worker; opening the store takes about a second the first time."""
        view = self.view
        staff_no, pin, passphrase = view.staff_no.text().strip(), view.pin.text(), view.passphrase.text()
        if not staff_no or not pin:
            view.say(_("Type your staff number and your PIN."))
            (view.pin if staff_no else view.staff_no).setFocus()
            return
        view.pin.clear()
        view.busy(True)
        application = self.context.application

        def work(_progress: object) -> tuple[tuple[Session, Organisation | None], None]:
            people = application.open_records((lambda: passphrase) if passphrase else None).people
            session = people.sign_in(staff_no, pin)
            return (session, people.organisation(session.user.organisation)), None

        self.context.operations.command(work, owner=self).on_success(self._signed_in).on_failure(self._refused).on_end(
            self._ready
        ).start()

    def _ready(self) -> None:
        self.view.busy(False)
        if self.context.session.user is None:
            self.view.pin.setFocus()

    def _signed_in(self, found: tuple[Session, Organisation | None]) -> None:
        self.view.passphrase.clear()
        self.context.session.sign_in(found[0].user, found[1])
        onward, self._onward = self._onward, None
        if onward is None:
            first = first_page(found[0].user.role)
            onward = Onward(first) if first else None
        if onward is None:
            self.context.navigator.back()
        else:
            self.context.navigator.open(onward.screen, onward.argument)

    def _refused(self, error: HfcError) -> None:
        self.view.ask_passphrase(error.code in _KEY_FAULTS or bool(self.view.passphrase.text()))
        self.view.say(error_text(error))
