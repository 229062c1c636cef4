"""Refusals around receptions and their papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "receptions.no_restriction": N_(
        "No account restriction was looked up in this reception. Open its card first (F4), then print the slip."
    ),
    "receptions.no_stop_loss": N_(
        "No stop-loss was begun in this reception. Begin it first (Shift+F3), then print the facts for the police."
    ),
    "receptions.no_interception": N_(
        "No interception was written down in this reception. Write it down in the checklist first."
    ),
    "receptions.no_reward": N_(
        "The reward table has no row for this interception. Enter the amount saved, or look the table up."
    ),
}
