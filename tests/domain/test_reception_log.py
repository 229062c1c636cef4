"""What of a reception may be shared, and that nothing is lost between its two parts."""

from dataclasses import fields, replace
from datetime import date, datetime

from hfc_desktop.domain import reception as receptions
from hfc_desktop.domain.interception import Interception
from hfc_desktop.domain.reception import (
    ChecklistAnswer,
    ChecklistResult,
    Closing,
    Imposed,
    ItemUse,
    PathStep,
    Reception,
    RuleApplied,
    Usefulness,
)
from hfc_desktop.domain.reception_log import StoredReception, fields_of, from_fields, split
from hfc_desktop.domain.stop_loss import ActDone, LossFacts, StopLoss

AT = datetime.fromisoformat("2026-11-24T10:00:00+08:00")
SECRET = "机密"
FULL = StoredReception(
    organisation="1100",
    counter="A1",
    teller="T1",
    saved_at=AT,
    reception=Reception(
        id="r1",
        started_at=AT,
        ended_at=AT,
        topic="fraud.warning",
        uses=(ItemUse(item="faq.a", version=1, pack="p-1", title=SECRET, at=AT, helpful=Usefulness.WRONG, gap=SECRET),),
        path=(
            PathStep(item="scenario.a", version=2, node="n", text=SECRET, answer=SECRET, note=SECRET, flag="f", at=AT),
        ),
        outcome="settled",
        checklist=ChecklistResult(
            item="checklist.a",
            version=3,
            title=SECRET,
            answers=(ChecklistAnswer(entry="e", text=SECRET, answer=SECRET, points=2),),
            score=2,
            level="watch",
            label=SECRET,
            stopped_by=("e",),
            finished_at=AT,
        ),
        restriction="restriction.j02",
        hotlines=("hotline.110",),
        remark=SECRET,
        fraud_type="fraud_type.a",
        imposed=Imposed(began_on=date(2026, 1, 1), ends_on=date(2026, 6, 30), unit=SECRET),
        rule=RuleApplied(item="policy.a", version=1, rule="W-OLD", name=SECRET, facts=(f"a={SECRET}",)),
        stop_loss=StopLoss(
            item="duties.a",
            version=1,
            pack="p-1",
            title=SECRET,
            started_at=AT,
            done=(ActDone(number=0, phase="0-1", role=SECRET, text=SECRET, at=AT),),
            reported_at=AT,
            case_no=SECRET,
            facts=LossFacts(place=SECRET, payee_account=SECRET, amount_fen=12_345_67),
        ),
        interception=Interception(
            at=AT, amount_fen=12_345_67, signs=(SECRET,), payee=SECRET, police_unit=SECRET, people=(SECRET,)
        ),
        closing=Closing.RECORDED,
        complaint="c1",
    ),
)


def test_the_example_fills_every_field():
    empty = Reception(id="", started_at=AT)
    unset = [one.name for one in fields(Reception) if getattr(FULL.reception, one.name) == getattr(empty, one.name)]
    assert unset == ["started_at"]


def test_nothing_is_lost_between_the_two_parts():
    shared, private = split(fields_of(FULL))
    assert from_fields({**shared, **private}) == FULL


def test_no_word_and_no_exact_amount_is_shared():
    shared, _private = split(fields_of(FULL))
    assert SECRET not in repr(shared)
    assert "1234567" not in repr(shared)
    assert shared["interception"]["amount_band"] == "10-50k"
    assert shared["path"][0]["node"] == "n"
    assert shared["checklist"]["score"] == 2


def test_a_reception_whose_words_were_deleted_still_reads():
    shared, _private = split(fields_of(FULL))
    left = from_fields(shared).reception
    assert (left.path[0].node, left.path[0].answer) == ("n", "")
    assert left.checklist.level == "watch"
    assert left.stop_loss.done[0].number == 0
    assert left.remark == ""
    assert left.complaint == "c1"


def test_the_last_step_is_the_latest_of_all_kinds():
    later = AT.replace(hour=11)
    assert receptions.last_step_at(Reception(id="r", started_at=AT)) == AT
    done = replace(FULL.reception.stop_loss, done=(ActDone(number=0, phase="", at=later),))
    assert receptions.last_step_at(replace(FULL.reception, stop_loss=done)) == later
