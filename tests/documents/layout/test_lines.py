"""What a line looks like: what stays together, what is squeezed, spaced, spread; rules for any text: typography."""

import itertools

import pytest

from hfc_desktop import i18n
from hfc_desktop.documents.layout.lines import break_lines, printable, text_width


@pytest.fixture(autouse=True)
def chinese():
    before = i18n.language()
    i18n.set_language(i18n.CHINESE)
    yield
    i18n.set_language(before)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("本次投诉自收到之日起十五日内答复，金额2,600.00元整", "2,600.00元"),
        ("我们将于期限届满前15日告知处理进展情况", "15日"),
        ("依据管理办法第18条的规定作出处理决定", "第18条"),
        ("账户状态代码为SMP-J02-2请核对后告知客户", "SMP-J02-2"),
        ("手续费率为百分之几即0.35%左右的水平", "0.35%"),
        ("详细情况——包括时间地点——请写在下面", "——"),
        ("这样一来……我们也不知道怎么办才好", "……"),
    ],
)
def test_what_belongs_together_stays_on_one_line(text, kept):
    for tenths in range(80, 200, 3):
        assert any(kept in line.text for line in break_lines(text, tenths / 10)), tenths


def test_a_word_wider_than_the_line_is_broken_at_its_signs_first():
    lines = break_lines("https://www.example.com/complaints/guidance/account-restrictions", 12)
    assert all(line.width <= 12 for line in lines)
    assert all(line.text[-1] in "/." or after.text[0] == "-" for line, after in itertools.pairwise(lines))


@pytest.mark.parametrize(
    "text",
    [
        "请按建行-工行-农行的顺序办理",
        "编号LY-20240305-0007-ABCDEF-X-0099-2210请核对",
        "see the well- known and - so on",
    ],
)
def test_no_line_ends_with_a_hyphen_which_readers_of_a_file_would_drop(text):
    for tenths in range(40, 200, 3):
        lines = break_lines(text, tenths / 10)
        assert [line.text for line in lines[:-1] if line.text.rstrip().endswith("-") and not line.forced] == []
        assert "".join(line.text for line in lines) == text


def test_an_opening_quotation_mark_leaves_no_hole_at_the_start_of_a_line():
    (line,) = break_lines("“您好", 20)
    assert line.runs()[0].face.name == "hfc-sans-half-regular"
    assert line.width == pytest.approx(2.5)


def test_punctuation_gives_up_its_empty_half_beside_punctuation_and_at_the_end():
    assert text_width("他说：“好。”") == pytest.approx(5.5)
    assert text_width("（一）、（二）") == pytest.approx(5.0)


def test_a_space_is_set_between_chinese_and_latin_whether_typed_or_not():
    assert text_width("在ATM取") == pytest.approx(text_width("在 ATM 取"))
    assert text_width("在ATM取") == pytest.approx(text_width("ATM") + 2 + 0.19)


def test_a_space_typed_in_an_english_document_is_as_wide_as_its_other_ones():
    narrow = text_width("To 龚𬭎:")
    i18n.set_language(i18n.ENGLISH)
    assert text_width("To 龚𬭎:") - narrow == pytest.approx(text_width("a a") - 2 * text_width("a") - 0.095)
    assert text_width("To龚𬭎:") == pytest.approx(narrow)


def test_full_width_punctuation_leaves_no_hole_beside_narrow_brackets_and_stops():
    assert text_width("(《办法》)") == pytest.approx(text_width("()") + 3)
    assert text_width("《办法》, 甲") == pytest.approx(text_width("《办法》") + text_width(", 甲"))


def test_no_paragraph_ends_with_a_single_character():
    lines = break_lines("一二三四五六七八九十甲。", 10)
    assert [line.text for line in lines] == ["一二三四五六七八九", "十甲。"]


def test_a_full_line_is_spread_to_the_edge_and_the_last_is_not():
    first, last = break_lines("账户状态为“只收不付”，请到柜面办理，我们会告诉您怎么办", 16)
    assert first.width < 16
    run = first.runs(16)[-1]
    end = run.x + sum(run.face.widths[ord(one)] for one in run.text) / 1000 + run.spread * (len(run.text) - 1)
    assert end == pytest.approx(16)
    assert all(run.spread == 0 for run in last.runs(16))


def test_a_character_without_a_face_is_named_instead_of_drawn():
    assert "".join(line.text for line in break_lines("张\U0001f600三", 40)) == "张〔U+1F600无字形〕三"


def test_marks_without_ink_are_left_out():
    assert printable("张\u200b三\ufeff\u202e") == "张三"


def test_a_name_with_a_dot_is_set_close():
    assert text_width("买买提·艾合买提") == pytest.approx(7.5)


def test_an_address_that_fits_on_no_line_begins_where_there_is_room():
    address = "https://www.example.com/complaints/guidance/account-restrictions?lang=zh-CN&id=650111202611240100178"
    first, *rest = break_lines(f"页面{address}无法打开", 24)
    assert first.text.startswith("页面https://")
    assert all(line.width <= 24 for line in (first, *rest))


def test_a_word_that_fits_on_the_next_line_is_kept_whole():
    lines = break_lines("请查看SMP-J02-2-account-restriction说明", 16)
    assert any("SMP-J02-2-account-restriction" in line.text for line in lines)
