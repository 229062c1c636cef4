from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hfc_desktop.domain.guidance.item import Audience, Kind
from hfc_desktop.domain.lookup import HitStatus, MatchKind
from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.packs.index.build import build_index
from hfc_desktop.packs.index.entries import IndexEntry
from hfc_desktop.packs.index.lexicon import SearchLexicon
from hfc_desktop.packs.index.search import open_index
from hfc_desktop.text.normaliser import Normaliser
from hfc_desktop.text.syllables import Sounds


def first(shelf, text, **options):
    hits = shelf.search(text, **options).hits
    return (hits[0].id, hits[0].match) if hits else None


@pytest.mark.parametrize("typed", ["SMP-J02-2", "smp j02 2", "ＳＭＰ－Ｊ０２－２", "smpj022"])
def test_an_exact_code_comes_first_however_it_is_written(shelf, typed):
    assert first(shelf, typed) == ("restriction.j02", MatchKind.CODE)


@pytest.mark.parametrize("typed", ["j02", "ｊ０２", "J02-2", "smp j02", "j022", "j2", "屏幕上是J02"])
def test_a_fragment_of_a_code_is_enough(shelf, typed):
    assert first(shelf, typed) == ("restriction.j02", MatchKind.CODE_FRAGMENT)


def test_a_code_is_never_guessed(shelf):
    assert shelf.ids("j09") == []
    assert all(hit.match is not MatchKind.CODE for hit in shelf.search("SMP-J02-9").hits)


def test_the_number_of_a_line_is_a_code(shelf):
    assert first(shelf, "96110") == ("hotline.96110", MatchKind.CODE)


def test_digits_are_a_piece_of_a_number_only_when_typed_alone(shelf):
    assert first(shelf, "961") == ("hotline.96110", MatchKind.CODE_FRAGMENT)
    assert all(hit.match is not MatchKind.CODE_FRAGMENT for hit in shelf.search("每天只能转961").hits)
    assert first(shelf, "打96110没人接")[0] == "hotline.96110"


@pytest.mark.parametrize(
    ("typed", "core", "words"),
    [
        ("账户被冻结", "账户 冻结", ["账户", "冻结"]),
        ("账户被冻了", "账户 冻了", ["账户", "冻了"]),
        ("卡被冻", "卡被冻", ["卡", "被冻"]),
        ("被告", "被告", ["被告"]),
    ],
)
def test_the_sign_of_the_passive_hides_no_word_behind_it(typed, core, words):
    lexicon = SearchLexicon((("冻结", "被冻", "冻了"),))
    assert lexicon.without_idle(typed).replace(" ", "") == core.replace(" ", "")
    assert [piece for piece, _meanings in lexicon.cut(typed)] == words


@pytest.mark.parametrize(
    ("typed", "item", "match"),
    [
        ("司法冻结", "restriction.j02", MatchKind.ALIAS),
        ("轮候冻结", "restriction.j03", MatchKind.TITLE),
        ("執行凍結", "restriction.j02", MatchKind.TITLE),
        ("账户已冻结，金额不足", "restriction.j02", MatchKind.MESSAGE),
        ("账户已冻结金额", "restriction.j02", MatchKind.MESSAGE),
        ("sfdj", "restriction.j02", MatchKind.INITIALS),
        ("lhdj", "restriction.j03", MatchKind.INITIALS),
        ("lunhoudongjie", "restriction.j03", MatchKind.PINYIN),
        ("lunhoudj", "restriction.j03", MatchKind.PINYIN),
        ("nunhoudonjie", "restriction.j03", MatchKind.PINYIN),
        ("公安dj", "restriction.p02", MatchKind.INITIALS),
        ("gongan冻结", "restriction.p02", MatchKind.PINYIN),
        ("司法东结", "restriction.j02", MatchKind.HOMOPHONE),
        ("联合成戒", "restriction.f01", MatchKind.HOMOPHONE),
        ("lunhuodongjie", "restriction.j03", MatchKind.FUZZY),
        ("sfjd", "restriction.j02", MatchKind.FUZZY),
        ("police freeze", "restriction.p02", MatchKind.TITLE),
        ("limit", "restriction.l01", MatchKind.TITLE),
        ("punishmant", "restriction.f01", MatchKind.FUZZY),
        ("restriction.p02", "restriction.p02", MatchKind.CODE),
        ("restriction.p", "restriction.p02", MatchKind.CODE_FRAGMENT),
    ],
)
def test_each_way_of_typing_finds_the_item_and_says_why(shelf, typed, item, match):
    assert first(shelf, typed) == (item, match)


