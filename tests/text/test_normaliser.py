from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.text.normaliser import Normaliser

NORMALISER = Normaliser()


def test_traditional_full_width_and_case_mean_the_same():
    assert NORMALISER.normalise("帳戶凍結（ＡＴＭ）") == NORMALISER.normalise("账户冻结(atm)") == "账户冻结 atm"


def test_two_ways_to_write_account_are_one():
    assert NORMALISER.normalise("帐户") == NORMALISER.normalise("账户")


def test_a_code_is_the_same_with_any_punctuation():
    assert {NORMALISER.code(text) for text in ("SMP-J02-2", "smp j02 2", "ｓｍｐ－ｊ０２－２", "Smp_J02·2")} == {
        "SMPJ022"
    }


def test_chinese_is_no_code():
    assert NORMALISER.code("冻结J02") == ""


def test_punctuation_alone_is_nothing():
    assert NORMALISER.normalise(' "*^():-\u3000\x00') == ""


@given(st.text())
def test_any_text_becomes_letters_digits_and_single_spaces_once_and_for_all(text):
    once = NORMALISER.normalise(text)
    assert all(character == " " or character.isalnum() for character in once)
    assert "  " not in once
    assert once == once.strip()
