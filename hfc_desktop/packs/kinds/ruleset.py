"""Rule sets: clocks with an article, a start and a length; one set of a name at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.complaint import ComplaintSource
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
        "withdrawal_received", "discovered",
    ),
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
    on_the_day = clock.days == 0 and clock.trigger == "withdrawal_received"  # art. 15: it ends on the day itself
    if clock.days <= 0 and not on_the_day:
        yield error((*path, "days"), "number.not_positive", field="days")
    if HAN.search(clock.label_en):
        yield error((*path, "label_en"), "text.not_english", field="label_en")


def rules(item: Ruleset, context: Context) -> Findings:
    """Regime, clocks, and no second set of that name at the same time."""
    yield from _choice(("regime",), item.regime, REGIMES)
    if not item.clocks:
        yield error(("clocks",), "list.empty", field="clocks")
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for number, clock in enumerate(item.clocks):
        key = (clock.name, clock.sources)
        if key in seen:
            yield error(("clocks", number, "name"), "id.inside_twice", id=clock.name)
        seen.add(key)
        yield from _clock(("clocks", number), clock)
    for other in context.library.of_kind(Kind.RULESET):
        if isinstance(other, Ruleset) and other.id < item.id and other.rule == item.rule and _meet(other, item):
            yield error(("rule",), "ruleset.at_once", rule=item.rule, other=other.id)


def _meet(one: Ruleset, two: Ruleset) -> bool:
    """Whether both are in force on some day."""
    first, second = sorted((one, two), key=lambda item: item.valid_from)
    return first.valid_to is None or first.valid_to >= second.valid_from


def search_text(item: Ruleset) -> SearchText:
    """Found by its clocks; shows the first of them."""
    clocks = [f"{clock.label} {clock.article}" for clock in item.clocks]
    return made(item, first_words=clocks[0] if clocks else "", aliases=[item.rule], plain=clocks)
