"""Types of telecom fraud (诈骗类型), by the dated lists of the police."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hfc_desktop.domain.guidance.item import GuidanceItem, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class FraudType(GuidanceItem):
    """One type: how to see it at the counter and what to ask."""

    kind: ClassVar[Kind] = Kind.FRAUD_TYPE

    number: int
    """Place in the edition's list."""
    edition: str
    """Edition of the list, as 2024-06."""
    group: str = "common"
    """common or newer."""
    signs: tuple[str, ...]
    """What is seen and heard at the counter."""
    questions: tuple[str, ...]
    """What to ask, openly."""
    targets: tuple[str, ...]
    """Who is usually targeted."""
    payment_paths: tuple[str, ...]
    """How the money leaves."""
    hard_flags: tuple[str, ...] = ()
    """Signs of which one alone stops the transaction."""
    story: str
    """How it usually goes, in three sentences."""
    say: tuple[str, ...] = ()
    """Lines that help the customer to see it."""
    do_not_say: tuple[str, ...] = ()
    """Lines that make it worse."""
