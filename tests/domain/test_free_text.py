"""Numbers of persons are found in free text by form and check digit; other numbers stay."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.domain.free_text import (
    FieldFinding,
    Kind,
    findings,
    is_card_number,
    is_identity_number,
    masked,
    refuse_secrets,
    scan,
    tagged,
)
from hfc_desktop.errors import UserMistakeError


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("电话13812345678。", "电话138****5678。"),
        ("电话138-1234-5678", "电话138****5678"),
        ("电话+86 138 1234 5678", "电话138****5678"),
        ("证件11010519491231002X，", "证件**************002X，"),
        ("卡号6222 0200 0000 0000 000", "卡号***************0000"),
        ("邮箱zhang.san@example.com", "邮箱zh***@example.com"),
        ("电话１３８１２３４５６７８。", "电话138****5678。"),
        ("证件 110105 19491231 002x", "证件 **************002x"),
        ("旧证件110105491231002", "旧证件***********1002"),
        ("座机010-66554433", "座机010****4433"),
        ("卡号 6222-0202-0000-0005", "卡号 ************0005"),
        ("信用卡 371449635398431", "信用卡 ***********8431"),
        ("车牌京A12345", "车牌*****45"),
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
        "流水号4111111111111",
        "电话400-800-8888，0571是区号",
        "密码错误三次",
        "密码锁定24小时",
        "验证码没有收到",
        "有效期至2027年",
        "110105491331002不是证件",
        "",
    ],
)
def test_other_numbers_stay_as_they_are(text):
    assert masked(text) == text


@pytest.mark.parametrize(
    ("text", "kind", "secret"),
    [
        ("密码是884213", Kind.PASSWORD, "884213"),
        ("她把密码：Ab12cd告诉了对方", Kind.PASSWORD, "Ab12cd"),
        ("验证码 492817", Kind.PASSWORD, "492817"),
        ("短信验证码为４９２８１７", Kind.PASSWORD, "４９２８１７"),
        ("背面CVV2 是 123", Kind.SECURITY_CODE, "123"),
        ("安全码：0456", Kind.SECURITY_CODE, "0456"),
        ("有效期12/28", Kind.SECURITY_CODE, "12/28"),
    ],
)
def test_a_secret_is_found_and_refused_without_being_repeated(text, kind, secret):
    (found,) = findings(text)
    assert (found.kind, text[found.start : found.end]) == (kind, secret)
    with pytest.raises(UserMistakeError) as caught:
        refuse_secrets({"claim": "退费", "facts": text})
    assert (caught.value.code, caught.value.params) == (
        "records.secret_in_text",
        {"field": "facts", "kind": kind.value},
    )
    assert secret not in str(caught.value)
    assert secret not in masked(text)


def test_known_names_are_found_wherever_they_stand():
    assert masked("张三丰与张三丰之子", names=["张三丰"]) == "张**与张**之子"
    assert masked("王", names=["王"]) == "王"


def test_a_tag_stands_for_what_was_there_in_what_leaves():
    assert tagged("客户张三丰13812345678，卡6222020200000005", ["张三丰"]) == "客户[name][mobile]，卡[card]"


def test_the_scan_names_field_and_kind_once():
    found = scan({"claim": "打13812345678或13912345678", "facts": "", "basis": "zhang@example.com"})
    assert found == (FieldFinding("claim", Kind.MOBILE), FieldFinding("basis", Kind.EMAIL))


def with_check_character(first17):
    return first17 + next(last for last in "0123456789X" if is_identity_number(first17 + last))


@given(
    st.from_regex(r"[1-6]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|1\d|2[0-8])\d{3}", fullmatch=True),
    st.sampled_from(["", "客户", "（", "ID:"]),
    st.sampled_from(["", "的", "）", "。"]),
)
def test_every_identity_number_is_found_between_any_words(first17, before, after):
    number = with_check_character("".join(str(int(digit)) for digit in first17))
    assert masked(before + number + after) == before + "*" * 14 + number[-4:] + after


@given(st.integers(10**14, 10**15 - 1), st.sampled_from("3456"))
def test_every_card_number_of_sixteen_digits_is_found(rest, first):
    body = first + str(rest)[:14]
    number = next(body + str(last) for last in range(10) if is_card_number(body + str(last)))
    assert number not in masked(f"卡号{number}。")


@given(st.text(max_size=60))
def test_no_text_makes_it_fail_and_places_are_in_order(text):
    found = findings(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
