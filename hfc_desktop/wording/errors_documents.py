"""Sentences for faults of printed documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "documents.font_missing": N_(
        "The font file {path} is missing or damaged ({reason}). Nothing was printed; the record is safe. "
        "Install the program again."
    ),
    "documents.not_saved": N_(
        "The document could not be saved to {path} ({reason}). No half file was left. "
        "Choose another folder or free space."
    ),
    "documents.not_read": N_("The file {path} cannot be read ({reason})."),
    "documents.not_a_note": N_(
        "This file is no note of this program, or it has a password that was not given. Only the PDF as it was saved "
        "can be checked."
    ),
    "documents.block_missing": N_(
        "{form} for {number} cannot be printed yet. Still missing: {parts}. Fill it in, or print a draft."
    ),
    "documents.no_password": N_(
        "{path} holds no password: it is empty, or no UTF-8 text. Write the password into it; nothing was saved."
    ),
    "documents.no_such_copy": N_("{form} is for the file only; there is no customer's copy."),
    "documents.other_subject": N_("{form} is no form of a matter or a reception; it has a command of its own."),
    "documents.needs_guidance": N_("{form} quotes guidance, and none is installed. Install a guidance pack first."),
    "documents.bad_period": N_(
        "{period} is no period. Write a month as 2026-10, a quarter as 2026-Q3, a year as 2026."
    ),
    "documents.bad_number": N_(
        "{number} cannot be the number of a meeting: at most 24 letters, digits, dots, hyphens or slashes."
    ),
    "documents.bad_meeting_file": N_(
        "{path}, line {line}: this is no YAML of the plain kind that packs use, nor JSON."
    ),
    "documents.bad_meeting": N_("{path}: {field} is missing or not in its form. See the help of this command."),
    "documents.no_reception": N_("{number} was not recorded from a reception, so there is nothing for this form."),
}
