"""Interception (堵截) of a fraud at the counter, and what the reward table gives for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.reward import Reward, RewardBand

FOLLOW_UP_DAYS: Final = 3
"""The customer is visited or called again within so many days; see the scenario of a hurried remittance."""


class Means(StrEnum):
    """How the money would have left."""

    TRANSFER = "transfer"
    CASH = "cash"
    TERM_DEPOSIT = "term_deposit"
    NEW_ACCOUNT = "new_account"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interception:
    """What is written down when a fraud was stopped at the counter.

    Attributes:
        at: when the transaction was stopped.
        amount_fen: what would have been lost.
        fraud_type: guidance id of the type, as far as it was recognised.
        signs: what was seen and heard, in words; from the checklist and by hand.
        police_unit: who came or answered.
        confirmed: whether the police said that it is a fraud; without it there is no reward.
        people: members of staff who took part, by staff number.
        handed_to: post that took the second talk over.
    """

    at: datetime
    amount_fen: int | None = None
    means: Means = Means.TRANSFER
    fraud_type: str = ""
    signs: tuple[str, ...] = ()
    payee: str = ""
    police_unit: str = ""
    confirmed: bool = False
    confirmed_at: datetime | None = None
    people: tuple[str, ...] = ()
    handed_to: str = ""
    remark: str = ""

    def follow_up_by(self) -> date:
        """Last day of the follow-up."""
        return self.at.date() + timedelta(days=FOLLOW_UP_DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class RewardDue:
    """What the reward table says of an interception.

    Attributes:
        item: the table; with its version and pack, as every line of a reception.
        single_fen: for one person.
        team_fen: for the team, when more than one took part.
        approver: post that decides.
        open_conditions: conditions that nobody can see as met yet.
    """

    item: str
    version: int
    pack: str
    title: str
    amount_fen: int
    single_fen: int
    team_fen: int
    extra: str
    approver: str
    report_within_working_days: int
    conditions: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()


def band_for(table: Reward, amount_fen: int, event: str = "interception") -> RewardBand | None:
    """The row for an amount saved; ``None`` below the lowest row."""
    return next(
        (
            band
            for band in table.bands
            if band.event == event
            and band.min_fen <= amount_fen
            and (band.max_fen is None or amount_fen <= band.max_fen)
        ),
        None,
    )


def reward_for(table: Reward, found: Interception, pack: str = "") -> RewardDue | None:
    """What the table gives; ``None`` when the amount is not known or below the lowest row."""
    band = band_for(table, found.amount_fen) if found.amount_fen is not None else None
    if band is None or found.amount_fen is None:
        return None
    return RewardDue(
        item=table.id,
        version=table.version,
        pack=pack,
        title=table.title,
        amount_fen=found.amount_fen,
        single_fen=band.single_fen,
        team_fen=band.team_fen if len(found.people) > 1 else 0,
        extra=band.extra,
        approver=table.reward_approver,
        report_within_working_days=table.report_within_working_days,
        conditions=table.conditions,
        evidence=table.evidence,
        exclusions=table.exclusions,
    )
