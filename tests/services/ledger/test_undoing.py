"""Taking back what one did with a case: one write after the other, each recorded, nothing of legal effect."""

import pytest

from hfc_desktop.domain.events import Op
from hfc_desktop.domain.life_cycle import Action
from hfc_desktop.domain.life_guards import Step
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError


@pytest.fixture
def manager(house):
    return house.actors["M1"]


def edit(house, case, who, **values):
    house.clock.go(minutes=1)
    return house.complaints.edit(case.id, values, who, "改正")


def undo_code(house, case, who, **how):
    with pytest.raises((UserMistakeError, SecurityRefusalError)) as caught:
        house.cases.undo([case.id], who, **how)
    return caught.value.code


def test_edits_tags_assignments_and_holds_go_back_one_by_one(house, manager):
    case = house.register(facts="起初")
    states = [house.now(case)]
    for deed in (
        lambda: edit(house, case, manager, facts="其次", amount_fen=500),
        lambda: edit(house, case, manager, tags=["老年客户"]),
        lambda: house.cases.assign([case.id], "H1", manager),
        lambda: house.cases.act(case.id, Step(action=Action.HOLD, reason="诉讼"), manager),
        lambda: edit(house, case, manager, facts="再次"),
    ):
        deed()
        states.append(house.now(case))
    for earlier in reversed(states[:-1]):
        house.cases.undo([case.id], manager)
        assert house.now(case) == earlier
    assert undo_code(house, case, manager) == "cases.nothing_to_undo"
    assert [event.fields.get("action") for event in house.events()].count("undo") == 5
    assert house.store.rebuild().changed == ()


def test_what_is_done_after_an_undo_is_taken_back_before_what_was_before_it(house, manager):
    case = house.register(facts="一")
    edit(house, case, manager, facts="二")
    edit(house, case, manager, facts="三")
    house.cases.undo([case.id], manager)
    edit(house, case, manager, facts="四")
    seen = []
    for _step in range(2):
        house.cases.undo([case.id], manager)
        seen.append(house.now(case).facts)
    assert seen == ["二", "一"]


def test_twenty_steps_and_no_more(house, manager):
    case = house.register(facts="0")
    for number in range(1, 23):
        edit(house, case, manager, facts=str(number))
    for _step in range(20):
        house.cases.undo([case.id], manager)
    assert house.now(case).facts == "2"
    assert undo_code(house, case, manager) == "cases.undo_most"


def test_a_step_of_legal_effect_stays_and_says_so(house, manager):
    case = house.register()
    house.cases.act(case.id, Step(action=Action.ACCEPT), manager)
    assert undo_code(house, case, manager) == "cases.undo_legal_effect"


def test_the_write_of_another_person_stays(house, manager):
    case = house.register()
    edit(house, case, manager, facts="经理写的")
    assert undo_code(house, case, house.actors["T1"]) == "cases.nothing_to_undo"
    assert house.now(case).facts == "经理写的"


def test_a_teller_takes_an_edit_of_the_own_record_back(house):
    case = house.register(facts="一")
    edit(house, case, house.actors["T1"], facts="二")
    house.cases.undo([case.id], house.actors["T1"])
    assert house.now(case).facts == "一"


def test_in_a_session_nothing_from_before_the_sign_in_is_taken_back(house, manager):
    case = house.register(facts="一")
    edit(house, case, manager, facts="昨天")
    with house.store.unit_of_work() as uow:
        uow.log.append(manager, "house", "", Op.LOGIN, {})
        uow.commit()
    edit(house, case, manager, facts="今天")
    house.cases.undo([case.id], manager, this_session=True)
    assert undo_code(house, case, manager, this_session=True) == "cases.undo_session"
    assert house.now(case).facts == "昨天"
