"""Repeats: structured evidence first, text ranks; nothing is merged without a person.

Class A: same customer, same topic, same account or business within the near window. B: same customer, same product or a
like text within the wide one. C: no key, but the same last four of the telephone and a like text, or the same
representative. Different customers with one topic in one week are a wave: no repeat, a matter for the early warning.
Windows and thresholds are numbers of the bank's rule sets, with dates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from hfc_desktop.domain.complaint import Complaint, ComplaintDraft, PartyRole, Status
from hfc_desktop.domain.days import local_day


class RepeatKind(StrEnum):
    """How strong the evidence is."""

    A = "a"
    B = "b"
    C = "c"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What repeats are judged by; made from a case or a draft.

    Attributes:
        customer: keyed hash; empty when no identity was taken.
        phone_tails: last four digits of the complainants' telephones.
        representatives: names with telephone of those who speak for others.
        text: claim and facts.
    """

    id: str
    number: str = ""
    received_at: datetime
    status: Status | None = None
    customer: str = ""
    scenario: str = ""
    business: str = ""
    product: str = ""
    account_tails: frozenset[str] = frozenset()
    phone_tails: frozenset[str] = frozenset()
    representatives: frozenset[str] = frozenset()
    text: str = ""
    organisation: str = ""


def traits(case: Complaint | ComplaintDraft, customer: str = "") -> Traits:
    """What a case is judged by; a draft's customer comes in as it has no key yet."""
    registered = case if isinstance(case, Complaint) else None
    key = registered.customer_key.hash if registered and registered.customer_key else customer
    complainants = [party for party in case.parties if party.role is PartyRole.COMPLAINANT]
    speakers = [party for party in case.parties if party.role is PartyRole.REPRESENTATIVE]
    return Traits(
        id=case.id,
        number=registered.number if registered else "",
        received_at=case.received_at,
        status=registered.status if registered else None,
        customer=key,
        scenario=case.scenario,
        business=case.business,
        product=case.product,
        account_tails=frozenset(party.account_tail for party in complainants if party.account_tail),
        phone_tails=frozenset(party.phone[-4:] for party in complainants if len(party.phone) >= 7),
        representatives=frozenset(f"{party.name}/{party.phone}" for party in speakers if party.name and party.phone),
        text=f"{case.claim}\n{case.facts}".strip(),
        organisation=registered.organisation if registered else "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """One piece of evidence, with its number where it has one.

    ``same_customer``, ``same_topic``, ``same_account``, ``same_business``, ``same_product``, ``same_phone_tail``,
    ``same_representative``, ``like_text``, ``days_apart``.
    """

    code: str
    value: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A case that may be the same matter.

    Attributes:
        score: likeness of the texts, 0 to 100.
    """

    id: str
    number: str
    kind: RepeatKind
    score: int
    reasons: tuple[Because, ...]
    received_at: datetime
    status: Status | None
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """The numbers of the rule, from ``limits`` of the rule sets."""

    near_days: int = 90
    wide_days: int = 180
    likely_score: int = 45
    possible_score: int = 55
    wave_customers: int = 5

    @classmethod
    def of(cls, limits: Mapping[str, int]) -> Windows:
        """From the limits in force; what is not there keeps its default."""
        usual = cls()
        return cls(
            near_days=limits.get("repeats.near_days", usual.near_days),
            wide_days=limits.get("repeats.wide_days", usual.wide_days),
            likely_score=limits.get("repeats.likely_score", usual.likely_score),
            possible_score=limits.get("repeats.possible_score", usual.possible_score),
            wave_customers=limits.get("repeats.wave_customers", usual.wave_customers),
        )


def judge(one: Traits, other: Traits, score: int, windows: Windows) -> Candidate | None:
    """Whether ``other`` may be the same matter as ``one``; ``None`` when nothing speaks for it."""
    apart = abs((local_day(one.received_at) - local_day(other.received_at)).days)
    evidence = _evidence(one, other)
    kind = _kind(evidence, score, apart, windows)
    if kind is None or one.id == other.id:
        return None
    reasons = [Because(code=code) for code in _ORDER if code in evidence]
    if score >= (windows.possible_score if kind is RepeatKind.C else windows.likely_score):
        reasons.append(Because(code="like_text", value=score))
    reasons.append(Because(code="days_apart", value=apart))
    return Candidate(
        id=other.id,
        number=other.number,
        kind=kind,
        score=score,
        reasons=tuple(reasons),
        received_at=other.received_at,
        status=other.status,
        organisation=other.organisation,
    )


_ORDER: Final = (
    "same_customer", "same_topic", "same_account", "same_business", "same_product", "same_phone_tail",
    "same_representative",
)  # fmt: skip


def _evidence(one: Traits, other: Traits) -> frozenset[str]:
    same = {
        "same_customer": bool(one.customer) and one.customer == other.customer,
        "same_topic": bool(one.scenario) and one.scenario == other.scenario,
        "same_account": not one.account_tails.isdisjoint(other.account_tails),
        "same_business": bool(one.business) and one.business == other.business,
        "same_product": bool(one.product.strip()) and one.product.strip() == other.product.strip(),
        "same_phone_tail": not one.phone_tails.isdisjoint(other.phone_tails),
        "same_representative": not one.representatives.isdisjoint(other.representatives),
    }
    return frozenset(code for code, holds in same.items() if holds)


def _kind(evidence: frozenset[str], score: int, apart: int, windows: Windows) -> RepeatKind | None:
    if apart > windows.wide_days:
        return None
    if "same_customer" in evidence:
        alike = {"same_account", "same_business"} & evidence
        if apart <= windows.near_days and "same_topic" in evidence and alike:
            return RepeatKind.A
        return RepeatKind.B if "same_product" in evidence or score >= windows.likely_score else None
    if "same_representative" in evidence or ("same_phone_tail" in evidence and score >= windows.possible_score):
        return RepeatKind.C
    return None


def ranked(found: Iterable[Candidate], limit: int) -> tuple[Candidate, ...]:
    """Strongest evidence first, then the likest text, then the latest."""
    order = sorted(found, key=lambda one: (one.kind, -one.score, -one.received_at.timestamp(), one.id))
    return tuple(order[:limit])


# -- waves --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """Different customers with one topic in one ISO week."""

    scenario: str
    iso_year: int
    iso_week: int
    customers: int
    cases: int
    offices: int
    ids: tuple[str, ...] = field(default=())


def waves(cases: Iterable[Traits], windows: Windows) -> tuple[Wave, ...]:
    """Waves among cases, most customers first. Cases of one customer count once: they may be repeats."""
    weeks: dict[tuple[str, int, int], list[Traits]] = defaultdict(list)
    for case in cases:
        if case.scenario:
            year, week, _day = local_day(case.received_at).isocalendar()
            weeks[(case.scenario, year, week)].append(case)
    found = []
    for (scenario, year, week), members in weeks.items():
        customers = {case.customer or case.id for case in members}
        if len(customers) >= windows.wave_customers:
            found.append(
                Wave(
                    scenario=scenario,
                    iso_year=year,
                    iso_week=week,
                    customers=len(customers),
                    cases=len(members),
                    offices=len({case.organisation for case in members}),
                    ids=tuple(sorted(case.id for case in members)),
                )
            )
    return tuple(sorted(found, key=lambda wave: (-wave.customers, -wave.iso_year, -wave.iso_week, wave.scenario)))


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the ISO week of ``day``."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


# -- verdicts -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """That two cases are not the same matter, so that nobody is asked again. ``one`` sorts before ``other``."""

    one: str
    other: str
    at: datetime
    by: str
    reason: str = ""


def pair(one: str, other: str) -> tuple[str, str]:
    """Two ids in the order in which a verdict keeps them."""
    return (one, other) if one < other else (other, one)


# -- counts -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counts:
    """Both counts of a list: every matter that came, and matters after merging repeats."""

    raw: int
    merged: int


def repeat_number(received: Sequence[datetime], at: int) -> int:
    """Which repeat the ``at``-th of a matter's cases is: 0 for the first that came, 1 for the first repeat of it."""
    order = sorted(range(len(received)), key=lambda index: (received[index], index))
    return order.index(at)
