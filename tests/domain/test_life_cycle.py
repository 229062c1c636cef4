"""The table of the life cycle: every action in every state by every role, against a grid that was written by hand."""

from datetime import datetime

import pytest

from hfc_desktop.domain.complaint import Complaint, Nature, Party, PartyRole, Status
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.life_cycle import (
    OPEN_STATES,
    TABLE,
    TAKES,
    Action,
    PublicState,
    Target,
    is_recused,
    offered,
    public_state,
    right_for,
    states_for,
    transition,
)
from hfc_desktop.domain.life_guards import GUARDS, Step, Surroundings, refusal
from hfc_desktop.domain.people import Actor, Role

AT = datetime(2026, 3, 10, 9, tzinfo=SHANGHAI)

STATES = [
    "draft",
    "registered",
    "accepted",
    "contacted",
    "investigating",
    "awaiting_approval",
    "decided",
    "told",
    "closed",
    "archived",
    "merged",
    "withdrawn",
    "declined",
    "transferred",
    "mediating",
    "extension_pending",
    "rechecking",
    "reopened",
]

# One column a state, in the order above. x: the action leads on; s: the case stays; b: back to where it came from.
GRID = """
accept             . x . . . . . . . . . . . . . . . .
contact            . . x s s s . . . . . . . . . . . s
investigate        . . . x . . . . . . . . . . . . . x
request_extension  . . . . x x . . . . . . . . . . . .
approve_extension  . . . . . . . . . . . . . . . b . .
pause              . . x x x x . . . . . . . . . . . x
resume             . . . . . . . . . . . . . . b . . .
submit             . . . . x . . . . . . . . . . . . .
approve            . . . . . s . . . . . . . . . . . .
return             . . . . . x . . . . . . . . . b . .
decide             . . . . . x . . . . . . . . . . . .
tell               . . . . . . x . . . . . . . . . . .
notify             . s s s s s s s s . . s s s s s s s
check              . . . . . . s s . . . . . . . . . .
close              . x . . . . . x . . . . . . . . . .
reopen             . . . . . . . . x . . x x x . . . .
withdraw           . x x x x x x . . . . . . . x x . x
decline            . x x x x . . . . . . . . . . . . .
transfer           . x x x x . . . . . . . . . . . . .
merge              . x x x x x . . . . . . . . . . . x
unmerge            . . . . . . . . . . b . . . . . . .
split              . s s s s s . . . . . . . . . . . s
escalate           . s s s s s s s . . . . . . s s s s
recheck            . . . . . . . x x . . . . . . . . .
finish_recheck     . . . . . . . . . . . . . . . . b .
assign             . s s s s s s s . . . . . . s s s s
recuse             . s s s s s s s . . . . . . s s s s
archive            . . . . . . . . x . . x x x . . . .
hold               . s s s s s s s s s s s s s s s s s
release            . s s s s s s s s s s s s s s s s s
"""
ROWS = {line.split()[0]: line.split()[1:] for line in GRID.strip().splitlines()}

HANDLER = [
    "accept",
    "contact",
    "investigate",
    "request_extension",
    "pause",
    "resume",
    "submit",
    "decide",
    "tell",
    "notify",
    "check",
    "close",
    "withdraw",
    "decline",
    "transfer",
    "escalate",
    "recheck",
    "finish_recheck",
    "recuse",
]
MANAGER = [
    *HANDLER,
    *[
        "approve_extension",
        "approve",
        "return",
        "reopen",
        "merge",
        "unmerge",
        "split",
        "assign",
        "archive",
        "hold",
        "release",
    ],
]
BY_ROLE = {Role.COMPLAINT_HANDLER: HANDLER, Role.BRANCH_MANAGER: MANAGER}


def case(status="registered", **fields):
    values = {"handler": "H9", "first_receiver": "T1"} | fields
    return Complaint(
        id="0192-1",
        number="1100202603100100011",
        nature=Nature.COMPLAINT,
        status=Status(status),
        received_at=AT,
        registered_at=AT,
        organisation="1100",
        counter="A1",
        **values,
    )