def test_a_sentence_is_weighed_without_its_idle_words(shelf):
    assert first(shelf, "我的卡里有钱取不出了怎么办")[0] == "restriction.j02"


def test_synonyms_lead_to_the_library_s_word(shelf):
    assert "restriction.p02" in shelf.ids("派出所冻结")[:2]
    assert "restriction.p02" in shelf.ids("警察止付")[:2]


def test_pieces_of_chinese_and_pinyin_may_stand_apart(shelf):
    assert first(shelf, "法院dj")[0] == "restriction.j02"


def test_a_synonym_is_found_by_its_initials_and_its_pinyin(shelf):
    assert shelf.ids("paichusuo")[0] == "restriction.p02"
    assert first(shelf, "qubuchu")[0] in {"restriction.j02", "restriction.j03", "restriction.p02"}


def test_pinyin_of_words_that_stand_apart_finds_the_name_that_shares_most(shelf):
    assert "restriction.j02" in shelf.ids("wangluochakongyixia")[:3]


def test_a_sentence_with_one_word_of_the_trade_is_answered(shelf):
    assert "restriction.f01" in shelf.ids("昨天那个什么联合惩戒又是怎么一回事呀")


def test_a_word_that_the_editor_ruled_out_does_not_lead_here(shelf):
    assert "restriction.f01" in shelf.ids("联合惩戒")
    assert "restriction.f01" not in shelf.ids("联合惩戒抽奖")


@pytest.mark.parametrize("typed", ["乌市", "wushi", "乌鲁木齐反诈中心"])
def test_a_place_leads_to_its_hotline(shelf, typed):
    assert first(shelf, typed)[0] == "hotline.r650100"


def test_a_county_leads_to_the_hotline_of_the_place_above_it(shelf):
    assert first(shelf, "库尔勒")[0] == "hotline.r652800"


def test_the_own_region_comes_before_others(shelf):
    assert shelf.ids("反诈中心", region="652801")[0] == "hotline.r652800"
    assert shelf.ids("反诈中心", region="650100")[0] == "hotline.r650100"


def test_an_exact_code_beats_the_region(shelf):
    assert shelf.ids("96110", region="652800")[0] == "hotline.96110"


# -- who may see what, and when -------------------------------------------------------------------------------------


def test_a_restricted_item_is_replaced_by_the_card_that_hands_over(shelf):
    assert "restriction.s01" not in shelf.ids("监察机关冻结")
    assert first(shelf, "监察机关冻结")[0] == "restriction.handover"
    assert first(shelf, "s01")[0] == "restriction.handover"


def test_a_restricted_item_without_one_is_not_there(shelf):
    assert "restriction.hush" not in shelf.ids("保密的管控")
    assert "restriction.hush" not in [hit.id for hit in shelf.search("保密的管控").nearest]


def test_its_own_audience_sees_it(shelf):
    assert first(shelf, "监察机关冻结", audience=(Audience.TELLER, Audience.MANAGER))[0] == "restriction.s01"


def test_drafts_are_not_there(shelf):
    assert "restriction.draft" not in shelf.ids("草稿冻结")


def test_an_expired_item_is_found_and_says_so(shelf):
    hit = shelf.search("通行证延期").hits[0]
    assert (hit.id, hit.status, hit.valid_to) == ("bulletin.permit", HitStatus.EXPIRED, date(2023, 12, 31))
    assert shelf.search("通行证延期", on=date(2023, 12, 31)).hits[0].status is HitStatus.ACTIVE


def test_an_expired_item_names_what_replaced_it(shelf):
    hit = shelf.search("提前还贷").hits[0]
    assert (hit.id, hit.status, hit.replaced_by) == ("bulletin.loan-1", HitStatus.EXPIRED, "bulletin.loan-2")
    assert shelf.search("提前还贷", on=date(2023, 8, 30)).hits[0].replaced_by == ""


def test_a_rule_to_come_says_that_it_is_not_in_force(shelf):
    assert shelf.search("明年的新规定").hits[0].status is HitStatus.FUTURE


def test_an_item_past_its_review_says_so(shelf):
    assert shelf.search("轮候冻结", on=date(2028, 1, 1)).hits[0].status is HitStatus.DUE_FOR_REVIEW


