"""Actions as a menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from hfc_desktop.domain.complaint import Status
from hfc_desktop.domain.life_cycle import Action, is_recused, right_for, states_for
from hfc_desktop.domain.people import allows
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui.widgets.ledger.actions import FACES, word
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.domain.people import Actor

_NAMED: Final = 3
"""States that a grey entry names."""


def action_menu(parent: QWidget, actions: Iterable[Action], actor: Actor, act: Callable[[Action], object]) -> QMenu:
    """A menu of actions; those that the role may not do are grey."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for action in actions:
        entry = menu.addAction(word(action), partial(act, action))
        entry.setEnabled(allows(actor.role, right_for(action)))
    return menu


def every_action(parent: QWidget, case: Complaint, actor: Actor, act: Callable[[Action], object]) -> QMenu:
    """Every action there is; what cannot be done now is grey and says why."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setToolTipsVisible(True)
    for action in FACES:
        why = _why_not(action, case, actor)
        entry = menu.addAction(f"{word(action)}  ({why})" if why else word(action), partial(act, action))
        entry.setEnabled(not why)
    return menu


def _why_not(action: Action, case: Complaint, actor: Actor) -> str:
    if not allows(actor.role, right_for(action)):
        return _("not for your role")
    if is_recused(case, actor.staff_no) and action is not Action.RECUSE:
        return _("you are recused")
    if case.status in states_for(action):
        return ""
    states = [term("status", state.value) for state in Status if state in states_for(action)]
    return _("only in: {states}").format(states=", ".join(states[:_NAMED]) + ("…" if len(states) > _NAMED else ""))
