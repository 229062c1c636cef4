"""Tables that come in: encodings, separators, types of cells, and files that are none."""

import io
import json
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.domain.sheets import guarded, unguarded
from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError
from hfc_desktop.tables import reading
from hfc_desktop.tables.reading import FileTables

ROWS = "收到时间,投诉人\r\n2026-03-17,张三\r\n2026-03-18,镕𠅤\r\n"


def opened(path, content, **options):
    path.write_bytes(content)
    sheet = FileTables().open(path, **options)
    return sheet, list(sheet.rows)


def fault(path, content=None):
    if content is not None:
        path.write_bytes(content)
    with pytest.raises((UserMistakeError, EnvironmentFaultError)) as caught:
        FileTables().open(path)
    return caught.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_of_a_csv_is_found(tmp_path, encoding):
    sheet, rows = opened(tmp_path / "台账.csv", ROWS.encode(encoding))
    assert sheet.headings == ("收到时间", "投诉人")
    assert rows == [(2, ("2026-03-17", "张三")), (3, ("2026-03-18", "镕𠅤"))]
    assert sheet.count == 2


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_the_separator_is_found(tmp_path, separator):
    sheet, rows = opened(tmp_path / "a.csv", ROWS.replace(",", separator).encode())
    assert (len(sheet.headings), len(rows)) == (2, 2)


def test_a_line_break_in_a_cell_is_no_new_row_and_short_rows_are_filled(tmp_path):
    _sheet, rows = opened(tmp_path / "a.csv", '甲,乙,丙\n"一\n二",2\n\n,,\n3,4,5,6\n'.encode())
    assert rows == [(3, ("一\n二", "2", None)), (6, ("3", "4", "5"))]


def test_a_guarded_cell_comes_back_as_it_was(tmp_path):
    _sheet, rows = opened(tmp_path / "a.csv", "甲,乙\n'=1+1,'普通\n".encode())
    assert rows == [(2, ("=1+1", "'普通"))]


@given(st.text(max_size=20))
def test_guarding_and_unguarding_is_no_change_and_no_formula_is_left(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def workbook(cells):
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for row, values in enumerate(cells):
        for column, value in enumerate(values):
            if isinstance(value, date | datetime):
                sheet.write_datetime(row, column, value, day)
            elif value is not None:
                sheet.write(row, column, value)
    book.close()
    return stream.getvalue()


def test_a_workbook_keeps_the_types_of_its_cells(tmp_path):
    moment = datetime(2026, 3, 17, 9, 5)
    content = workbook([["甲", "乙", "丙", "丁", "戊"], ["文", 3, 2.5, True, moment], [None, None, 1e3, None, None]])
    _sheet, rows = opened(tmp_path / "台账.xlsx", content)
    assert rows == [(2, ("文", 3, Decimal("2.5"), True, moment)), (3, (None, None, 1000, None, None))]


def test_documents_a_line_become_rows(tmp_path):
    document = {
        "claim": "退费",
        "amount_fen": 1200,
        "tags": ["老人", "舆情"],
        "parties": [{"role": "complainant", "name": "张三"}, {"role": "complainant", "name": "李四"}],
        "clocks": [{"name": "decision"}],
        "reception": {"id": "r"},
    }
    sheet, rows = opened(tmp_path / "a.jsonl", f"{json.dumps(document)}\n\n{json.dumps({'claim': 'x'})}".encode())
    assert sheet.headings == ("claim", "amount_fen", "tags", "complainant_name", "clocks")
    assert rows == [(1, ("退费", 1200, "老人 舆情", "张三", None)), (3, ("x", None, None, None, None))]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"\xff\x00\xfe\x81", "tables.bad_encoding"),
        ("a.csv", "甲,乙\n\0,1".encode(), "tables.no_table"),
        ("a.csv", b"", "tables.empty"),
        ("a.csv", b",,\n,,\n", "tables.empty"),
        ("a.xlsx", b"no workbook", "tables.no_workbook"),
        ("a.xlsx", b"PK\x03\x04 nothing", "tables.no_workbook"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "tables.no_workbook"),
        ("a.jsonl", b"[1]", "tables.bad_line"),
        ("a.jsonl", b"{", "tables.bad_line"),
        ("a.jsonl", b"[" * 100_000, "tables.bad_line"),
    ],
)
def test_what_is_no_table_is_refused_by_name(tmp_path, name, content, code):
    assert fault(tmp_path / name, content) == code


def test_a_file_that_is_not_there_is_named(tmp_path):
    assert fault(tmp_path / "none.csv") == "tables.unreadable"


def test_what_would_fill_the_memory_is_refused_before_it_is_read(tmp_path, monkeypatch):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 200_000)
    monkeypatch.setattr(reading, "LARGEST_UNPACKED", 100_000)
    assert fault(tmp_path / "a.xlsx", bomb.getvalue()) == "tables.too_large"
    monkeypatch.setattr(reading, "LARGEST_FILE", 10)
    assert fault(tmp_path / "a.csv", ROWS.encode()) == "tables.too_large"


def test_too_many_rows_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 1)
    assert fault(tmp_path / "a.csv", ROWS.encode()) == "tables.too_many"
