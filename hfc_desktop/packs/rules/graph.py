"""The steps of a dialogue as a graph: all are there, all are reached, from all there is a way to an end."""

from __future__ import annotations

import difflib
from collections import deque
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.scenario import Node, NodeType, Scenario
from hfc_desktop.packs.rules.findings import error

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hfc_desktop.packs.rules.findings import Findings

DEPTH_LIMIT: Final = 12
"""Most steps on the shortest way to any step of a branching dialogue; a customer does not wait for more."""
NODE_LIMIT: Final = 150
"""Most steps of one dialogue."""


def _by_id(scenario: Scenario) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for node in scenario.nodes:
        nodes.setdefault(node.id, node)
    return nodes


def steps_exist(scenario: Scenario) -> Findings:
    """Step ids are unique, and every answer leads to a step that is there."""
    nodes = _by_id(scenario)
    seen: set[str] = set()
    for number, node in enumerate(scenario.nodes):
        if node.id in seen:
            yield error(("nodes", number, "id"), "id.inside_twice", id=node.id)
        seen.add(node.id)
        for place, option in enumerate(node.options):
            if option.next not in nodes:
                path = ("nodes", number, "options", place, "next")
                yield error(path, "scenario.missing_step", id=option.next, nearest=_nearest(option.next, nodes))
    if scenario.start not in nodes:
        yield error(("start",), "scenario.missing_step", id=scenario.start, nearest=_nearest(scenario.start, nodes))
    if len(scenario.nodes) > NODE_LIMIT:
        yield error(("nodes",), "scenario.too_many_steps", count=len(scenario.nodes), limit=NODE_LIMIT)


def _nearest(word: str, nodes: Mapping[str, Node]) -> str:
    return next(iter(difflib.get_close_matches(word, nodes, n=1)), "")


def _distances(start: str, nodes: Mapping[str, Node]) -> dict[str, int]:
    """Steps on the shortest way from the start, the start itself counted."""
    found = {start: 1}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for option in nodes[here].options:
            if option.next in nodes and option.next not in found:
                found[option.next] = found[here] + 1
                waiting.append(option.next)
    return found


def _with_way_out(nodes: Mapping[str, Node]) -> set[str]:
    """Steps from which an end can be reached."""
    before: dict[str, list[str]] = {}
    for node in nodes.values():
        for option in node.options:
            before.setdefault(option.next, []).append(node.id)
    good = {node.id for node in nodes.values() if node.type is NodeType.END}
    waiting = list(good)
    while waiting:
        for earlier in before.get(waiting.pop(), ()):
            if earlier not in good:
                good.add(earlier)
                waiting.append(earlier)
    return good


def ways(scenario: Scenario) -> Findings:
    """Every step is reached, soon enough, and has a way to an end; loops are fine as long as one can leave them."""
    nodes = _by_id(scenario)
    if scenario.start not in nodes:
        return
    distances, good = _distances(scenario.start, nodes), _with_way_out(nodes)
    branching = any(len(node.options) > 1 for node in nodes.values())
    numbers = {node_id: number for number, node_id in reversed(list(enumerate(n.id for n in scenario.nodes)))}
    for node_id in nodes:
        path = ("nodes", numbers[node_id], "id")
        if node_id not in distances:
            yield error(path, "scenario.unreachable", id=node_id)
        elif node_id not in good and (nodes[node_id].options or nodes[node_id].type is not NodeType.END):
            yield error(path, "scenario.no_way_out", id=node_id)
        elif branching and distances[node_id] > DEPTH_LIMIT:
            yield error(path, "scenario.too_deep", id=node_id, depth=distances[node_id], limit=DEPTH_LIMIT)


def answers(scenario: Scenario) -> Findings:
    """Ends have no answers, all else has; an answer shown only sometimes never leaves the teller without one."""
    raised = {option.flag for node in scenario.nodes for option in node.options if option.flag}
    for number, node in enumerate(scenario.nodes):
        path = ("nodes", number)
        if node.type is NodeType.END and node.options:
            yield error((*path, "options"), "scenario.end_with_answers", id=node.id)
        if node.type is not NodeType.END and not node.options:
            yield error(path, "scenario.no_answers", id=node.id)
        labels: set[str] = set()
        for place, option in enumerate(node.options):
            if option.label in labels:
                yield error((*path, "options", place, "label"), "scenario.same_answer", label=option.label)
            labels.add(option.label)
            if option.when and option.when.removeprefix("!") not in raised:
                yield error((*path, "options", place, "when"), "scenario.unknown_sign", sign=option.when)
        if node.options and not _always_open(node):
            yield error((*path, "options"), "scenario.may_be_stuck", id=node.id)


def _always_open(node: Node) -> bool:
    """Whether at least one answer is shown whatever signs were raised."""
    conditions = {option.when for option in node.options}
    return "" in conditions or any(f"!{when}" in conditions for when in conditions)
