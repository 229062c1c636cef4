"""What the shipped cards on restricted accounts must never get wrong: secrecy, the law's dates, who may be dialled."""

import re
from datetime import date

import pytest

from hfc_desktop.domain.guidance.faq import Faq
from hfc_desktop.domain.guidance.hotline import Hotline, HotlineLevel
from hfc_desktop.domain.guidance.item import Confidence, Confidentiality, ItemStatus
from hfc_desktop.domain.guidance.restriction import Flow, Imposer, Restriction
from hfc_desktop.packs.source import read_source
from hfc_desktop.paths import bundled_packs_dir

CODES = [
    "J01",
    "J02",
    "J03",
    "J04",
    "Q01",
    "P01",
    "P02",
    "P03",
    "P04",
    "N01",
    "S01",
    "T01",
    "C01",
    "V01",
    "F01",
    "F02",
    "F03",
    "A01",
    "A02",
    "A03",
    "B01",
    "B02",
    "B03",
    "B04",
    "I01",
    "I02",
    "I03",
    "I04",
    "L01",
    "L02",
    "L03",
    "D01",
    "D02",
    "D03",
    "D04",
    "K01",
    "K02",
    "K03",
    "K04",
    "K05",
    "K06",
]
NAMED_POST_ONLY = {"Q01", "S01", "N01", "P04", "A02", "A03"}
REPORTING = re.compile("可疑交易|可疑报告|上报|举报您|名单|公安.{0,6}查询")
SAID_IN_WORDS = re.compile("待法律岗核实|待法律岗核对|待核实|用前再核实")


def items_of(pack):
    return [found.item for found in read_source(bundled_packs_dir() / pack).items]


@pytest.fixture(scope="module")
def restrictions():
    return {item.id: item for item in items_of("account-restrictions") if isinstance(item, Restriction)}


@pytest.fixture(scope="module")
def hotlines():
    return [item for item in items_of("hotlines") if isinstance(item, Hotline)]


def told(item):
    lines = [words for line in item.script for words in (line.text, line.softer, line.elderly)]
    return " ".join((*item.may_tell, *item.steps, *lines))


def everything(item):
    return repr(item)


def test_every_kind_of_restriction_has_its_card(restrictions):
    assert {item.code[4:7] for item in restrictions.values()} == {*CODES, "X00"}


@pytest.mark.parametrize("code", sorted(NAMED_POST_ONLY))
def test_a_secret_measure_is_handed_over_and_never_printed(restrictions, code):
    item = restrictions[f"restriction.{code.lower()}"]
    assert item.confidentiality is Confidentiality.RESTRICTED
    assert not item.print_allowed
    assert "teller" not in item.audience
    assert item.handover == "restriction.handover-authority"
    assert item.handover_post


def test_no_note_to_staff_stands_in_what_is_printed_for_the_customer(restrictions):
    for key, item in restrictions.items():
        if item.confidentiality is Confidentiality.RESTRICTED or not item.print_allowed:
            continue
        printed = (item.title, item.imposer_text, item.effect.text, item.duration.text, item.lifter, *item.steps)
        found = [text for text in (*printed, *item.papers) if re.search("待法律|待核|待复核|核对原文|不对客户", text)]
        assert found == [], key


def test_nothing_else_is_restricted_but_the_inner_side_of_due_diligence(restrictions):
    restricted = {key for key, item in restrictions.items() if item.confidentiality is Confidentiality.RESTRICTED}
    secret = {f"restriction.{code.lower()}" for code in NAMED_POST_ONLY}
    assert restricted == {*secret, "restriction.a01-internal"}


def test_the_hand_over_card_names_no_organ_to_the_customer(restrictions):
    assert not re.search("检察|监察|纪委|国家安全|恐怖|洗钱", told(restrictions["restriction.handover-authority"]))


def test_nobody_is_tipped_off_about_reports(restrictions):
    for key in ("restriction.a01", "restriction.a01-internal"):
        assert not REPORTING.search(told(restrictions[key]))


