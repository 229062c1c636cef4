"""The life of a case as one table: which action leads from which states where, who may, and on what conditions.

Order No. 3 of 2020 arts. 14 to 20 and 29; ``life_guards`` holds the conditions by name, ``life_effects`` what an action
changes. Everything here is pure: who acts, when, and what surrounds the case come in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hfc_desktop.domain.complaint import Complaint, Status
from hfc_desktop.domain.parties import respondents
from hfc_desktop.domain.people import Actor, Right, allows


class Action(StrEnum):
    """What can be done with a case."""

    ACCEPT = "accept"
    CONTACT = "contact"
    INVESTIGATE = "investigate"
    REQUEST_EXTENSION = "request_extension"
    APPROVE_EXTENSION = "approve_extension"
    PAUSE = "pause"
    RESUME = "resume"
    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    DECIDE = "decide"
    TELL = "tell"
    NOTIFY = "notify"
    CHECK = "check"
    CLOSE = "close"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    DECLINE = "decline"
    TRANSFER = "transfer"
    MERGE = "merge"
    UNMERGE = "unmerge"
    SPLIT = "split"
    ESCALATE = "escalate"
    RECHECK = "recheck"
    FINISH_RECHECK = "finish_recheck"
    ASSIGN = "assign"
    RECUSE = "recuse"
    ARCHIVE = "archive"
    HOLD = "hold"
    RELEASE = "release"


class Target(StrEnum):
    """Where an action leads when that is no fixed state."""

    STAY = "stay"
    BACK = "back"
    """To the state that the case came from into mediation, a pending extension, a merger or a re-check."""


_S = Status

WORKED_ON: Final = frozenset(
    {_S.REGISTERED, _S.ACCEPTED, _S.CONTACTED, _S.INVESTIGATING, _S.AWAITING_APPROVAL, _S.REOPENED}
)
"""States in which somebody is at work on the matter itself."""
WAITING: Final = frozenset({_S.MEDIATING, _S.EXTENSION_PENDING})
"""States in which the work waits for somebody else."""
OPEN_STATES: Final = WORKED_ON | WAITING | {_S.DECIDED, _S.TOLD, _S.RECHECKING}
"""States of a case that is not over."""
ENDED_STATES: Final = frozenset({_S.CLOSED, _S.WITHDRAWN, _S.DECLINED, _S.TRANSFERRED})
"""States of a case that is over and not archived yet; only re-opening leads out of them."""
_EARLY: Final = frozenset({_S.REGISTERED, _S.ACCEPTED, _S.CONTACTED, _S.INVESTIGATING})
_ANY: Final = frozenset(Status) - {_S.DRAFT}


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table.

    Attributes:
        states: where the action may be done.
        to: the state after it.
        right: what the acting role needs.
        conditions: names of guards in ``life_guards``, checked in this order.
    """

    action: Action
    states: frozenset[Status]
    to: Status | Target
    right: Right
    conditions: tuple[str, ...] = ()


def _row(action: Action, states: frozenset[Status], to: Status | Target, right: Right, conditions: str) -> Transition:
    return Transition(action, states, to, right, tuple(conditions.split()))


_HANDLE: Final = Right.COMPLAINT_HANDLE
_APPROVE: Final = Right.COMPLAINT_APPROVE
_MERGE: Final = Right.COMPLAINT_MERGE
_DECISION: Final = "investigation_given basis_given decision_given remedies_given"

