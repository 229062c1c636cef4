"""Walking through a scenario."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.domain.dialogues import Walk
from hfc_desktop.domain.guidance.item import BusinessLine
from hfc_desktop.domain.guidance.scenario import Node, NodeType, Option, Scenario

AT = datetime.fromisoformat("2026-11-24T10:00:00+08:00")

SCENARIO = Scenario(
    id="scenario.remit",
    title="急着汇款",
    title_en="Hurried transfer",
    summary="急着汇款的客户",
    line=BusinessLine.OPERATIONS,
    valid_from=date(2026, 1, 1),
    review_by=date(2027, 1, 1),
    version=3,
    author="a",
    approver="b",
    trigger_phrases=("快点汇",),
    start="ask",
    nodes=(
        Node(
            id="ask",
            type=NodeType.ASK,
            text="问用途",
            note_to_record="已问用途",
            options=(
                Option(label="有人让保密", next="decide", flag="secrecy"),
                Option(label="说得清", next="decide"),
                Option(label="再问一遍", next="ask"),
            ),
        ),
        Node(
            id="decide",
            type=NodeType.ASK,
            text="是否办理",
            options=(
                Option(label="办理", next="done", when="!secrecy"),
                Option(label="停办", next="stop", when="secrecy"),
            ),
        ),
        Node(id="stop", type=NodeType.STOP, text="停", options=(Option(label="已报警", next="done"),)),
        Node(id="done", type=NodeType.END, text="结束", outcome="processed"),
    ),
)


def labels(walk):
    return [option.label for option in walk.options]


def test_it_starts_at_the_first_step():
    assert Walk(SCENARIO).node.id == "ask"
    assert Walk(SCENARIO).path() == ()


def test_an_answer_that_raised_a_sign_opens_and_closes_later_answers():
    assert labels(Walk(SCENARIO).choose(1, AT)) == ["停办"]
    assert labels(Walk(SCENARIO).choose(2, AT)) == ["办理"]


def test_back_takes_the_sign_away_again():
    walk = Walk(SCENARIO).choose(1, AT)
    assert walk.flags == {"secrecy"}
    assert walk.back().flags == frozenset()
    assert walk.back().back().node.id == "ask"


def test_the_path_carries_answers_notes_and_the_version():
    walk = Walk(SCENARIO).choose(2, AT).choose(1, AT)
    assert walk.ended
    assert walk.outcome == "processed"
    assert [(step.node, step.answer) for step in walk.path()] == [("ask", "说得清"), ("decide", "办理"), ("done", "")]
    assert walk.path()[0].note == "已问用途"
    assert {step.version for step in walk.path()} == {3}


def test_one_can_jump_to_any_step_of_the_path():
    walk = Walk(SCENARIO).choose(3, AT).choose(3, AT).choose(1, AT)
    assert walk.upto(1).node.id == "ask"
    assert len(walk.upto(1).taken) == 1


def test_an_answer_that_is_not_offered_is_refused():
    with pytest.raises(IndexError):
        Walk(SCENARIO).choose(1, AT).choose(2, AT)


def test_a_reception_is_resumed_where_it_stopped():
    walk = Walk(SCENARIO).choose(1, AT).choose(1, AT)
    assert Walk.resumed(SCENARIO, walk.path()) == walk


def test_resuming_stops_where_the_scenario_has_changed():
    path = Walk(SCENARIO).choose(2, AT).choose(1, AT).path()
    other = [step if step.node != "decide" else type(step)(**{**_fields(step), "answer": "旧答案"}) for step in path]
    assert Walk.resumed(SCENARIO, other).node.id == "decide"


def _fields(step):
    return {name: getattr(step, name) for name in step.__dataclass_fields__}


@given(st.lists(st.integers(1, 3), max_size=12))
def test_every_walk_can_be_resumed_and_walked_back_to_the_start(choices):
    walk = Walk(SCENARIO)
    for choice in choices:
        if choice <= len(walk.options):
            walk = walk.choose(choice, AT)
    assert Walk.resumed(SCENARIO, walk.path()) == walk
    assert walk.back(len(walk.taken)) == Walk(SCENARIO)
