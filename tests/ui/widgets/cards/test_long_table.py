"""Long tables, painted: every row has its room at any width, and only long ones are painted."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel

from hfc_desktop.ui import tokens
from hfc_desktop.ui.theme import Theme
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.cards.blocks import Brush, draw
from hfc_desktop.ui.widgets.cards.long_table import LongTable
from hfc_desktop.ui.widgets.cards.model import Grid


@pytest.fixture(scope="module")
def theme(qapp):
    return Theme(qapp)


def table(theme, count, text="值"):
    block = Grid(("名称", "说明"), tuple((f"第{number}行", text) for number in range(count)))
    return draw(Brush(theme, print, print, print), block)


def test_short_tables_are_labels_and_long_ones_are_painted(qtbot, theme):
    short, long = table(theme, 3), table(theme, 200)
    qtbot.addWidget(short)
    qtbot.addWidget(long)
    assert len(short.findChildren(QLabel)) == 8
    assert isinstance(long, LongTable)
    assert not long.findChildren(QLabel)


def test_every_row_has_its_room_and_a_narrow_table_is_higher(qtbot, theme):
    made = table(theme, 50, "这一列的文字比较长，窄的时候要折成几行才放得下")
    qtbot.addWidget(made)
    line = QFontMetrics(theme.font(Type.BODY)).height()
    assert made.heightForWidth(tokens.READING_WIDTH) >= 50 * line
    assert made.heightForWidth(240) > 2 * made.heightForWidth(tokens.READING_WIDTH)


def test_a_word_wider_than_its_column_is_broken_instead_of_cut(qtbot, theme):
    usual, broken = table(theme, 30, "short"), table(theme, 30, "w" * 80)
    qtbot.addWidget(usual)
    qtbot.addWidget(broken)
    assert broken.heightForWidth(300) > usual.heightForWidth(300)


def test_it_paints_its_text_and_speaks_it(qtbot, theme):
    made = table(theme, 30)
    qtbot.addWidget(made)
    made.resize(400, made.heightForWidth(400))
    picture = made.grab().toImage()
    inks = {picture.pixel(x, y) for x in range(0, 200, 2) for y in range(picture.height() - 20, picture.height())}
    assert len(inks) > 2, "the last row is there"
    assert "第29行 · 值" in made.accessibleDescription()


def test_it_follows_the_scheme(qtbot, theme):
    made = table(theme, 30)
    qtbot.addWidget(made)
    made.resize(400, 300)
    light = made.grab().toImage()
    theme.set_scheme("dark")
    try:
        assert made.grab().toImage() != light
    finally:
        theme.set_scheme("light")
