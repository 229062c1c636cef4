"""Overlays: which fields an item opens for regions and branches, and what a local item may lay over it."""

from __future__ import annotations

import difflib
from dataclasses import fields
from typing import TYPE_CHECKING, Final

from hfc_desktop.packs.rules.findings import error

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.packs.rules.findings import Context, Findings

NEVER_OPEN: Final = frozenset(
    {"id", "status", "withdrawn_reason", "version", "author", "approver", "open_fields", "overlays", "overlaid"}
    | {"region", "confidentiality", "audience", "superseded_by", "supersedes", "valid_from", "valid_to", "changelog"}
)
"""Fields that stay head office's whatever it opens: identity, validity, and who may see it."""


def opened(item: GuidanceItem, _context: Context) -> Findings:
    """An opened field is one that the kind has, and one that may be opened."""
    known = sorted({field.name for field in fields(item)} - NEVER_OPEN)
    for number, name in enumerate(item.open_fields):
        if name not in known:
            nearest = next(iter(difflib.get_close_matches(name, known, n=1)), "")
            yield error(("open_fields", number), "overlay.not_a_field", value=name, nearest=nearest)


def laid(item: GuidanceItem, context: Context) -> Findings:
    """A local item is laid over one of its own kind, and nobody writes what the installation writes."""
    if item.overlaid:
        yield error(("overlaid",), "overlay.written_by_hand")
    target = context.library.items.get(item.overlays)
    if target is not None and target.kind is not item.kind:
        yield error(("overlays",), "overlay.other_kind", id=item.overlays, kind=target.kind.value)


RULES: Final = (opened, laid)
