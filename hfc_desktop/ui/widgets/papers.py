"""Papers of a reception: which ones it has, and how any screen asks for one of them in the preview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hfc_desktop.domain.documents import Form
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton

    from hfc_desktop.domain.reception import Reception
    from hfc_desktop.ui.context import Context


@dataclass(frozen=True, slots=True)
class PaperWanted:
    """What the note preview is opened with: one form of one reception."""

    reception: str
    form: Form


def papers_of(reception: Reception) -> tuple[Form, ...]:
    """Forms for which a reception holds something, those for the customer first."""
    found = []
    if reception.restriction:
        found.append(Form.RESTRICTION_SLIP)
    if reception.stop_loss is not None:
        found.append(Form.POLICE_FACTS)
    if reception.interception is not None:
        found += [Form.INTERCEPTION, Form.REWARD]
    return tuple(found)


def show_paper(context: Context, form: Form) -> None:
    """Show a paper of the reception in hand; the preview keeps the reception before it reads it."""
    context.navigator.open("note_preview", PaperWanted(context.reception.value.id, form))


def paper_button(form: Form, show: Callable[[], object], key: str = "") -> QPushButton:
    """A button with the name of a paper and the key that shows it."""
    return button(term("form", form.value), show, key=key)
