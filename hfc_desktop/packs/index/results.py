"""From matches to results: who may see them, whether they hold on the day, what order they come in, what is marked."""

from __future__ import annotations

import json
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from hfc_desktop.domain.guidance.vocabulary import ItemStatus, Kind
from hfc_desktop.domain.lookup import LookupHit, MatchKind, status_on
from hfc_desktop.packs.index import matches
from hfc_desktop.packs.index.schema import AUDIENCE_BIT, SEQUENCE_BITS
from hfc_desktop.packs.index.tokens import key, pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hfc_desktop.domain.lookup import LookupQuery
    from hfc_desktop.packs.index.matches import Found, Match
    from hfc_desktop.packs.index.query import ParsedQuery
    from hfc_desktop.packs.index.reader import IndexReader, ItemRow
    from hfc_desktop.services.ports import TextNormaliser

_SPARE: Final = 24
"""Matches looked at beyond the limit, since some may not be seen and others move down."""
_LONGEST_CHAIN: Final = 8
_REGION_BONUS: Final = (40.0, 30.0, 20.0)
_OTHER_REGION: Final = -60.0
_SOME_REGION: Final = -12.0
_A_KIND: Final = 0.8
_CARDS_KEPT: Final = 4096
_ACTIVE: Final = ItemStatus.ACTIVE.value


class _Placed(NamedTuple):
    """A row with its match and its place in the order."""

    order: tuple[bool, bool, float, int]
    row: ItemRow
    match: Match


class Shelf:
    """Turns what the layers found into what the asker may see, for one query."""

    def __init__(self, reader: IndexReader, query: LookupQuery, parsed: ParsedQuery, cards: Cards) -> None:
        self._reader = reader
        self._query = query
        self._parsed = parsed
        self._cards = cards
        self._typed = parsed.key
        self._handovers: dict[str, ItemRow | None] = {}
        self._day = query.on.isoformat()
        self._audience = sum(AUDIENCE_BIT[audience] for audience in set(query.audience))

    def hits(self, found: Found, limit: int) -> tuple[LookupHit, ...]:
        """The best ``limit`` results in order."""
        best = [pair for pair, _place in zip(found.ordered(), range(limit + _SPARE), strict=False)]
        rows = self._reader.rows([item for item, _match in best])
        placed: dict[str, _Placed] = {}
        for item, match in best:
            row = self._visible(rows[item])
            if row is not None and not (match.score < matches.CODE_PART and self._refused(row)):
                one = self._placed(row, match)
                held = placed.get(row.id)
                if held is None or one.order < held.order:
                    placed[row.id] = one
        ordered = sorted(self._region_first(list(placed.values())), key=_order)
        return tuple([self._hit(one) for one in ordered[:limit]])

    def _visible(self, row: ItemRow) -> ItemRow | None:
        """The row itself; for a restricted one, outside its audience, the open item that stands for it; or nothing."""
        if row.audience & self._audience:
            return row
        if not (row.restricted and row.handover):
            return None
        instead = self._handover(row.handover)
        return instead if instead is not None and instead.audience & self._audience else None

    def _handover(self, item_id: str) -> ItemRow | None:
        if item_id not in self._handovers:
            self._handovers[item_id] = self._reader.row_of(item_id)
        return self._handovers[item_id]

    def _refused(self, row: ItemRow) -> bool:
        """Whether the editor said that one of the query's words must not lead here."""
        return bool(row.negative) and any(word in self._typed for word in row.negative.split("\n"))

    def _placed(self, row: ItemRow, match: Match) -> _Placed:
        score = match.score + self._region_bonus(row.regions) - _A_KIND * (row.row >> SEQUENCE_BITS)
        order = (match.score < matches.SURE, not self._in_force(row), -score, row.row)
        return _Placed(order, row, match)

    def _region_first(self, placed: list[_Placed]) -> Iterable[_Placed]:
        """With a region named, its own items come before others of their kind, whatever those are called.

        A code is an exception: who types one wants that item.
        """
        line = set(self._line)
        if not line:
            return placed
        own = {one.row.row for one in placed if not line.isdisjoint(one.row.regions.split())}
        best: dict[str, float] = {}
        for one in placed:
            if one.match.score >= matches.SURE and one.row.row in own:
                best[one.row.kind] = max(best.get(one.row.kind, 0.0), -one.order[2])
        return [one if one.row.row in own else self._behind(one, best.get(one.row.kind)) for one in placed]

    @staticmethod
    def _behind(one: _Placed, most: float | None) -> _Placed:
        """The same, behind what scored ``most``; ``None`` means that there is nothing to stand behind."""
        if most is None or one.match.score >= matches.CODE_PART or -one.order[2] < most:
            return one
        return one._replace(order=(*one.order[:2], 1.0 - most, one.order[3]))

    def _in_force(self, row: ItemRow) -> bool:
        """Whether the row holds on the day; ISO dates compare as text."""
        return (
            row.status == _ACTIVE
            and row.valid_from <= self._day
            and (row.valid_to is None or self._day <= row.valid_to)
        )

    @cached_property
    def _pieces(self) -> list[str]:
        """Words of the query that are marked one by one."""
        return pairs(self._parsed.core)

    @cached_property
    def _line(self) -> tuple[str, ...]:
        """The region asked for, its prefecture, its province (GB/T 2260 nests them by digits)."""
        code = self._query.region
        return tuple(dict.fromkeys((code, f"{code[:4]}00", f"{code[:2]}0000"))) if code else ()

    def _region_bonus(self, regions: str) -> float:
        if not regions:
            return 0.0
        if not self._line:
            return _SOME_REGION
        own = regions.split()
        for bonus, region in zip(_REGION_BONUS, self._line, strict=False):
            if region in own:
                return bonus
        return _OTHER_REGION

    # -- one result -----------------------------------------------------------------------------------------------

    def _hit(self, one: _Placed) -> LookupHit:
        row, match = one.row, one.match
        card = self._cards.of(row)
        same = self._cards.hits(self._day)
        hit = same.get(row.row)
        if hit is None:
            hit = same[row.row] = self._plain(row, card)
        return hit._replace(match=match.kind, title_marks=self._marks(card, match), score=round(-one.order[2], 2))

    def _plain(self, row: ItemRow, card: Card) -> LookupHit:
        """A result as far as it is the same whatever was typed."""
        lapsed = self._not_in_force(card)
        return LookupHit(
            id=row.id,
            kind=card.kind,
            title=card.title,
            title_en=card.title_en,
            summary=card.summary,
            summary_en=card.summary_en,
            status=status_on(card.state, card.valid_from, card.valid_to, card.review_by, self._query.on),
            valid_from=card.valid_from,
            valid_to=card.valid_to,
            match=MatchKind.TEXT,
            codes=(*(code for code in card.codes if code not in lapsed), *lapsed),
            codes_not_in_force=lapsed,
            first_words=card.first_words,
            replaced_by="" if self._in_force(row) else self._replacement(row),
            pack=row.pack,
            version=card.version,
            is_sample=card.is_sample,
        )

    def _not_in_force(self, card: Card) -> tuple[str, ...]:
        """Codes of rules that do not hold on the day."""
        day = self._day
        return tuple(code for code, first, last in card.dated if (first or day) > day or (last or day) < day)

    def _replacement(self, row: ItemRow) -> str:
        """The item at the end of the chain of replacements, or the first in it that is in force on the day."""
        seen = [row.id]
        while len(seen) < _LONGEST_CHAIN:
            successors = [row.superseded_by] if row.superseded_by else self._reader.successors(row.id)
            following = next((self._reader.row_of(one) for one in successors if one not in seen), None)
            if following is None:
                break
            row = following
            seen.append(row.id)
            if self._in_force(row):
                break
        return seen[-1] if len(seen) > 1 else ""

    def _marks(self, card: Card, match: Match) -> tuple[tuple[int, int], ...]:
        """Half-open ranges of the title that matched."""
        compared, places = card.compared, card.places
        at = compared.find(self._typed)
        if at >= 0:
            return _ranges(places[at : at + len(self._typed)])
        at = compared.find(match.name) if match.name else -1
        if at >= 0:
            return _ranges(places[at + match.start : at + match.start + match.length])
        if match.name:
            return ()
        marked = {
            place
            for piece in self._pieces
            for start in [compared.find(piece)]
            if start >= 0
            for place in places[start : start + len(piece)]
        }
        return _ranges(sorted(marked))


