"""One line above the card: a reception that did not end, as after a breakdown, and whether to go on with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from hfc_desktop.i18n import gettext as _
from hfc_desktop.i18n import ngettext
from hfc_desktop.ui import tokens
from hfc_desktop.ui.widgets.boxes import row
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.text import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfc_desktop.domain.reception import Reception


def what_was_done(reception: Reception) -> str:
    """How far it got, without anything that the customer said."""
    parts = []
    titles = [use.title for use in reception.uses if use.item]
    if titles:
        parts.append(titles[-1])
    if reception.path:
        steps = len(reception.path)
        parts.append(ngettext("{n} step", "{n} steps", steps).format(n=steps))
    if reception.checklist is not None:
        answers = len(reception.checklist.answers)
        parts.append(ngettext("{n} answer", "{n} answers", answers).format(n=answers))
    return " · ".join(parts)


class ResumeLine(QFrame):
    """The question, and its two answers."""

    def __init__(self, go_on: Callable[[], object], let_go: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("surface", "accent")
        self._question = ElidedLabel()
        self.go_on = button(_("Go on"), go_on, key="resume")
        self.let_go = button(_("Has left"), let_go, look="quiet")
        line = row(self._question, self.go_on, self.let_go, gap=tokens.PAD)
        line.setContentsMargins(tokens.PAD, tokens.STEP, tokens.STEP, tokens.STEP)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def ask(self, reception: Reception | None) -> None:
        """Ask about a reception; ``None`` for nothing to ask."""
        if reception is not None:
            text = _("Continue the reception of {time}?").format(time=f"{reception.started_at:%H:%M}")
            self._question.set_whole(f"{text} {what_was_done(reception)}")
            self.setAccessibleName(text)
        self.setVisible(reception is not None)
