"""The book of hotlines as a branch sees it."""

from datetime import date, datetime

import pytest

from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.guidance.hotline import Capability, Freshness, Hotline, HotlineLevel, Number, age_on
from hfc_desktop.domain.guidance.item import BusinessLine
from hfc_desktop.services.hotlines import NATIONAL, HotlineBook

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=SHANGHAI)
NAMES = {"650000": "新疆", "650100": "乌鲁木齐市", "650102": "天山区", "110000": "北京市"}


def hotline(name, region="", **fields):
    values = {
        "title_en": "x", "summary": "x", "line": BusinessLine.SECURITY, "valid_from": date(2026, 1, 1),
        "review_by": date(2027, 1, 1), "author": "a", "approver": "b", "level": HotlineLevel.PROVINCE, "organ": "x",
        "capabilities": (Capability.CONSULT,), "numbers": (Number(number="0000"),), "last_verified": date(2026, 11, 1),
        "verified_by": "x", "verified_how": "x",
    } | fields  # fmt: skip
    return Hotline(id=f"hotline.{name}", title=name, region_code=region, **values)


class Guidance:
    def __init__(self, *items):
        self.items = items

    def items_of(self, _kind):
        return self.items

    def region_names(self, codes):
        return {code: name for code, name in NAMES.items() if code in codes}


@pytest.fixture
def book():
    items = (
        hotline("bj", "110000"), hotline("xj", "650000"), hotline("urumqi", "650100"), hotline("tianshan", "650102"),
        hotline("corps", "659001"), hotline("a110"), hotline("gone", "650100", valid_to=date(2026, 11, 1)),
    )  # fmt: skip
    return HotlineBook(Guidance(*items), lambda: NOW)


def ids(entries):
    return [entry.id.partition(".")[2] for entry in entries]


def test_the_tree_begins_with_the_branch_s_own_province_then_the_whole_country(book):
    tree = book.tree("650102")
    assert [place.code for place in tree] == ["650000", NATIONAL, "110000"]
    own = tree[0]
    assert (own.numbers, own.below, own.own) == (1, 4, True)
    assert own.places[0].code == "650100"
    assert own.places[0].places[0].name == "天山区"


def test_a_level_that_nobody_names_and_that_has_no_number_is_passed_over(book):
    assert [place.code for place in book.tree("650102")[0].places] == ["650100", "659001"]


def test_without_a_region_of_one_s_own_the_country_comes_first(book):
    assert book.tree()[0].code == NATIONAL


def test_a_place_shows_itself_what_is_below_and_what_is_above(book):
    assert ids(book.entries("650100", "650102")) == ["urumqi", "tianshan", "xj", "a110"]
    assert ids(book.entries(NATIONAL, "650102")) == ["a110"]


def test_all_places_begin_with_one_s_own_line(book):
    assert ids(book.entries("", "650102")) == ["tianshan", "urumqi", "xj", "a110", "bj", "corps"]


@pytest.mark.parametrize(("days", "freshness"), [(90, Freshness.FRESH), (91, Freshness.AMBER), (181, Freshness.GREY)])
def test_freshness_goes_by_the_days_of_the_settings(days, freshness):
    checked = date.fromordinal(NOW.date().toordinal() - days)
    assert age_on(checked, NOW.date(), 90, 180).freshness is freshness
