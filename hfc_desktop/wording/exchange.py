"""Words for why a file or a line of the exchange was not taken in: what it is, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_
from hfc_desktop.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping

REASONS: Final[Mapping[str, str]] = {
    "damaged": N_("The file is damaged or cut off. It was put aside; ask the sender for it again."),
    "not_for_us": N_("The file is for another office, and only that office can open it. It was put aside."),
    "readdressed": N_(
        "The file was signed for another office and sent on to this one. It was put aside; tell the sender's office."
    ),
    "unknown_device": N_(
        "The sending device is not let in here yet. The file waits, and is taken in once the device is approved."
    ),
    "revoked": N_("Written after the device was revoked. It was put aside; it does not count."),
    "foreign_key": N_(
        "The signature is not that of the office which the file names. It was put aside; tell the office above."
    ),
    "wrong_count": N_(
        "The file does not hold as many lines as it says. It was put aside; ask the sender for it again."
    ),
    "too_big": N_("Bigger than any honest file. It was put aside; ask the sender how it was made."),
    "newer_reader": N_(
        "Made by a newer version of the program. The file waits, and is taken in once this program is up to date."
    ),
    "newer_op": N_("Of a kind that only a newer version of the program knows. It waits until this one is up to date."),
    "bad_line": N_("The line cannot be read. It was put aside with its bytes; the rest of the file was taken in."),
    "fork": N_(
        "The same number was used twice with different contents: two computers went on with one copy of a store. "
        "The second was put aside; on the copy, run hfc exchange status, which gives it a life of its own."
    ),
    "illegal_step": N_("A step that the case did not allow. It is kept, and does not count."),
    "id_twice": N_("Another device used the same id. Its case is kept apart."),
    "no_attachment": N_("The attachment did not come along. It is asked for in the next receipt."),
    "wrong_attachment": N_("The attachment is not the one that was recorded. It is asked for again."),
}
"""Message id by ``domain.exchange.Reason``."""


def reason_text(reason: str) -> str:
    """The sentence for a reason."""
    return _(REASONS[reason])
