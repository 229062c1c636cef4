"""Why a row is rejected, in words."""

import pytest

from hfc_desktop.domain.imports import CellFault
from hfc_desktop.i18n import language, set_language
from hfc_desktop.wording.cells import cell_text


@pytest.fixture(params=["zh", "en"])
def spoken(request):
    before = language()
    set_language(request.param)
    yield request.param
    set_language(before)


@pytest.mark.parametrize(
    ("fault", "chinese", "english"),
    [
        (CellFault("来源", "cell.unknown_word", {"group": "source", "choices": ["media"]}),
         "来源: 不认识这个词；可用的有：媒体", "来源: this word is not known here; known are: Media"),
        (CellFault("", "cell.unknown_word", {"group": "business", "choices": ["loan"]}), "可用的有：loan", "are: loan"),
        (CellFault("", "cell.missing", {"field": "no_such"}), "缺少no_such", "no_such is missing"),
        (CellFault("", "cell.twice", {"first": 7}), "第 7 行", "row 7"),
        (CellFault("", "records.negative_amount", {"field": "amount_fen"}), "不能", "cannot be negative"),
        (CellFault("甲", "no.such", {}), "甲: no.such", "甲: no.such"),
    ],
)  # fmt: skip
def test_a_fault_is_said_in_the_language_in_use(spoken, fault, chinese, english):
    assert (chinese if spoken == "zh" else english) in cell_text(fault)
