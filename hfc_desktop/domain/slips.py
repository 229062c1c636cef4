"""A paper of a reception as printed: what ``reception_forms`` says, with the head of its pages.

What a copy must not say is absent from the value. The customer's copy of the facts for the police has account numbers
in full, since the police stop a payment by them and it goes from hand to hand, but not what was done at the counter;
the file copy has the last four of each account.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hfc_desktop.domain.documents import NoteHead
from hfc_desktop.domain.reception_forms import InterceptionSheet, PoliceFacts, RestrictionSlip, RewardSheet

Paper = RestrictionSlip | PoliceFacts | InterceptionSheet | RewardSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionPaper:
    """One print.

    Attributes:
        receiver: staff number of who received the customer; file copy only.
        report_by: last day to report a stopped fraud; ``None`` when no calendar says.
        posts: staff number and post of those who took part; file copy only.
    """

    head: NoteHead
    paper: Paper
    receiver: str = ""
    report_by: date | None = None
    posts: tuple[tuple[str, str], ...] = ()
