"""Scoring of checklists as a teller meets it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.domain import checklists
from hfc_desktop.domain.guidance.checklist import AnswerType, Band, CheckEntry, Checklist, StopRule
from hfc_desktop.domain.guidance.item import BusinessLine
from hfc_desktop.errors import UserMistakeError

NOW = datetime.fromisoformat("2026-11-24T10:00:00+08:00")


def make(items, *, bands=None, stop_rules=()):
    highest = sum(max(entry.weight, entry.unknown_weight) for entry in items)
    return Checklist(
        id="checklist.remittance",
        title="汇款核查",
        title_en="Remittance check",
        summary="汇款前问",
        line=BusinessLine.OPERATIONS,
        valid_from=date(2026, 1, 1),
        review_by=date(2027, 1, 1),
        author="a",
        approver="b",
        items=tuple(items),
        bands=bands or (Band(min=0, max=highest, level="low", label="低", action="办理"),),
        stop_rules=stop_rules,
    )


REMITTANCE = make(
    [
        CheckEntry(id="known", text="收款人本人见过吗", weight=2, risky="no", unknown_weight=2, must=True),
        CheckEntry(id="secret", text="有人让您保密吗", weight=4, hard_stop=True, stop_action="停办，请运营主管"),
        CheckEntry(
            id="purpose", text="用途", answer=AnswerType.CHOICE, choices=("学费", "投资"), risky="投资", weight=3
        ),
        CheckEntry(id="note", text="备注", answer=AnswerType.TEXT, weight=9, risky="yes"),
    ],
    bands=(
        Band(min=0, max=2, level="low", label="低风险", action="办理并提醒"),
        Band(min=3, max=8, level="high", label="高风险", action="请主管二次核实"),
        Band(min=9, max=18, level="stop", label="停办", action="停办"),
    ),
    stop_rules=(StopRule(all_of=("known", "purpose"), then="拨打 110", hotline="hotline.110"),),
)


def test_risky_answer_scores_and_the_safe_one_does_not():
    assert checklists.assess(REMITTANCE, {"known": "no"}).score == 2
    assert checklists.assess(REMITTANCE, {"known": "yes"}).score == 0


def test_unknown_is_not_no():
    assert checklists.assess(REMITTANCE, {"known": "unknown"}).score == 2
    assert checklists.assess(REMITTANCE, {"secret": "unknown"}).score == 0
    assert not checklists.assess(REMITTANCE, {"secret": "unknown"}).stops


def test_the_level_follows_the_score():
    low = checklists.assess(REMITTANCE, {"known": "no"})
    high = checklists.assess(REMITTANCE, {"purpose": "投资"})
    assert (low.level, low.label) == ("low", "低风险")
    assert (high.level, high.action) == ("high", "请主管二次核实")


def test_one_hard_flag_stops_whatever_the_score():
    stopped = checklists.assess(REMITTANCE, {"known": "yes", "secret": "yes"})
    assert stopped.level == "stop"
    assert stopped.action == "停办，请运营主管"
    assert stopped.label == "停办"
    assert stopped.stops[0].entries == ("secret",)


def test_a_combination_stops_and_names_the_hotline():
    half = checklists.assess(REMITTANCE, {"known": "no"})
    both = checklists.assess(REMITTANCE, {"known": "no", "purpose": "投资"})
    assert not half.stops
    assert both.stops[0].hotline == "hotline.110"


def test_reasons_name_the_heaviest_first():
    reasons = checklists.assess(REMITTANCE, {"known": "no", "secret": "yes", "purpose": "投资"}).reasons
    assert [reason.entry.id for reason in reasons] == ["secret", "purpose", "known"]


def test_free_text_never_scores():
    assert checklists.assess(REMITTANCE, {"note": "yes"}).score == 0


def test_closing_with_an_open_must_is_refused_and_names_it():
    with pytest.raises(UserMistakeError) as refused:
        checklists.close(REMITTANCE, {"secret": "no"}, NOW)
    assert refused.value.code == "checklists.must_open"
    assert refused.value.params == {"count": 1, "question": "收款人本人见过吗"}


def test_unknown_satisfies_a_must():
    assert checklists.close(REMITTANCE, {"known": "unknown"}, NOW).finished_at == NOW


def test_an_answer_that_the_entry_cannot_have_is_refused():
    with pytest.raises(UserMistakeError, match="bad_answer"):
        checklists.close(REMITTANCE, {"known": "yes", "purpose": "别的"}, NOW)


def test_the_result_keeps_answers_in_order_with_points_and_what_stopped():
    result = checklists.as_result(REMITTANCE, {"secret": "yes", "known": "no"})
    assert [(answer.entry, answer.points) for answer in result.answers] == [("known", 2), ("secret", 4)]
    assert result.stopped_by == ("secret",)
    assert result.finished_at is None


entries = st.lists(
    st.builds(
        CheckEntry,
        id=st.sampled_from([f"q{n}" for n in range(12)]),
        text=st.just("问"),
        weight=st.integers(0, 9),
        unknown_weight=st.integers(0, 9),
        risky=st.sampled_from(["yes", "no"]),
        must=st.booleans(),
        hard_stop=st.booleans(),
        stop_action=st.just("停"),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda entry: entry.id,
)
answers = st.dictionaries(
    st.sampled_from([f"q{n}" for n in range(12)]), st.sampled_from(["yes", "no", "unknown"]), max_size=12
)


@given(entries, answers)
def test_a_score_stays_between_nothing_and_the_highest(items, given_answers):
    checklist = make(items)
    assessment = checklists.assess(checklist, given_answers)
    assert 0 <= assessment.score <= assessment.highest
    assert assessment.score == sum(answer.points for answer in checklists.as_result(checklist, given_answers).answers)
    assert assessment.band is not None


@given(entries, answers)
def test_a_list_closes_exactly_when_no_must_is_open(items, given_answers):
    checklist = make(items)
    musts = {entry.id for entry in items if entry.must}
    if musts <= given_answers.keys():
        assert checklists.close(checklist, given_answers, NOW).finished_at == NOW
    else:
        with pytest.raises(UserMistakeError):
            checklists.close(checklist, given_answers, NOW)


@given(entries, answers)
def test_one_more_risky_answer_never_lowers_the_score(items, given_answers):
    checklist = make(items)
    first = items[0]
    without = {key: value for key, value in given_answers.items() if key != first.id}
    riskier = checklists.assess(checklist, {**without, first.id: first.risky})
    assert riskier.score >= checklists.assess(checklist, without).score
    assert bool(riskier.stops) or not first.hard_stop
