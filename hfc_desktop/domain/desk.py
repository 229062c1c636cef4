"""What a desk keeps beside its records: feedback on guidance, what was opened, favourites, receipts of notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from hfc_desktop.domain.reception import Usefulness

MOST_FAVOURITES: Final = 12
"""More would be a list to search in, and for that there is the search."""
USED_DAYS: Final = 90
"""How far back what is used most at a branch is counted."""


class Wrong(StrEnum):
    """What is wrong with an entry of the hotline book."""

    NUMBER = "number"
    NOBODY_ANSWERS = "nobody_answers"
    NOT_COMPETENT = "not_competent"
    HOURS = "hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What somebody thinks of one item after use.

    Attributes:
        id: reception and item, so that a second thought replaces the first.
        item: id of the item; empty when a search found nothing and guidance is missing.
        version: version of the item that was read.
        pack: pack and issue that it came from.
        reason: value of ``Wrong`` for a hotline; empty otherwise.
        words: what is missing or wrong, in the teller's words; stays inside the branch.
    """

    id: str
    item: str
    version: int
    pack: str
    given: Usefulness
    staff_no: str
    organisation: str
    counter: str
    at: datetime
    reason: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackCount:
    """How often each answer was given on one version of an item."""

    item: str
    version: int
    helpful: int = 0
    not_helpful: int = 0
    missing: int = 0
    wrong: int = 0

    @property
    def total(self) -> int:
        """All answers."""
        return self.helpful + self.not_helpful + self.missing + self.wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An item that was opened in a reception, with the version that was read."""

    item: str
    version: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Ids of items that are near at hand.

    Attributes:
        favourites: chosen by this person, in their order.
        recent: opened by this person, the last one first.
        most_used: opened most often at this branch, the commonest first.
    """

    favourites: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    most_used: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Who read which version of a notice, and when."""

    staff_no: str
    organisation: str
    item: str
    version: int
    pack: str
    at: datetime

    @property
    def id(self) -> str:
        """One receipt a person and version."""
        return f"{self.staff_no}:{self.item}:{self.version}"
