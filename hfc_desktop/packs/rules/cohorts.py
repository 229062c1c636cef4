"""Decides whether cohorts are disjoint and complete, exactly.

Conditions compare one fact each, so a fact matters only by which of its conditions hold. For a date that changes at the
days that are named and nowhere else; for a name, at the names. One value for each combination that can occur stands
for all others, and all combinations of those values are tried.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, product
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.cohort import Cohort, Comparison, Condition
from hfc_desktop.packs.rules.findings import error

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hfc_desktop.packs.rules.findings import Finding, Findings, Path

_MOST: Final = 50_000
"""Most combinations that are tried; a table of cohorts that needs more cannot be explained at a counter either."""
_OTHER: Final = "…"
"""Stands for any name that no condition mentions."""


@dataclass(frozen=True, slots=True)
class Group:
    """A cohort with all conditions that decide, and where it stands."""

    path: Path
    name: str
    conditions: tuple[Condition, ...]


def groups(cohorts: Sequence[Cohort], field: str) -> list[Group]:
    """The cohorts of an item as groups."""
    return [Group((field, number), cohort.id, cohort.conditions) for number, cohort in enumerate(cohorts)]


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if text == day.isoformat() else None


def badly_written(groups_: Sequence[Group]) -> Findings:
    """Conditions that cannot be decided: no ISO date, or a fact that is a date here and a name there."""
    kinds: dict[str, bool] = {}
    for group in groups_:
        for number, condition in enumerate(group.conditions):
            path = (*group.path, "conditions", number)
            dated = condition.op is not Comparison.IS
            if dated and _day(condition.value) is None:
                yield error((*path, "value"), "cohort.bad_date", value=condition.value)
            elif kinds.setdefault(condition.fact, dated) is not dated:
                yield error((*path, "fact"), "cohort.mixed_fact", fact=condition.fact)


def _candidates(conditions: Sequence[Condition]) -> Iterator[str]:
    if conditions[0].op is not Comparison.IS:
        days = sorted({date.fromisoformat(condition.value) for condition in conditions})
        for day in days:
            for step in (-1, 0, 1):
                yield (day + timedelta(days=step)).isoformat()
        return
    named = dict.fromkeys(condition.value for condition in conditions)
    yield from named
    yield from ({"yes", "no"} - named.keys()) if named.keys() <= {"yes", "no"} else [_OTHER]


def _values(fact: str, groups_: Sequence[Group]) -> list[str]:
    """Values of a fact, one for each way in which its conditions can come out."""
    conditions = [c for group in groups_ for c in group.conditions if c.fact == fact]
    by_outcome: dict[tuple[bool | None, ...], str] = {}
    for value in _candidates(conditions):
        by_outcome.setdefault(tuple(c.holds({fact: value}) for c in conditions), value)
    return list(by_outcome.values())


def _worlds(groups_: Sequence[Group]) -> Iterator[dict[str, str]]:
    facts = list(dict.fromkeys(c.fact for group in groups_ for c in group.conditions))
    for chosen in product(*(_values(fact, groups_) for fact in facts)):
        yield dict(zip(facts, chosen, strict=True))


def _told(world: Mapping[str, str]) -> str:
    return ", ".join(f"{fact}={value}" for fact, value in world.items())


def partition(groups_: Sequence[Group], path: Path, bounds: Bounds | None = None) -> list[Finding]:
    """Findings where a customer is in no group or in two.

    Args:
        groups_: what must be disjoint and complete.
        path: where the whole table stands, for customers who are in no group.
        bounds: the days of one fact that count at all.
    """
    wrong = list(badly_written(groups_))
    if wrong or not groups_:
        return wrong
    found: list[Finding] = []
    pairs: set[tuple[int, int]] = set()
    worlds = _worlds(groups_)
    for world in islice(worlds, _MOST):
        if bounds is not None and not bounds.hold(world):
            continue
        members = [n for n, group in enumerate(groups_) if all(c.holds(world) for c in group.conditions)]
        if not members and not any(finding.code == "cohort.gap" for finding in found):
            found.append(error(path, "cohort.gap", facts=_told(world)))
        if len(members) > 1 and (members[0], members[1]) not in pairs:
            pairs.add((members[0], members[1]))
            first, second = groups_[members[0]], groups_[members[1]]
            found.append(error(second.path, "cohort.overlap", one=first.name, two=second.name, facts=_told(world)))
    if next(worlds, None) is not None:
        found.append(error(path, "cohort.too_many", limit=_MOST))
    return found


@dataclass(frozen=True, slots=True)
class Bounds:
    """First and last day of a date fact; ``None`` is open."""

    fact: str
    first: date | None
    last: date | None

    def hold(self, world: Mapping[str, str]) -> bool:
        """Whether the fact of that world lies inside."""
        value = world.get(self.fact)
        day = None if value is None else date.fromisoformat(value)
        if day is None:
            return True
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def doubled_ids(cohorts: Sequence[Cohort], paths: Sequence[Path]) -> Findings:
    """Ids of cohorts are unique inside an item."""
    seen: set[str] = set()
    for cohort, path in zip(cohorts, paths, strict=True):
        if cohort.id in seen:
            yield error((*path, "id"), "id.inside_twice", id=cohort.id)
        seen.add(cohort.id)
