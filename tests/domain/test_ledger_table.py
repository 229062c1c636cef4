"""The ledger as a table: cells in every way in which they are written, and the way out and in again."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfc_desktop.domain.complaint import Complaint, Nature, Outcome, Responsibility, RootCause, Status
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.imports import changes_of, read_row
from hfc_desktop.domain.ledger_table import (
    BESIDE,
    BY_NAME,
    COLUMNS,
    EXPORTED,
    HEADINGS,
    CellFaultError,
    CellKind,
    LedgerColumn,
    heading_key,
    read_cell,
    row_of,
)
from hfc_desktop.domain.parties import IdType, Party, PartyRole
from hfc_desktop.domain.record_json import document
from hfc_desktop.wording.terms import TERMS

AT = datetime(2026, 3, 17, 9, 5, tzinfo=SHANGHAI)
CODES = {group: {heading_key(code): code for code in words} for group, words in TERMS.items()}


def read(kind, cell, group="", words=CODES):
    return read_cell(LedgerColumn("x", CellKind(kind), group, "x"), cell, words)


def fault(kind, cell, group=""):
    with pytest.raises(CellFaultError) as caught:
        read(kind, cell, group)
    return caught.value.code


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        (datetime(2026, 3, 17, 9, 5), "2026-03-17T09:05:00+08:00"),
        (datetime(2026, 3, 17, 1, 5, tzinfo=UTC), "2026-03-17T09:05:00+08:00"),
        (date(2026, 3, 17), "2026-03-17T00:00:00+08:00"),
        (46_098, "2026-03-17T00:00:00+08:00"),
        (Decimal("46098.378472222222"), "2026-03-17T09:05:00+08:00"),
        ("2026-03-17T09:05:00+08:00", "2026-03-17T09:05:00+08:00"),
        ("2026-03-17T01:05:00Z", "2026-03-17T09:05:00+08:00"),
        ("2026-3-17 9:05", "2026-03-17T09:05:00+08:00"),
        ("2026/3/17", "2026-03-17T00:00:00+08:00"),
        ("2026.03.17 09:05:30", "2026-03-17T09:05:30+08:00"),
        ("2026年3月17日 9时5分", "2026-03-17T09:05:00+08:00"),
        ("２０２６年３月１７日", "2026-03-17T00:00:00+08:00"),
        ("20260317", "2026-03-17T00:00:00+08:00"),
        (" 2026-03-17 ", "2026-03-17T00:00:00+08:00"),
    ],
)
def test_a_moment_in_every_way_in_which_it_is_written(cell, moment):
    assert read("moment", cell) == moment
    assert read("day", cell) == moment[:10]


@pytest.mark.parametrize(
    "cell",
    ["昨天", "3月17日", "2026-13-01", "2026-02-30", "2026-03-17 25:00", "17.3.2026", "2026", 5, 10**9, True, "-"],
)
def test_what_is_no_moment_is_refused(cell):
    assert fault("moment", cell) == "cell.no_day"


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("yuan", "1,234.50", 123_450), ("yuan", "￥１２．５元", 1250), ("yuan", Decimal("0.01"), 1), ("yuan", 3, 300),
        ("fen", "1250", 1250), ("whole", "３", 3), ("whole", "-1", -1), ("whole", Decimal("4"), 4),
        ("flag", "是", True), ("flag", "No", False), ("flag", True, True), ("flag", 1, True), ("flag", "×", False),
        ("list", "老人、舆情 x;y", ["老人", "舆情", "x", "y"]),
        ("number", 13812345678, "13812345678"), ("number", "１３８ １２３４", "138 1234"),
        ("text", " 前后空格 ", "前后空格"), ("text", 7, "7"), ("text", True, "true"),
    ],
)  # fmt: skip
def test_a_cell_is_read_by_the_kind_of_its_column(kind, cell, value):
    assert read(kind, cell) == value


@pytest.mark.parametrize(
    ("kind", "cell", "code"),
    [
        ("yuan", "1.234", "cell.not_whole"), ("whole", "1.5", "cell.not_whole"), ("yuan", "一百", "cell.no_number"),
        ("fen", "NaN", "cell.no_number"), ("fen", "1e99", "cell.no_number"),
        ("whole", date(2026, 1, 1), "cell.no_number"),
        ("flag", "也许", "cell.no_flag"), ("number", 110105194912310021, "cell.rounded"),
        ("number", Decimal("1.1E+17"), "cell.rounded"),
    ],
)  # fmt: skip
def test_what_does_not_fit_the_column_is_refused(kind, cell, code):
    assert fault(kind, cell) == code


def test_a_code_is_known_by_itself_by_its_words_and_by_no_other():
    words = {"source": {"counter": "counter", heading_key("网点 现场"): "counter"}}
    column = LedgerColumn("source", CellKind.CODE, "source", "source")
    assert {read_cell(column, cell, words) for cell in ("counter", "Counter ", "网点现场", "网点\n现场")} == {"counter"}
    with pytest.raises(CellFaultError) as caught:
        read_cell(column, "门口", words)
    assert caught.value.params == {"group": "source", "choices": ["counter"]}


def test_every_column_fills_a_field_of_the_record_or_a_part_of_a_party():
    record = {field.name for field in fields(Complaint)}
    part = {field.name for field in fields(Party)}
    for column in (*EXPORTED, *BY_NAME.values()):
        assert (column.party[1] in part) if column.party else (column.field in record), column.name


def test_every_heading_and_word_that_is_known_beside_ours_names_something_of_ours():
    assert {column.name for column in HEADINGS.values()} == set(BY_NAME)
    for group, words in BESIDE.items():
        assert set(words.values()) <= set(TERMS[group])


def whole(**values):
    case = Complaint(
        id="c", number="110001202603170000011", nature=Nature.COMPLAINT, status=Status.CLOSED, received_at=AT,
        registered_at=AT, organisation="110001", counter="A1", closed_at=AT, outcome=Outcome.SETTLED,
        responsibility=Responsibility.BANK, root_cause=RootCause.RULE, satisfaction=4, amount_fen=1250,
        settled_on_spot=True, tags=("老人", "舆情"), occurred_on=date(2026, 3, 1),
        parties=(Party(role=PartyRole.COMPLAINANT, name="张三", id_type=IdType.RESIDENT_ID, phone="13812345678"),),
        claim="退还年费", facts="一\n二",
    )  # fmt: skip
    return replace(case, **values)


def back(case):
    """The row of a case, read again."""
    columns = [(column.name, column) for column in EXPORTED if column in COLUMNS]
    cells = [cell for column, cell in zip(EXPORTED, row_of(case), strict=True) if column in COLUMNS]
    return read_row(columns, cells, {}, CODES)


def test_what_goes_out_says_the_same_when_it_comes_in():
    values = back(whole())
    assert values.faults == ()
    known = document(whole())
    assert {name: known[name] for name in values.fields} == values.fields
    assert values.parties["complainant"]["phone"] == "13812345678"
    assert changes_of(values, whole()) == {}


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029"), max_size=30)


@given(claim=TEXTS, name=TEXTS, amount=st.none() | st.integers(0, 10**13), minute=st.integers(0, 5_000_000))
def test_any_record_goes_out_and_comes_in_unchanged(claim, name, amount, minute):
    moment = datetime.fromtimestamp(minute * 60, SHANGHAI)
    case = whole(
        claim=claim, amount_fen=amount, received_at=moment, parties=(Party(role=PartyRole.COMPLAINANT, name=name),)
    )
    assert changes_of(back(case), case) == {}
