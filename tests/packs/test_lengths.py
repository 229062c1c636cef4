"""Texts far beyond what anybody reads are told to the editor, by the limits of their fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.packs.lengths import LIMITS, MOST, limit_of, too_long
from hfc_desktop.packs.schema import json_schemas, read_item
from hfc_desktop.packs.yaml_loader import load

ITEM = """\
id: faq.sample
title: 样例问题
title_en: Sample
summary: 一行说明
summary_en: One line
line: personal
valid_from: 2026-01-01
review_by: 2027-06-30
author: 编辑岗
approver: 审核岗
questions: [带什么证件, {question}]
answer_short: 带身份证。
answer_long: {answer}
"""


def faults_of(**texts):
    loaded = load(ITEM.format(**{"question": "要哪些材料", "answer": "带本人身份证。", **texts}).encode(), "")
    return read_item(Kind.FAQ, loaded.value, loaded.place, "faq/sample.yaml")


def test_an_answer_of_300_000_characters_is_refused_where_it_stands():
    item, faults = faults_of(answer="长" * 300_000)
    assert item is None
    (fault,) = faults
    assert (fault.code, fault.line, fault.is_error) == ("schema.too_long", 13, True)
    assert fault.params == {"field": "answer_long", "count": 300_000, "limit": LIMITS["answer_long"]}


@pytest.mark.parametrize(("more", "count"), [(0, 0), (1, 1)])
def test_a_text_may_be_as_long_as_its_limit_and_no_longer(more, count):
    assert len(faults_of(answer="长" * (LIMITS["answer_long"] + more))[1]) == count
    assert len(faults_of(question="问" * (MOST + more))[1]) == count


def test_an_entry_of_a_list_is_named_by_its_place():
    (fault,) = faults_of(question="问" * (MOST + 1))[1]
    assert (fault.params["field"], fault.line) == ("questions[2]", 11)


@given(st.recursive(st.text(max_size=3), lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3), inner)))
def test_short_texts_are_never_too_long(value):
    assert list(too_long(value)) == []


def test_editors_see_the_limits_in_their_schema():
    faq = json_schemas()["faq"]["$defs"]["Faq"]["properties"]
    assert faq["answer_long"]["maxLength"] == limit_of("answer_long")
    assert faq["questions"]["items"]["maxLength"] == MOST
    assert "maxLength" not in faq["valid_from"]
