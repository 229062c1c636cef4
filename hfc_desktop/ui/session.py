"""Who sits at this window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hfc_desktop.domain.guidance.vocabulary import Audience

if TYPE_CHECKING:
    from hfc_desktop.domain.people import Actor, Organisation, Role, User


class Session(QObject):
    """The signed-in user, if any. Guidance works without one; records need one.

    Attributes:
        changed: somebody signed in or out.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._user: User | None = None
        self._organisation: Organisation | None = None

    @property
    def user(self) -> User | None:
        """The user, ``None`` before the sign-in."""
        return self._user

    @property
    def role(self) -> Role | None:
        """The user's role, ``None`` before the sign-in."""
        return None if self._user is None else self._user.role

    @property
    def organisation(self) -> Organisation | None:
        """The user's office."""
        return self._organisation

    def sign_in(self, user: User, organisation: Organisation | None) -> None:
        """From now on ``user`` acts."""
        self._user, self._organisation = user, organisation
        self.changed.emit()

    def sign_out(self) -> None:
        """Nobody acts."""
        self._user = self._organisation = None
        self.changed.emit()

    @property
    def actor(self) -> Actor | None:
        """Who acts, for services; ``None`` before the sign-in."""
        user = self._user
        if user is None:
            return None
        from hfc_desktop.domain.people import Actor  # loaded with the user, not at the start

        return Actor(staff_no=user.staff_no, role=user.role, organisation=user.organisation, counter=user.counter)

    @property
    def named(self) -> str:
        """Post and staff number in the language in use; empty before the sign-in."""
        user = self._user
        if user is None:
            return ""
        from hfc_desktop.i18n import CHINESE, language
        from hfc_desktop.wording.terms import term

        return f"{user.post if language() == CHINESE else term('role', user.role)} {user.staff_no}"

    @property
    def audience(self) -> tuple[Audience, ...]:
        """Whose guidance is shown; a teller's before the sign-in."""
        if self._user is None:
            return (Audience.TELLER, Audience.LOBBY)
        from hfc_desktop.domain.people import AUDIENCES

        return AUDIENCES[self._user.role]
