"""Sentences for faults of the exchange of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "exchange.no_enrolment": N_(
        "This is no enrolment file. On the device that asks, run hfc exchange enrol -o FILE, and bring that file."
    ),
    "exchange.enrolment_changed": N_(
        "The enrolment file was changed on its way. Nothing was taken from it; have the device write it again."
    ),
    "exchange.no_such_fingerprint": N_(
        "No device with the fingerprint {fingerprint} has asked. Compare it digit by digit; "
        "hfc exchange devices shows all."
    ),
    "exchange.own_device": N_("This device cannot revoke itself; do it at the office above."),
    "exchange.no_such_device": N_("No device {device} is known here. hfc exchange devices shows all that are."),
    "exchange.not_enrolled": N_(
        "Device {device} is not let in, or was revoked. Compare its fingerprint and run hfc exchange approve first."
    ),
    "exchange.several_devices": N_("Office {device} has several devices: {names}. Name one of them."),
    "exchange.downward": N_(
        "Office {office} stands below this one; files go up, and receipts come down. To seed a store that was lost, "
        "send everything that its own devices wrote, with --full."
    ),
    "exchange.not_raised": N_(
        "Case {number} stands at level {level}. A package goes up from level {least} on; raise the case first."
    ),
    "exchange.not_above": N_("Office {office} does not stand above this one. A package of a raised case goes up only."),
    "exchange.nobody_above": N_(
        "No device of an office above is let in here. Take its enrolment file in with hfc exchange enrol FILE, compare "
        "the fingerprint, and approve it."
    ),
    "exchange.nothing_came": N_("Nothing has come from {device} yet, so there is nothing to give a receipt for."),
    "exchange.no_folder": N_(
        "The folder {path} cannot be made or used: {reason}. Choose another; nothing was written."
    ),
    "exchange.unreadable": N_(
        "{path} cannot be read: {reason}. Nothing of it was taken in; try again or copy it first."
    ),
    "exchange.locked": N_(
        "Another program holds {path}, such as a virus scanner or Excel. Nothing of it was taken in; close it there, "
        "wait a moment, and try again."
    ),
    "exchange.no_room": N_(
        "Too little room in {path}: {free} kB are free, {needed} kB are needed, in one file of less than 4 GB. "
        "Nothing was written; free some room or take another stick."
    ),
    "exchange.not_written": N_("{path} could not be written: {reason}. Nothing was left there; try another stick."),
    "exchange.not_read_back": N_(
        "What was written to {path} reads back as something else, so the stick is faulty. It was removed again; take "
        "another stick."
    ),
    "exchange.no_such_file": N_("There is no file or folder {path}."),
    "exchange.no_conflict": N_("No values stand side by side in {field} of complaint {record}."),
    "exchange.no_such_value": N_("None of the values of {field} was written by event {event}."),
    "exchange.not_owner": N_(
        "The role {role} does not decide on {field}; the owner of the field does. Nothing was changed."
    ),
}
