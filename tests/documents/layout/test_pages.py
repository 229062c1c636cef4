"""Blocks on pages: nothing lost, no single lines, heads repeated, headings with what follows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hfc_desktop.documents.layout import style
from hfc_desktop.documents.layout.blocks import Heading, Notice, Paragraph, Space, share_lines, stacked
from hfc_desktop.documents.layout.pages import paginated, settled
from hfc_desktop.documents.layout.tables import Cell, Table

WIDTH = 300.0


def lines_of(block):
    if isinstance(block, Paragraph):
        return [line.text for line in block.lines(WIDTH)]
    if isinstance(block, Notice):
        return [text for inner in block.inner for text in lines_of(inner)]
    return [block.text] if isinstance(block, Heading) else []


PARAGRAPHS = st.lists(st.integers(min_value=1, max_value=400), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS, st.floats(min_value=60, max_value=500))
def test_no_line_is_lost_or_doubled_and_no_page_is_too_full(lengths, height):
    blocks = [Paragraph("账户管控" * (length // 4 + 1)) for length in lengths]
    wanted = [text for block in blocks for text in lines_of(block)]
    pages = paginated(blocks, WIDTH, height)
    assert [text for page in pages for block in page for text in lines_of(block)] == wanted
    assert all(stacked(page, WIDTH) <= height + 1e-3 for page in pages)


@given(st.integers(min_value=1, max_value=60), st.integers(min_value=0, max_value=60))
def test_neither_side_of_a_cut_has_a_single_line(count, fitting):
    here = share_lines(count, fitting)
    assert 0 <= here <= min(count, max(fitting, 0))
    assert here in {0, count} or (here >= 2 and count - here >= 2)


def test_a_heading_goes_with_what_follows_it():
    room = style.BODY.leading * 3
    blocks = [Space(room), Heading("二、事项"), Paragraph("正文" * 200, style.BODY)]
    first, second, *_rest = paginated(blocks, WIDTH, room + 30)
    assert not any(isinstance(block, Heading) for block in first)
    assert isinstance(second[0], Heading)


def table(count, text="行"):
    head = (Cell("编号", style.TABLE_HEAD), Cell("内容", style.TABLE_HEAD))
    return Table((20, 80), tuple((Cell(str(place)), Cell(text)) for place in range(count)), head)


@pytest.mark.parametrize("count", [3, 10, 41, 60])
def test_a_table_repeats_its_head_and_loses_no_row(count):
    pages = paginated([table(count)], WIDTH, 250)
    parts = [block for page in pages for block in page]
    assert all(part.head == table(1).head for part in parts)
    rows = [row.cells[0][0].text for part in parts for row in part.made(WIDTH)]
    assert rows == [str(place) for place in range(count)]
    assert all(part.height(WIDTH) <= 250 for part in parts)


def test_no_single_row_is_left_alone():
    one_too_many = next(count for count in range(5, 60) if len(paginated([table(count)], WIDTH, 250)) == 2)
    parts = [block for page in paginated([table(one_too_many)], WIDTH, 250) for block in page]
    assert len(parts[-1].made(WIDTH)) == 2


def test_a_row_taller_than_a_page_is_cut_between_lines():
    tall = table(2, "很长的内容" * 300)
    pages = paginated([tall], WIDTH, 250)
    assert len(pages) > 2
    read = "".join(line.text for page in pages for part in page for row in part.made(WIDTH) for line in row.cells[1])
    assert read == "很长的内容" * 600


def test_a_notice_is_cut_inside():
    notice = Notice((Paragraph("可以说的话" * 300),))
    pages = paginated([notice], WIDTH, 200)
    assert len(pages) > 2
    assert "".join(text for page in pages for block in page for text in lines_of_notice(block)) == "可以说的话" * 300


def lines_of_notice(block):
    inner = WIDTH - 2 * block.pad - 5
    return [line.text for one in block.inner for line in one.lines(inner)]


def test_what_fits_on_no_page_is_drawn_rather_than_lost():
    pages = paginated([Space(10), Heading("题"), Space(900)], WIDTH, 100)
    assert any(isinstance(block, Heading) for page in pages for block in page)


def section(name, points):
    return [Heading(name), Paragraph("正文", style.BODY), Space(points)]


def test_a_last_page_of_a_few_lines_is_drawn_in_by_tighter_spaces():
    blocks = [*section("一", 100), *section("二", 100), *section("三", 100), Paragraph("末行", style.BODY)]
    full = stacked(blocks, WIDTH)
    assert [len(paginated(blocks, WIDTH, full - 5)), len(settled(blocks, WIDTH, full - 5))] == [2, 1]


def test_pages_that_are_well_filled_keep_their_spaces():
    blocks = [*section("一", 200), *section("二", 200), *section("三", 200)]
    assert settled(blocks, WIDTH, 300) == paginated(blocks, WIDTH, 300)


@pytest.mark.parametrize(
    "before",
    [Paragraph("正文" * 300, style.BODY), Paragraph("一行", style.BODY), table(12)],
    ids=["text", "one", "rows"],
)
def test_a_section_that_stands_alone_on_a_short_last_page_gets_the_end_of_what_goes_before(before):
    signed = [Heading("签收"), Notice((Paragraph("客户", style.BODY),))]
    blocks = [Space(300), Heading("一"), before, *signed]
    room = stacked([*blocks[:3]], WIDTH) + 1
    alone, settled_pages = paginated(blocks, WIDTH, room), settled(blocks, WIDTH, room)
    assert alone[-1] == signed
    assert len(settled_pages) == len(alone)
    assert settled_pages[-1][-2:] == signed
    assert len(settled_pages[-1]) > 2
    assert all(stacked(page, WIDTH) <= room for page in settled_pages)


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS, st.floats(min_value=60, max_value=500))
def test_drawing_in_and_carrying_over_loses_no_line(lengths, height):
    blocks = []
    for length in lengths:
        blocks += [Heading(f"第{length}节"), Paragraph("账户管控" * (length // 4 + 1))]
    wanted = [text for block in blocks for text in lines_of(block)]
    pages = settled(blocks, WIDTH, height)
    assert [text for page in pages for block in page for text in lines_of(block)] == wanted
    assert len(pages) <= len(paginated(blocks, WIDTH, height))
    assert all(stacked(page, WIDTH) <= height + 1e-3 for page in pages)
