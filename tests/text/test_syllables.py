import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.text.syllables import Sounds, readings_of

SOUNDS = Sounds()


def likeliest(letters):
    return " ".join(part if whole else part + "-" for part, whole in SOUNDS.splits(letters)[0])


@pytest.mark.parametrize(
    ("letters", "read"),
    [
        ("dongjie", "don jie"),
        ("donjie", "don jie"),
        ("sfdj", "s- f- d- j-"),
        ("sifadj", "si fa d- j-"),
        ("sifadongj", "si fa don j-"),
        ("fayuanzxdj", "fa yuan z- x- d- j-"),
        ("zhengjianguoqi", "zen jian guo qi"),
        ("zengjianguoqi", "zen jian guo qi"),
        ("24xs", "2 4 x- s-"),
    ],
)
def test_letters_are_read_as_syllables_and_initials(letters, read):
    assert likeliest(letters) == read


def test_slips_of_dialect_fold_together():
    assert SOUNDS.canonical("zhang") == SOUNDS.canonical("zan")
    assert SOUNDS.canonical("lv") == SOUNDS.canonical("nu")


def test_characters_of_the_same_sound_are_equal():
    assert SOUNDS.of_text("动结")[0] == SOUNDS.of_text("冻结")[0]
    assert set(SOUNDS.of_text("承诫")) & set(SOUNDS.of_text("惩戒"))


def test_a_character_of_several_readings_gives_several_ways():
    assert {("yin", "han"), ("yin", "xin")} <= set(SOUNDS.of_text("银行"))


def follows_in(*phrases):
    pairs = {pair for phrase in phrases for pair in zip(("", *phrase), phrase, strict=False)}
    return lambda before, after: (before, after) in pairs


@pytest.mark.parametrize("typed", ["dongjei", "dngjie", "dongji", "donggjie", "dogjie"])
def test_one_slip_in_four_letters_is_mended(typed):
    assert ("don", "jie") in SOUNDS.mended(typed, follows_in(("don", "jie"), ("don", "ji")))


def test_short_input_is_not_mended():
    assert SOUNDS.mended("dj", lambda _before, _after: True) == []


def test_letters_and_digits_read_as_themselves():
    assert readings_of("9") == ("9",)
    assert readings_of("😀") == ()


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", max_size=14))
def test_every_way_to_read_keeps_all_letters(letters):
    for way in SOUNDS.splits(letters):
        assert len("".join(part for part, _whole in way)) <= len(letters)
        assert all(part for part, _whole in way)
