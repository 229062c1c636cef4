"""Masks of personal data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.domain import masking

text = st.text(min_size=0, max_size=40)


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("张", "*"),
        ("", ""),
        ("欧阳锋", "欧阳*"),
        ("欧阳", "欧*"),
        ("司马相如", "司马**"),
        ("買買提·艾合買提", "買**·****"),
        ("买买提·艾合买提·依明", "买**·****·**"),
        ("阿依古丽•麦麦提", "阿***•***"),
        ("𠅤𬭎", "𠅤*"),
        ("John Smith", "J*** *****"),
        ("李小明 ", "李**"),
    ],
)
def test_a_name_keeps_its_surname(name, masked):
    assert masking.name(name) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("11010519491231002X", "**************002X"),
        ("110105491231002", "***********1002"),
        ("E12345678", "*****5678"),
        ("H1234567", "******67"),
        ("91110000100000123X", "**************123X"),
        ("12", "**"),
        ("", ""),
    ],
)
def test_an_identity_number_shows_its_end(number, masked):
    assert masking.id_number(number) == masked


@pytest.mark.parametrize(
    ("phone", "masked"),
    [("13812345678", "138****5678"), ("010-66223344", "********3344"), ("5551234", "*****34"), ("1", "*"), ("", "")],
)
def test_a_mobile_number_keeps_both_ends(phone, masked):
    assert masking.phone(phone) == masked


def test_a_card_shows_more_on_the_screen_than_on_paper():
    assert masking.card_on_screen("6222021234567890123") == "622202*********0123"
    assert masking.card_on_paper("6222021234567890123") == "***************0123"
    assert masking.card_on_screen("12345") == "*2345"


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("北京市海淀区中关村大街1号", "北京市海淀区***"),
        ("浙江省杭州市淳安县千岛湖镇", "浙江省杭州市淳安县***"),
        ("上海市幸福小区3号楼", "***"),
        ("内蒙古自治区锡林郭勒盟", "内蒙古自治区***"),
        ("某处", "***"),
        ("", ""),
    ],
)
def test_an_address_ends_with_its_district(address, masked):
    assert masking.address(address) == masked


@pytest.mark.parametrize(("mail", "masked"), [("abcdef@x.cn", "ab***@x.cn"), ("nonsense", "********"), ("", "")])
def test_a_mail_address_keeps_its_domain(mail, masked):
    assert masking.email(mail) == masked


@given(st.text("一二三四五六七八九十甲乙丙丁", min_size=3, max_size=20))
def test_a_long_name_never_shows_more_than_a_compound_surname(name):
    assert len(masking.name(name).replace("*", "")) <= 2


@given(text)
def test_masks_keep_the_count_of_characters(value):
    assert len(masking.id_number(value)) == len(value)
    assert len(masking.card_on_paper(value)) == len(value)
    assert len(masking.name(value)) == len(value.strip())


@given(st.text("0123456789X", min_size=9, max_size=18))
def test_of_a_number_at_most_four_characters_are_shown(number):
    assert masking.id_number(number).count("*") == len(number) - 4
