"""Reading what a teller types into the record form."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.domain.typed import money, money_text
from hfc_desktop.ui.screens.record import checks

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("2600", 260_000),
        ("2,600.50", 260_050),
        ("¥2600元", 260_000),
        ("３万", 3_000_000),
        ("1.5万", 1_500_000),
        ("0.01", 1),
        ("", None),
    ],
)
def test_amounts_are_read_as_tellers_write_them(text, fen):
    assert money(text) == fen
    assert checks.check_money(text) == ""


@pytest.mark.parametrize("text", ["abc", "1.234", "-5", "1e999", "NaN", "两千"])
def test_what_is_no_amount_says_what_to_enter(text):
    assert "2600" in checks.check_money(text)


@given(st.integers(0, 10**13))
def test_an_amount_survives_being_shown_and_read_again(fen):
    assert money(money_text(fen)) == fen


@pytest.mark.parametrize("text", ["2026-02-30", "13-45", "soon"])
def test_what_is_no_day_says_what_to_enter(text):
    assert checks.check_past_day(text, TODAY)


def test_a_day_to_come_is_refused():
    assert checks.check_past_day("2026-11-25", TODAY)
    assert not checks.check_past_day("2026-11-24", TODAY)


def test_a_resident_id_needs_its_check_sign():
    assert checks.check_id_number("11010519491231002X", "resident_id") == ""
    assert checks.check_id_number("11010519491231002x", "resident_id") == ""
    assert checks.check_id_number("110105194912310021", "resident_id")
    assert checks.check_id_number("11010519491331002X", "resident_id")


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_of_a_resident_id_is_always_noticed(place, shift):
    good = "11010519491231002X"
    wrong = good[:place] + str((int(good[place]) + shift) % 10) + good[place + 1 :]
    assert not checks.resident_id_holds(wrong)


def test_a_credit_code_needs_its_check_sign():
    assert checks.check_id_number("91350100M000100Y43", "credit_code") == ""
    assert checks.check_id_number("91350100M000100Y44", "credit_code")


def test_a_passport_is_letters_and_digits():
    assert checks.check_id_number("E12345678", "passport") == ""
    assert checks.check_id_number("E-1234", "passport")


@pytest.mark.parametrize("text", ["13800000000", "0991-0000000", "01000000000", "0000000", ""])
def test_phones_of_both_kinds_are_taken(text):
    assert checks.check_phone(text) == ""


@pytest.mark.parametrize("text", ["12345", "phone", "138000000001"])
def test_what_is_no_phone_says_what_to_enter(text):
    assert checks.check_phone(text)


def test_a_whole_card_number_is_not_taken():
    assert checks.check_account_tail("6222000000001234")
    assert checks.check_account_tail("1234") == ""
