"""What one item is found by: its names by tier, and the words of its body, all in the compared form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from hfc_desktop.packs.index.schema import LONGEST_NAME, NAMES_BELOW, Tier
from hfc_desktop.packs.index.tokens import all_compared, has_han, key, tight
from hfc_desktop.packs.search_text import PLAIN, STRONG

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.packs.search_text import SearchText
    from hfc_desktop.services.ports import TextNormaliser

_TITLE_PARTS: Final = re.compile(r"[()（）、/／|·—:：,，;；]+|\s-\s")
_LONGEST_READ: Final = (16, 10)
"""Longer names, and longer messages, are not typed in pinyin."""


class Name(NamedTuple):
    """One name of an item.

    Attributes:
        text: compared form, with spaces between Latin words.
        key: the same without spaces.
        reading: the author's own reading, syllables; empty means the usual one.
    """

    tier: Tier
    text: str
    key: str
    reading: tuple[str, ...] = ()

    @property
    def read_aloud(self) -> bool:
        """Whether it is typed in pinyin."""
        return len(self.key) <= _LONGEST_READ[self.tier >= NAMES_BELOW] and has_han(self.key)


class ItemWords(NamedTuple):
    """The words of one item: names, and body text by weight."""

    names: tuple[Name, ...]
    plain: str
    weak: str

    @property
    def title(self) -> str:
        """The title as compared."""
        return self.names[0].text if self.names else ""

    @property
    def joined_names(self) -> str:
        """All names, a line each."""
        return "\n".join(name.text for name in self.names)


def words_of(
    item: GuidanceItem, search: SearchText, normaliser: TextNormaliser, places: Sequence[str] = ()
) -> ItemWords:
    """The words of ``item``; a text that occurs twice counts where it matters more.

    Args:
        item: the item.
        search: what it is found by.
        normaliser: brings all into the compared form.
        places: names of the place that it is for; each is one more name of it.
    """
    found: dict[str, Name] = {}
    weak = [item.summary_en, *(text for text, weight in search.body if weight < PLAIN)]
    texts = list(_texts(item, search))
    in_order = all_compared([text for _tier, text in texts], normaliser)
    for (tier, text), spaced in zip(texts, in_order, strict=True):
        compared = tight(spaced)
        compact = key(compared)
        if compact and compact not in found and (len(compact) <= LONGEST_NAME or tier is Tier.TITLE):
            reading = tuple(search.pinyin.lower().split()) if tier is Tier.TITLE else ()
            found[compact] = Name(tier, compared, compact, reading)
        elif len(compact) > LONGEST_NAME:
            weak.append(text)
    for name in names_of_places(places, normaliser):
        found.setdefault(name.key, name)
    plain = [item.summary, *(text for text, weight in search.body if weight == PLAIN)]
    return ItemWords(tuple(found.values()), _compared(plain, normaliser), _compared(weak, normaliser))


def names_of_places(places: Sequence[str], normaliser: TextNormaliser) -> list[Name]:
    """Names of a place as further names of the item that is for it."""
    compared = [tight(normaliser.normalise(place)) for place in places]
    return [Name(Tier.ALIAS, text, key(text)) for text in dict.fromkeys(compared) if 0 < len(key(text)) <= LONGEST_NAME]


def _texts(item: GuidanceItem, search: SearchText) -> Iterator[tuple[Tier, str]]:
    yield Tier.TITLE, search.title
    for part in _TITLE_PARTS.split(search.title):
        yield Tier.TITLE_PART, part
    for alias in search.aliases:
        yield Tier.ALIAS, alias
    yield Tier.ENGLISH, item.title_en
    for message in search.messages:
        yield Tier.MESSAGE, message
    for text, weight in search.body:
        if weight >= STRONG:
            yield Tier.PHRASE, text


def _compared(texts: list[str], normaliser: TextNormaliser) -> str:
    # Sentences and clauses stay apart: a word never reaches over a comma.
    return normaliser.normalise("\n".join(texts))
