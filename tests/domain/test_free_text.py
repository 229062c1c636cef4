"""Numbers of persons are found in free text by form and check digit; other numbers stay."""

import pytest

from hfc_desktop.domain.free_text import masked


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("电话13812345678。", "电话138****5678。"),
        ("电话138-1234-5678", "电话138****5678"),
        ("电话+86 138 1234 5678", "电话138****5678"),
        ("证件11010519491231002X，", "证件**************002X，"),
        ("卡号6222 0200 0000 0000 000", "卡号***************0000"),
        ("邮箱zhang.san@example.com", "邮箱zh***@example.com"),
    ],
)
def test_personal_numbers_are_masked(text, printed):
    assert masked(text) == printed


@pytest.mark.parametrize(
    "text",
    [
        "编号650111202611240100178",
        "〔2026〕冻字第0417号",
        "订单20261123990017",
        "请拨打12378或95588",
        "金额2,600.00元，2026-11-24 10:42",
        "身份证号码110105194912310021写错了",
        "卡号6222020000000000007不对",
        "代码SMP-J02-2",
        "",
    ],
)
def test_other_numbers_stay_as_they_are(text):
    assert masked(text) == text
