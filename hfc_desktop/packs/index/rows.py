"""What the rows of one item hold, apart from how they are written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.hotline import Hotline
from hfc_desktop.domain.guidance.item import Confidentiality
from hfc_desktop.domain.guidance.restriction import Restriction
from hfc_desktop.packs.index import schema, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.packs.index.entries import IndexEntry
    from hfc_desktop.packs.search_text import SearchText
    from hfc_desktop.services.ports import TextNormaliser

_JSON: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def regions_of(item: GuidanceItem) -> tuple[str, ...]:
    """Codes of the regions that an item is for."""
    own = (item.region_code,) if isinstance(item, Hotline) and item.region_code else ()
    return tuple(dict.fromkeys((*own, *item.region)))


def item_row(
    row: int, entry: IndexEntry, stamp: str, search: SearchText, normaliser: TextNormaliser
) -> tuple[object, ...]:
    """A row of table ``item``."""
    item = entry.item
    negative = [tokens.key(normaliser.normalise(word)) for word in search.keywords_negative]
    regions = regions_of(item)
    return (
        row,
        item.id,
        item.id.partition(".")[2],
        item.kind.value,
        entry.pack,
        stamp,
        entry.origin,
        item.status.value,
        item.valid_from.isoformat(),
        item.valid_to.isoformat() if item.valid_to else None,
        item.review_by.isoformat(),
        int(item.confidentiality is Confidentiality.RESTRICTED),
        sum(schema.AUDIENCE_BIT[audience] for audience in set(item.audience)),
        " ".join(regions),
        item.handover if isinstance(item, Restriction) else "",
        item.superseded_by,
        "\n".join(filter(None, negative)),
        _shown(item, search),
    )


def _shown(item: GuidanceItem, search: SearchText) -> str:
    """What a result shows, as JSON."""
    dated = [[code, first and first.isoformat(), last and last.isoformat()] for code, first, last in search.dated]
    return _JSON(
        [
            item.title, item.title_en, item.summary, item.summary_en, search.first_words, search.codes,
            item.version, item.is_sample, dated,
        ]
    )  # fmt: skip


def code_rows(row: int, codes: Sequence[str], normaliser: TextNormaliser) -> list[tuple[object, ...]]:
    """Rows of table ``code``: each code and each end of it."""
    suffixes: dict[str, tuple[object, ...]] = {}
    for place, code in enumerate(codes):
        whole = normaliser.code(code)
        for at in range(len(whole) - 1):
            suffixes.setdefault(whole[at:], (whole[at:], row, int(at == 0), int(place == 0)))
    return list(suffixes.values())


def grams_of(item_id: str, regions: Sequence[str], joined_names: str, plain: str, weak: str) -> set[str]:
    """Pairs of characters and words of an item, those of its id included; of its names also the single characters.

    Its kind and its regions are words too, with a mark in front.
    """
    found = grams_of_names(joined_names)
    found |= tokens.grams(f"{plain} {weak}")
    kind, _dot, slug = item_id.partition(".")
    found.update(slug.split("-"))
    found.add(tokens.KIND + kind)
    found.update([tokens.REGION + region for region in regions])
    return found


def grams_of_names(joined_names: str) -> set[str]:
    """Pairs of characters, words and single characters of names."""
    names = joined_names.replace("\n", " ")
    found = tokens.grams(names)
    found.update(names.replace(" ", ""))
    return found
