"""Every kind says what its items are found by and what is shown first."""

from __future__ import annotations

from pathlib import Path

import pytest

from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.packs.registry import KINDS, search_text
from hfc_desktop.packs.search_text import PLAIN, STRONG, WEAK
from hfc_desktop.packs.source import read_source

ITEMS = {found.item.kind: found.item for found in read_source(Path(__file__).parents[1] / "data" / "base").items}
FIRST = {
    Kind.SCENARIO: "您办什么业务？",
    Kind.CHECKLIST: "有人催吗",
    Kind.RESTRICTION: "我把文号抄给您。",
    Kind.HOTLINE: "0991-0000001",
    Kind.FAQ: "带身份证。",
    Kind.BULLETIN: "标准调整",
    Kind.CASE: "先问再办",
    Kind.FRAUD_TYPE: "谁让您汇的",
    Kind.DUTIES: "询问",
    Kind.REWARD: "确认堵截",
    Kind.POLICY: "标准已经调整。",
    Kind.PLAN: "系统正在恢复。",
    Kind.QUIZ: "先做什么",
    Kind.GLOSSARY: "不许支出",
    Kind.REGION: "乌鲁木齐市",
    Kind.CALENDAR: "样例通知",
    Kind.RULESET: "处理决定 样例办法第三条",
    Kind.CLASSIFICATION: "",
    Kind.LEXICON: "",
    Kind.PHRASE: "尊敬的{name}，您好。",
}


def test_every_kind_is_registered():
    assert KINDS.keys() == set(Kind) == ITEMS.keys()


@pytest.mark.parametrize("kind", list(Kind))
def test_the_first_words_are_what_a_teller_says_or_gives(kind):
    found = search_text(ITEMS[kind])
    assert found.first_words == FIRST[kind]
    assert found.title == ITEMS[kind].title
    assert {weight for _text, weight in found.body} <= {STRONG, PLAIN, WEAK}
    assert all(text for text, _weight in found.body)


def test_a_restriction_is_found_by_its_main_code_first():
    assert search_text(ITEMS[Kind.RESTRICTION]).codes == ("SMP-A01-1",)


def test_a_hotline_is_found_by_its_number_with_and_without_hyphen():
    found = search_text(ITEMS[Kind.HOTLINE])
    assert found.codes == ("0991-0000001",)
    assert "09910000001" in found.aliases


def test_what_the_customer_says_weighs_most():
    body = dict(search_text(ITEMS[Kind.SCENARIO]).body)
    assert body["我赶时间"] == STRONG
    assert body["先安抚再核实"] == WEAK
