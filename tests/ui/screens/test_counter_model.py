import gc
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem

from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.domain.lookup import HitStatus, LookupHit, MatchKind
from hfc_desktop.i18n import set_language
from hfc_desktop.ui.screens.counter.model import ResultModel, rows_of
from hfc_desktop.ui.widgets import kinds


@pytest.fixture(autouse=True)
def chinese():
    set_language("zh")
    yield
    set_language("zh")


def hit(number, kind=Kind.FAQ, **changes):
    values = {
        "id": f"{kind}.{number}", "kind": kind, "title": f"冻结{number}", "title_en": f"Freeze {number}",
        "summary": "概要", "summary_en": "Summary", "status": HitStatus.ACTIVE, "valid_from": date(2026, 1, 1),
        "valid_to": None, "match": MatchKind.TITLE, "title_marks": ((0, 2),), "first_words": "先说这句",
    }  # fmt: skip
    return LookupHit(**{**values, **changes})


def test_one_kind_has_one_heading_with_its_word():
    rows = rows_of([hit(1), hit(2)])
    assert [row.heading for row in rows if row.heading] == ["常见问题"]


def test_several_kinds_have_the_best_first_and_counts():
    rows = rows_of([hit(1), hit(2, Kind.HOTLINE), hit(3), hit(4), hit(5)])
    assert [row.heading for row in rows if row.heading] == ["最相关 · 3", "常见问题 · 2"]


def test_nine_results_have_a_digit_across_all_headings():
    rows = rows_of([hit(number, Kind.FAQ if number % 2 else Kind.CASE) for number in range(12)])
    assert [row.number for row in rows if row.hit] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 0]


def test_a_given_heading_stands_alone():
    rows = rows_of([hit(1), hit(2, Kind.CASE)], "相近")
    assert [row.heading for row in rows if row.heading] == ["相近 · 2"]


def test_in_english_the_english_title_stands_without_marks_of_the_chinese():
    set_language("en")
    row = rows_of([hit(1)])[1]
    assert (row.title, row.marks, row.second) == ("Freeze 1", (), "Summary")


def test_the_model_passes_over_headings_and_finds_digits(qtmodeltester):
    model = ResultModel()
    model.show(rows_of([hit(1), hit(2, Kind.CASE), hit(3), hit(4)]))
    qtmodeltester.check(model)
    assert [model.item(at).isEnabled() for at in range(3)] == [False, True, True]
    assert not model.item(0).isSelectable()
    assert model.hit_at(model.row_of_number(4)).id == "faq.4"
    assert model.row_of_number(9) == -1
    assert model.count_hits() == 4


def test_a_screen_reader_hears_kind_title_words_state_and_code():
    model = ResultModel()
    model.show(rows_of([hit(1, Kind.RESTRICTION, status=HitStatus.EXPIRED, codes=("SMP-J02-2",))]))
    heard = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "账户管控, 冻结1, 先说这句, 已失效, SMP-J02-2"


@pytest.mark.parametrize(
    ("status", "sample", "word"),
    [
        (HitStatus.ACTIVE, False, None),
        (HitStatus.ACTIVE, True, "样例"),
        (HitStatus.EXPIRED, True, "已失效"),
        (HitStatus.DUE_FOR_REVIEW, False, "待复核"),
        (HitStatus.FUTURE, False, "尚未生效"),
        (HitStatus.WITHDRAWN, False, "已撤回"),
    ],
)
def test_a_state_is_told_in_words(status, sample, word):
    found = kinds.state(status, sample)
    assert (found[1] if found else None) == word


def test_every_kind_has_a_shape_and_a_word():
    for kind in Kind:
        icon, word = kinds.sign(kind)
        assert icon
        assert word


def items_in_memory():
    gc.collect()
    return sum(type(one) is QStandardItem for one in gc.get_objects())


def test_results_that_were_replaced_leave_memory(qapp):
    model, before = ResultModel(), items_in_memory()
    for number in range(5):
        model.show(rows_of([hit(number), hit(number + 1)]))
    assert items_in_memory() - before == model.rowCount() == 3
