"""Complaint numbers and ids."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.domain.numbering import check_character, check_holds, complaint_number, number_parts, uuid7
from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
codes = st.text(ALPHABET, min_size=1, max_size=12)
counters = st.text(ALPHABET, min_size=2, max_size=2)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
numbers = st.builds(complaint_number, codes, days, counters, st.integers(1, 9999))


def test_the_check_character_is_that_of_the_standard():
    # examples of ISO/IEC 7064 MOD 37,36 published for the Global Release Identifier and the German eID serial
    assert check_character("A12425GABC1234002") == "M"
    assert check_holds("A12425GABC1234002M")


@given(codes, days, counters, st.integers(1, 9999))
def test_a_number_is_taken_apart_as_it_was_made(organisation, day, counter, sequence):
    parts = number_parts(complaint_number(organisation, day, counter, sequence))
    assert parts is not None
    assert (parts.organisation, parts.day, parts.counter, parts.sequence) == (organisation, day, counter, sequence)


@given(numbers, st.data())
def test_every_single_wrong_character_is_found(number, data):
    place = data.draw(st.integers(0, len(number) - 1))
    other = data.draw(st.sampled_from([c for c in ALPHABET if c != number[place]]))
    assert not check_holds(number[:place] + other + number[place + 1 :])


def test_nearly_every_swap_of_neighbours_is_found():
    missed = sum(check_holds(b + a + check_character(a + b)) for a in ALPHABET for b in ALPHABET if a != b)
    assert missed / (36 * 35) < 0.02


@given(days, counters, counters, st.integers(1, 9999), st.integers(1, 9999))
def test_two_counters_never_give_the_same_number(day, one, other, first, second):
    if one != other:
        assert complaint_number("1100", day, one, first) != complaint_number("1100", day, other, second)


def test_a_record_made_away_from_a_counter_has_a_code_too():
    assert number_parts(complaint_number("1100", date(2026, 11, 24), "", 7)).counter == "00"


@pytest.mark.parametrize(("organisation", "counter"), [("", "A1"), ("11-00", "A1"), ("1100", "A"), ("1100", "a1")])
def test_codes_that_cannot_stand_in_a_number_are_refused(organisation, counter):
    with pytest.raises(UserMistakeError) as caught:
        complaint_number(organisation, date(2026, 11, 24), counter, 1)
    assert caught.value.code == "records.bad_code"


def test_the_ten_thousandth_of_a_day_is_refused_by_name():
    with pytest.raises(EnvironmentFaultError) as caught:
        complaint_number("1100", date(2026, 11, 24), "A1", 10_000)
    assert caught.value.code == "records.numbers_used_up"


@pytest.mark.parametrize("text", ["", "X", "1100", "110020261324A10001Z", "not a number at all!"])
def test_what_is_no_number_has_no_parts(text):
    assert number_parts(text) is None


def test_ids_are_version_7_and_sort_by_time():
    at = datetime(2026, 11, 24, tzinfo=UTC)
    ids = [uuid7(at + timedelta(milliseconds=step), bytes([255 - step] * 10)) for step in range(20)]
    assert ids == sorted(ids)
    assert {uuid.UUID(text).version for text in ids} == {7}
    assert {uuid.UUID(text).variant for text in ids} == {uuid.RFC_4122}


def test_an_id_needs_its_ten_random_bytes():
    with pytest.raises(ValueError, match="ten random bytes"):
        uuid7(datetime(2026, 11, 24, tzinfo=UTC), b"short")
