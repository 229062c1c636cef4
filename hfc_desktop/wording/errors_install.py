"""Sentences for faults of installing guidance packs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "packs.build_damaged": N_(
        "The list of installed guidance in {path} is damaged. "
        "Install the packs again; records are not affected. {reason}"
    ),
    "packs.folder_locked": N_(
        "The guidance folder {path} is in use or cannot be written ({reason}). "
        "Close the other window or wait for its installation to end, then try again."
    ),
    "packs.folder_unwritable": N_(
        "Guidance could not be written to {path} ({reason}). What was installed before is still in force. "
        "Check free space and the rights on the data folder."
    ),
    "packs.has_errors": N_(
        "{pack} has {count} errors and was not installed; the guidance in force is unchanged. First: {place}. "
        "“hfc packs validate” lists all of them."
    ),
    "packs.older_than_installed": N_(
        "{pack} {offered} is older than {have}, which is installed. Nothing was changed. "
        "To use older content again, head office publishes it under a higher number."
    ),
    "packs.nothing_to_return_to": N_("There is no earlier build of the guidance to return to."),
}