def actor(role=Role.BRANCH_MANAGER, staff_no="M1"):
    return Actor(staff_no=staff_no, role=role, organisation="1100", counter="")


def code(status, action, role=Role.BRANCH_MANAGER, **fields):
    found = refusal(case(status, **fields), Step(action=Action(action)), actor(role), AT, Surroundings())
    return "" if found is None else found.code


def test_the_grid_names_every_state_and_every_action():
    assert set(STATES) == {status.value for status in Status}
    assert set(ROWS) == {action.value for action in Action}
    assert {len(row) for row in ROWS.values()} == {len(STATES)}


@pytest.mark.parametrize("action", list(Action))
def test_an_action_leads_from_where_and_to_where_the_grid_says(action):
    for status, mark in zip(STATES, ROWS[action.value], strict=True):
        row = transition(action, Status(status))
        kind = "." if row is None else {Target.STAY: "s", Target.BACK: "b"}.get(row.to, "x")
        assert kind == mark, (action, status)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_in_every_state_is_refused_or_not_by_its_right_and_by_the_state(role):
    """Role x state x action: what the role may not is a matter of security, what the state does not allow is said."""
    allowed = BY_ROLE.get(role, [])
    for action in Action:
        for status, mark in zip(STATES, ROWS[action.value], strict=True):
            found = code(status, action, role)
            if action.value not in allowed:
                assert found == "people.refused", (role, action, status)
            elif mark == ".":
                assert found == "cases.not_from_here", (role, action, status)
            else:
                assert found not in ("people.refused", "cases.not_from_here", "cases.recused"), (role, action, status)


@pytest.mark.parametrize("role", list(Role))
def test_what_is_offered_is_what_role_and_state_allow(role):
    for place, status in enumerate(STATES):
        wanted = {name for name, row in ROWS.items() if row[place] != "." and name in BY_ROLE.get(role, [])}
        assert {action.value for action in offered(case(status), actor(role))} == wanted


def test_a_recused_person_is_blocked_whatever_the_state():
    about = (Party(role=PartyRole.RESPONDENT, staff_no="M1"),)
    for action in Action:
        for status in STATES:
            found = code(status, action, parties=about)
            assert (found == "cases.recused") is (action is not Action.RECUSE), (action, status)
    assert offered(case(parties=about), actor()) == (Action.RECUSE,)
    assert is_recused(case(parties=about), "M1")
    assert not is_recused(case(), "")


def test_a_refusal_for_the_state_names_the_states_that_would_do():
    found = refusal(case("closed"), Step(action=Action.SUBMIT), actor(), AT, Surroundings())
    assert found.params["states"] == [Status.INVESTIGATING]


def test_every_condition_that_the_table_names_is_there_and_every_one_there_is_named():
    assert {name for row in TABLE for name in row.conditions} == set(GUARDS)


def test_one_action_asks_for_one_right_and_no_two_rows_meet():
    for action in Action:
        rows = [row for row in TABLE if row.action is action]
        assert {row.right for row in rows} == {right_for(action)}
        assert sum(len(row.states) for row in rows) == len(states_for(action))


def test_fields_that_come_with_an_action_are_fields_of_the_record():
    names = set(Complaint.__dataclass_fields__)
    assert all(name in names for fields in TAKES.values() for name in fields)


def test_a_customer_is_told_one_of_three_states():
    assert public_state(Status.REGISTERED) is PublicState.PENDING
    assert {public_state(status) for status in OPEN_STATES - {Status.REGISTERED}} == {PublicState.IN_PROGRESS}
    assert public_state(Status.MERGED) is PublicState.CLOSED


@pytest.mark.parametrize("status", [Status.REGISTERED, *sorted(OPEN_STATES - {Status.REGISTERED})])
def test_every_open_state_can_be_left(status):
    """No case gets stuck: from each open state some action leads to another."""
    leads = [row for row in TABLE if status in row.states and row.to is not Target.STAY]
    assert leads
