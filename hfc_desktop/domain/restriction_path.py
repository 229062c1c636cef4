"""Which restriction it may be when there is no code: four questions whose answers rank the kinds of restriction.

The answers are weighed against what each item of the guidance says of itself (effect, who imposed it), so a new item
takes part without a change here. "Unknown" says nothing; nothing is ever ruled out by one answer alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Final

from hfc_desktop.domain.guidance.restriction import Flow, Imposer, Restriction

Answers = Mapping["Asked", str]


class Asked(StrEnum):
    """The four questions, in the order in which they are asked."""

    WORKS = "works"
    SHARE = "share"
    TRACE = "trace"
    ORGAN = "organ"


CHOICES: Final[Mapping[Asked, tuple[str, ...]]] = {
    Asked.WORKS: ("nothing", "in_only", "counter_only", "one_payment", "capped"),
    Asked.SHARE: ("whole", "part"),
    Asked.TRACE: ("unfamiliar", "identity", "own_doing", "none"),
    Asked.ORGAN: ("court", "police", "other_organ", "bank"),
}
"""Answers of each question: what still works; the whole balance or a part; unfamiliar money or a lent card, papers or
phone not in order, the customer's own doing; who is named in the message."""

_OTHER_ORGANS: Final = frozenset(
    {
        Imposer.PROCURATORATE,
        Imposer.STATE_SECURITY,
        Imposer.SUPERVISORY_COMMISSION,
        Imposer.TAX,
        Imposer.CUSTOMS,
        Imposer.SECURITIES_REGULATOR,
        Imposer.CENTRAL_BANK,
        Imposer.OTHER_AUTHORITY,
    }
)
_HOUSE: Final = frozenset({Imposer.BANK, Imposer.RULE})
_CLOSED: Final = frozenset({Flow.STOPPED, Flow.DEBITED})
_FRAUD_TOPICS: Final = ("fraud", "involved_account", "police", "joint_punishment", "due_diligence", "transaction_block")
_PAPER_TOPICS: Final = ("identity", "corporate", "dormant", "due_diligence", "account_count")

_WEIGHTS: Final[Mapping[Asked, int]] = {Asked.WORKS: 3, Asked.SHARE: 1, Asked.TRACE: 2, Asked.ORGAN: 4}
"""A named organ tells most, then what still works."""


def _topic_has(item: Restriction, words: Iterable[str]) -> bool:
    return any(word in item.topic for word in words)


def _capped(item: Restriction) -> bool:
    return bool({Flow.LIMITED, Flow.DELAYED} & {item.effect.outgoing, item.effect.non_counter})


_FITS: Final[Mapping[tuple[Asked, str], Callable[[Restriction], bool]]] = {
    (Asked.WORKS, "nothing"): lambda item: item.effect.incoming in _CLOSED and item.effect.outgoing in _CLOSED,
    (Asked.WORKS, "in_only"): lambda item: item.effect.incoming is Flow.OPEN and item.effect.outgoing in _CLOSED,
    (Asked.WORKS, "counter_only"): lambda item: (
        item.effect.outgoing is Flow.OPEN and item.effect.non_counter in _CLOSED
    ),
    (Asked.WORKS, "one_payment"): lambda item: item.code.endswith("-9") or "transaction" in item.topic,
    (Asked.WORKS, "capped"): _capped,
    (Asked.SHARE, "whole"): lambda item: not item.effect.amount,
    (Asked.SHARE, "part"): lambda item: bool(item.effect.amount),
    (Asked.TRACE, "unfamiliar"): lambda item: item.imposer is Imposer.POLICE or _topic_has(item, _FRAUD_TOPICS),
    (Asked.TRACE, "identity"): lambda item: item.imposer in _HOUSE and _topic_has(item, _PAPER_TOPICS),
    (Asked.TRACE, "own_doing"): lambda item: item.imposer is Imposer.CUSTOMER,
    (Asked.TRACE, "none"): lambda item: (
        item.imposer not in {Imposer.POLICE, Imposer.CUSTOMER} and not _topic_has(item, _FRAUD_TOPICS + _PAPER_TOPICS)
    ),
    (Asked.ORGAN, "court"): lambda item: item.imposer is Imposer.COURT,
    (Asked.ORGAN, "police"): lambda item: item.imposer is Imposer.POLICE,
    (Asked.ORGAN, "other_organ"): lambda item: item.imposer in _OTHER_ORGANS,
    (Asked.ORGAN, "bank"): lambda item: item.imposer in _HOUSE or item.imposer is Imposer.CUSTOMER,
}


def score(item: Restriction, answers: Answers) -> int:
    """How well an item fits the answers given; 0 for not at all."""
    return sum(
        _WEIGHTS[asked]
        for asked, answer in answers.items()
        if (asked, answer) in _FITS and _FITS[(asked, answer)](item)
    )


def ranked(items: Iterable[Restriction], answers: Answers) -> tuple[Restriction, ...]:
    """Items that fit at least one answer, the best first, by code among equals."""
    found = [(score(item, answers), item) for item in items]
    return tuple(item for points, item in sorted(found, key=lambda pair: (-pair[0], pair[1].code)) if points)
