"""Sentences for faults of the lookup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "lookup.no_such_item": N_(
        "No installed pack has an item {id}. Look for it with “hfc lookup”, or install the pack that holds it."
    ),
    "lookup.no_guidance": N_(
        "No guidance is installed in {path} yet. Install a pack with “hfc packs install PATH”, "
        "or make a demo folder with “hfc demo DIR”."
    ),
    "lookup.restricted": N_(
        "{id} is restricted to its own audience. Hand the matter to the post that the branch has named for it."
    ),
    "lookup.restricted_see": N_(
        "{id} is restricted to its own audience. Open {handover} instead: it says whom to hand over to."
    ),
    "lookup.role_needs_sign_in": N_(
        "Items for {role} are shown after signing in. Name yourself with --user, or leave --role out."
    ),
    "lookup.role_not_yours": N_("Your role does not see items for {role}. Leave --role out, or ask your supervisor."),
    "lookup.bad_fact": N_(
        "A fact that must be a day is not one ({reason}). Write it as in --fact card_opened=2020-05-01."
    ),
    "lookup.fact_form": N_("“{fact}” is no fact. Write name, equals sign, value: --fact card_opened=2020-05-01."),
    "lookup.batch_unreadable": N_(
        "The list of queries {path} cannot be read ({reason}). Save it as UTF-8 text, one query a line."
    ),
    "lookup.index_damaged": N_(
        "The lookup index {path} cannot be read ({reason}). Records are not affected. "
        "Run “hfc doctor”, or install the packs again; that builds it anew."
    ),
    "lookup.index_of_other_version": N_(
        "The lookup index {path} was made by another version of this program. Records are not affected. "
        "Install the packs again; that builds it anew."
    ),
}