class Card(NamedTuple):
    """What a result shows of an item whatever was asked.

    Attributes:
        compared: the title as compared.
        dated: codes that hold for some time only, each with its first and last day as ISO 8601.
        places: for each character of it, where it stands in the title.
    """

    kind: Kind
    state: ItemStatus
    valid_from: date
    valid_to: date | None
    review_by: date
    title: str
    title_en: str
    summary: str
    summary_en: str
    first_words: str
    codes: tuple[str, ...]
    version: int
    is_sample: bool
    dated: Sequence[tuple[str, str | None, str | None]]
    compared: str
    places: tuple[int, ...]


class Cards:
    """Cards made from rows, each once: what one key finds was mostly found by the key before."""

    def __init__(self, normaliser: TextNormaliser) -> None:
        self._normaliser = normaliser
        self._known: dict[int, Card] = {}
        self._hits: dict[int, LookupHit] = {}
        self._folded: dict[str, str] = {}
        self._day = ""

    def hits(self, day: str) -> dict[int, LookupHit]:
        """Results as far as they are the same whatever was typed, for one day."""
        if day != self._day:
            self._day = day
            self._hits.clear()
        return self._hits

    def of(self, row: ItemRow) -> Card:
        """The card of a row."""
        known = self._known.get(row.row)
        if known is None:
            if len(self._known) >= _CARDS_KEPT:
                self._known.clear()
                self._hits.clear()
            known = self._known[row.row] = self._made(row)
        return known

    def _made(self, row: ItemRow) -> Card:
        title, title_en, summary, summary_en, first_words, codes, version, is_sample, dated = json.loads(row.shown)
        return Card(
            Kind(row.kind),
            ItemStatus(row.status),
            date.fromisoformat(row.valid_from),
            date.fromisoformat(row.valid_to) if row.valid_to else None,
            date.fromisoformat(row.review_by),
            title,
            title_en,
            summary,
            summary_en,
            first_words,
            tuple(codes),
            version,
            is_sample,
            dated,
            *self._compared(title),
        )

    def _compared(self, title: str) -> tuple[str, tuple[int, ...]]:
        """The title as compared, character by character, so that each knows where it stood."""
        folded = self._folded
        for character in title:
            if character not in folded:
                folded[character] = key(self._normaliser.normalise(character))
        compared = [folded[character] for character in title]
        if all(len(one) == 1 for one in compared):
            return "".join(compared), tuple(range(len(title)))
        places = [place for place, one in enumerate(compared) for _character in one]
        return "".join(compared), tuple(places)


def _order(one: _Placed) -> tuple[bool, bool, float, int]:
    return one.order


def _ranges(places: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Neighbouring places joined into half-open ranges."""
    ranges: list[tuple[int, int]] = []
    for place in places:
        if ranges and place <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(ranges[-1][1], place + 1))
        else:
            ranges.append((place, place + 1))
    return tuple(ranges)
