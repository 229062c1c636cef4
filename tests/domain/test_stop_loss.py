"""The stop-loss clock: what is due at which minute, what was done, what the police still need to hear."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

from hfc_desktop.domain.guidance.duties import Duty
from hfc_desktop.domain.stop_loss import LossFacts, StopLoss, acts_of, with_act

START = datetime.fromisoformat("2026-11-24T10:00:00+08:00")
TIMELINE = SimpleNamespace(
    phases=("0-1", "1-3", "当日"),
    duties=(
        Duty(role="客户", phase="当日", acts=("做笔录",)),
        Duty(role="柜员", phase="0-1", acts=("停止付款", "退出共享")),
        Duty(role="客户", phase="1-3", acts=("拨打110",)),
    ),
)


@pytest.fixture
def acts():
    return acts_of(TIMELINE)


def begun(**values):
    return StopLoss(item="duties.stop-loss", version=1, started_at=START, **values)


def test_acts_come_in_the_order_of_the_phases_and_are_numbered_through(acts):
    assert [(act.number, act.text) for act in acts] == [(0, "停止付款"), (1, "退出共享"), (2, "拨打110"), (3, "做笔录")]
    assert [(act.first, act.last) for act in acts] == [(0, 1), (0, 1), (1, 3), (None, None)]


@pytest.mark.parametrize(("minute", "due", "late"), [(0, [0, 1], []), (1, [2], [0, 1]), (3, [], [0, 1, 2])])
def test_each_minute_says_what_is_due_and_what_is_late(acts, minute, due, late):
    assert [act.number for act in acts if act.is_due(minute)] == due
    assert [act.number for act in acts if act.is_late(minute)] == late


def test_an_act_is_done_with_its_time_and_taken_back_by_doing_it_again(acts):
    later = START + timedelta(minutes=2)
    one = with_act(with_act(begun(), acts[2], later), acts[0], START)
    assert [(act.number, act.at) for act in one.done] == [(0, START), (2, later)]
    assert one.is_done(2)
    assert [act.number for act in with_act(one, acts[2], later).done] == [0]


def test_minutes_are_full_ones_and_never_negative():
    assert begun().minute(START + timedelta(seconds=119)) == 1
    assert begun().minute(START - timedelta(seconds=5)) == 0


def test_what_the_police_need_first_is_named_until_it_is_there():
    facts = LossFacts(place="乌鲁木齐", payee_account="6222000000001234", amount_fen=0)
    assert begun(facts=facts).missing() == ("payee_bank", "payee_name", "sent_at")
    assert not facts.is_empty
    assert LossFacts().is_empty
    assert "amount_fen" in begun().missing()


def test_the_shipped_timeline_counts_from_the_first_minute():
    from hfc_desktop.bootstrap.content import bundled_folders, read_items

    paths = [path for folder in bundled_folders() for path in sorted((folder / "duties").glob("*.yaml"))]
    timeline = next(item for item in read_items("duties", paths) if item.timeline)
    found = acts_of(timeline)
    assert found[0].is_due(0)
    assert any("110" in act.text and act.first == 1 for act in found)
    assert {act.first for act in found if act.first is None} == {None}
    assert replace(begun(), started_at=START).minute(START) == 0
    assert date.fromisoformat("2026-11-24") >= timeline.valid_from
