"""Papers of a reception as frozen values: restriction slip, facts for the police, interception, reward."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from hfc_desktop.domain.documents import CheckPart, NoteHead, PhoneLine, RestrictionPart
from hfc_desktop.domain.interception import Interception, RewardDue
from hfc_desktop.domain.reception import Imposed
from hfc_desktop.domain.stop_loss import ActDone, LossFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionSlip:
    """What a customer is told about a restriction of the account (账户管控信息告知单).

    Attributes:
        may_tell: what may be said, as the card words it.
    """

    head: NoteHead
    received_at: datetime
    restriction: RestrictionPart
    imposed: Imposed | None = None
    may_tell: str = ""
    phones: tuple[PhoneLine, ...] = ()
    handler_post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PoliceFacts:
    """Facts of a loss for the police (报警要素表).

    The customer's copy has account numbers in full, since the police stop a payment by them and it goes from hand to
    hand; the file copy has their last four only.

    Attributes:
        done: acts of the stop-loss with their times; file copy only.
        receiver: staff number of who took the facts down; file copy only.
    """

    head: NoteHead
    facts: LossFacts
    started_at: datetime
    sent_minutes_ago: int = 0
    reported_at: datetime | None = None
    case_no: str = ""
    done: tuple[ActDone, ...] = ()
    phones: tuple[PhoneLine, ...] = ()
    receiver: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterceptionSheet:
    """A stopped fraud (堵截登记表), and, as a reward form, what the table gives for it (奖励申报表).

    Attributes:
        fraud_type: name of the type.
        report_by: last day to report it; ``None`` when no calendar says.
        posts: post by staff number of those who took part.
    """

    head: NoteHead
    found: Interception
    fraud_type: str
    checklist: CheckPart | None
    follow_up_by: date
    reward: RewardDue | None = None
    report_by: date | None = None
    posts: tuple[tuple[str, str], ...] = ()
    first_words: str = ""
