"""Looking guidance up: the search, one item with its state on a day, and the rule that applies to a customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from hfc_desktop.domain.guidance.vocabulary import Audience, Confidentiality, Kind
from hfc_desktop.domain.lookup import HitStatus, LookupHit, LookupQuery, LookupResult, MatchKind, in_groups, status_on
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from hfc_desktop.domain.guidance.bulletin import Bulletin
    from hfc_desktop.domain.guidance.hotline import Hotline
    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.domain.guidance.policy import Policy
    from hfc_desktop.domain.guidance.restriction import Restriction
    from hfc_desktop.domain.restriction_path import Asked
    from hfc_desktop.services.lookup_advice import RuleAnswer
    from hfc_desktop.services.ports import GuidanceIndex, Now

COUNTER: Final = (Audience.TELLER, Audience.LOBBY)
"""What everybody at the counter sees, before anyone has signed in."""
_LONGEST_CHAIN: Final = 8


class LookupService:
    """The counter's way to guidance. Reads only; needs no sign-in for what the counter sees."""

    def __init__(self, index: GuidanceIndex, now: Now) -> None:
        self._index = index
        self._now = now

    def today(self) -> date:
        """The day for which answers hold when none is named."""
        return self._now().date()

    def search(
        self,
        text: str,
        *,
        kinds: Sequence[Kind] = (),
        region: str = "",
        audience: Sequence[Audience] = COUNTER,
        on: date | None = None,
        limit: int = 30,
    ) -> LookupResult:
        """Guidance for what was typed: the best first, the rest by kind, as it is shown."""
        result = self._index.search(
            LookupQuery(
                text=text,
                on=on or self.today(),
                kinds=tuple(kinds),
                region=region,
                audience=tuple(audience),
                limit=limit,
            )
        )
        return result._replace(hits=tuple(hit for group in in_groups(result.hits) for hit in group.hits))

    def browse(self, kind: Kind, *, audience: Sequence[Audience] = COUNTER, on: date | None = None) -> LookupResult:
        """All guidance of one kind that this audience may see, by id, for a list that nothing was typed for yet."""
        day = on or self.today()
        query = LookupQuery(text="", on=day, kinds=(kind,), audience=tuple(audience))
        items = self._index.items_of(kind)
        return LookupResult(query=query, hits=tuple(self._hit(item, day) for item in items if _may_see(item, audience)))

    def restrictions_for(
        self, answers: Mapping[Asked, str], *, audience: Sequence[Audience] = COUNTER, on: date | None = None
    ) -> tuple[LookupHit, ...]:
        """Kinds of restriction that fit the answers to the four questions, the best first; see ``restriction_path``."""
        from hfc_desktop.domain.guidance.restriction import Restriction
        from hfc_desktop.domain.restriction_path import ranked

        day = on or self.today()
        items = [item for item in self._index.items_of(Kind.RESTRICTION) if isinstance(item, Restriction)]
        open_ones = [item for item in items if _may_see(item, audience) and item.holds_on(day)]
        return tuple(self._hit(item, day) for item in ranked(open_ones, answers))

    def _hit(self, item: GuidanceItem, day: date) -> LookupHit:
        return LookupHit(
            id=item.id,
            kind=item.kind,
            title=item.title,
            title_en=item.title_en,
            summary=item.summary,
            summary_en=item.summary_en,
            status=self.status(item, day),
            valid_from=item.valid_from,
            valid_to=item.valid_to,
            match=MatchKind.TITLE,
            codes=item.codes,
            first_words=_first_words(item),
            replaced_by=item.superseded_by,
            pack=self._index.pack_of(item.id),
            version=item.version,
            is_sample=item.is_sample,
        )

    def item(self, item_id: str, *, audience: Sequence[Audience] = COUNTER) -> GuidanceItem:
        """One item in full.

        Raises:
            UserMistakeError: there is no such item in the active packs.
            SecurityRefusalError: it is restricted and for another audience; ``handover`` names what to open instead.
        """
        found = self._index.item(item_id)
        if found is None:
            raise UserMistakeError("lookup.no_such_item", id=item_id)
        if not _may_see(found, audience):
            handover = cast("Restriction", found).handover if found.kind is Kind.RESTRICTION else ""
            code = "lookup.restricted_see" if handover else "lookup.restricted"
            raise SecurityRefusalError(code, id=item_id, handover=handover)
        return found

    def opened(
        self, item_id: str, *, audience: Sequence[Audience] = COUNTER
    ) -> tuple[GuidanceItem, Mapping[str, GuidanceItem | None]]:
        """One item, and by id what its card names; ``None`` for what no active pack has or what is for other posts.

        Raises:
            UserMistakeError: there is no such item in the active packs.
            SecurityRefusalError: it is restricted and for another audience.
        """
        from hfc_desktop.services import lookup_advice

        found = self.item(item_id, audience=audience)
        named = {other: self._index.item(other) for other in lookup_advice.referred(found)}
        return found, {i: other if other and _may_see(other, audience) else None for i, other in named.items()}

    def pack_of(self, item_id: str) -> str:
        """Pack and issue that an item comes from."""
        return self._index.pack_of(item_id)

    def status(self, item: GuidanceItem, on: date | None = None) -> HitStatus:
        """State of an item on a day."""
        return status_on(item.status, item.valid_from, item.valid_to, item.review_by, on or self.today())

    def replacement(self, item: GuidanceItem, on: date | None = None) -> GuidanceItem | None:
        """What took the item's place: the first in the chain of replacements that holds on the day, else the last."""
        day = on or self.today()
        seen = [item.id]
        current = self._successor(item)
        found: GuidanceItem | None = None
        while current is not None and current.id not in seen and len(seen) < _LONGEST_CHAIN:
            found = current
            seen.append(current.id)
            if current.holds_on(day):
                break
            current = self._successor(current)
        return found

    def _successor(self, item: GuidanceItem) -> GuidanceItem | None:
        if item.superseded_by:
            return self._index.item(item.superseded_by)
        return next((other for other in self._index.items_of(item.kind) if item.id in other.supersedes), None)

    # -- rules ----------------------------------------------------------------------------------------------------

    def rule_for(
        self, item: Policy | Bulletin, on: date | None = None, facts: Mapping[str, str] | None = None
    ) -> RuleAnswer:
        """The one rule that applies to a customer with these facts, or the facts still to be asked.

        A policy's period is decided by its deciding date where that fact is known, else by ``on``; so are the cohorts
        of a bulletin that tells them apart by one date alone.

        Raises:
            UserMistakeError: a fact that must be a day is not one.
        """
        from hfc_desktop.services import lookup_advice  # it needs the classes of items: not before one is opened

        return lookup_advice.rule_for(item, on or self.today(), dict(facts or {}))

    # -- hotlines -------------------------------------------------------------------------------------------------

    def hotlines_for(self, item: GuidanceItem, region: str = "") -> tuple[Hotline, ...]:
        """Numbers to give with an item: those of the freezing unit's region where that counts, then those it names.

        Args:
            item: the card that is open.
            region: GB/T 2260 code of the freezing unit's place, else of the branch.
        """
        from hfc_desktop.services import lookup_advice

        return lookup_advice.hotlines_for(self._index, item, region)


def _may_see(item: GuidanceItem, audience: Sequence[Audience]) -> bool:
    """Whether an item is open to one of this audience; only restricted items are closed to anybody."""
    return item.confidentiality is not Confidentiality.RESTRICTED or bool(set(item.audience) & set(audience))


def _first_words(item: GuidanceItem) -> str:
    """What is said or dialled first."""
    if item.kind is Kind.HOTLINE:
        return " / ".join(number.number for number in cast("Hotline", item).numbers)
    script = cast("Restriction", item).script if item.kind is Kind.RESTRICTION else ()
    return script[0].text if script else ""
