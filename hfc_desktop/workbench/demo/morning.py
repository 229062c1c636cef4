"""What lies on the home branch's desk this morning: late, nearly late, half done, and two customers who came again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from hfc_desktop.domain.complaint import Responsibility, Status
from hfc_desktop.domain.life_cycle import Action
from hfc_desktop.workbench.demo import office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from hfc_desktop.domain.complaint import Complaint


@dataclass(frozen=True, slots=True)
class Standing:
    """One case that is still open.

    Attributes:
        days_ago: when it came.
        again: place in ``MORNING`` of the case of which it is a repeat; none for most.
    """

    days_ago: int
    status: Status
    again: int | None = None


MORNING: Final = (
    Standing(19, Status.INVESTIGATING),
    Standing(17, Status.INVESTIGATING),
    Standing(14, Status.INVESTIGATING),
    Standing(13, Status.CONTACTED),
    Standing(12, Status.AWAITING_APPROVAL),
    Standing(10, Status.INVESTIGATING),
    Standing(9, Status.CONTACTED),
    Standing(7, Status.DECIDED),
    Standing(5, Status.CONTACTED),
    Standing(3, Status.CONTACTED, again=6),
    Standing(2, Status.REGISTERED),
    Standing(1, Status.REGISTERED, again=8),
)
"""The usual term is 15 days: two are late, three are nearly late."""

_WAY: Final = (
    (Action.ACCEPT, Status.ACCEPTED, 1),
    (Action.CONTACT, Status.CONTACTED, 5),
    (Action.INVESTIGATE, Status.INVESTIGATING, 20),
    (Action.SUBMIT, Status.AWAITING_APPROVAL, 60),
    (Action.DECIDE, Status.DECIDED, 100),
)
"""Steps of a case in their order, the state that each leads to, and how many hours after registering."""


def steps_to(case: Complaint, status: Status) -> Iterator[tuple[Action, datetime, dict[str, Any]]]:
    """The steps of a registered case on its way to a state, with when each was and what it writes."""
    if status is Status.REGISTERED:
        return
    handler = office.handler_of(case.organisation).staff_no
    for action, reached, hours in _WAY:
        at = case.registered_at + timedelta(hours=hours)
        yield action, at, {"status": reached, "handler": handler, **_brings(action, at, handler)}
        if reached is status:
            return


def _brings(action: Action, at: datetime, handler: str) -> dict[str, Any]:
    """What a step writes beside the state."""
    brought: dict[Action, dict[str, Any]] = {
        Action.ACCEPT: {"accepted_at": at},
        Action.CONTACT: {"contacted_at": at},
        Action.INVESTIGATE: {},
        Action.SUBMIT: {
            "investigation": "已调取监控、交易流水和柜面登记，并与当班柜员核对。",
            "policy_basis": "《银行业保险业消费投诉处理管理办法》第十七条；本行收费公示。",
            "decision": "核实情况，退还有争议的费用，并书面说明。",
            "remedies": "不接受处理决定的，可自收到之日起三十日内申请核查，也可申请调解或者向监管部门反映。",
            "responsibility": Responsibility.SHARED,
            "compensation_fen": 0,
        },
        Action.DECIDE: {"decided_at": at, "decided_by": handler},
    }
    return brought[action]
