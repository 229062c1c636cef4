"""Words for how far a guidance pack is on its way out of head office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

AUTHORING_TERMS: Final[Mapping[str, Mapping[str, str]]] = {
    "pack_stage": {
        "draft": N_("being written"),
        "review": N_("under review"),
        "approved": N_("approved"),
        "signed": N_("signed"),
        "published": N_("published"),
    },
}
"""Message id by group and value."""
