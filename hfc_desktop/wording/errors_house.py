"""Sentences for faults of the house itself: settings, data folder, command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "settings.bad_value": N_("Setting {key} cannot be “{value}”. Correct it on the settings page or in settings.json."),
    "settings.unknown": N_("There is no setting named {key}. See the settings page for the list."),
    "settings.not_json": N_(
        "The settings file {path} is damaged at line {line}. Nothing else is affected. "
        "Mend or delete that file; without it all settings take their defaults."
    ),
    "settings.unreadable": N_(
        "The settings file {path} cannot be read ({reason}). Check the rights on the data folder."
    ),
    "settings.unwritable": N_(
        "The settings could not be saved to {path} ({reason}). The old settings are still in force. "
        "Check free space and the rights on the data folder."
    ),
    "cli.no_user": N_("Nobody is named. Give your staff number with --user or in HFC_USER."),
    "cli.pin_file": N_("The PIN file {path} named by HFC_PIN_FILE cannot be read ({reason})."),
    "data.no_folder": N_(
        "The data folder {path} cannot be used ({reason}). Choose another with --data, or ask for write permission."
    ),
    "data.no_packs": N_(
        "No guidance is installed in {path} yet. Install packs with “hfc packs install”, or open the window once."
    ),
    "data.no_store": N_("There are no records in {path} yet. Make the store with “hfc init” or “hfc demo”."),
    "demo.folder_in_use": N_("{path} is not empty. Name a new folder for the demo, or delete that one first."),
}
