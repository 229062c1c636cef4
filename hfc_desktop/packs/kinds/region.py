"""Regions: codes of GB/T 2260, each once, below a region that exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.packs.regions import CODE
from hfc_desktop.packs.rules.findings import error
from hfc_desktop.packs.search_text import first, made

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.region import Region
    from hfc_desktop.packs.rules.findings import Context, Findings
    from hfc_desktop.packs.search_text import SearchText


def rules(item: Region, context: Context) -> Findings:
    """Codes and parents."""
    if not item.names:
        yield error(("names",), "list.empty", field="names")
    seen: set[str] = set()
    for number, names in enumerate(item.names):
        path = ("names", number)
        if not CODE.fullmatch(names.code):
            yield error((*path, "code"), "regions.code", value=names.code)
        elif names.code in seen:
            yield error((*path, "code"), "id.inside_twice", id=names.code)
        seen.add(names.code)
        if names.parent and names.parent not in context.library.regions:
            yield error((*path, "parent"), "region.unknown", value=names.parent)


def search_text(item: Region) -> SearchText:
    """Found by the names in it."""
    return made(
        item,
        first_words=first(names.name for names in item.names),
        plain=[name for names in item.names for name in (names.name, names.short, *names.aliases)],
    )
