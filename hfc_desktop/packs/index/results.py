"""From matches to results: who may see them, whether they hold on the day, what order they come in, what is marked."""

from __future__ import annotations

import json
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from hfc_desktop.domain.guidance.vocabulary import ItemStatus, Kind
from hfc_desktop.domain.lookup import HitStatus, LookupHit, status_on
from hfc_desktop.packs.index import matches
from hfc_desktop.packs.index.schema import AUDIENCE_BIT, SEQUENCE_BITS
from hfc_desktop.packs.index.tokens import key, pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
_KEPT_TITLES: Final = 2000


class _Placed(NamedTuple):
    """A row with its match and its place in the order."""

    order: tuple[bool, bool, float, int]
    row: ItemRow
    match: Match


class Shelf:
    """Turns what the layers found into what the asker may see, for one query."""

    def __init__(self, reader: IndexReader, query: LookupQuery, parsed: ParsedQuery, titles: Titles) -> None:
        self._reader = reader
        self._query = query
        self._parsed = parsed
        self._titles = titles
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
        shown = sorted(self._region_first(placed.values()), key=lambda one: one.order)[:limit]
        stored = self._reader.shown([one.row.row for one in shown])
        return tuple(self._hit(one, stored[one.row.row]) for one in shown)

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
        return any(word in self._parsed.key for word in row.negative.split("\n") if word)

    def _placed(self, row: ItemRow, match: Match) -> _Placed:
        score = match.score + self._region_bonus(row.regions) - _A_KIND * (row.row >> SEQUENCE_BITS)
        order = (match.score < matches.SURE, not self._in_force(row), -score, row.row)
        return _Placed(order, row, match)

    def _region_first(self, placed: Iterable[_Placed]) -> Iterator[_Placed]:
        """With a region named, its own items come before others of their kind, whatever those are called.

        A code is an exception: who types one wants that item.
        """
        best: dict[str, float] = {}
        placed = list(placed)
        for one in placed:
            if self._line and one.match.score >= matches.SURE and set(self._line) & set(one.row.regions.split()):
                best[one.row.kind] = max(best.get(one.row.kind, 0.0), -one.order[2])
        for one in placed:
            most = best.get(one.row.kind)
            foreign = most is not None and not set(self._line) & set(one.row.regions.split())
            if most is not None and foreign and one.match.score < matches.CODE_PART and -one.order[2] >= most:
                one = one._replace(order=(*one.order[:2], 1.0 - most, one.order[3]))
            yield one

    def _in_force(self, row: ItemRow) -> bool:
        """Whether the row holds on the day; ISO dates compare as text."""
        return (
            row.status == ItemStatus.ACTIVE.value
            and row.valid_from <= self._day
            and (row.valid_to is None or self._day <= row.valid_to)
        )

    def _status(self, row: ItemRow) -> HitStatus:
        return status_on(
            ItemStatus(row.status),
            date.fromisoformat(row.valid_from),
            date.fromisoformat(row.valid_to) if row.valid_to else None,
            date.fromisoformat(row.review_by),
            self._query.on,
        )

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

    def _hit(self, one: _Placed, stored: str) -> LookupHit:
        row = one.row
        title, title_en, summary, summary_en, first_words, codes, version, is_sample = json.loads(stored)
        return LookupHit(
            id=row.id,
            kind=Kind(row.kind),
            title=title,
            title_en=title_en,
            summary=summary,
            summary_en=summary_en,
            status=self._status(row),
            valid_from=date.fromisoformat(row.valid_from),
            valid_to=date.fromisoformat(row.valid_to) if row.valid_to else None,
            match=one.match.kind,
            codes=tuple(codes),
            title_marks=self._marks(title, one.match),
            first_words=first_words,
            replaced_by="" if self._in_force(row) else self._replacement(row),
            pack=row.pack,
            version=version,
            is_sample=is_sample,
            score=round(-one.order[2], 2),
        )

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

    def _marks(self, title: str, match: Match) -> tuple[tuple[int, int], ...]:
        """Half-open ranges of ``title`` that matched."""
        compared, places = self._titles.places(title)
        typed = self._parsed.key
        at = compared.find(typed)
        if at >= 0:
            return _ranges(places[at : at + len(typed)])
        at = compared.find(match.name) if match.name else -1
        if at >= 0:
            return _ranges(places[at + match.start : at + match.start + match.length])
        if match.name:
            return ()
        marked = {
            place
            for piece in pairs(self._parsed.core)
            for start in [compared.find(piece)]
            if start >= 0
            for place in places[start : start + len(piece)]
        }
        return _ranges(sorted(marked))


class Titles:
    """Titles as compared, with the place of each compared character in the title; the same few come up all the time."""

    def __init__(self, normaliser: TextNormaliser) -> None:
        self._normaliser = normaliser
        self._known: dict[str, tuple[str, list[int]]] = {}

    def places(self, title: str) -> tuple[str, list[int]]:
        """The title as compared, and for each of its characters where it stands in the title."""
        known = self._known.get(title)
        if known is None:
            known = self._made(title)
            if len(self._known) >= _KEPT_TITLES:
                self._known.clear()
            self._known[title] = known
        return known

    def _made(self, title: str) -> tuple[str, list[int]]:
        compared, places = [], []
        for place, character in enumerate(title):
            folded = key(self._normaliser.normalise(character))
            compared.append(folded)
            places += [place] * len(folded)
        return "".join(compared), places


def _ranges(places: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Neighbouring places joined into half-open ranges."""
    ranges: list[tuple[int, int]] = []
    for place in places:
        if ranges and place <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(ranges[-1][1], place + 1))
        else:
            ranges.append((place, place + 1))
    return tuple(ranges)
