"""Spaced repetition as arithmetic."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.domain.training import DAYS_OF_BOX, QuestionState, answered

DAY = date(2026, 11, 24)
FRESH = QuestionState(staff_no="T1", quiz="quiz.x", question="q1", digest="d")


@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_a_question_is_never_asked_again_on_the_same_day_and_a_box_rises_by_one(answers):
    state = FRESH
    for right in answers:
        before, state = state, answered(state, right, DAY)
        assert state.due > DAY
        assert state.box == (min(before.box + 1, len(DAYS_OF_BOX)) if right else 1)
    assert state.right + state.wrong == len(answers)
    assert state.right == sum(answers)


def test_six_right_answers_lead_a_quarter_of_a_year_ahead():
    state, day = FRESH, DAY
    for _turn in DAYS_OF_BOX:
        state = answered(state, True, day)
        day = state.due
    assert (day - DAY).days == sum(DAYS_OF_BOX)
