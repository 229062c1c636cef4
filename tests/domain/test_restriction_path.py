"""Four questions lead to the card when nobody has a code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.bootstrap.content import bundled_folders, read_items
from hfc_desktop.domain.restriction_path import _FITS, CHOICES, Asked, ranked, score

ITEMS = tuple(
    read_items("restriction", [p for folder in bundled_folders() for p in sorted((folder / "restriction").glob("*"))])
)


def answers(*given):
    return dict(zip(Asked, given, strict=False))


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (("in_only", "whole", "unfamiliar", "police"), "SMP-P01-1"),
        (("in_only", "part", "none", "court"), "SMP-J01-2"),
        (("counter_only", "whole", "identity", "bank"), "SMP-I01-3"),
        (("capped", "whole", "none", "bank"), "SMP-L01-4"),
        (("in_only", "whole", "own_doing", "bank"), "SMP-D01-1"),
        (("one_payment", "whole", "unfamiliar", "bank"), "SMP-B01-9"),
    ],
)
def test_the_usual_stories_lead_to_their_card_among_the_first_five(given, wanted):
    codes = [item.code for item in ranked(ITEMS, answers(*given))[:5]]
    assert wanted in codes


def test_every_answer_has_an_item_that_it_fits():
    for asked, choices in CHOICES.items():
        for choice in choices:
            fitting = [item for item in ITEMS if score(item, {asked: choice})]
            assert fitting, (asked, choice)
    assert set(_FITS) == {(asked, choice) for asked, choices in CHOICES.items() for choice in choices}


def test_without_an_answer_nothing_is_offered():
    assert ranked(ITEMS, {}) == ()


@given(st.tuples(*(st.sampled_from(("", *choices)) for choices in CHOICES.values())))
def test_one_more_answer_never_lowers_an_item(given):
    known = {asked: answer for asked, answer in zip(Asked, given, strict=True) if answer}
    fewer = dict(list(known.items())[:-1])
    assert all(score(item, known) >= score(item, fewer) for item in ITEMS)
    scores = [score(item, known) for item in ranked(ITEMS, known)]
    assert scores == sorted(scores, reverse=True)
