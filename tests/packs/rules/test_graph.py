"""Dialogues: what is said of steps agrees with walking every way."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from hfc_desktop.domain.guidance.scenario import Node, NodeType, Option
from hfc_desktop.packs.rules.graph import ways

NAMES = ["a", "b", "c", "d", "e"]


def scenario(links, ends):
    nodes = tuple(
        Node(
            id=name,
            type=NodeType.END if name in ends else NodeType.DO,
            text=name,
            options=() if name in ends else tuple(Option(label=to, next=to) for to in links.get(name, ())),
        )
        for name in NAMES
    )
    return SimpleNamespace(nodes=nodes, start="a")


def reachable(links, start):
    seen, waiting = {start}, [start]
    while waiting:
        for to in links.get(waiting.pop(), ()):
            if to not in seen:
                seen.add(to)
                waiting.append(to)
    return seen


LINKS = st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), unique=True, max_size=3))


@settings(max_examples=200, deadline=None)
@given(LINKS, st.sets(st.sampled_from(NAMES), max_size=2))
def test_unreachable_steps_and_steps_without_a_way_out(links, ends):
    links = {name: tos for name, tos in links.items() if name not in ends}
    found = {(finding.code, finding.params["id"]) for finding in ways(scenario(links, ends))}
    live = reachable(links, "a")
    expected = {("scenario.unreachable", name) for name in NAMES if name not in live}
    expected |= {("scenario.no_way_out", name) for name in live if not reachable(links, name) & ends}
    assert found == expected


def test_a_loop_that_can_be_left_is_fine():
    assert list(ways(scenario({"a": ["b"], "b": ["a", "c"], "c": ["d"], "d": ["e"]}, {"e"}))) == []
