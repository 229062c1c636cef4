"""Early signs that the program counts: when the same question comes for the third time, a slip and a task are there."""

from dataclasses import replace
from datetime import date

import pytest

from hfc_desktop.domain.complaint import Nature, Party, PartyRole
from hfc_desktop.domain.early_signs import Sign, SignState
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.reception import Closing, Reception
from hfc_desktop.services.case_desk import CaseDesk
from hfc_desktop.services.receptions import ReceptionService
from hfc_desktop.services.sign_counting import SignCounter

WAIVER = "credit_card.waiver"


def someone(**fields):
    """A customer."""
    return Party(role=PartyRole.COMPLAINANT, **({"name": "张𠅤", "phone": "13812345678"} | fields))


ANNA, BERT = someone(), someone(phone="13900000001")


@pytest.fixture
def receptions(house):
    counter = SignCounter(CaseDesk(house.store.unit_of_work, house.clock, house.rulebook))
    return ReceptionService(house.store.unit_of_work, house.clock, counter)


def asks(house, who="T1", party=ANNA, scenario=WAIVER, **fields):
    """A customer asks, and it is written down."""
    return house.register(who, nature=Nature.CONSULTATION, scenario=scenario, parties=(party,), claim="", **fields)


def slips(house, who="M0"):
    return house.signs.slips(house.actors[who], days=400)


def tasks(house):
    return house.watch.tasks(house.actors["M0"])


def limit(house, **changed):
    """The next edition of the rules with other numbers."""
    (escalation,) = (item for item in house.packs.items_of("ruleset") if item.rule == "escalation")
    levels = tuple(replace(rule, **changed.get(rule.name, {})) for rule in escalation.levels)
    limits = tuple(replace(one, value=changed.get(one.name, one.value)) for one in escalation.limits)
    house.packs.change_rule("escalation", levels=levels, limits=limits)
    house.open_services()


def test_the_third_question_of_a_customer_opens_a_slip_and_a_task(house):
    found = []
    for _time in range(3):
        assert slips(house) == tasks(house) == ()
        found.append(asks(house))
        house.clock.go(9)
    (slip,) = slips(house)
    assert (slip.signs, slip.scenario, slip.state) == ((Sign.REPEATED_QUESTION,), WAIVER, SignState.OPEN)
    assert slip.rule == "asks_again"
    assert slip.matters == tuple(matter.id for matter in found)
    assert slip.label_en == "A customer asks about one scenario for the third time within thirty days"
    (task,) = tasks(house)
    assert (task.rule, task.kind, task.opened_by, task.owner) == ("asks_again", "call_back", "system", "T1")
    assert task.complaint == found[-1].id
    assert task.due == date(2026, 3, 30), "the third question came on a Saturday"
    assert house.store.rebuild().changed == ()


def test_further_questions_of_the_same_days_open_no_second_one(house):
    for _time in range(5):
        asks(house)
    assert len(slips(house)) == len(tasks(house)) == 1


def test_what_is_too_long_ago_of_another_scenario_or_another_customer_does_not_count(house):
    asks(house)
    house.clock.go(30)  # the first one lies outside of thirty days now
    asks(house)
    asks(house, scenario="branch_service.waiting")
    asks(house, party=BERT)
    asks(house, party=someone(name="无名", phone=""))
    assert slips(house) == ()
    asks(house)
    assert slips(house) == (), "two within thirty days"
    asks(house)
    assert [slip.rule for slip in slips(house)] == ["asks_again"]


def test_a_complaint_is_no_question(house):
    for _time in range(3):
        house.register(scenario=WAIVER, parties=(ANNA,))
    assert slips(house) == ()


def test_the_numbers_are_data_of_the_rules_in_force(house):
    limit(house, asks_again={"at_least": 2}, **{"early_signs.consultation_days": 5})
    asks(house)
    house.clock.go(5)
    asks(house)
    assert slips(house) == ()
    asks(house)
    assert len(slips(house)) == 1


def test_nothing_is_counted_where_the_rules_name_no_days(house):
    limit(house, **{"early_signs.consultation_days": 0})
    for _time in range(4):
        asks(house)
    assert slips(house) == ()


def test_one_scenario_asked_often_at_an_office_is_a_sign_whoever_asks_and_whether_written_down_or_not(
    house, receptions
):
    limit(house, asked_often={"at_least": 4})
    for number in range(2):
        asks(house, party=someone(phone=f"1380000000{number}"))
    for number in range(2):
        assert slips(house) == ()
        at = house.clock()
        reception = Reception(
            id=f"r{number}", started_at=at, topic=WAIVER, remark="问年费", closing=Closing.CONSULTATION, ended_at=at
        )
        receptions.save(reception, house.actors["T1"])
    (slip,) = slips(house)
    assert (slip.rule, slip.organisation, slip.matters) == ("asked_often", "1100", ())
    (task,) = tasks(house)
    assert (task.kind, task.complaint, task.owner) == ("report", "", "")


def test_a_slip_names_no_customer(house):
    for _time in range(3):
        asks(house)
    (event,) = (event for event in house.events("early_sign") if event.op is Op.CREATE)
    text = str(event.fields)
    assert "13812345678" not in text
    assert "张" not in text
