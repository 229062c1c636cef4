"""What the counter's search asks and answers. Window and command line use the same query and see the same order.

Named tuples, since these are loaded before the first paint: making the class of a frozen dataclass takes six times as
long.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from hfc_desktop.domain.guidance.vocabulary import Audience, ItemStatus, Kind


class MatchKind(StrEnum):
    """Why an item was found; the order of the members is the order of ranking."""

    CODE = "code"
    CODE_FRAGMENT = "code_fragment"
    ALIAS = "alias"
    TITLE = "title"
    INITIALS = "initials"
    PINYIN = "pinyin"
    MESSAGE = "message"
    TEXT = "text"
    HOMOPHONE = "homophone"
    FUZZY = "fuzzy"


class HitStatus(StrEnum):
    """State of a found item on the day asked for."""

    ACTIVE = "active"
    DUE_FOR_REVIEW = "due_for_review"
    FUTURE = "future"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


def status_on(editorial: ItemStatus, valid_from: date, valid_to: date | None, review_by: date, day: date) -> HitStatus:
    """State of an item on ``day``; both ends of validity are included."""
    if editorial is not ItemStatus.ACTIVE:
        return HitStatus.WITHDRAWN
    if valid_to is not None and valid_to < day:
        return HitStatus.EXPIRED
    if day < valid_from:
        return HitStatus.FUTURE
    return HitStatus.DUE_FOR_REVIEW if review_by < day else HitStatus.ACTIVE


class LookupQuery(NamedTuple):
    """One search.

    Attributes:
        text: as typed; anything is allowed.
        on: day for which the answer must hold.
        kinds: only these kinds; empty means all that a counter looks up.
        region: GB/T 2260 code of the place that counts; its items come first.
        audience: for whom; decides which items may be seen.
        limit: most results.
    """

    text: str
    on: date
    kinds: tuple[Kind, ...] = ()
    region: str = ""
    audience: tuple[Audience, ...] = (Audience.TELLER, Audience.LOBBY)
    limit: int = 30


class LookupHit(NamedTuple):
    """One result, ready to be drawn in two lines.

    Attributes:
        codes: codes that lead to it; those of rules that are in force on the day come first.
        title_marks: half-open ranges of ``title`` that matched.
        first_words: first words to say or number to give; the second line of the result.
        replaced_by: id of the item that replaced an expired one; empty if none.
        pack: pack id and issue that it comes from, as ``telecom-fraud-1``.
        score: greater is better; only for tests and ``--json``.
        codes_not_in_force: those of the codes whose rules are over on the day, or have not begun.
    """

    id: str
    kind: Kind
    title: str
    title_en: str
    summary: str
    summary_en: str
    status: HitStatus
    valid_from: date
    valid_to: date | None
    match: MatchKind
    codes: tuple[str, ...] = ()
    title_marks: tuple[tuple[int, int], ...] = ()
    first_words: str = ""
    replaced_by: str = ""
    pack: str = ""
    version: int = 1
    is_sample: bool = False
    score: float = 0.0
    codes_not_in_force: tuple[str, ...] = ()


class LookupResult(NamedTuple):
    """The answer to one search, best first.

    Attributes:
        nearest: when ``hits`` is empty, up to three that come close.
        elapsed_ms: time in the index, milliseconds.
    """

    query: LookupQuery
    hits: tuple[LookupHit, ...]
    nearest: tuple[LookupHit, ...] = ()
    elapsed_ms: float = 0.0


BEST: Final = 3
"""How many of the best results stand first, whatever their kinds; the others follow by kind."""


class HitGroup(NamedTuple):
    """Results under one heading; ``kind`` is ``None`` for the best ones."""

    kind: Kind | None
    hits: tuple[LookupHit, ...]


def in_groups(hits: Sequence[LookupHit]) -> tuple[HitGroup, ...]:
    """Results as they are shown: the best first, the rest by kind, kinds in the order in which they first appear.

    Results of one kind make one group. Grouping what is grouped already changes nothing, so that the order of the
    answer and of the list on screen are one.
    """
    kinds = tuple(dict.fromkeys(hit.kind for hit in hits))
    if len(kinds) == 1:
        return (HitGroup(kinds[0], tuple(hits)),)
    best, rest = tuple(hits[:BEST]), hits[BEST:]
    by_kind = (HitGroup(kind, tuple(hit for hit in rest if hit.kind is kind)) for kind in kinds)
    groups = (HitGroup(None, best), *by_kind)
    return tuple(group for group in groups if group.hits)
