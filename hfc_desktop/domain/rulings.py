"""What was found and decided in a matter, and when the customer was told, as printed on its notes and letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from hfc_desktop.domain.complaint import Responsibility
from hfc_desktop.domain.handling import NoticeKind, NoticeResult, NoticeWay


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What was found and decided (art. 19).

    Attributes:
        basis: basis and reasons.
        remedies: what the customer can do who does not agree, in the words of who decided.
        decided_on: ``None`` while it is a proposal that nobody approved.
        responsibility: file copy only.
    """

    findings: str = ""
    decision: str = ""
    basis: str = ""
    remedies: str = ""
    compensation_fen: int | None = None
    decided_on: date | None = None
    responsibility: Responsibility | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """One notice as proved (art. 21); the target is masked."""

    kind: NoticeKind
    way: NoticeWay
    at: datetime
    result: NoticeResult
    target: str = ""
