"""Who may do what with a case: recusal, roles, steps over many cases at once."""

from dataclasses import replace

import pytest

from hfc_desktop.domain.complaint import Party, PartyRole
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.life_cycle import Action
from hfc_desktop.domain.life_guards import Step
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.services.life_cycle import OWN_COMMANDS


def respondent(staff_no):
    return Party(role=PartyRole.RESPONDENT, name="柜员甲", staff_no=staff_no)


# -- people -------------------------------------------------------------------------------------------------------


def test_who_is_complained_about_is_blocked_in_every_step_and_it_is_recorded(house):
    case = house.register(parties=(respondent("H1"),))
    for action in (action for action in Action if action not in OWN_COMMANDS | {Action.RECUSE}):
        with pytest.raises(SecurityRefusalError):
            house.cases.act(case.id, Step(action=action), house.actors["H1"])
    refused = [event for event in house.events() if event.op is Op.REFUSED]
    assert len(refused) == len(Action) - len(OWN_COMMANDS) - 1
    with pytest.raises(SecurityRefusalError):
        house.complaints.edit(case.id, {"investigation": "无事"}, house.actors["H1"])


def test_a_case_is_never_given_to_whom_it_is_about(house):
    case = house.register(parties=(respondent("H1"),))
    assert house.why_not(case, "assign", "M1", staff_no="H1") == "cases.assignee_recused"
    with pytest.raises(UserMistakeError):
        house.complaints.edit(case.id, {"handler": "H1"}, house.actors["M1"], "分派")
    assert house.why_not(case, "assign", "M1", staff_no="T1") == "cases.assignee_unfit"
    assert house.why_not(case, "assign", "M1", staff_no="nobody") == "cases.assignee_unfit"


def test_recusing_oneself_takes_the_case_away(house):
    case = house.act(house.investigating(), "recuse", staff_no="H1", reason="亲属")
    assert case.handler == ""
    assert house.why_not(case, "submit", "H2") == "cases.no_handler"
    with pytest.raises(SecurityRefusalError):
        house.act(case, "contact", "H1")


ALLOWED = {
    "H1": {
        "accept", "contact", "investigate", "request_extension", "pause", "resume", "submit", "decide", "tell",
        "notify", "check", "close", "withdraw", "decline", "transfer", "escalate", "recheck", "recuse",
    },
}  # fmt: skip
ALLOWED["M1"] = {action.value for action in Action} - {action.value for action in OWN_COMMANDS}
"""Written out, not read from the table: handlers work on cases, managers approve, assign and archive as well."""


@pytest.mark.parametrize("who", ["T1", "H1", "M1", "X1", "A1", "W1", "P1"])
def test_every_step_is_denied_to_every_other_role_and_every_denial_is_recorded(house, who):
    case = house.register()
    actor = replace(house.actors[who], organisation="1100")
    for action in (action for action in Action if action not in OWN_COMMANDS):
        known = len([event for event in house.events() if event.op is Op.REFUSED])
        try:
            house.cases.act(case.id, Step(action=action), actor)
            denied = False
        except SecurityRefusalError:
            denied = True
        except UserMistakeError:
            denied = False
        now = len([event for event in house.events() if event.op is Op.REFUSED])
        assert denied is (action.value not in ALLOWED.get(who, set())), action
        assert now - known == denied, action
        case = house.now(case)


def test_steps_over_several_cases_have_their_own_command(house):
    case = house.register()
    for action in OWN_COMMANDS:
        assert house.why_not(case, action.value, "M1", reason="x") == "cases.own_command"


def test_fields_that_a_step_does_not_take_are_named(house):
    with pytest.raises(UserMistakeError) as caught:
        house.act(house.register(), "accept", values={"level": 4})
    assert caught.value.code == "cases.field_not_taken"


# -- many at once -------------------------------------------------------------------------------------------------


def test_what_is_refused_for_one_does_not_stop_the_others(house):
    good, bad = house.register(), house.register(parties=(respondent("H1"),))
    outcome, changes = house.cases.assign([good.id, bad.id], "H1", house.actors["M1"])
    assert outcome.done == (good.id,)
    assert [(one.id, one.error.code) for one in outcome.refused] == [(bad.id, "cases.assignee_recused")]
    assert changes.concerns("complaint", good.id)
    assert house.now(good).handler == "H1"


def test_assigning_many_is_undone_in_one_go(house):
    cases = [house.register() for _ in range(3)]
    house.cases.assign([case.id for case in cases], "H1", house.actors["M1"])
    house.cases.undo([case.id for case in cases], house.actors["M1"])
    assert [house.now(case).handler for case in cases] == ["T1"] * 3
    assert [event.fields.get("action") for event in house.events() if event.op is Op.ACT].count("undo") == 3


def test_only_ones_own_last_step_is_undone(house):
    case = house.register()
    house.cases.assign([case.id], "H1", house.actors["M1"])
    house.act(case, "accept")
    with pytest.raises(UserMistakeError) as caught:
        house.cases.undo([case.id], house.actors["M1"])
    assert caught.value.code == "cases.nothing_to_undo"
