"""The strict YAML reader: text stays text, every refusal names its line, nothing else escapes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hfc_desktop.packs.yaml_loader import MAX_BYTES, MAX_DEPTH, load, walk


def codes(text):
    data = text if isinstance(text, bytes) else text.encode()
    return [(fault.code, fault.line, fault.column) for fault in load(data, "f.yaml").faults]


@pytest.mark.parametrize(
    "word", ["NO", "010", "22:22", "1_000", "2026-01-01", "~", "null", "true", "1e5", ".inf", "0x1F"]
)
def test_words_that_yaml_would_turn_into_other_things_stay_text(word):
    loaded = load(f"a: {word}\n".encode(), "f.yaml")
    assert loaded.faults == ()
    assert loaded.value == {"a": word}


def test_every_value_and_key_knows_its_line_and_column():
    loaded = load("标题: 冻结\nlist:\n  - 一\n  - x: 二\n".encode(), "f.yaml")
    assert loaded.value == {"标题": "冻结", "list": ["一", {"x": "二"}]}
    title = loaded.place.at(("标题",))
    assert (title.line, title.column, title.key_line, title.key_column) == (1, 5, 1, 1)
    inner = loaded.place.at(("list", 1, "x"))
    assert (inner.line, inner.column) == (4, 8)
    assert loaded.place.at(("list",)).point() == (2, 1)
    assert loaded.place.at(("list", 7, "y")).point() == (2, 1)


def test_mark_at_start_and_windows_line_ends_are_accepted():
    loaded = load(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "f.yaml")
    assert (loaded.value, loaded.faults) == ({"a": "1", "b": "2"}, ())
    assert loaded.place.at(("b",)).line == 2


REFUSED = {
    "anchor": ("a: &x 1\n", "yaml.anchor", 1, 4),
    "alias": ("b: 1\na: *x\n", "yaml.alias", 2, 4),
    "alias as key": ("*x : 1\n", "yaml.alias", 1, 1),
    "python tag": ("a: !!python/object:os.system x\n", "yaml.tag", 1, 4),
    "plain tag": ("a:\n  - !!int 3\n", "yaml.tag", 2, 5),
    "duplicate key": ("a: 1\nb: 2\na: 3\n", "yaml.duplicate_key", 3, 1),
    "two documents": ("a: 1\n---\nb: 2\n", "yaml.several_documents", 2, 1),
    "directive": ("%YAML 1.1\n---\na: 1\n", "yaml.directive", 1, 1),
    "list as key": ("? [a]\n: b\n", "yaml.key_not_text", 1, 3),
    "no value": ("a: 1\nb:\nc: 3\n", "yaml.empty_value", 2, 1),
    "no entry": ("a:\n  -\n  - x\n", "yaml.empty_entry", 2, 4),
    "tab": ("a:\n\tb: 1\n", "yaml.tab", 2, 1),
    "nul": ("a: x\0y\n", "text.invisible", 1, 5),
    "escaped nul": ('a: 1\nb: "x\\0"\n', "text.invisible", 2, 4),
    "bidi": ("a: 甲\u202e乙\n", "text.invisible", 1, 5),
    "zero width": ("a: 1\r\nb: 冻\u200b结\n", "text.invisible", 2, 5),
    "mark inside": ("a: x\ufeff\n", "text.invisible", 1, 5),
    "colon": ("a: b: c\n", "yaml.colon", 1, 5),
    "no colon": ("a: 1\nbcd\nc: 2\n", "yaml.no_colon", 3, 1),
    "indentation": ("a:\n  - x\n y: 2\n", "yaml.indentation", 3, 2),
    "open quote": ('a: "x\n', "yaml.unclosed_quote", 1, 4),
    "open quote closed by the next one": ('a: "x\nb: "y: z"\nc: d\n', "yaml.unclosed_quote", 1, 4),
    "open quote in a list": ('a: [x, "y]\nb: "z"\n', "yaml.unclosed_quote", 1, 8),
    "word behind a quote": ('a: "x" y\nb: 1\n', "yaml.indentation", 1, 8),
    "Chinese colon": ("- id: a\n  title：好\n  b: 1\n", "yaml.wide_colon", 2, 8),
    "Chinese colon in the first field": ("- id： a\n  b: 1\n", "yaml.wide_colon", 1, 5),
    "open bracket": ("a: [x, y\nb: 1\n", "yaml.unclosed_bracket", 1, 4),
    "escape": ('a: "\\q"\n', "yaml.escape", 1, 5),
    "surrogate": ('a: "\\ud800"\n', "yaml.escape", 1, 7),
    "reserved": ("a: @x\n", "yaml.reserved", 1, 4),
    "gbk": ("a: 1\nb: 冻结\n".encode("gbk"), "file.gbk", 2, 1),
    "utf-16": ("a: 冻结\n".encode("utf-16"), "file.utf16", 1, 1),
    "utf-16 without mark": ("a: 冻结\n".encode("utf-16-le"), "file.utf16", 1, 1),
    "neither": (b"a: \xff\n", "file.not_utf8", 1, 1),
    "lone surrogate": (b"a: \xed\xa0\x80\n", "file.not_utf8", 1, 1),
    "empty": ("# only a comment\n", "file.empty", 0, 0),
    "too deep": ("[" * (MAX_DEPTH + 1), "yaml.too_deep", 1, MAX_DEPTH + 1),
    "far too deep": ("[" * 200_000, "yaml.too_deep", 1, 1001),
    "too large": ("a: " + "x" * MAX_BYTES, "file.too_large", 0, 0),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals_name_code_line_and_column(name):
    text, code, line, column = REFUSED[name]
    found = codes(text)
    assert found
    assert found[0] == (code, line, column)


def test_a_second_value_of_one_key_is_left_out_but_the_rest_is_read():
    loaded = load(b"a: 1\na: {x: 2}\nb: 3\n", "f.yaml")
    assert loaded.value == {"a": "1", "b": "3"}


def test_a_billion_laughs_is_refused_without_unfolding():
    text = "a: &a [x,x,x,x]\n" + "".join(
        f"{b}: &{b} [*{a},*{a},*{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert {code for code, _l, _c in codes(text)} == {"yaml.anchor", "yaml.alias"}


def test_markup_in_text_stays_text():
    loaded = load(b"a: '<b onclick=x>&amp;</b>'\n", "f.yaml")
    assert loaded.value == {"a": "<b onclick=x>&amp;</b>"}


YAML_LIKE = st.text(alphabet=st.sampled_from("ab:-[]{},&*!|>'\"%@`#?~ \n\t\r\\0冻\u2028\u202e\x00"), max_size=40)


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=60)
    | st.text(max_size=40).map(lambda t: t.encode("utf-8", "surrogatepass"))
    | YAML_LIKE.map(str.encode)
)
def test_anything_gives_a_value_or_our_own_fault(data):
    loaded = load(data, "f.yaml")
    assert loaded.value is not None or loaded.faults
    if loaded.value is not None:
        for path, text in walk(loaded.value):
            assert isinstance(text, str)
            place = loaded.place.at(path)
            assert place.line >= 1
            assert place.column >= 1


PLAIN = st.text(alphabet=st.sampled_from("abc 冻结0:_-"), min_size=1, max_size=6)
TREES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(PLAIN, inner, min_size=1, max_size=3),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None)
@given(TREES)
def test_what_a_plain_writer_writes_is_read_back(tree):
    import json

    loaded = load(json.dumps(tree, ensure_ascii=False).encode(), "f.yaml")
    assert (loaded.value, loaded.faults) == (tree, ())
