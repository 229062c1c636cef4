"""What a scenario says about the other axes of the classification, and about clocks of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.domain.guidance.classification import Classification
from hfc_desktop.domain.guidance.item import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hfc_desktop.domain.guidance.classification import ClassEntry
    from hfc_desktop.services.ledger_ports import RuleSource


def class_entries(guidance: RuleSource) -> dict[str, tuple[str, ClassEntry]]:
    """Axis and entry of every class by its slug; where a scenario has the slug of another axis, it is the scenario."""
    found = guidance.items_of(Kind.CLASSIFICATION.value)
    tables = [table for table in found if isinstance(table, Classification)]
    tables.sort(key=lambda table: table.axis == "scenario")
    return {entry.slug: (table.axis, entry) for table in tables for entry in table.entries}


def _upwards(topic: str, entries: dict[str, tuple[str, ClassEntry]]) -> Iterable[tuple[str, ClassEntry]]:
    seen: set[str] = set()
    while topic in entries and topic not in seen:
        seen.add(topic)
        yield entries[topic]
        topic = entries[topic][1].parent


def line_of(topic: str, entries: dict[str, tuple[str, ClassEntry]]) -> str:
    """The line that handles a topic: its own, or that of one above it."""
    return next((entry.line for _axis, entry in _upwards(topic, entries) if entry.line), "")


def named_on(topic: str, axis: str, entries: dict[str, tuple[str, ClassEntry]]) -> str:
    """What the scenario, or one above it, says about another axis; a topic may stand on that axis itself."""
    for found, entry in _upwards(topic, entries):
        slug = entry.slug if found == axis else str(getattr(entry, axis))
        if slug:
            return slug
    return ""


def rules_of_scenario(topic: str, entries: dict[str, tuple[str, ClassEntry]]) -> tuple[str, ...]:
    """Names of the rule sets whose clocks a case of this scenario gets besides the usual ones."""
    return next((entry.rules for _axis, entry in _upwards(topic, entries) if entry.rules), ())
