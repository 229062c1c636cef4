"""Buttons. A button that a key presses shows the key on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton

from hfc_desktop.ui import icons, keys, tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfc_desktop.ui.theme import Theme


def button(
    text: str,
    act: Callable[[], object],
    *,
    look: str = "plain",
    key: str = "",
    icon: str = "",
    theme: Theme | None = None,
    big: bool = False,
) -> QPushButton:
    """A push button.

    Args:
        text: what it does, a verb.
        act: called when it is pressed, by mouse or key.
        look: plain, primary (one a screen), quiet, danger or link.
        key: name in ``keys.KEYS``; shown on the button, bound by the screen.
        icon: name of an icon; needs ``theme``.
        theme: colours of the icon, which follows them.
        big: for buttons that are hit in a hurry.
    """
    made = QPushButton(f"{text}  {keys.shown(key)}" if key else text)
    made.setProperty("look", look)
    made.setProperty("big", big)
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    made.clicked.connect(lambda: act())
    if icon and theme is not None:
        tint = {"primary": "on_accent", "danger": "never", "link": "accent"}.get(look, "second")
        made.setIconSize(QSize(tokens.ICON, tokens.ICON))
        made.setIcon(icons.icon(theme, icon, tint))
        theme.changed.connect(lambda: made.setIcon(icons.icon(theme, icon, tint)))
    return made


def icon_button(text: str, icon: str, act: Callable[[], object], theme: Theme, key: str = "") -> QPushButton:
    """A square button with an icon alone; its text is its name for screen readers and its tool tip."""
    made = button("", act, look="quiet", icon=icon, theme=theme)
    made.setFixedSize(tokens.CONTROL, tokens.CONTROL)
    made.setAccessibleName(text)
    made.setToolTip(f"{text}  {keys.shown(key)}" if key else text)
    return made
