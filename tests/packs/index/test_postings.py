import sys

from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.packs.index import postings

numbers = st.sets(st.integers(1, 60_000), min_size=1, max_size=300)


@given(numbers)
def test_what_is_packed_comes_back(held):
    bits = postings.unpacked(postings.packed(postings.of(held)))
    assert list(postings.numbers_in(bits)) == sorted(held)
    assert bits.bit_count() == len(held)


@given(numbers, numbers)
def test_numbers_are_combined_like_sets(some, others):
    assert set(postings.numbers_in(postings.of(some) & postings.of(others))) == some & others
    assert set(postings.numbers_in(postings.of(some) | postings.of(others))) == some | others


def test_a_rare_word_takes_four_bytes_an_item_and_a_common_one_a_bit():
    assert len(postings.packed(1 << 50_000)) == 5
    assert len(postings.packed(postings.of(range(1, 50_001)))) < 50_000 / 8 + 3


def test_no_items_are_no_bits():
    assert postings.of([]) == 0
    assert list(postings.numbers_in(0)) == []


def test_the_two_forms_are_these_bytes():
    assert postings.packed(0b1000_0001_0000_0010) == b"b\x02\x81"
    assert postings.packed(1 << 70_000) == b"l" + (70_000).to_bytes(4, sys.byteorder)
    assert postings.packed_list([3, 70_000]) == b"l" + b"".join(n.to_bytes(4, sys.byteorder) for n in (3, 70_000))
