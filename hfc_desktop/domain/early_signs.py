"""Early signs (苗头): trouble that is no complaint yet. Counted apart, never among the complaints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hfc_desktop.domain.guidance.lexicon import Lexicon
from hfc_desktop.domain.handling import SignFound

EARLY_SIGNS = "early_signs"
"""Purpose of the word lists that signs in free text are read by."""


class Sign(StrEnum):
    """Signs that are seen, not read: what a teller ticks or the program counts."""

    WORDS = "words"
    WALKED_OUT = "walked_out"
    LONG_QUEUE = "long_queue"
    REFUSED_SERVICE = "refused_service"
    VULNERABLE = "vulnerable"
    STAFF_ARGUMENT = "staff_argument"
    ASKS_COMPENSATION = "asks_compensation"
    ASKS_MANAGER = "asks_manager"
    REPEATED_QUESTION = "repeated_question"
    POLICY_CHANGE = "policy_change"
    NEWS = "news"


class SignState(StrEnum):
    """What became of a slip."""

    OPEN = "open"
    SETTLED = "settled"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlySign:
    """One slip (苗头单). No personal data are needed.

    Attributes:
        weight: how heavy the words weigh together.
        note: what was seen, in words; stays in the branch.
        complaint: id of the case that it became.
        reception: id of the reception in which it was seen.
        rule: rule that counted it; empty when a person saw it.
        label: that rule in words as it stood then; so is ``label_en``.
        matters: ids of the consultations that were counted.
    """

    id: str
    at: datetime
    organisation: str
    counter: str
    by: str
    signs: tuple[Sign, ...]
    scenario: str = ""
    weight: int = 0
    note: str = ""
    reception: str = ""
    state: SignState = SignState.OPEN
    settled_at: datetime | None = None
    settled_by: str = ""
    outcome: str = ""
    complaint: str = ""
    rule: str = ""
    label: str = ""
    label_en: str = ""
    matters: tuple[str, ...] = ()


PRIVATE_PARTS = frozenset({"note", "outcome"})
"""Parts of a slip that stay in the branch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignHit:
    """Words of one group of a list that stand in a text.

    Attributes:
        meaning: what the words of the group mean together.
    """

    meaning: str
    weight: int
    words: tuple[str, ...]


def hits(text: str, lists: Iterable[Lexicon]) -> tuple[SignHit, ...]:
    """Early signs in free text, heaviest first; of words that hold each other the longest counts."""
    found = []
    for group in (group for lexicon in lists if lexicon.purpose == EARLY_SIGNS for group in lexicon.groups):
        words = [word for word in group.words if word in text]
        longest = [word for word in words if not any(word != other and word in other for other in words)]
        if longest:
            found.append(SignHit(meaning=group.note, weight=group.weight, words=tuple(longest)))
    return tuple(sorted(found, key=lambda hit: (-hit.weight, hit.meaning)))


def found_in(text: str, lists: Iterable[Lexicon], at: datetime) -> tuple[SignFound, ...]:
    """The same as a record keeps it: meaning and weight, never the words that were said."""
    return tuple(SignFound(sign=hit.meaning, at=at, weight=hit.weight) for hit in hits(text, lists))
