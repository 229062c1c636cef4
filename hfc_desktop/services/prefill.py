"""What the record form starts with: taken from the reception, so that nothing is typed twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.classification import Classification
from hfc_desktop.domain.guidance.faq import Faq
from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.domain.guidance.restriction import Restriction
from hfc_desktop.domain.guidance.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hfc_desktop.domain.guidance.classification import ClassEntry
    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.domain.reception import Reception
    from hfc_desktop.services.deadlines import RuleSource
    from hfc_desktop.services.ports import GuidanceIndex

COUNTER_CHANNEL: Final = "counter"
"""Channel of what comes in at the window (JR/T 0169, axis A: 营业现场)."""

_COUNTER_KINDS: Final = (Kind.RESTRICTION, Kind.SCENARIO, Kind.CHECKLIST, Kind.FRAUD_TYPE, Kind.FAQ, Kind.POLICY)
"""Kinds that can be what a matter is about; the others are looked at in passing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefill:
    """Values for an empty form; empty where the reception says nothing."""

    scenario: str = ""
    business_line: str = ""
    business: str = ""
    reason: str = ""
    facts: str = ""
    first_advice: str = ""


def prefill_from(reception: Reception, guidance: GuidanceIndex) -> Prefill:
    """What a reception says about the matter."""
    item = _main_item(reception, guidance)
    topic = reception.topic or (item.topic if item else "")
    entries = _entries(guidance)
    line = _line(topic, entries) or (item.line.value if item else "")
    return Prefill(
        scenario=topic or (item.id if item else ""),
        business_line=line,
        business=_named(topic, "business", entries),
        reason=_named(topic, "reason", entries),
        facts=_facts(reception, item),
        first_advice="\n".join(_advice(reception, item, guidance)),
    )


def _main_item(reception: Reception, guidance: GuidanceIndex) -> GuidanceItem | None:
    """The item that the matter is about: the restriction, the dialogue walked, else the last fitting one opened."""
    named = [reception.restriction, *(step.item for step in reception.path[-1:])]
    opened = [use.item for use in reversed(reception.uses)]
    for item_id in [*filter(None, named), *opened]:
        item = guidance.item(item_id)
        if item is not None and item.kind in _COUNTER_KINDS:
            return item
    return None


def _entries(guidance: RuleSource) -> dict[str, tuple[str, ClassEntry]]:
    """Axis and entry by slug."""
    return {
        entry.slug: (table.axis, entry)
        for table in guidance.items_of(Kind.CLASSIFICATION.value)
        if isinstance(table, Classification)
        for entry in table.entries
    }


def _upwards(topic: str, entries: dict[str, tuple[str, ClassEntry]]) -> Iterable[tuple[str, ClassEntry]]:
    seen: set[str] = set()
    while topic in entries and topic not in seen:
        seen.add(topic)
        yield entries[topic]
        topic = entries[topic][1].parent


def _line(topic: str, entries: dict[str, tuple[str, ClassEntry]]) -> str:
    return next((entry.line for _axis, entry in _upwards(topic, entries) if entry.line), "")


def _named(topic: str, axis: str, entries: dict[str, tuple[str, ClassEntry]]) -> str:
    """What the scenario, or one above it, says about another axis; a topic may stand on that axis itself."""
    for found, entry in _upwards(topic, entries):
        slug = entry.slug if found == axis else str(getattr(entry, axis))
        if slug:
            return slug
    return ""


def rules_of_scenario(topic: str, guidance: RuleSource) -> tuple[str, ...]:
    """Names of the rule sets whose clocks a case of this scenario gets besides the usual ones."""
    found = next((entry.rules for _axis, entry in _upwards(topic, _entries(guidance)) if entry.rules), ())
    return tuple(found)


def _facts(reception: Reception, item: GuidanceItem | None) -> str:
    lines = [item.record_template] if isinstance(item, Scenario) and item.record_template else []
    lines += [step.note for step in reception.path if step.note]
    return "\n".join(lines)


def _advice(reception: Reception, item: GuidanceItem | None, guidance: GuidanceIndex) -> Sequence[str]:
    """What was said to the customer, line by line, in the words of the guidance."""
    said: list[str] = []
    if isinstance(item, Restriction):
        said += [item.effect.text, item.lifter, *item.steps]
    elif isinstance(item, Faq):
        said += [item.answer_short, *item.next_steps]
    elif item is not None:
        said += list(item.response) or [item.summary]
    for hotline in reception.hotlines:
        found = guidance.item(hotline)
        if found is not None:
            said.append(found.title)
    return [line for line in said if line]
