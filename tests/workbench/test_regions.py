"""The table of regions: levels, what is above, short names that a customer would say."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.paths import bundled_packs_dir
from hfc_desktop.workbench.regions import as_csv, level_of, parent_in, short_name, table

CODES = st.integers(min_value=110000, max_value=829999).map(str)


@pytest.mark.parametrize(
    ("name", "level", "short"),
    [
        ("内蒙古自治区", "province", "内蒙古"),
        ("新疆维吾尔自治区", "province", "新疆"),
        ("香港特别行政区", "province", "香港"),
        ("恩施土家族苗族自治州", "prefecture", "恩施"),
        ("海西蒙古族藏族自治州", "prefecture", "海西"),
        ("喀什地区", "prefecture", "喀什"),
        ("苏州市", "prefecture", "苏州"),
    ],
)
def test_a_short_name_drops_the_kind_of_region_and_its_peoples(name, level, short):
    assert short_name(name, level) == short


def test_no_short_name_of_a_prefecture_is_that_of_a_province():
    rows = table({"220000": "吉林省", "220200": "吉林市", "460000": "海南省", "632500": "海南藏族自治州"})
    shorts = [row.short for row in rows if row.short]
    assert len(shorts) == len(set(shorts))


def test_what_has_no_prefecture_lies_directly_below_its_province():
    names = {"110000": "北京市", "110101": "东城区", "650000": "新疆维吾尔自治区", "659001": "石河子市"}
    assert parent_in("110101", names) == "110000"
    assert parent_in("659001", names) == "650000"


def test_a_county_lies_below_its_prefecture():
    assert parent_in("653221", {"650000": "新疆维吾尔自治区", "653200": "和田地区"}) == "653200"


@given(st.sets(CODES, max_size=30))
def test_every_region_is_below_one_of_the_next_levels_up(codes):
    for row in table(dict.fromkeys(codes, "某地")):
        if row.level == "province":
            assert row.parent == ""
        else:
            assert level_of(row.parent) != "county"
            assert row.parent[:2] == row.code[:2]


def test_the_shipped_table_is_complete_and_joined_up():
    text = (bundled_packs_dir() / "reference" / "regions.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    codes = {row["code"] for row in rows}
    levels = [row["level"] for row in rows]
    assert len(codes) == len(rows)
    assert (levels.count("province"), levels.count("prefecture")) == (34, 333)
    assert {"653228", "653229", "659012"} <= codes
    assert {row["parent"] for row in rows if row["parent"]} <= codes


def test_the_file_has_a_header_and_a_line_a_region():
    lines = as_csv(table({"110000": "北京市"})).splitlines()
    assert lines[0] == "code,name,level,parent,short"
    assert lines[1] == "110000,北京市,province,,北京"
