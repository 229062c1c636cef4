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
}