def test_the_counter_learns_nothing_of_reports_at_all(restrictions):
    assert "可疑交易报告" not in everything(restrictions["restriction.a01"])


def test_no_freeze_is_announced_before_it_is_executed(restrictions):
    for item in restrictions.values():
        if item.imposer in {Imposer.COURT, Imposer.TAX, Imposer.CUSTOMS, Imposer.SECURITIES_REGULATOR}:
            assert item.code == "SMP-J04-7" or any(
                "之前" in words or "尚未执行" in words for words in item.must_not_tell
            )


def test_the_account_lending_ban_changes_on_the_first_of_december_2024(restrictions):
    before, after = restrictions["restriction.f01"].dated_rules
    assert before.valid_to == date(2024, 11, 30)
    assert after.valid_from == date(2024, 12, 1)
    assert "五年" in before.text
    assert "两年" in after.text
    assert "三年" in after.text
    assert restrictions["restriction.f01"].holds_on(date(2024, 11, 30))


@pytest.mark.parametrize(
    ("key", "initial", "extension", "maximum"),
    [
        ("j01", "P1Y", "P1Y", ""),
        ("j02", "P1Y", "P1Y", ""),
        ("p01", "PT48H", "PT48H", ""),
        ("p02", "P6M", "P6M", ""),
        ("p04", "P2M", "P1M", "P3M"),
        ("t01", "P30D", "P30D", "P60D"),
        ("v01", "P6M", "P3M", "P2Y"),
        ("a02", "PT48H", "", "PT48H"),
    ],
)
def test_periods_are_those_of_the_law(restrictions, key, initial, extension, maximum):
    duration = restrictions[f"restriction.{key}"].duration
    assert (duration.initial, duration.extension, duration.maximum) == (initial, extension, maximum)


def test_a_stop_that_lets_money_in_says_so(restrictions):
    for key in ("p01", "p02", "d01", "d02"):
        effect = restrictions[f"restriction.{key}"].effect
        assert (effect.incoming, effect.outgoing) == (Flow.OPEN, Flow.STOPPED)


def test_a_card_that_rests_on_something_unsure_says_so_in_words(restrictions, hotlines):
    faqs = [item for item in items_of("assistance-execution") if isinstance(item, Faq)]
    for item in (*restrictions.values(), *hotlines, *faqs):
        grounds = getattr(item, "ground", ())
        if any(source.confidence is Confidence.UNSURE for source in (*item.sources, *grounds)):
            shown = everything(item).replace(repr(item.sources), "").replace(repr(grounds), "")
            assert SAID_IN_WORDS.search(shown), item.id


def test_what_was_looked_up_says_when_and_by_whom(restrictions):
    for item in restrictions.values():
        for source in (*item.ground, *item.sources):
            if source.confidence is Confidence.LOOKED_UP:
                assert source.verified_on
                assert source.verified_by


def test_regional_numbers_are_samples_that_nobody_can_dial(hotlines):
    regional = [item for item in hotlines if item.level is not HotlineLevel.NATIONAL]
    assert len(regional) >= 60
    for item in regional:
        assert item.is_sample
        assert not item.print_allowed
        assert all("000" in number.number for number in item.numbers)


def test_every_province_and_every_unit_of_xinjiang_has_a_hotline(hotlines):
    codes = {item.region_code for item in hotlines if item.status is ItemStatus.ACTIVE}
    provinces = {
        line.code for line in read_source(bundled_packs_dir() / "reference").regions if line.code.endswith("0000")
    }
    assert provinces <= codes
    assert len({code for code in codes if code.startswith("65") and code != "650000"}) == 26


def test_the_banks_own_line_is_no_appeal_line(hotlines):
    own = next(item for item in hotlines if item.id == "hotline.95588")
    assert not {"appeal_freeze", "appeal_punishment"} & {capability.value for capability in own.capabilities}
