"""A reception is a value; each step gives the next one."""

from datetime import datetime

import pytest

from hfc_desktop.domain.reception import (
    ChecklistResult,
    ItemUse,
    PathStep,
    Reception,
    Usefulness,
    with_checklist,
    with_feedback,
    with_hotline,
    with_missing,
    with_path,
    with_restriction,
    with_use,
    without_use,
)

AT = datetime.fromisoformat("2026-11-24T10:00:00+08:00")
EMPTY = Reception(id="r1", started_at=AT)


def use(item="restriction.j02", version=1):
    return ItemUse(item=item, version=version, pack="account-restrictions-1", title="司法冻结", at=AT)


def test_what_was_opened_stays_in_order_with_the_last_topic():
    after = with_use(with_use(EMPTY, use(), "account_restriction.judicial_freeze"), use("hotline.12368"))
    assert [one.item for one in after.uses] == ["restriction.j02", "hotline.12368"]
    assert after.topic == "account_restriction.judicial_freeze"


def test_opening_the_same_again_keeps_its_feedback():
    told = with_feedback(with_use(EMPTY, use()), "restriction.j02", Usefulness.HELPFUL)
    assert with_use(told, use()).uses[0].helpful is Usefulness.HELPFUL


def test_a_newer_version_takes_the_place_of_the_one_that_was_read():
    after = with_use(with_use(with_use(EMPTY, use()), use("faq.x")), use(version=2))
    assert [(one.item, one.version) for one in after.uses] == [("faq.x", 1), ("restriction.j02", 2)]


def test_a_number_is_given_once():
    after = with_hotline(with_hotline(EMPTY, "hotline.12368"), "hotline.12368")
    assert after.hotlines == ("hotline.12368",)


def test_taking_an_item_out_takes_out_all_that_came_from_it():
    step = PathStep(item="restriction.j02", version=1, node="a", text="", answer="", at=AT)
    result = ChecklistResult(
        item="restriction.j02", version=1, title="", answers=(), score=0, level="low", label="低"
    )  # fmt: skip
    full = with_use(EMPTY, use())
    full = with_hotline(with_checklist(with_path(with_restriction(full, "restriction.j02"), [step]), result), "h")
    after = without_use(full, "restriction.j02")
    assert after.uses == after.path == ()
    assert after.checklist is None
    assert after.restriction == ""
    assert after.hotlines == ("h",)


def test_a_search_that_found_nothing_is_kept_as_feedback_without_an_item():
    after = with_missing(EMPTY, "数字人民币冻结", AT)
    assert after.uses[0].helpful is Usefulness.MISSING
    assert after.uses[0].gap == "数字人民币冻结"
    assert not after.is_empty


@pytest.mark.parametrize("change", [lambda r: with_use(r, use()), lambda r: with_hotline(r, "h")])
def test_the_value_before_stays_as_it_was(change):
    change(EMPTY)
    assert EMPTY.is_empty
