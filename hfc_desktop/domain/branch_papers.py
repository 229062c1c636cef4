"""Papers of a branch as frozen values: due list, key sheet, counter card, period reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from hfc_desktop.domain.deadlines import Band
from hfc_desktop.domain.documents import NoteHead, PhoneLine


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """One running term of one case.

    Attributes:
        customer: masked.
        clock: the term in words; so is ``clock_en``.
        days_left: negative when it is over.
        untold: decided, and the customer was not told.
    """

    number: str
    customer: str
    topic: str
    handler: str
    level: int
    clock: str
    clock_en: str
    due: date
    band: Band
    days_left: int
    due_at: datetime | None = None
    untold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DueList:
    """Terms that end in a span, and those that ended before it (临期清单), earliest first."""

    head: NoteHead
    first: date
    last: date
    rows: tuple[DueRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """Keys and what they do, in the language of the print."""

    keys: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySheet:
    """All keys of the window by place (快捷键表)."""

    head: NoteHead
    groups: tuple[tuple[str, tuple[KeyLine, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardScene:
    """A scene on the counter card: how to find it, the first words to say, what never to say."""

    title: str
    title_en: str
    first_words: str
    first_words_en: str
    never: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardCode:
    """A restriction on the counter card."""

    code: str
    title: str
    title_en: str
    lifter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterCard:
    """Two pages for the counter when the machine is down (柜面速查卡)."""

    head: NoteHead
    phones: tuple[PhoneLine, ...]
    scenes: tuple[CardScene, ...]
    codes: tuple[CardCode, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A count of one period beside the period before and the same one a year ago.

    Attributes:
        key: slug, or code of an office.
        name: in words; so is ``name_en``.
    """

    key: str
    name: str
    name_en: str
    count: int
    before: int = 0
    year_ago: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How terms were kept in a period: decided and told by the last day, of those that ended in it."""

    kept: int
    late: int
    open_late: int
    median_days: int | None
    slowest_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodReport:
    """A branch's or head office's report of a period (网点报告, 总行报告).

    Attributes:
        period: ``2026-10``, ``2026-Q3`` or ``2026``.
        raw: matters received, each repeat counted.
        merged: the same with repeats merged, which is the base of all shares.
        weeks: matters by week of the span shown in the chart, oldest first, as (ISO week, count).
        topics: most frequent first.
        offices: empty in a branch's own report.
        weeks_of_period: how many of the last weeks lie in the period.
    """

    head: NoteHead
    period: str
    first: date
    last: date
    offices_covered: int
    raw: Count
    merged: Count
    natures: tuple[Count, ...]
    sources: tuple[Count, ...]
    lines: tuple[Count, ...]
    topics: tuple[Count, ...]
    reasons: tuple[Count, ...]
    offices: tuple[Count, ...]
    levels: tuple[Count, ...]
    weeks: tuple[tuple[str, int], ...]
    weeks_of_period: int
    kept: Kept
    on_the_spot: int
    from_regulator: int
    repeats: int
    escalated: int
    extended: int
    rechecks: int
    rechecks_changed: int
