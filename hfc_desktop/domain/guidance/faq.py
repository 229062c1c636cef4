"""Questions that customers ask often, with answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hfc_desktop.domain.guidance.item import GuidanceItem, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Faq(GuidanceItem):
    """One question in several wordings, a short answer to say and a long one to read."""

    kind: ClassVar[Kind] = Kind.FAQ

    questions: tuple[str, ...]
    """The question in at least two wordings."""
    answer_short: str
    """To say at the window."""
    answer_long: str
    """To read up."""
    next_steps: tuple[str, ...] = ()
    """What the customer can do next."""
    do_not_say: tuple[str, ...] = ()
    """What not to say."""
    corporate: bool = False
    """Whether it is for companies."""
