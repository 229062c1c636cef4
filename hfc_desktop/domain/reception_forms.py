"""What the papers of a reception say: information slip, facts for the police, interception record, reward sheet.

Frozen values without layout; ``services.reception_forms`` builds them, the documents room prints them. The slip is for
the customer and holds nothing that must not be told; the others stay in the house, save the facts sheet, which the
customer takes to the police.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from hfc_desktop.domain.documents import CheckPart, PathLine, PhoneLine, RestrictionPart, UsedItem
from hfc_desktop.domain.interception import Interception, RewardDue
from hfc_desktop.domain.stop_loss import StopLoss


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionSlip:
    """The neutral information slip on a restriction of the account.

    Attributes:
        reception: id of the reception.
        at: when the customer was there.
        restriction: what may be told; ``None`` when a named post speaks, and nothing of the measure is printed.
        handover_post: that post, on the file copy alone: its name may tell what the measure is for.
        began_on: first day of the period, where it was found out.
        ends_on: last day of the first period, computed.
        phones: numbers to call, those of the freezing unit's place first.
        used: the guidance behind it, with version and pack.
    """

    reception: str
    at: datetime
    restriction: RestrictionPart | None
    handover_post: str = ""
    began_on: date | None = None
    ends_on: date | None = None
    phones: tuple[PhoneLine, ...] = ()
    used: UsedItem


@dataclass(frozen=True, slots=True, kw_only=True)
class PoliceFacts:
    """The facts sheet that a defrauded customer takes to the police.

    Attributes:
        stop_loss: facts, times, and what was done at the counter.
        missing: names of facts that the police need first and that are still open.
        used: the timeline behind it.
    """

    reception: str
    at: datetime
    stop_loss: StopLoss
    missing: tuple[str, ...]
    phones: tuple[PhoneLine, ...] = ()
    used: UsedItem


@dataclass(frozen=True, slots=True, kw_only=True)
class InterceptionSheet:
    """The record of a stopped fraud; for the file only."""

    reception: str
    at: datetime
    interception: Interception
    fraud_type: UsedItem | None
    checklist: CheckPart | None
    path: tuple[PathLine, ...]
    follow_up_by: date
    used: tuple[UsedItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RewardSheet:
    """The application for the reward; for the file only."""

    reception: str
    at: datetime
    interception: Interception
    due: RewardDue
