"""Personal data in guidance: real looking numbers are found, look-alikes are not."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from hfc_desktop.domain.guidance.case import Case, Moment
from hfc_desktop.domain.guidance.item import BusinessLine
from hfc_desktop.packs.rules.privacy import no_names, no_numbers

CONTEXT = SimpleNamespace()


def codes(text):
    from datetime import date

    item = Case(
        id="case.x", title="t", title_en="t", summary="s", line=BusinessLine.PERSONAL, valid_from=date(2026, 1, 1),
        review_by=date(2027, 1, 1), author="a", approver="b", facts=(text,), timeline=(Moment(when="w", what="x"),),
        what_worked=("y",), lesson="z",
    )  # fmt: skip
    return [finding.code for rule in (no_numbers, no_names) for finding in rule(item, CONTEXT)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("证件11010519491231002X", "privacy.identity"),
        ("卡号6222021234567894", "privacy.card"),
        ("卡号 6222 0212 3456 7894", "privacy.card"),
        ("电话13812345678", "privacy.mobile"),
        ("电话138-1234-5678", "privacy.mobile"),
        ("电话+86 13812345678", "privacy.mobile"),
        ("车牌新A·12345", "privacy.plate"),
        ("客户张先生", "privacy.name"),
        ("赵建国先生到柜台", "privacy.name"),
        ("李阿姨说", "privacy.name"),
    ],
)
def test_personal_data_is_found(text, code):
    assert codes(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021", "6222021234567895", "1111111111111111", "023812345678", "0991-0000001", "12345", "95588",
        "2026-11-24", "老先生", "一位女士", "高龄女士", "年轻女士", "某先生", "张某女士", "马上请客户", "陪同任何阿姨",
        "程序员小姐", "SMP-J01-2", "20230715000123",
    ],
)  # fmt: skip
def test_look_alikes_are_not(text):
    assert codes(text) == []


def test_the_fault_does_not_repeat_the_data():
    from hfc_desktop.packs.rules.findings import error

    assert error((), "privacy.mobile").params == {}
