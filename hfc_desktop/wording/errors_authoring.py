"""Sentences for faults of writing guidance at head office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "authoring.wrong_stage": N_(
        "The pack is at “{stage}”, so it cannot become “{wanted}” now. Reload it: somebody may have changed it since."
    ),
    "authoring.own_work": N_(
        "Whoever wrote in a pack or sent it to review does not approve it. Ask another approver to sign in."
    ),
    "authoring.has_errors": N_(
        "The pack has errors ({count}), so it cannot go to review. Press F8, and mend what the list below shows."
    ),
    "authoring.no_reason": N_("Say why the pack goes back, so that its authors know what to change."),
    "authoring.gone": N_(
        "“{item}” is no longer in {file}. Somebody moved or renamed it; reload the pack and open it from the tree."
    ),
    "authoring.changed_meanwhile": N_(
        "“{item}” in {file} was changed by somebody else while you edited it. Your text is kept; reload the pack, "
        "open the item, and carry your change over."
    ),
    "authoring.bad_slug": N_(
        "“{value}” cannot be the name of an item. Use lower-case letters, digits and hyphens, as card-lost."
    ),
    "authoring.slug_taken": N_("“{value}” is there already. Choose another name, or open that item."),
    "authoring.state_damaged": N_(
        "{path} is damaged. The pack itself is not affected; move that file away, and the pack counts as a draft."
    ),
    "authoring.not_readable": N_("The text cannot be read as an item yet. Mend it in the YAML view first."),
    "authoring.no_such_field": N_("There is no value at {field} any more. Look at the YAML view."),
    "authoring.cannot_write": N_("That text cannot be written at {field}. Write it in the YAML view."),
    "authoring.keeps_field": N_("{field} is the first line of its entry and stays. Remove it in the YAML view."),
}
