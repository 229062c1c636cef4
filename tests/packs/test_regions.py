"""The table of regions."""

from __future__ import annotations

from hfc_desktop.packs.regions import parent_of, read_regions


def read(text):
    data = text if isinstance(text, bytes) else text.encode()
    lines, faults = read_regions(data, "r.csv")
    return lines, [(fault.code, fault.line) for fault in faults]


def test_names_of_a_region_are_collected_and_its_parent_follows_from_the_code():
    lines, faults = read("code,name,short,aliases\n652800,巴音郭楞蒙古自治州,巴州,库尔勒|巴音郭楞\n")
    assert faults == []
    assert lines[0].names == ("巴音郭楞蒙古自治州", "巴州", "库尔勒", "巴音郭楞")
    assert lines[0].parent == "650000"


def test_parents_by_code():
    assert [parent_of(code) for code in ("650000", "650100", "650102")] == ["", "650000", "650100"]


def test_a_stated_parent_counts():
    assert read("code,name,parent\n659001,石河子市,650000\n")[0][0].parent == "650000"


def test_faults_name_their_lines_and_the_rest_is_read():
    lines, faults = read("code,name\n65010,短\n650100,乌鲁木齐市\n650100,又一次\n650200,\n")
    assert faults == [("regions.code", 2), ("regions.duplicate", 4), ("regions.name", 5)]
    assert [line.code for line in lines] == ["650100"]


def test_a_table_without_the_two_columns_is_refused():
    assert read("代码,名称\n1,2\n") == ((), [("regions.columns", 1)])


def test_other_encodings_are_refused_in_their_words():
    assert read("code,name\n650100,乌鲁木齐市\n".encode("gbk")) == ((), [("file.gbk", 2)])
