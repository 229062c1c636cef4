"""Classifications: values once, below a value that exists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.packs.rules.findings import error
from hfc_desktop.packs.search_text import made

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.classification import Classification
    from hfc_desktop.packs.rules.findings import Context, Findings
    from hfc_desktop.packs.search_text import SearchText

AXES: Final = ("channel", "business", "reason", "scenario")


def rules(item: Classification, _context: Context) -> Findings:
    """Axis, slugs, parents, codes."""
    if item.axis not in AXES:
        params = {"field": "axis", "value": item.axis, "allowed": ", ".join(AXES), "nearest": ""}
        yield error(("axis",), "schema.bad_choice", **params)
    slugs: set[str] = set()
    codes: set[str] = set()
    for number, entry in enumerate(item.entries):
        path = ("entries", number)
        if entry.slug in slugs:
            yield error((*path, "slug"), "id.inside_twice", id=entry.slug)
        if entry.code and entry.code in codes:
            yield error((*path, "code"), "id.inside_twice", id=entry.code)
        slugs.add(entry.slug)
        codes.add(entry.code)
    for number, entry in enumerate(item.entries):
        if entry.parent and (entry.parent not in slugs or entry.parent == entry.slug):
            yield error(("entries", number, "parent"), "classification.parent", value=entry.parent)


def search_text(item: Classification) -> SearchText:
    """Found by the names of its values."""
    return made(item, weak=[name for entry in item.entries for name in (entry.std_name, entry.name_en)])
