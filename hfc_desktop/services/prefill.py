"""What the record form starts with: taken from the reception, so that nothing is typed twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.faq import Faq
from hfc_desktop.domain.guidance.fraud_type import FraudType
from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.domain.guidance.policy import Policy
from hfc_desktop.domain.guidance.restriction import Restriction
from hfc_desktop.domain.guidance.scenario import Scenario
from hfc_desktop.services.reception_forms import may_be_printed
from hfc_desktop.services.scenarios import class_entries, line_of, named_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.domain.reception import PathStep, Reception
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
    entries = class_entries(guidance)
    line = line_of(topic, entries) or (item.line.value if item else "")
    return Prefill(
        scenario=topic or (item.id if item else ""),
        business_line=line,
        business=named_on(topic, "business", entries),
        reason=named_on(topic, "reason", entries),
        facts=_facts(reception, item),
        first_advice="\n".join(_advice(reception, item, guidance)),
    )


def said_on_path(path: Iterable[PathStep], item: Scenario) -> tuple[str, ...]:
    """The first line of each step of a dialogue that was walked in this version: what the customer heard."""
    lines = {node.id: node.say[0].text for node in item.nodes if node.say}
    walked = [step.node for step in path if (step.item, step.version) == (item.id, item.version)]
    return tuple(dict.fromkeys(lines[node] for node in walked if node in lines))


def _main_item(reception: Reception, guidance: GuidanceIndex) -> GuidanceItem | None:
    """The item that the matter is about: the restriction, the dialogue walked, else the last fitting one opened."""
    named = [reception.restriction, *(step.item for step in reception.path[-1:])]
    opened = [use.item for use in reversed(reception.uses)]
    for item_id in [*filter(None, named), *opened]:
        item = guidance.item(item_id)
        if item is not None and item.kind in _COUNTER_KINDS:
            return item
    return None


def _facts(reception: Reception, item: GuidanceItem | None) -> str:
    """The form that the guidance gives for the facts; notes of steps stay with the path, on the file copy alone."""
    return item.record_template if isinstance(item, Scenario) and reception.path else ""


def _advice(reception: Reception, item: GuidanceItem | None, guidance: GuidanceIndex) -> Sequence[str]:
    """What was said to the customer, in the words that the guidance has for customers, never in those for staff."""
    said: list[str] = []
    if isinstance(item, Restriction):
        said += [item.effect.text, item.lifter, *item.steps] if may_be_printed(item) else [item.script[0].text]
    elif isinstance(item, Faq):
        said += [item.answer_short, *item.next_steps]
    elif isinstance(item, Scenario):
        said += said_on_path(reception.path, item)
    elif isinstance(item, FraudType):
        said += item.say[:1]
    elif isinstance(item, Policy):
        said += [reception.rule.name if reception.rule else "", *(line.text for line in item.transition_script[:1])]
    for hotline in reception.hotlines:
        found = guidance.item(hotline)
        if found is not None:
            said.append(found.title)
    return [line for line in said if line]
