"""Sentences for faults of the records: store, keys, people, complaints, deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

_STORE: Final[Mapping[str, str]] = {
    "storage.no_store": N_("There is no record store at {path}. Make one with “hfc init DIR”, or name another folder."),
    "storage.exists": N_("There is a record store at {path} already. Nothing was changed. Name another folder."),
    "storage.unreadable": N_(
        "The record store {path} cannot be read: the key does not fit, or the file is damaged. Nothing was changed. "
        "Check that this is the key of this folder; if it is, restore the newest backup."
    ),
    "storage.damaged": N_(
        "The record store {path} is damaged. Nothing was changed. Restore the newest backup; keep the damaged file, "
        "records made since the backup may still be read from it."
    ),
    "storage.disk_full": N_(
        "The disk with {path} is full. This record was not saved; earlier ones are safe. Free space, then save again."
    ),
    "storage.locked": N_("Another program is writing to {path}. Nothing was changed. Try again in a moment."),
    "storage.no_permission": N_(
        "You have no right to write to {path}. Nothing was changed. Ask for write access to that folder."
    ),
    "storage.cannot_open": N_(
        "The record store {path} cannot be opened. Check that its folder exists and that you may write there."
    ),
    "storage.io_error": N_(
        "The disk with {path} did not answer as it should. What was saved before is safe. "
        "Check the disk, then try again."
    ),
    "storage.newer_schema": N_(
        "The record store {path} was written by a newer program (version {found}; this one knows {known}). "
        "Nothing was changed. Update this program."
    ),
    "storage.copy_failed": N_("The copy could not be written to {path} ({reason}). The records themselves are safe."),
}

_KEYS: Final[Mapping[str, str]] = {
    "keys.missing": N_(
        "The key of the record store in {path} was not found. Set HFC_KEY_FILE to the key file, or bring it back "
        "with the recovery code: “hfc init DIR --recover”."
    ),
    "keys.file_unreadable": N_(
        "The key file {path} cannot be read ({reason}). Check HFC_KEY_FILE and the rights on that file."
    ),
    "keys.file_bad": N_(
        "The file {path} holds no key: 64 hexadecimal digits or 32 bytes are needed. Check HFC_KEY_FILE."
    ),
    "keys.unwritable": N_(
        "The key could not be written to {path} ({reason}). Nothing was made. Check the rights on that folder."
    ),
    "keys.exists": N_("{path} has a key already. Nothing was changed. Name another folder."),
    "keys.wrong_passphrase": N_(
        "That passphrase does not open the key. Nothing was changed. Try again, or use the recovery code."
    ),
    "keys.wrong_recovery_code": N_(
        "That recovery code does not open the key of {path}. Nothing was changed. Check each group of the code."
    ),
    "keys.does_not_fit": N_(
        "The key that was found is not the key of {path}. Nothing was changed. Check HFC_KEY_FILE."
    ),
    "keys.no_safe_place": N_(
        "This system has no safe place for keys. Give a passphrase on a terminal, or set HFC_KEY_FILE to where the key "
        "shall be kept."
    ),
    "keys.not_demo": N_(
        "{path} holds a demo key, but its records are not demo data. A demo key protects nothing, so it is refused."
    ),
    "keys.short_passphrase": N_("The passphrase is too short. Take at least {least} characters."),
}

_PEOPLE: Final[Mapping[str, str]] = {
    "people.wrong_pin": N_("Staff number or PIN is wrong. Try again."),
    "people.wait": N_("Too many wrong PINs. Wait {seconds} seconds, or ask the branch manager to unlock."),
    "people.not_demo": N_("Signing in without a PIN works with demo data only."),
    "people.no_user": N_("There is no user with the staff number {staff_no}. See “hfc users list”."),
    "people.user_exists": N_(
        "There is a user with the staff number {staff_no} already. Use “hfc users set” to change it."
    ),
    "people.no_organisation": N_("There is no office with the code {value}. See “hfc users offices”."),
    "people.bad_pin": N_("A PIN has {least} to {most} digits, not all the same and not in a row."),
    "people.bad_staff_no": N_("A staff number has 1 to 32 letters, digits or hyphens."),
    "people.last_administrator": N_("{staff_no} is the last administrator. Make another one first."),
    "people.initialised": N_("This store has its first administrator already. Add others with “hfc users add”."),
    "people.refused": N_(
        "Your role ({role}) may not do this: {right}. The attempt was recorded. Ask your branch manager."
    ),
    "people.own_records_only": N_(
        "You may open records of your own counter of today, and those you received or handle. The attempt was recorded."
    ),
}

_RECORDS: Final[Mapping[str, str]] = {
    "records.missing_field": N_("{field} is missing. Fill it in, then save again; nothing typed is lost."),
    "records.bad_field": N_("{field} has the wrong form; {form} is expected there."),
    "records.bad_choice": N_("{field} must be one of: {choices}."),
    "records.bad_code": N_(
        "The {what} code “{value}” cannot stand in a complaint number. Use digits and capital letters."
    ),
    "records.numbers_used_up": N_(
        "Counter {counter} has used up its numbers for {day}. Register at another counter today."
    ),
    "records.not_found": N_(
        "There is no complaint {wanted}. Check the number; its last character is a check character."
    ),
    "records.draft_not_found": N_(
        "That draft is no longer there: it was saved or thrown away. See the list of complaints."
    ),
    "records.received_in_future": N_(
        "The time of receipt lies in the future. Correct it, or check the clock of this computer."
    ),
    "records.occurred_after_receipt": N_(
        "The matter cannot have happened after the customer came. Correct one of the two days."
    ),
    "records.negative_amount": N_("{field} cannot be negative."),
    "records.not_editable": N_("{field} cannot be changed here. Fields that can: {choices}."),
    "records.changed_meanwhile": N_(
        "Complaint {number} was changed by somebody else meanwhile. Nothing of yours was saved; open it again."
    ),
    "records.reason_needed": N_("This change needs a reason. Say in one sentence why."),
    "records.file_unreadable": N_("The file {path} cannot be read ({reason})."),
    "records.file_not_json": N_("The file {path} is not JSON (line {line}). Nothing was registered."),
    "items.bad_file": N_(
        "{path}, line {line}, column {column}: not a usable item ({fault}). Check it with “hfc packs validate”."
    ),
    "deadlines.no_rule": N_("There is no rule set “{rule}” in force on {day}. There are: {choices}."),
    "deadlines.bad_time": N_("“{value}” is no day or time. Write 2026-11-24 or 2026-11-24T09:30."),
    "deadlines.bad_pause": N_("“{value}” is no pause. Write FROM..TO with two days, the first not after the last."),
    "deadlines.bad_extension": N_(
        "“{value}” is no extension. Write STAGE=APPROVED or STAGE=APPROVED,TOLD, as in 2=2026-04-09,2026-04-09."
    ),
    "deadlines.out_of_range": N_("{days} days from {start} lead beyond the calendar. Give a smaller number."),
    "deadlines.bad_row": N_("{path}, line {line}: {reason}. A row is received,n as in 2026-11-24,15."),
}

SENTENCES: Final[Mapping[str, str]] = {**_STORE, **_KEYS, **_PEOPLE, **_RECORDS}
