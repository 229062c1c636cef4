import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hfc_desktop.packs.index import postings, schema
from hfc_desktop.packs.index.build import build_index, readings_for
from hfc_desktop.packs.index.cut import CutPack, cut, digest_of
from hfc_desktop.packs.index.entries import IndexEntry, IndexTools


def in_order(docs, ids):
    return sorted(postings.numbers_in(postings.unpacked(docs)), key=ids.__getitem__)


def rows(path, table):
    """Row numbers rise with every update, so tables are compared without them."""
    db = schema.connect_for_reading(path)
    try:
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        kept = [column for column in columns if column not in {"rowid", "item", "name"}]
        where = "WHERE key NOT IN ('next', 'last_item')" if table == "meta" else ""
        found = db.execute(f"SELECT {', '.join(kept)} FROM {table} {where}").fetchall()
        if table == "gram":
            ids = {schema.item_number(row): id_ for row, id_ in db.execute("SELECT rowid, id FROM item")}
            found = [(gram, items, [ids[one] for one in in_order(docs, ids)]) for gram, items, docs in found]
        return sorted(found, key=repr)
    finally:
        db.close()


TABLES = ("meta", "item", "card", "words", "code", "successor", "name", "initial", "gram", "syllable_pair", "region")


def test_an_update_writes_only_what_changed(library, items):
    library.build()
    changed = (replace(items[0], title="法院的执行冻结"), *items[2:])
    report = library.build(changed, previous=library.path)
    assert (report.written, report.removed) == (1, 1)


def test_an_updated_index_equals_one_built_anew(library, items, tmp_path):
    library.build()
    changed = (*items[3:], replace(items[0], title="法院的执行冻结", aliases=("老赖冻结",)), items[1])
    library.build(changed, previous=library.path)
    updated = {table: rows(library.path, table) for table in TABLES}
    library.build(changed)
    assert updated == {table: rows(library.path, table) for table in TABLES}
    db = schema.connect_for_writing(library.path)
    db.execute("INSERT INTO names (names) VALUES ('integrity-check')")
    db.close()


def test_after_an_update_the_old_words_lead_nowhere(library, items):
    library.build()
    library.build((replace(items[0], aliases=("老赖冻结",), messages=()), *items[1:]), previous=library.path)
    library.open()
    assert library.ids("laolaidongjie")[0] == "restriction.j02"
    assert library.ids("老赖冻结")[0] == "restriction.j02"
    assert all(hit.match.value != "alias" for hit in library.search("卡里有钱取不出").hits)


@given(st.permutations(range(6)), st.integers(0, 6))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_items_does_not_matter(library, items, order, cut):
    library.build([items[place] for place in order[:cut]])
    library.build([items[place] for place in order], previous=library.path)
    library.open()
    assert library.ids("司法冻结")[0] == "restriction.j02"
    assert library.ids("lhdj")[0] == "restriction.j03"


def test_an_unusable_previous_file_is_built_anew(library, items, tmp_path):
    broken = tmp_path / "broken.idx"
    broken.write_bytes(b"no database")
    report = library.build(previous=broken)
    assert report.written == len(items) - 1
    assert library.build(previous=tmp_path / "missing.idx").written == len(items) - 1


def test_cancelling_leaves_the_old_file_and_no_other(library, items):
    library.build(items[:3])
    before = library.path.read_bytes()
    assert library.build(progress=lambda _done, _total: False) is None
    assert library.path.read_bytes() == before
    assert [path.name for path in library.path.parent.iterdir()] == [library.path.name]


def test_progress_ends_at_the_whole(library):
    seen = []
    library.build(progress=lambda done, total: seen.append((done, total)) or True)
    assert seen[0][0] == 0
    assert seen[-1][0] == seen[-1][1]


def from_files(items, files):
    """Entries of items, each from one of the files, whose digests are given."""
    return [IndexEntry(item, "pack-1", files[place % len(files)]) for place, item in enumerate(items)]


def test_items_of_a_file_that_did_not_change_are_not_looked_at(library, items, tools):
    build_index(from_files(items, ["a", "b"]), library.path, tools)
    changed = [replace(item, title=f"{item.title}（新）") for item in items]
    report = build_index(from_files(changed, ["a", "B"]), library.path, tools, previous=library.path)
    shown = [item for item in items[1::2] if item.status.value != "draft"]
    assert (report.written, report.removed) == (len(shown), 0)


def test_items_that_are_the_same_in_a_changed_file_are_not_written_but_known_by_it_from_then_on(library, items, tools):
    build_index(from_files(items, ["a"]), library.path, tools)
    report = build_index(from_files(items, ["A"]), library.path, tools, previous=library.path)
    assert report.written == 0
    db = schema.connect_for_reading(library.path)
    assert {origin for (origin,) in db.execute("SELECT origin FROM item")} == {"A"}
    db.close()


def test_an_item_without_an_origin_is_looked_at_each_time(library, items):
    library.build()
    assert library.build((replace(items[0], summary="另一句"), *items[1:]), previous=library.path).written == 1


@pytest.fixture(scope="module")
def many(make_many):
    return make_many(260)


