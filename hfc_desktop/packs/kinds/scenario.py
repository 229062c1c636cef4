"""Scenarios: the dialogue holds together and can be said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.scenario import NodeType
from hfc_desktop.packs.rules import graph
from hfc_desktop.packs.rules.findings import error
from hfc_desktop.packs.rules.spoken import own_list
from hfc_desktop.packs.rules.walk import spoken
from hfc_desktop.packs.search_text import first, lines, made

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.scenario import Scenario
    from hfc_desktop.packs.rules.findings import Context, Findings
    from hfc_desktop.packs.search_text import SearchText

OUTCOMES: Final = frozenset({"processed", "processed_with_notice", "left", "intercepted", "handed_over", "settled"})
"""Names of ends in the record."""


def rules(item: Scenario, _context: Context) -> Findings:
    """Steps, ends, ways, words."""
    if not item.trigger_phrases:
        yield error(("trigger_phrases",), "list.empty", field="trigger_phrases")
    yield from graph.steps_exist(item)
    yield from graph.ways(item)
    yield from graph.answers(item)
    for number, node in enumerate(item.nodes):
        path = ("nodes", number)
        if node.type is NodeType.END and node.outcome not in OUTCOMES:
            yield error(path, "scenario.outcome", value=node.outcome, allowed=", ".join(sorted(OUTCOMES)))
        if node.type is NodeType.SAY and not node.say:
            yield error(path, "scenario.nothing_to_say", id=node.id)
        if node.timer_seconds is not None and node.timer_seconds <= 0:
            yield error((*path, "timer_seconds"), "number.not_positive", field="timer_seconds")
        forbidden = [((*path, "must_not_say", place), words) for place, words in enumerate(node.must_not_say)]
        said = [((*path, *where), text) for where, text in spoken(node)]
        yield from own_list(forbidden, said)


def search_text(item: Scenario) -> SearchText:
    """Found by what the customer says; shows the first line of the first step that has one."""
    said = [line for node in item.nodes for line in lines(node.say)]
    return made(
        item,
        first_words=first((*said, *lines(item.script_lines))),
        strong=item.trigger_phrases,
        plain=[phrase for node in item.nodes for phrase in node.customer_says],
        weak=[*(node.text for node in item.nodes), *said, *lines(item.script_lines)],
    )
