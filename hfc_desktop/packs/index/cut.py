"""Words of a pack's items, cut and read when the pack is built, so that a counter's machine need not do it again.

They travel beside the items and are worth only what they were made from: each item's words carry the digest of its
content, and all of them the way of cutting. What does not fit is left aside and made anew.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from hfc_desktop.domain.guidance import codec
from hfc_desktop.packs.index import postings
from hfc_desktop.packs.index.names import words_of
from hfc_desktop.packs.index.rows import grams_of, regions_of
from hfc_desktop.packs.index.spoken import Sounding
from hfc_desktop.packs.index.written import Written
from hfc_desktop.packs.no_cycles import no_cycle_search

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.packs.index.entries import IndexTools

_COMPACT: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode

WAY: Final = "2"
"""Rises when names, words or grams are cut, normalised or read otherwise."""


class CutItem(NamedTuple):
    """Words of one item.

    Attributes:
        place: place of the item among those of its pack, from 0.
        digest: of the content that the words were cut from.
        names: tier of each name, and what the index writes of it.
    """

    place: int
    digest: str
    names: Sequence[tuple[int, Written]]
    plain: str
    weak: str


class CutPack(NamedTuple):
    """Words of the items of one pack.

    Attributes:
        items: by id.
        common: which items hold each gram that many hold, by their places; see ``postings``.
        rare: places of the items that hold each other gram, rising.
    """

    items: Mapping[str, CutItem]
    common: Mapping[str, int]
    rare: Mapping[str, Sequence[int]]

    @classmethod
    def loads(cls, document: bytes) -> Self | None:
        """What ``dumps`` wrote; ``None`` for anything else, and for another way of cutting."""
        try:
            with no_cycle_search():
                return cls._of(json.loads(document))
        except (ValueError, LookupError, TypeError, AttributeError):
            return None

    @classmethod
    def _of(cls, stored: Any) -> Self | None:  # noqa: ANN401 - a JSON value
        if stored["way"] != WAY:
            return None
        names = [Written.read(*row) for row in stored["names"]]
        items = {
            item_id: CutItem(
                place, digest, list(zip(map(int, tiers), [names[at] for at in held], strict=True)), plain, weak
            )
            for place, (item_id, digest, tiers, held, plain, weak) in enumerate(stored["items"])
        }
        return cls(items, {gram: int(held, 16) for gram, held in stored["common"].items()}, stored["rare"])


def digest_of(body: str) -> str:
    """Digest of an item's stored form."""
    return hashlib.blake2b(body.encode(), digest_size=12).hexdigest()


def body_of(item: GuidanceItem) -> str:
    """An item as it is stored."""
    return _COMPACT(codec.to_json(item))


def cut(items: Iterable[GuidanceItem], tools: IndexTools, readings: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The words of items, as JSON values; equal items give equal words. A name that many items bear stands once."""
    sounding = Sounding(tools.pinyin, tools.sounds, readings)
    rows: list[list[object]] = []
    holders: dict[str, list[int]] = {}
    places: dict[tuple[str, str], int] = {}
    for place, item in enumerate(items):
        words = words_of(item, tools.search_text(item), tools.normaliser)
        held = [places.setdefault((name.text, sounding.of(name)), len(places)) for name in words.names]
        tiers = "".join([str(int(name.tier)) for name in words.names])
        rows.append([item.id, digest_of(body_of(item)), tiers, held, words.plain, words.weak])
        for gram in grams_of(item.id, regions_of(item), words.joined_names, words.plain, words.weak):
            holders.setdefault(gram, []).append(place)
    rare = {gram: held for gram, held in sorted(holders.items()) if postings.is_rare(len(held), held[-1])}
    common = {gram: f"{postings.of(held):x}" for gram, held in sorted(holders.items()) if gram not in rare}
    names = [Written.of(text, sounds).row() for text, sounds in places]
    return {"way": WAY, "names": names, "items": rows, "common": common, "rare": rare}