@pytest.mark.parametrize("travelling", [False, True])
def test_when_most_items_changed_the_index_is_written_anew(library, tools, many, travelling):
    library.build(many)
    changed = (*(replace(item, aliases=("老赖冻结",)) for item in many[:230]), *many[235:])
    words = {"cut": [cut_words(changed, tools)]} if travelling else {}
    report = library.build(changed, previous=library.path, **words)
    assert (report.items, report.written, report.removed) == (len(changed), len(changed), 0)
    anew = {table: rows(library.path, table) for table in TABLES}
    library.build(changed)
    assert anew == {table: rows(library.path, table) for table in TABLES}
    library.open()
    assert library.index.item(many[230].id) is None
    assert library.index.item(many[0].id).aliases == ("老赖冻结",)


def test_when_few_items_changed_the_others_stay_as_they_are(library, many):
    library.build(many)
    changed = (*(replace(item, aliases=("老赖冻结",)) for item in many[:50]), *many[50:])
    assert library.build(changed, previous=library.path).written == 50


def test_an_index_of_another_format_is_written_anew(library, items):
    library.build()
    db = schema.connect_for_writing(library.path)
    db.execute("UPDATE meta SET value = '3' WHERE key = 'format'")
    db.close()
    assert library.build(previous=library.path).written == len(items) - 1


class NoPinyin:
    """A reader that must not be asked."""

    def readings(self, text):
        raise AssertionError(text)


def test_readings_that_travel_with_the_pack_are_not_made_again(library, items, tools):
    entries = [IndexEntry(item, "pack-1") for item in items]
    precomputed = readings_for(items, tools)
    assert precomputed["轮候冻结"] == ["lun hou dong jie"]
    silent = IndexTools(tools.search_text, tools.normaliser, NoPinyin(), tools.sounds)
    build_index(entries, library.path, silent, precomputed=precomputed)
    library.open()
    assert library.ids("lhdj")[0] == "restriction.j03"


def cut_words(items, tools):
    return CutPack.loads(json.dumps(cut(items, tools, readings_for(items, tools))).encode())


@pytest.mark.parametrize("kept", [0, 5, 100])
def test_words_that_travel_with_the_pack_give_the_same_index(library, items, tools, kept):
    library.build()
    made = {table: rows(library.path, table) for table in TABLES}
    library.build(cut=[cut_words(items[:kept], tools), cut_words(items[kept:], tools)])
    assert {table: rows(library.path, table) for table in TABLES} == made


def test_stamps_are_digests_of_the_stored_bytes():
    assert digest_of('{"id":"faq.a"}') == "f40c6d2e9181991ea30415c9"


def test_a_name_that_many_items_bear_travels_once_with_all_that_is_written_of_it(make_restriction, tools):
    pair = [make_restriction(slug, "贷款逾期", title_en="Overdue", summary="") for slug in ("k08", "k09")]
    travelling = cut(pair, tools, {})
    assert travelling["names"] == [
        [
            "贷款逾期",
            "dai kuan yu qi",
            "贷款 款逾 逾期 期 ιdk ιky ιyq ιq σdai σkuan σyu σqi σσdai σdaiσkuan σkuanσyu σyuσqi",
            "dkyq",
        ],
        ["overdue", "", "overdue "],
    ]
    assert [row[2:4] for row in travelling["items"]] == [["03", [0, 1]], ["03", [0, 1]]]


def test_words_of_another_content_are_left_aside(library, items, tools):
    travelling = cut_words(items, tools)
    library.build((replace(items[0], aliases=("老赖冻结",)), *items[1:]), cut=[travelling])
    library.open()
    assert library.ids("老赖冻结")[0] == "restriction.j02"
    assert all(hit.match.value != "alias" for hit in library.search("卡里有钱取不出").hits)


def test_an_update_takes_travelling_words_too(library, items, tools):
    library.build()
    changed = (replace(items[0], aliases=("老赖冻结",)), *items[1:])
    library.build(changed, previous=library.path, cut=[cut_words(changed, tools)])
    updated = {table: rows(library.path, table) for table in TABLES}
    library.build(changed)
    assert updated == {table: rows(library.path, table) for table in TABLES}


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"way": "1", "names": [], "items": [], "common": {}, "rare": {}}',
        b'{"way": "2"}',
        b'{"way": "2", "names": [], "items": [["faq.a", "d", "0", [7], "", ""]], "common": {}, "rare": {}}',
        b'{"way": "2", "names": [["a", "", "a"]], "items": [["a", "", "00", [0], "", ""]], "common": {}, "rare": {}}',
    ],
)
def test_words_cut_in_another_way_are_none(document):
    assert CutPack.loads(document) is None


def test_the_author_s_reading_wins(library, make_restriction, tools):
    odd = make_restriction("c09", "重庆专用冻结")
    entries = [IndexEntry(odd, "pack-1")]

    def search_text(item):
        return replace(tools.search_text(item), pinyin="zhong qing zhuan yong dong jie")

    build_index(entries, library.path, replace(tools, search_text=search_text))
    library.open()
    assert library.ids("zhongqing") == ["restriction.c09"]
    assert library.ids("chongqing") == ["restriction.c09"]
