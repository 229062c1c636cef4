"""What cards show, before any widget draws it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hfc_desktop.domain.guidance.classification import ClassEntry, Classification
from hfc_desktop.domain.guidance.item import Audience, Confidentiality, ItemStatus, Kind
from hfc_desktop.domain.guidance.kinds import ITEM_CLASSES
from hfc_desktop.ui.widgets.cards import words
from hfc_desktop.ui.widgets.cards.model import Digits, Facts, Flows, Grid, Never, Pair, Say, Tone, Words, spoken_lines
from hfc_desktop.ui.widgets.cards.present import present
from hfc_desktop.ui.widgets.cards.presenting.hotline import Freshness, age_of


def blocks(model, kind):
    every = [lead.block for lead in model.lead] + [block for part in model.sections for block in part.blocks]
    return [block for block in every if isinstance(block, kind)]


def text_of(model):
    return repr(model)


def test_a_restriction_says_first_what_it_is_who_lifts_it_and_what_to_say(items, frame):
    what, lifts, say = present(items.freeze, frame).lead
    assert what.block == Words("冻结金额内不能支取")
    assert lifts.block == Words("作出冻结的执行法院", big=True)
    assert [line.text for line in say.block.lines] == ["标准说法"]


def test_an_effect_is_told_by_word_and_shape(items, frame):
    (flows,) = blocks(present(items.freeze, frame), Flows)
    assert [cell.shape for cell in flows.cells] == ["open", "limited", "stopped", "open"]
    assert all(cell.word for cell in flows.cells)


def test_what_may_and_must_not_be_told_stand_side_by_side(items, frame):
    (pair,) = blocks(present(items.freeze, frame), Pair)
    assert pair.left.blocks[0].lines == ("法院名称",)
    assert isinstance(pair.right.blocks[0], Never)
    assert pair.right.blocks[0].lines == ("案情猜测",)


def test_an_unsure_ground_says_so_in_words(items, frame):
    model = present(items.freeze, frame)
    (ground,) = [row for facts in blocks(model, Facts) for row in facts.rows if row.label == "民事诉讼法"]
    assert ground.note
    sources = next(section for section in model.sections if section.folded)
    assert "1" in sources.heading


def test_a_restricted_item_is_handed_over_without_a_word_of_it(items, frame):
    secret = items.replace(
        items.freeze,
        id="restriction.q01",
        title="检察院冻结",
        confidentiality=Confidentiality.RESTRICTED,
        audience=(Audience.MANAGER,),
        handover="restriction.j02",
        handover_post="合规岗",
        effect=items.replace(items.freeze.effect, text="秘密"),
    )
    shown = text_of(present(secret, frame))
    assert "合规岗" in shown
    for hidden in ("秘密", "检察院冻结", "SMP-J02-2", "联系执行法官"):
        assert hidden not in shown
    seen = text_of(present(secret, items.replace(frame, audience=(Audience.MANAGER,))))
    assert "秘密" in seen


@pytest.mark.parametrize(
    ("days", "freshness"), [(0, Freshness.FRESH), (90, Freshness.FRESH), (91, Freshness.AMBER), (181, Freshness.GREY)]
)
def test_a_number_ages(items, frame, days, freshness):
    aged = items.replace(items.line, last_verified=date.fromordinal(frame.today.toordinal() - days))
    assert age_of(aged, frame).freshness is freshness
    first = present(aged, frame).lead[0].block
    assert isinstance(first, Digits)
    assert bool(first.warning) is (freshness is not Freshness.FRESH)


def test_every_number_of_a_hotline_is_shown(items, frame):
    assert [digits.number for digits in blocks(present(items.line, frame), Digits)] == ["12368", "000-1234"]


def test_an_expired_item_leads_to_its_successor(items, frame):
    old = items.replace(items.freeze, valid_to=date(2026, 11, 23), superseded_by="hotline.12368")
    band = present(old, frame).band
    assert band.tone is Tone.NEVER
    assert (band.link.item, band.link.text) == ("hotline.12368", words.titles(items.line)[0])
    assert "2026-11-23" in band.text


@pytest.mark.parametrize(
    "change",
    [
        {"review_by": date(2026, 11, 1)},
        {"valid_from": date(2026, 12, 1)},
        {"status": ItemStatus.WITHDRAWN, "withdrawn_reason": "有错"},
        {"status": ItemStatus.DRAFT},
    ],
)
def test_what_does_not_simply_hold_today_says_so(items, frame, change):
    assert present(items.freeze, frame).band is None
    assert present(items.replace(items.freeze, **change), frame).band is not None


def test_a_bulletin_speaks_the_wording_of_the_day(items, frame):
    during = items.replace(frame, today=date(2026, 8, 1))
    assert spoken_lines(present(items.change, during))[0].text == "现在减半"
    assert spoken_lines(present(items.change, frame))[0].text == "优惠已结束"


def test_a_sample_says_so(items, frame):
    assert not present(items.freeze, frame).marks
    assert present(items.replace(items.freeze, is_sample=True), frame).marks


def test_pack_and_version_stand_at_the_foot(items, frame):
    footer = present(items.freeze, frame).footer
    assert "sample-1" in footer
    assert "3" in footer


def test_no_card_has_more_than_three_leading_lines_or_an_empty_section(items, frame):
    for item in items.all:
        model = present(item, frame)
        assert 1 <= len(model.lead) <= 3
        assert all(section.blocks for section in model.sections)


@pytest.mark.parametrize("kind", [Kind.CLASSIFICATION, Kind.LEXICON, Kind.REGION, Kind.CALENDAR, Kind.PHRASE])
def test_reference_kinds_have_a_decent_card(kind, items, frame):
    envelope = {name: getattr(items.line, name) for name in ("title_en", "summary", "line", "valid_from", "review_by")}
    envelope |= {"author": "a", "approver": "b", "id": f"{kind}.x", "title": "标题"}
    required = {
        Kind.CLASSIFICATION: {"axis": "channel", "entries": ()},
        Kind.LEXICON: {"purpose": "synonyms", "groups": ()},
        Kind.REGION: {"names": ()},
        Kind.CALENDAR: {"year": 2026, "holidays": (), "workdays": (date(2026, 1, 4),), "notice": "国办发明电"},
        Kind.PHRASE: {"situation": "道歉", "text": "非常抱歉"},
    }[kind]
    model = present(ITEM_CLASSES[kind](**envelope, **required), frame)
    assert model.lead
    assert model.title


@pytest.mark.parametrize(("text", "parts"), [("P1Y", 1), ("P6M", 1), ("PT48H", 1), ("P1Y6M", 2), ("随文书", 0)])
def test_periods_are_written_in_words(text, parts):
    shown = words.period(text)
    assert (shown == text) is (parts == 0)


@pytest.mark.parametrize(("fen", "shown"), [(100, "1"), (123_456_789, "1,234,567.89"), (0, "0"), (5, "0.05")])
def test_money_is_written_with_thousands(fen, shown):
    assert words.money(fen) == shown


def test_every_spoken_line_keeps_its_variants(items, frame):
    assert spoken_lines(present(items.freeze, frame))[0].elderly == "老年说法"
    assert blocks(present(items.freeze, frame), Say)


def test_an_axis_names_what_its_values_point_to_instead_of_showing_slugs(items, frame):
    card = items.freeze
    entries = (
        ClassEntry(slug="freeze", std_name="账户管控", name_en="Restrictions", line="operations", reason="rules"),
        ClassEntry(slug="freeze.court", std_name="法院冻结", name_en="Court freeze", parent="freeze"),
    )
    axis = Classification(
        **envelope(card), id="classification.scenario", title="场景", axis="scenario", entries=entries
    )
    reasons = Classification(
        **envelope(card),
        id="classification.reason",
        title="原因",
        axis="reason",
        entries=(ClassEntry(slug="rules", std_name="管理制度", name_en="Rules"),),
    )
    known = {"classification.reason": reasons}
    (grid,) = blocks(present(axis, replace(frame, item=known.get)), Grid)
    assert grid.rows[0] == ("账户管控", "Restrictions", "", "运行管理", "管理制度")
    assert grid.rows[1] == ("法院冻结", "Court freeze", "账户管控", "", "")
    assert "代码" not in grid.header, "a column without values is not shown"


def envelope(item):
    """What any item has, taken from one."""
    names = ("title_en", "summary", "line", "valid_from", "review_by", "author", "approver")
    return {name: getattr(item, name) for name in names}
