from datetime import datetime, timedelta

import pytest

from hfc_desktop.ui.reception_holder import ReceptionHolder


class Clock:
    def __init__(self):
        self.at = datetime.fromisoformat("2026-11-24T10:00:00+08:00")

    def __call__(self):
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture
def holder(qapp):
    return ReceptionHolder(Clock())


def test_a_reception_begins_when_it_is_first_asked_for(holder):
    assert not holder.begun
    first = holder.value
    assert holder.begun
    assert holder.value is first
    assert first.is_empty


def test_each_step_is_told_and_no_step_is_silent(qtbot, holder):
    with qtbot.waitSignal(holder.changed) as told:
        holder.remark("客户很着急")
    assert told.args[0].remark == "客户很着急"
    with qtbot.assertNotEmitted(holder.changed):
        holder.remark("客户很着急")


def test_the_next_customer_starts_from_nothing_and_the_last_one_can_come_back(holder):
    holder.report_missing("数字人民币")
    ended = holder.start_new()
    assert holder.value.is_empty
    assert holder.value.id != ended.id
    holder.restore(ended)
    assert holder.value == ended


def test_ids_of_receptions_sort_by_time(holder):
    ids = [holder.start_new().id for _turn in range(5)]
    assert ids == sorted(ids)