def test_what_holds_comes_before_what_does_not(library, items, make_restriction):
    old = make_restriction("x01", "轮候冻结旧规", valid_to=date(2021, 1, 1))
    new = make_restriction("x02", "轮候冻结很长很长的新规定")
    library.build((old, new))
    library.open()
    assert library.ids("轮候冻结") == ["restriction.x02", "restriction.x01"]


# -- kinds, limits, marks, nearest ------------------------------------------------------------------------------------


def test_only_the_kinds_asked_for(shelf):
    assert {hit.kind for hit in shelf.search("冻结", kinds=(Kind.FAQ,)).hits} == {Kind.FAQ}


def test_word_lists_are_found_only_when_asked_for(shelf):
    assert "lexicon.synonyms" not in shelf.ids("同义词")
    assert shelf.ids("同义词", kinds=(Kind.LEXICON,)) == ["lexicon.synonyms"]


def test_no_more_than_the_limit(shelf):
    assert len(shelf.ids("冻结", limit=2)) == 2


@pytest.mark.parametrize(
    ("typed", "marked"),
    [("轮候", "轮候"), ("zhixing", "执行"), ("lhdj", "轮候冻结"), ("凍結", "冻结"), ("网络查控", "网络查控")],
)
def test_what_matched_in_the_title_is_marked(shelf, typed, marked):
    hits = [hit for hit in shelf.search(typed).hits if hit.title_marks]
    start, end = hits[0].title_marks[0]
    assert hits[0].title[start:end] == marked


def test_an_empty_answer_offers_what_comes_close(shelf):
    result = shelf.search("冻肉批发")
    assert result.hits == ()
    assert 0 < len(result.nearest) <= 3


@pytest.mark.parametrize(
    "typed", ["", "   ", '"', "*", "AND OR NOT", "NEAR(", 'a"b', "x:y", "-", "^冻", "\x00", "'; --"]
)
def test_syntax_of_the_database_is_just_text(shelf, typed):
    shelf.search(typed)


@given(st.text(max_size=40))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_typed_makes_it_fail(shelf, typed):
    result = shelf.search(typed)
    assert len(result.nearest) <= 3
    for hit in (*result.hits, *result.nearest):
        assert all(0 <= start < end <= len(hit.title) for start, end in hit.title_marks)


@given(st.text(alphabet='sfdjglhaz冻结司法公安東凍 0129-*"', max_size=12))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_near_misses_of_real_queries_make_no_fault_either(shelf, typed):
    shelf.search(typed)


# -- items and files --------------------------------------------------------------------------------------------------


def test_an_item_comes_back_as_it_was(shelf, items):
    by_id = {item.id: item for item in items}
    assert shelf.index.item("restriction.j02") == by_id["restriction.j02"]
    assert shelf.index.item("restriction.nothing") is None
    assert [item.id for item in shelf.index.items_of("faq")] == ["faq.release"]
    assert shelf.index.pack_of("restriction.j02") == "pack-1"


@pytest.mark.parametrize("content", [None, b"", b"not a database at all" * 100])
def test_a_missing_or_damaged_file_is_a_known_fault(tmp_path, content):
    path = tmp_path / "查 询.idx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(EnvironmentFaultError) as caught:
        open_index(path, Normaliser(), Sounds())
    assert caught.value.code == "lookup.index_damaged"


def test_codes_that_hold_for_some_days_only_stand_behind_on_the_others(library, make_restriction, tools):
    both = make_restriction("w01", "减免标准", code="SMP-W00-0", title_en="Waiver", codes=("W-OLD", "W-NEW"))

    def search_text(item):
        ends, starts = date(2023, 7, 14), date(2023, 7, 15)
        return replace(tools.search_text(item), dated=(("W-OLD", None, ends), ("W-NEW", starts, None)))

    build_index([IndexEntry(both, "pack-1")], library.path, replace(tools, search_text=search_text))
    library.open()
    seen = {day: library.search("减免标准", on=date(2023, 7, day)).hits[0] for day in (14, 15)}
    assert {day: hit.codes for day, hit in seen.items()} == {
        14: ("SMP-W00-0", "W-OLD", "W-NEW"),
        15: ("SMP-W00-0", "W-NEW", "W-OLD"),
    }
    assert {day: hit.codes_not_in_force for day, hit in seen.items()} == {14: ("W-NEW",), 15: ("W-OLD",)}
