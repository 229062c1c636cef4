"""Sentences for what can go wrong with lists that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "lists.not_found": N_("This list is not kept any more. Choose another one from the left."),
    "lists.not_yours": N_("Only {owner} can change this list. Keep it under a name of your own instead."),
    "lists.bad_name": N_("Give the list a name of 1 to {longest} characters."),
    "lists.name_taken": N_("You have a list of this name. Give it another one."),
}
"""Sentence by code."""
