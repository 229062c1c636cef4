"""Sentences for mistakes with checklists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "checklists.must_open": N_(
        "The checklist cannot be closed: {count} required question(s) are open. Answer “{question}” first; "
        "if the customer cannot say, answer unknown."
    ),
    "checklists.bad_answer": N_(
        "The answer to “{question}” is not one that this question can have. Choose one of its answers."
    ),
}
