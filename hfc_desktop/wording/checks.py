"""Sentences of the self-check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_, gettext
from hfc_desktop.wording.errors import SENTENCES as ERRORS

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "check.space": N_("{megabytes} MB free where the data are."),
    "check.clock": N_("The clock says {today}."),
    "check.clock_behind": N_("The clock says {today}, but records of {seen} exist. Set the clock before recording."),
    "check.packs": N_("{count} guidance packs are installed, none past its review."),
    "check.packs_due": N_("The review of these packs is due: {packs}. Ask head office for the next issue."),
    "check.no_packs": N_("No guidance is installed. Use “hfc packs install”, or open the window once."),
    "check.index": N_("The search answers."),
    "check.index_missing": N_("The search does not answer these trials: {missing}. Install the packs again."),
    "check.fonts": N_("The faces for screen and print are here."),
    "check.fonts_missing": N_("These font files are missing: {missing}. Install the program again."),
    "check.system": N_("The system has the libraries that the window needs."),
    "check.system_missing": N_("The window needs these system packages: {missing}."),
    "check.version": N_("HFC Desktop {version} on Python {python}."),
    "check.no_store": N_("There are no records here yet."),
    "check.store": N_("The records open and every page and every event checks out ({events} events)."),
    "check.store_damaged": N_("The records are damaged: {what}. Close the window and restore the newest good backup."),
    "check.chain_broken": N_("The event log was changed from outside at {event}. Tell the auditor; do not mend it."),
    "check.rebuild": N_("The tables were made again from the event log; {changed} tables differed."),
}


def check_text(code: str, params: Mapping[str, object]) -> str:
    """The sentence of a check, or of the fault that it met, in the language in use."""
    sentence = SENTENCES.get(code) or ERRORS[code]
    return gettext(sentence).format_map(params)
