"""The sheet of keys as PDF, from the window's own key map, so that paper and window never differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop import __version__
from hfc_desktop.bootstrap.clock import now
from hfc_desktop.bootstrap.guidance import save_document
from hfc_desktop.bootstrap.papers import drawn
from hfc_desktop.domain.branch_papers import KeyLine
from hfc_desktop.i18n import gettext, speaking
from hfc_desktop.services.counter_card import key_sheet
from hfc_desktop.services.notes import House

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

_MANY = 3
"""More keys than this for one thing are written as from the first to the last."""


def _shown(sequences: tuple[str, ...]) -> tuple[str, ...]:
    from PySide6.QtGui import QKeySequence

    native = QKeySequence.SequenceFormat.NativeText
    names = [QKeySequence(one).toString(native) for one in sequences]
    return (f"{names[0]} … {names[-1]}",) if len(names) > _MANY else tuple(names)


def _groups(language: str) -> Iterator[tuple[str, tuple[KeyLine, ...]]]:
    from hfc_desktop.ui.keys import KEYS

    with speaking(language, "ui"):
        for group in dict.fromkeys(key.group for key in KEYS):
            members = [key for key in KEYS if key.group == group]
            lines = tuple(KeyLine(keys=_shown(key.sequences), text=gettext(key.text)) for key in members)
            yield gettext(group), lines


def print_key_sheet(path: Path, language: str, at: datetime | None = None) -> str:
    """Save the sheet and give its check code."""
    house = House(app_version=__version__, keep_years=0)
    sheet = key_sheet(_groups(language), house, at or now(), language)
    save_document(path, drawn(sheet))
    return sheet.head.check_code
