"""The rules of line breaking, stated once more without the breaker's tables, hold on a list and on any text.

The list is ``texts.txt``, a text a line, with ``\\n`` and ``\\t`` written out. The rules are those of GB/T 15834-2011
and of the W3C's requirements for Chinese text layout.
"""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hfc_desktop import i18n
from hfc_desktop.documents.layout.lines import break_lines, printable

TEXTS = [
    line.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\")
    for line in (Path(__file__).parent / "texts.txt").read_text("utf-8").split("\n")
    if line
]
ROOMS = (4.0, 7.3, 10.0, 13.7, 18.0, 24.5, 33.0, 47.0)
STOPS = set("，。、；：？！,.;:?!…—·%％‰℃℉°～~々ー／/>＞")
SPACES = set(" \u3000\t")


@pytest.fixture(autouse=True)
def chinese():
    before = i18n.language()
    i18n.set_language(i18n.CHINESE)
    yield
    i18n.set_language(before)


def is_mark(character):
    return unicodedata.category(character) in {"Mn", "Me", "Mc"}


def is_space(character):
    return character in SPACES or (unicodedata.category(character) == "Zs" and character not in "\u00a0\u202f")


def is_letter(character):
    """A letter or digit of an alphabet, as in a Latin word or a number."""
    name = unicodedata.name(character, "")
    latin = name.startswith(("LATIN", "DIGIT", "GREEK", "CYRILLIC")) and "FULLWIDTH" not in name
    return latin and unicodedata.category(character)[0] in "LN"


def breaks_a_rule(left, right):
    """Whether a line that ends with ``left`` before a line that begins with ``right`` is forbidden outright."""
    begins_badly = right in STOPS or unicodedata.category(right) in {"Pe", "Pf"}
    return begins_badly or unicodedata.category(left) in {"Ps", "Pi"} or left in "￥¥$€£№§<＜＄￡"


def tears_apart(left, right):
    """Whether it parts a word or a number and its unit."""
    if is_letter(left) and is_letter(right):
        return True
    return (left.isdecimal() and right in "元角分年月日号天人户笔项条件份张页期") or (
        left in "第约逾近每共满超" and right.isdecimal()
    )


def places(text):
    """All places of ``text`` where a line could end at all, with the characters on both sides, spaces left out."""
    for place in range(1, len(text)):
        right = text[place]
        left = text[:place].rstrip("".join(SPACES))
        if not is_mark(right) and not is_space(right) and left and not is_mark(left[-1]):
            yield place, left[-1], right


def check(text, room):
    """Every rule on every line."""
    lines = break_lines(text, room)
    for place, line in enumerate(lines):
        visible = line.text.rstrip("".join(SPACES))
        inked = [cluster for cluster in line.clusters if not cluster.traits.space]
        assert line.width <= room + 1e-6 or len(inked) == 1 or not visible, ("too wide", text, room)
        if line.last or place + 1 == len(lines) or not visible:
            continue
        following = lines[place + 1].text
        right, left = following[0], visible[-1]
        assert not is_mark(right), ("mark torn off", text, room)
        if is_mark(left):
            continue
        choices = [pair[1:] for pair in places(line.text)]
        if breaks_a_rule(left, right):
            assert all(breaks_a_rule(*pair) for pair in choices), ("a rule broken without need", text, room, visible)
        elif tears_apart(left, right) and len(line.text) == len(visible):
            whole = [pair for pair in choices if not breaks_a_rule(*pair) and not tears_apart(*pair)]
            kept = [pair for pair in whole if not joined_by_signs(*pair)]
            assert not kept, ("torn apart without need", text, room, visible)
    return lines


def joined_by_signs(left, right):
    """Whether the breaker holds both for one word or address because of a sign between."""
    signs = "_-+*=&@#'’\"\\^|`.,:/%"
    return left in signs or right in signs or (is_of_a_word(left) and is_of_a_word(right))


def is_of_a_word(character):
    """A letter or number of any alphabet that is not written like an ideograph."""
    written_whole = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "CIRCLED", "PARENTHESIZED", "FULLWIDTH")
    name = unicodedata.name(character, "")
    return unicodedata.category(character)[0] in "LN" and not name.startswith(written_whole)


def test_the_list_is_long_and_without_doubles():
    assert len(TEXTS) >= 200
    assert len(set(TEXTS)) == len(TEXTS)


@pytest.mark.parametrize("room", ROOMS)
def test_the_rules_hold_on_the_list(room):
    for text in TEXTS:
        lines = check(text, room)
        assert "".join(line.text + ("\n" if line.last else "") for line in lines) == printable(text) + "\n"


CHARACTERS = st.one_of(
    st.sampled_from("冻结账户投诉人张三李四的是了和我您请"),
    st.sampled_from("，。、；：？！）】》」”’（【《「“‘…—·％～"),
    st.sampled_from("abcXYZ0189.-/_@:%,()[]\"'"),
    st.sampled_from(" \u3000\n\t\u00a0元年月日第￥"),
    st.sampled_from("\u0301\u0308\u200d\ufe0f\u202e\ufeff"),
    st.sampled_from("😀👨🇨ｱ｢｣Ａ１あっーصไ𬭎𠅤䶮①㈠"),
    st.characters(),
)
ANY = st.one_of(
    st.text(CHARACTERS, max_size=60),
    st.text(st.sampled_from("，。、（）“”——……《》"), min_size=1, max_size=60),
    st.text(st.sampled_from("abcdefghij0123456789"), min_size=100, max_size=300),
    st.text(st.characters(), max_size=60),
)


@settings(max_examples=400, deadline=None)
@given(ANY, st.floats(min_value=2, max_value=48))
@example("a" * 300, 10.0)
@example("。" * 80, 10.0)
@example("（" * 80, 10.0)
@example("“" * 3 + "好" + "”" * 40, 5.0)
@example("e" + "\u0301" * 60, 4.0)
@example("\u0301好", 4.0)
@example("\ud800\udfff", 4.0)
def test_the_rules_hold_for_any_text_and_any_width(text, room):
    lines = check(text, room)
    assert "".join(line.text + ("\n" if line.last else "") for line in lines) == printable(text) + "\n"


@settings(max_examples=150, deadline=None)
@given(st.text(CHARACTERS, min_size=1, max_size=40), st.floats(min_value=6, max_value=30))
def test_what_is_drawn_is_the_line_and_stays_inside(text, room):
    for line in break_lines(text, room):
        visible = line.text.rstrip("".join(SPACES))
        runs = line.runs(room)
        drawn = "".join(run.text for run in runs)
        assert "".join(drawn.split()) == "".join(visible.split())
        if len(line.clusters) > 1 and runs and line.width <= room:
            last = runs[-1]
            width = sum(last.face.widths.get(ord(one), 0.0) for one in last.text) / 1000
            assert last.x + width + last.spread * max(0, len(last.text) - 1) <= room + 0.02


def test_a_number_keeps_its_unit_over_a_typed_space():
    for tenths in range(60, 200, 3):
        lines = break_lines("本次投诉涉及的全部金额合计为 2,600.00 元整", tenths / 10)
        assert any("2,600.00 元" in line.text for line in lines)


def test_straight_quotes_beside_chinese_open_and_close_in_turn():
    for tenths in range(40, 200):
        for line in break_lines('他说"不能办理"，她说"可以办理"，写明"以书面为准"。', tenths / 10):
            visible = line.text.strip()
            assert not visible.startswith(('"，', '"。'))
            assert not visible.endswith('说"')
            assert not visible.endswith('明"')
