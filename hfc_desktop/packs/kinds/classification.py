"""Classifications: values once, below a value that exists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.classification import Classification
from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.domain.guidance.ruleset import Ruleset
from hfc_desktop.packs.rules.findings import error
from hfc_desktop.packs.search_text import made

if TYPE_CHECKING:
    from hfc_desktop.packs.rules.findings import Context, Findings
    from hfc_desktop.packs.search_text import SearchText

AXES: Final = ("channel", "business", "reason", "scenario")
CROSSED: Final = ("business", "reason")
"""Axes on which a scenario names a value."""


def _crossed(item: Classification, context: Context) -> Findings:
    """What a scenario says about the other axes and about clocks must be there."""
    tables = [other for other in context.library.of_kind(Kind.CLASSIFICATION) if isinstance(other, Classification)]
    axes = {axis: {entry.slug for other in tables if other.axis == axis for entry in other.entries} for axis in CROSSED}
    clocks = {other.rule for other in context.library.of_kind(Kind.RULESET) if isinstance(other, Ruleset)}
    for number, entry in enumerate(item.entries):
        for axis in CROSSED:
            slug = getattr(entry, axis)
            if slug and slug not in axes[axis]:
                yield error(("entries", number, axis), "classification.parent", value=slug)
        for place, name in enumerate(entry.rules):
            if name not in clocks:
                yield error(("entries", number, "rules", place), "classification.parent", value=name)


def rules(item: Classification, context: Context) -> Findings:
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
    yield from _crossed(item, context)


def search_text(item: Classification) -> SearchText:
    """Found by the names of its values."""
    return made(item, weak=[name for entry in item.entries for name in (entry.std_name, entry.name_en)])
