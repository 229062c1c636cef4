"""Who one may be in a demo: a menu of its invented people, since no PIN is asked there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from hfc_desktop.domain.people import User
    from hfc_desktop.ui.context import Context
    from hfc_desktop.ui.navigation import Onward


class SignIn(Protocol):
    """Signs a demo's person in."""

    def __call__(self, onward: Onward | None = None, staff_no: str = "") -> None:
        """Sign in, then go on to what was wanted."""
        ...


def choose(window: QWidget, context: Context, sign_in: SignIn) -> None:
    """Ask who one wants to be, at the pointer."""
    application = context.application
    context.operations.query(lambda _p: application.open_records().people.demo_users(), owner=window).on_success(
        lambda users: menu_of(window, users, sign_in).popup(QCursor.pos())
    ).start()


def menu_of(window: QWidget, users: Sequence[User], sign_in: SignIn) -> QMenu:
    """A line a person: post, name, number."""
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for user in users:
        text = f"{term('role', user.role.value)}  {user.name}  {user.staff_no}"
        menu.addAction(text, partial(sign_in, None, user.staff_no))
    return menu
