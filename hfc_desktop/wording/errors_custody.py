"""Sentences for faults of keeping records safe: secrets in texts, the log, retention and destruction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "records.secret_in_text": N_(
        "{field} holds a password or security code ({kind}). Such a code must not be kept. "
        "Take it out, then save again; nothing typed is lost."
    ),
    "people.same_pin": N_("The new PIN is the old one. Take another."),
    "log.reason_needed": N_("Say why you want to see it; the reason is kept with your name."),
    "retention.reason_needed": N_("Say why these records are to be destroyed; the reason is kept with the proof."),
    "retention.nothing_chosen": N_("No record was chosen. Choose from the list of records whose term has ended."),
    "retention.not_due": N_(
        "Complaint {number} must be kept until {keep_until}. Nothing was destroyed. Take it off the list."
    ),
    "retention.held": N_(
        "Complaint {number} is under legal hold. Nothing was destroyed. "
        "Release the hold first, or take it off the list."
    ),
    "retention.open": N_(
        "Complaint {number} is not closed yet. Nothing was destroyed. Only closed matters can be destroyed."
    ),
    "retention.on_a_list": N_("Complaint {number} is on another list that waits for its second signature already."),
    "retention.no_list": N_("There is no list of destruction {wanted}. See “hfc retention lists”."),
    "retention.list_settled": N_("The list {wanted} is settled already ({state}). Nothing was changed."),
    "retention.same_person": N_(
        "Whoever made the list cannot give the second signature. Ask another person with the right to do it."
    ),
    "retention.no_proof": N_("No record with the number {wanted} was destroyed here."),
    "retention.not_scrubbed": N_(
        "{count} records are destroyed, and the proofs are kept. Another program was still reading, so that traces may "
        "stand in the file until it is closed. Close all other programs that use these records."
    ),
    "retention.changed": N_(
        "Complaint {number} was changed after it was put on the list. Nothing was destroyed. Make a new list."
    ),
}
