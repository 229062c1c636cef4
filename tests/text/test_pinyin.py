from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.text.pinyin import PhrasePinyin

PINYIN = PhrasePinyin()


def test_phrases_decide_how_a_character_is_read():
    assert PINYIN.readings("银行")[0] == ("yin", "hang")
    assert PINYIN.readings("执行")[0] == ("zhi", "xing")
    assert PINYIN.readings("重新")[0] == ("chong", "xin")


def test_the_other_reading_follows():
    assert ("jie", "dong") in PINYIN.readings("解冻")
    assert ("xie", "dong") in PINYIN.readings("解冻")
    assert ("yin", "xing") in PINYIN.readings("银行")


def test_letters_and_digits_stand_for_themselves():
    assert PINYIN.readings("24小时ATM")[0] == ("2", "4", "xiao", "shi", "A", "T", "M")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=20))
def test_one_element_a_character(text):
    assert all(len(reading) == len(text) for reading in PINYIN.readings(text))
