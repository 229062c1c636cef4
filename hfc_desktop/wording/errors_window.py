"""Sentences for faults of the window itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "window.busy": N_(
        "The program is already running on this data folder but does not answer. Nothing is lost. "
        "End it in the task manager, then start it again."
    ),
}