TABLE: Final[tuple[Transition, ...]] = (
    _row(Action.ACCEPT, frozenset({_S.REGISTERED}), _S.ACCEPTED, _HANDLE, "papers_seen group_represented"),
    _row(Action.CONTACT, frozenset({_S.ACCEPTED}), _S.CONTACTED, _HANDLE, ""),
    _row(
        Action.CONTACT,
        frozenset({_S.CONTACTED, _S.INVESTIGATING, _S.AWAITING_APPROVAL, _S.REOPENED}),
        Target.STAY,
        _HANDLE,
        "",
    ),
    _row(Action.INVESTIGATE, frozenset({_S.CONTACTED, _S.REOPENED}), _S.INVESTIGATING, _HANDLE, "handler_named"),
    _row(
        Action.REQUEST_EXTENSION,
        frozenset({_S.INVESTIGATING, _S.AWAITING_APPROVAL}),
        _S.EXTENSION_PENDING,
        _HANDLE,
        "reason_given stage_possible extension_in_time",
    ),
    _row(
        Action.APPROVE_EXTENSION,
        frozenset({_S.EXTENSION_PENDING}),
        Target.BACK,
        _APPROVE,
        "not_the_asker extension_approver extension_in_time",
    ),
    _row(
        Action.PAUSE,
        frozenset({_S.ACCEPTED, _S.CONTACTED, _S.INVESTIGATING, _S.AWAITING_APPROVAL, _S.REOPENED}),
        _S.MEDIATING,
        _HANDLE,
        "mediator_named document_given pause_after_receipt",
    ),
    _row(Action.RESUME, frozenset({_S.MEDIATING}), Target.BACK, _HANDLE, "document_given resume_after_pause"),
    _row(
        Action.SUBMIT,
        frozenset({_S.INVESTIGATING}),
        _S.AWAITING_APPROVAL,
        _HANDLE,
        f"handler_named {_DECISION} responsibility_given",
    ),
    _row(
        Action.APPROVE,
        frozenset({_S.AWAITING_APPROVAL}),
        Target.STAY,
        _APPROVE,
        "not_the_handler within_authority",
    ),
    _row(Action.RETURN, frozenset({_S.AWAITING_APPROVAL}), _S.INVESTIGATING, _APPROVE, "reason_given"),
    _row(Action.RETURN, frozenset({_S.EXTENSION_PENDING}), Target.BACK, _APPROVE, "reason_given"),
    _row(
        Action.DECIDE,
        frozenset({_S.AWAITING_APPROVAL}),
        _S.DECIDED,
        _HANDLE,
        f"{_DECISION} approved level_of_major",
    ),
    _row(
        Action.TELL,
        frozenset({_S.DECIDED}),
        _S.TOLD,
        _HANDLE,
        "notice_given notice_after_decision recheck_result_given",
    ),
    _row(Action.NOTIFY, OPEN_STATES | ENDED_STATES, Target.STAY, _HANDLE, "notice_given"),
    _row(
        Action.CHECK,
        frozenset({_S.DECIDED, _S.TOLD}),
        Target.STAY,
        Right.COMPLAINT_CHECK,
        "not_the_handler not_the_decider verdict_given",
    ),
    _row(
        Action.CLOSE,
        frozenset({_S.TOLD}),
        _S.CLOSED,
        _HANDLE,
        "told_or_tried outcome_given cause_given checked level_of_major",
    ),
    _row(Action.CLOSE, frozenset({_S.REGISTERED}), _S.CLOSED, _HANDLE, "over_at_once outcome_given"),
    _row(Action.REOPEN, ENDED_STATES, _S.REOPENED, _APPROVE, "reason_given"),
    _row(
        Action.WITHDRAW,
        WORKED_ON | WAITING | {_S.DECIDED},
        _S.WITHDRAWN,
        _HANDLE,
        "document_given",
    ),
    _row(
        Action.DECLINE, _EARLY, _S.DECLINED, _HANDLE, "ground_given reason_given other_ground_by_manager notice_given"
    ),
    _row(Action.TRANSFER, _EARLY, _S.TRANSFERRED, _HANDLE, "place_given reason_given notice_given"),
    _row(Action.MERGE, WORKED_ON, _S.MERGED, _MERGE, "reason_given lead_is_open"),
    _row(Action.UNMERGE, frozenset({_S.MERGED}), Target.BACK, _MERGE, "reason_given lead_is_open"),
    _row(Action.SPLIT, WORKED_ON, Target.STAY, _MERGE, "reason_given"),
    _row(Action.ESCALATE, OPEN_STATES, Target.STAY, _HANDLE, "reason_given level_rises level_four_by_name"),
    _row(
        Action.RECHECK,
        frozenset({_S.TOLD, _S.CLOSED}),
        _S.RECHECKING,
        _HANDLE,
        "document_given superior_exists no_recheck_yet recheck_in_time",
    ),
    _row(Action.FINISH_RECHECK, frozenset({_S.RECHECKING}), Target.BACK, _HANDLE, "recheck_decided"),
    _row(Action.ASSIGN, OPEN_STATES, Target.STAY, Right.COMPLAINT_EDIT_BRANCH, "person_named person_fit"),
    _row(Action.RECUSE, OPEN_STATES, Target.STAY, _HANDLE, "person_named reason_given"),
    _row(Action.ARCHIVE, ENDED_STATES, _S.ARCHIVED, _APPROVE, ""),
    _row(Action.HOLD, _ANY, Target.STAY, Right.LEGAL_HOLD, "reason_given not_held"),
    _row(Action.RELEASE, _ANY, Target.STAY, Right.LEGAL_HOLD, "reason_given held"),
)
"""The life cycle. Whatever is not here cannot be done."""

_DECISION_FIELDS: Final = (
    "investigation",
    "policy_basis",
    "decision",
    "remedies",
    "responsibility",
    "compensation_fen",
)

TAKES: Final[Mapping[Action, tuple[str, ...]]] = {
    Action.ACCEPT: ("severity", "urgency", "departments", "tags"),
    Action.INVESTIGATE: ("investigation", "departments"),
    Action.SUBMIT: _DECISION_FIELDS,
    Action.DECIDE: _DECISION_FIELDS,
    Action.TELL: ("satisfaction", "accepted_by_customer"),
    Action.CLOSE: (
        "outcome", "satisfaction", "accepted_by_customer", "root_cause", "correction", "measures",
    ),
    Action.FINISH_RECHECK: (),
}  # fmt: skip
"""Fields of the record that may come with an action."""


def transition(action: Action, status: Status) -> Transition | None:
    """The row for an action in a state; ``None`` when the table has none."""
    return next((row for row in TABLE if row.action is action and status in row.states), None)


def right_for(action: Action) -> Right:
    """What the acting role needs; every row of one action asks for the same (tested)."""
    return next(row.right for row in TABLE if row.action is action)


def states_for(action: Action) -> frozenset[Status]:
    """Every state in which an action may be done."""
    return frozenset(state for row in TABLE if row.action is action for state in row.states)


def is_recused(complaint: Complaint, staff_no: str) -> bool:
    """Whether somebody must keep their hands off a case: complained about, or recused (art. 17)."""
    return staff_no in respondents(complaint.parties) or any(
        recusal.staff_no == staff_no for recusal in complaint.recusals
    )


def offered(complaint: Complaint, actor: Actor) -> tuple[Action, ...]:
    """Actions that state and role allow, in the order of the table; conditions may still refuse them."""
    recused = is_recused(complaint, actor.staff_no)
    return tuple(
        dict.fromkeys(
            row.action
            for row in TABLE
            if complaint.status in row.states
            and allows(actor.role, row.right)
            and (not recused or row.action is Action.RECUSE)
        )
    )


class PublicState(StrEnum):
    """What a customer is told of the state."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    CLOSED = "closed"


def public_state(status: Status) -> PublicState:
    """The three states of a card: waiting, in progress, closed."""
    if status in (Status.DRAFT, Status.REGISTERED):
        return PublicState.PENDING
    return PublicState.IN_PROGRESS if status in OPEN_STATES else PublicState.CLOSED
