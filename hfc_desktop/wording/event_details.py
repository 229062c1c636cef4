"""What an entry of the log says beyond who, when and what: its codes in words, counts as counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hfc_desktop.i18n import N_
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import TERMS, term

if TYPE_CHECKING:
    from collections.abc import Mapping

WHAT: Final[Mapping[str, str]] = {
    "list": N_("A list of matters"),
    "reveal": N_("Shown unmasked"),
    "ledger": N_("The ledger as a table"),
    "export_failed": N_("The export failed"),
    "conflicts": N_("Values that stand side by side"),
    "destroyed": N_("Destroyed"),
    "import_undone": N_("Taking over undone"),
    "install": N_("Guidance installed"),
    "rollback": N_("Back to earlier guidance"),
    "trust": N_("Publisher trusted"),
    "urgent": N_("Urgent guidance read"),
    "sign_in": N_("Signed in"),
    "search_words": N_("Words of a search removed"),
    "new_life": N_("New life of the store"),
}
"""Message id by ``what`` of an event; a newer program may write others, which are shown as they are."""
_WORDED: Final = ("status", "role", "outcome", "action", "severity", "source", "right")
"""Fields whose values have words in ``terms``."""


def event_details(fields: Mapping[str, Any]) -> str:
    """The details in one line; lists and objects are left out, since they are read on the record itself."""
    parts = []
    for name, value in fields.items():
        if value in (None, "", False) or isinstance(value, list | dict):
            continue
        if name == "what":
            parts.append(_(WHAT[value]) if value in WHAT else str(value))
        elif name == "rows" and isinstance(value, int):
            parts.append(_("Rows: {n}").format(n=value))
        elif name in _WORDED and name in TERMS:
            parts.append(term(name, str(value)))
        elif name in TERMS["field"]:
            parts.append(f"{term('field', name)} {_('yes') if value is True else value}")
    return " · ".join(parts)
