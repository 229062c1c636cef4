"""Tables that go out: no cell is a formula, types are kept, nothing lies in a temporary file."""

import csv
import io
import re
import tempfile
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest

from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.sheets import Format
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.tables.reading import FileTables
from hfc_desktop.tables.writing import MemoryTables

MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=SHANGHAI)
TYPED = ["普通", 12, Decimal("2.5"), True, date(2026, 3, 17), MOMENT, None]
INJECTED = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    '=HYPERLINK("http://x","y")',
    "'=1",
    "http://x.cn",
    "007",
]


def read_back(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    sheet = FileTables().open(path)
    return sheet.headings, [cells for _number, cells in sheet.rows]


def test_a_csv_opens_in_excel_and_holds_every_cell():
    content = MemoryTables().write(Format.CSV, ["甲"] * 7, [TYPED])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[1] == ["普通", "12", "2.5", "true", "2026-03-17", "2026-11-24T09:30:00+08:00", ""]


@pytest.mark.parametrize("form", Format)
def test_no_cell_is_a_formula_and_each_comes_back_as_it_was(tmp_path, form):
    content = MemoryTables().write(form, ["甲", "=乙"], [["x", text] for text in INJECTED])
    _headings, rows = read_back(tmp_path, f"a.{form.value}", content)
    assert [row[1] for row in rows] == INJECTED
    if form is Format.CSV:
        cells = [row[1] for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_workbook_holds_no_formula_no_link_and_nobodys_name():
    content = MemoryTables().write(Format.XLSX, ["甲"], [[text] for text in INJECTED])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        core = archive.read("docProps/core.xml").decode()
        names = archive.namelist()
    assert not re.search(r"<f[ >]|<hyperlink", sheet)
    assert not [name for name in names if "rels" in name and "sheet" in name]
    assert "<dc:creator></dc:creator>" in core


def test_a_workbook_keeps_types(tmp_path):
    _headings, rows = read_back(tmp_path, "a.xlsx", MemoryTables().write(Format.XLSX, ["甲"] * 7, [TYPED]))
    assert rows == [("普通", 12, Decimal("2.5"), True, date(2026, 3, 17), MOMENT.replace(tzinfo=None), None)]


def test_the_same_rows_give_the_same_bytes():
    first, again = (MemoryTables().write(Format.XLSX, ["甲"], [["乙"]]) for _turn in range(2))
    assert first == again


def test_gb18030_on_request_and_no_encoding_that_loses_characters():
    assert "镕𠅤" in MemoryTables().write(Format.CSV, ["甲"], [["镕𠅤"]], "gb18030").decode("gb18030")
    for encoding in ("ascii", "no-such"):
        with pytest.raises(UserMistakeError) as caught:
            MemoryTables().write(Format.CSV, ["甲"], [["镕𠅤"]], encoding)
        assert caught.value.code == "tables.cannot_encode"


def test_no_temporary_file_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "not there"))
    for form in Format:
        assert MemoryTables().write(form, ["甲"], [["客户"] for _row in range(2000)])
