"""The line that says that nothing in this window is real: demo data, or practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import row, surface
from hfc_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def data_mark(practice: bool) -> QWidget:
    """The line for practice, or else for demo data."""
    if practice:
        return _mark(
            _("Practice: nothing in here is real, and all of it is thrown away at the end."), "never", "practice"
        )
    return _mark(_("Demo data: everything in here is invented. Do not enter real customers."), "warn", "demo")


def _mark(words: str, ink: str, ground: str) -> QWidget:
    text = label(words, Type.CAPTION, ink)
    line = row(None, text, None)
    line.setContentsMargins(tokens.PAD, tokens.FOCUS, tokens.PAD, tokens.FOCUS)
    mark = surface(line, ground)
    mark.setAccessibleName(words)
    return mark
