"""Stop-loss (止损) for a customer whose money has already gone: a running clock, who does what, facts for the police.

The minutes and acts come from a timeline of the guidance (``Duties.timeline``); what was done, and when, stays with the
reception. The facts are what the police ask for when a payment is to be stopped (guidance: report first, forms later).
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.duties import Duties

_SECONDS: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class LossFacts:
    """What the police ask for. All of it is customer data; texts are as the customer and the slip say them.

    Attributes:
        place: city in which the customer is, said first on the phone.
        sent_at: day and time of the payment, to the minute, as on the statement.
        contact: chat account, phone number or page through which the fraudster spoke.
        link: name or address of the app or site.
    """

    place: str = ""
    payer_name: str = ""
    payer_account: str = ""
    payer_bank: str = ""
    payee_name: str = ""
    payee_account: str = ""
    payee_bank: str = ""
    sent_at: str = ""
    amount_fen: int | None = None
    channel: str = ""
    slip_no: str = ""
    contact: str = ""
    link: str = ""
    story: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was taken down."""
        return not any(getattr(self, one.name) not in ("", None) for one in fields(self))


ASKED_FIRST: Final = ("place", "payee_account", "payee_bank", "payee_name", "sent_at", "amount_fen")
"""What the police need before they can stop a payment, in the order in which it is said on the phone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActDone:
    """One act of the timeline that was done. ``number`` counts acts of the whole timeline from 0."""

    number: int
    phase: str
    role: str = ""
    text: str = ""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StopLoss:
    """A stop-loss under way.

    Attributes:
        item: the timeline; with version and pack, as every line of a reception.
        started_at: when the clock was started at the counter.
        sent_minutes_ago: how long the money had been gone by then, as the customer said.
        reported_at: when 110 answered.
        case_no: number that the police gave.
    """

    item: str
    version: int
    pack: str = ""
    title: str = ""
    started_at: datetime
    sent_minutes_ago: int = 0
    done: tuple[ActDone, ...] = ()
    reported_at: datetime | None = None
    case_no: str = ""
    facts: LossFacts = field(default_factory=LossFacts)

    def minute(self, now: datetime) -> int:
        """Full minutes since the clock was started."""
        return max(0, int((now - self.started_at).total_seconds()) // _SECONDS)

    def is_done(self, number: int) -> bool:
        """Whether the act of that number was done."""
        return any(act.number == number for act in self.done)

    def missing(self) -> tuple[str, ...]:
        """Facts that the police need first and that nobody has taken down yet."""
        return tuple(name for name in ASKED_FIRST if getattr(self.facts, name) in ("", None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act of a timeline, numbered through.

    Attributes:
        first: minute from which it is due; ``None`` for what is not counted in minutes.
        last: minute at whose end it should be done.
    """

    number: int
    phase: str
    role: str
    text: str
    first: int | None
    last: int | None

    def is_late(self, minute: int) -> bool:
        """Whether its time is over at that minute."""
        return self.last is not None and minute >= self.last

    def is_due(self, minute: int) -> bool:
        """Whether it should be under way at that minute."""
        return self.first is not None and self.first <= minute and not self.is_late(minute)


def acts_of(timeline: Duties) -> tuple[Act, ...]:
    """The acts of a timeline in the order of its phases."""
    found: list[Act] = []
    for phase in timeline.phases:
        first, last = _minutes(phase)
        for duty in timeline.duties:
            if duty.phase == phase:
                for text in duty.acts:
                    act = Act(number=len(found), phase=phase, role=duty.role, text=text, first=first, last=last)
                    found.append(act)
    return tuple(found)


def _minutes(phase: str) -> tuple[int | None, int | None]:
    """First and last minute of a phase such as ``1-3``; nothing for a phase in words."""
    first, dash, last = phase.partition("-")
    if dash and first.isdecimal() and last.isdecimal():
        return int(first), int(last)
    return None, None


def with_act(under_way: StopLoss, act: Act, at: datetime) -> StopLoss:
    """After an act was done; done again, it is taken back."""
    if under_way.is_done(act.number):
        return replace(under_way, done=tuple(one for one in under_way.done if one.number != act.number))
    made = ActDone(number=act.number, phase=act.phase, role=act.role, text=act.text, at=at)
    return replace(under_way, done=tuple(sorted((*under_way.done, made), key=lambda one: one.number)))
