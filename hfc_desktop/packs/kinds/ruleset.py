"""Rule sets: clocks with an article, a start and a length, reasons for escalation, numbers; one of a name at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.complaint import ComplaintSource
from hfc_desktop.domain.escalation import HIGHEST_LEVEL, Fact, TaskKind
from hfc_desktop.domain.guidance.item import Confidence, Kind
from hfc_desktop.domain.guidance.ruleset import ClockRule, Ruleset
from hfc_desktop.packs.rules.findings import error
from hfc_desktop.packs.rules.walk import HAN
from hfc_desktop.packs.search_text import made

if TYPE_CHECKING:
    from hfc_desktop.packs.rules.findings import Context, Findings, Path
    from hfc_desktop.packs.search_text import SearchText

_CHOICES: Final = {
    "trigger": (
        "received", "transferred", "supervisor_received", "decision_received", "recheck_applied",
        "withdrawal_received", "discovered", "letter_due",
    ),
    "owner": ("bank", "customer", "supervisor"),
    "approved_by": ("", "branch", "superior"),
    "unit": ("calendar", "working", "hours"),
    "confidence": tuple(member.value for member in Confidence),
}  # fmt: skip
REGIMES: Final = ("nfra", "pboc", "credit_reporting", "aml", "local", "bank")
_SOURCES: Final = tuple(member.value for member in ComplaintSource)


def _choice(path: Path, value: str, allowed: tuple[str, ...]) -> Findings:
    if value not in allowed:
        params = {"field": str(path[-1]), "value": value, "allowed": ", ".join(allowed), "nearest": ""}
        yield error(path, "schema.bad_choice", **params)


def _clock(path: Path, clock: ClockRule) -> Findings:
    for name, allowed in _CHOICES.items():
        yield from _choice((*path, name), getattr(clock, name), allowed)
    for number, source in enumerate(clock.sources):
        yield from _choice((*path, "sources", number), source, _SOURCES)
    # Order No. 3 art. 15: a withdrawal ends the procedure on its day; a letter that names a last day names just that
    on_the_day = clock.days == 0 and clock.trigger in ("withdrawal_received", "letter_due")
    if clock.days <= 0 and not on_the_day:
        yield error((*path, "days"), "number.not_positive", field="days")
    if HAN.search(clock.label_en):
        yield error((*path, "label_en"), "text.not_english", field="label_en")


def _levels(item: Ruleset) -> Findings:
    names: set[str] = set()
    for number, rule in enumerate(item.levels):
        path: Path = ("levels", number)
        if rule.name in names:
            yield error((*path, "name"), "id.inside_twice", id=rule.name)
        names.add(rule.name)
        yield from _choice((*path, "fact"), rule.fact, tuple(Fact))
        yield from _choice((*path, "task"), rule.task, ("", *TaskKind))
        if not 0 <= rule.level <= HIGHEST_LEVEL:
            yield error((*path, "level"), "number.not_positive", field="level")
        if rule.at_least is None and rule.at_most is None and not rule.values:
            yield error((*path, "at_least"), "list.empty", field="values")
        if HAN.search(rule.label_en):
            yield error((*path, "label_en"), "text.not_english", field="label_en")


def _limits(item: Ruleset) -> Findings:
    names: set[str] = set()
    for number, limit in enumerate(item.limits):
        path: Path = ("limits", number)
        if limit.name in names:
            yield error((*path, "name"), "id.inside_twice", id=limit.name)
        names.add(limit.name)
        if limit.value < 0:
            yield error((*path, "value"), "number.not_positive", field="value")
        if HAN.search(limit.label_en):
            yield error((*path, "label_en"), "text.not_english", field="label_en")


def rules(item: Ruleset, context: Context) -> Findings:
    """Regime, clocks, and no second set of that name at the same time."""
    yield from _choice(("regime",), item.regime, REGIMES)
    if not (item.clocks or item.levels or item.limits):
        yield error(("clocks",), "list.empty", field="clocks")
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for number, clock in enumerate(item.clocks):
        key = (clock.name, clock.sources)
        if key in seen:
            yield error(("clocks", number, "name"), "id.inside_twice", id=clock.name)
        seen.add(key)
        yield from _clock(("clocks", number), clock)
    yield from _levels(item)
    yield from _limits(item)
    for other in context.library.of_kind(Kind.RULESET):
        if isinstance(other, Ruleset) and other.id < item.id and other.rule == item.rule and _meet(other, item):
            yield error(("rule",), "ruleset.at_once", rule=item.rule, other=other.id)


def _meet(one: Ruleset, two: Ruleset) -> bool:
    """Whether both are in force on some day."""
    first, second = sorted((one, two), key=lambda item: item.valid_from)
    return first.valid_to is None or first.valid_to >= second.valid_from


def search_text(item: Ruleset) -> SearchText:
    """Found by its clocks and reasons; shows the first of them."""
    clocks = [f"{clock.label} {clock.article}" for clock in item.clocks]
    others = [rule.label for rule in item.levels] + [limit.label for limit in item.limits]
    lines = clocks + others
    return made(item, first_words=lines[0] if lines else "", aliases=[item.rule], plain=lines)
