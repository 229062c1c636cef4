"""Likeness of short Chinese texts: the same matter in other words above other matters with the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.text.similarity import Likeness

PHRASES = ("客户反映", "客户要求", "客户", "再次", "网点", "要求", "希望", "尽快")

SAME = [
    ("客户反映信用卡年费未告知，要求退还300元", "客户再次要求退还信用卡年费三百元，称开卡时没人说过"),
    ("网点排队两个小时没人管", "在网点等了两个多小时无人处理，希望改进"),
    ("借记卡被公安冻结，要求说明原因", "客户反映卡被公安冻结，不知道什么原因，要求解释"),
    ("提前还贷预约排不上，要求尽快办理", "房贷提前还款预约一直约不到，希望尽快"),
    ("理财亏损，当时说保本", "买的理财亏了本金，销售说保本的"),
]


@pytest.fixture(scope="module")
def likeness():
    return Likeness(lambda: PHRASES)


@pytest.mark.parametrize("place", range(len(SAME)))
def test_the_partner_of_a_text_is_the_likest_of_all(likeness, place):
    text, partner = SAME[place]
    scores = {other: likeness.score(text, other) for _text, other in SAME}
    assert max(scores, key=scores.get) == partner


def test_set_phrases_alone_make_nothing_alike(likeness):
    assert likeness.score("客户再次要求尽快", "客户要求尽快") == 0
    assert likeness.stripped("客户反映：年费，太高！") == "年费太高"


def test_width_case_and_punctuation_make_no_difference(likeness):
    assert likeness.score("ＡＢＣ—年费！", "abc年费") == 100


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_score_is_a_percentage_and_the_same_from_both_sides(one, other):
    plain = Likeness()
    score = plain.score(one, other)
    assert 0 <= score <= 100
    assert score == plain.score(other, one)
