"""Looking up what another program put on the clipboard: on request only, and never a number of a card or a person."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QGuiApplication

from hfc_desktop.ui.scan import holds_a_long_number

_LONGEST: Final = 200
"""A search box holds no more."""


def wanted_text() -> str | None:
    """What to look up: one line; empty when there is nothing, ``None`` when it may be a card, account or ID number."""
    text = " ".join(QGuiApplication.clipboard().text().split())
    return None if holds_a_long_number(text) else text[:_LONGEST]
