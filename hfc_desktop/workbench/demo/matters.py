"""Draws believable matters: what customers came with on which day, with two surges planted."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Any, Final

from hfc_desktop.domain.complaint import Nature, Status
from hfc_desktop.paths import resources_dir
from hfc_desktop.workbench.demo.morning import MORNING
from hfc_desktop.workbench.demo.office import COUNTER_OFFICES, HOME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CHINA: Final = timezone(timedelta(hours=8))
DAYS: Final = 548
"""Length of the demo's past, days: 18 months."""
_ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_COMPLAINTS: Final = 0.64
"""Share of complaints; the rest are consultations."""


@dataclass(frozen=True, slots=True)
class Surge:
    """More of one topic for some days, at some offices."""

    topic: str
    offices: tuple[str, ...]
    first_day_ago: int
    last_day_ago: int
    matters: int


SURGES: Final = (
    Surge("account_restriction.fraud_risk_limit", COUNTER_OFFICES[1:2], 25, 5, 30),
    Surge("credit_card.waiver", COUNTER_OFFICES, 210, 182, 60),
)
"""What the early warning should find: one at one branch just now, one everywhere half a year ago."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An invented customer."""

    name: str
    id_number: str
    phone: str
    account_tail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One invented matter, before it is recorded."""

    received_at: datetime
    office: str
    nature: Nature
    topic: str
    business: str
    reason: str
    line: str
    demand: str
    claim: str
    facts: str
    amount_fen: int | None
    person: Person


def material() -> dict[str, Any]:
    """The texts and names that matters are drawn from."""
    loaded: dict[str, Any] = json.loads((resources_dir() / "demo" / "matters.json").read_text(encoding="utf-8"))
    return loaded


def _id_number(dice: random.Random) -> str:
    """A resident number that keeps its check digit but whose region 000000 does not exist."""
    born = date(1945, 1, 1) + timedelta(days=dice.randrange(22_000))
    body = f"000000{born:%Y%m%d}{dice.randrange(1000):03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _ID_WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def _person(dice: random.Random, texts: Mapping[str, Any]) -> Person:
    if dice.random() < 0.2:
        name = dice.choice(texts["uyghur"])
    else:
        name = dice.choice(texts["surnames"]) + dice.choice(texts["given"])
    return Person(
        name=name,
        id_number=_id_number(dice),
        phone=f"1990000{dice.randrange(10_000):04d}",
        account_tail=f"{dice.randrange(10_000):04d}",
    )


def _moment(dice: random.Random, today: date, days_ago: int) -> datetime:
    day = today - timedelta(days=days_ago)
    if day.weekday() >= 5 and dice.random() < 0.7:
        day -= timedelta(days=day.weekday() - 4)
    minute = int(min(max(dice.gauss(13 * 60, 110), 10 * 60), 18 * 60 + 20))
    return datetime.combine(day, time(minute // 60, minute % 60, dice.randrange(60)), CHINA)


class Draw:
    """Draws matters with one seed, so that the same day gives the same demo."""

    def __init__(self, today: date, seed: int = 20240202) -> None:
        self._today = today
        self._dice = random.Random(seed)
        self._texts = material()
        self._kinds: list[dict[str, Any]] = self._texts["matters"]
        self._people = [_person(self._dice, self._texts) for _number in range(1100)]

    def matters(self, count: int) -> list[Matter]:
        """About ``count`` matters in order of receipt, the surges among them."""
        planted = list(self._planted())
        rest = [self._one(self._pick(), self._dice.choice(COUNTER_OFFICES), self._age()) for _ in range(count)]
        return sorted(planted + rest[: max(0, count - len(planted))], key=lambda matter: matter.received_at)

    def morning(self) -> list[tuple[Matter, Status]]:
        """What is still open at the home branch, with the state that each has reached."""
        made: list[Matter] = []
        for standing in MORNING:
            matter = replace(self._one(self._pick(), HOME, standing.days_ago), nature=Nature.COMPLAINT)
            if standing.again is not None:
                first = made[standing.again]
                matter = replace(first, received_at=matter.received_at, claim=f"{first.claim}此前已反映过，仍未解决。")
            made.append(matter)
        return list(zip(made, (standing.status for standing in MORNING), strict=True))

    def _planted(self) -> Iterator[Matter]:
        for surge in SURGES:
            kind = next(kind for kind in self._kinds if kind["topic"] == surge.topic)
            for _number in range(surge.matters):
                age = self._dice.randint(surge.last_day_ago, surge.first_day_ago)
                yield self._one(kind, self._dice.choice(surge.offices), age)

    def _age(self) -> int:
        return 1 + int((DAYS - 1) * (self._dice.random() ** 1.25))

    def _pick(self) -> dict[str, Any]:
        return self._dice.choices(self._kinds, weights=[kind["weight"] for kind in self._kinds])[0]

    def _one(self, kind: Mapping[str, Any], office: str, days_ago: int) -> Matter:
        dice, texts = self._dice, self._texts
        low, high = kind["amount_yuan"]
        yuan = dice.uniform(low, high) if high else 0
        yuan = round(yuan, -2) if yuan >= 1000 else round(yuan, 2)
        words = {name: dice.choice(texts[name]) for name in ("when", "trade", "need", "payee", "story")}
        words |= {"minutes": str(dice.randrange(35, 110, 5)), "amount": f"{int(yuan):,}"}
        return Matter(
            received_at=_moment(dice, self._today, days_ago),
            office=office,
            nature=Nature.COMPLAINT if dice.random() < _COMPLAINTS else Nature.CONSULTATION,
            topic=kind["topic"],
            business=kind["business"],
            reason=kind["reason"],
            line=kind["line"],
            demand=kind["demand"],
            claim=dice.choice(kind["claims"]),
            facts=dice.choice(kind["facts"]).format_map(words),
            amount_fen=int(yuan * 100) if yuan else None,
            person=dice.choice(self._people),
        )
