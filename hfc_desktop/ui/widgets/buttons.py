"""Buttons. A button that a key presses shows the key on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton

from hfc_desktop.ui import icons, keys, tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfc_desktop.ui.theme import Theme


class _Tinted(QPushButton):
    """A button whose icon follows the theme for as long as the button lives, and no longer."""

    def __init__(self, text: str, theme: Theme, icon: str, ink: str) -> None:
        super().__init__(text)
        self._theme, self._icon, self._ink = theme, icon, ink
        self.setIconSize(QSize(tokens.ICON, tokens.ICON))
        self._tint()
        theme.changed.connect(self._tint)

    def _tint(self) -> None:
        self.setIcon(icons.icon(self._theme, self._icon, self._ink))


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
    shown = f"{text}  {keys.shown(key)}" if key else text
    ink = {"primary": "on_accent", "danger": "never", "link": "accent"}.get(look, "second")
    made = _Tinted(shown, theme, icon, ink) if icon and theme is not None else QPushButton(shown)
    made.setProperty("look", look)
    made.setProperty("big", big)
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    made.clicked.connect(lambda: act())
    return made


def icon_button(text: str, icon: str, act: Callable[[], object], theme: Theme, key: str = "") -> QPushButton:
    """A square button with an icon alone; its text is its name for screen readers and its tool tip."""
    made = button("", act, look="quiet", icon=icon, theme=theme)
    made.setFixedSize(tokens.CONTROL, tokens.CONTROL)
    made.setAccessibleName(text)
    made.setToolTip(f"{text}  {keys.shown(key)}" if key else text)
    return made
