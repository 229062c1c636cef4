"""How near a last day is: in a shape, in words and in a colour, never by colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.deadlines import SHAPES, Band, band
from hfc_desktop.i18n import gettext as _
from hfc_desktop.i18n import ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

TONES: Final[Mapping[Band, str]] = {Band.GREEN: "say", Band.BLUE: "accent", Band.AMBER: "warn", Band.RED: "never"}
"""Token of each band's ink; its ground has the same name with ``_ground``."""


def in_words(due: date, today: date) -> str:
    """How many days are left, or how long it is over."""
    left = (due - today).days
    if left < 0:
        return ngettext("{n} day late", "{n} days late", -left).format(n=-left)
    if left == 0:
        return _("ends today")
    return ngettext("{n} day left", "{n} days left", left).format(n=left)


def sign(due: date, today: date) -> str:
    """The shape of the band and the words."""
    return f"{SHAPES[band(due, today)]} {in_words(due, today)}"


def tone(due: date, today: date) -> str:
    """Token of the band's ink."""
    return TONES[band(due, today)]
