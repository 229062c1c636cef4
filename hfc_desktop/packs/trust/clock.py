"""What counts as now when a pack is imported: a branch PC's clock may have lost its battery or been set by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from hfc_desktop.errors import UserMistakeError

MAY_LAG: Final = timedelta(days=1)
"""How far the system may be behind the newest date seen before that date is used instead."""
MAY_LEAD: Final = timedelta(days=400)
"""How far it may be ahead of everything seen before somebody must say that the date is right."""
BEHIND: Final = "clock_behind"


@dataclass(frozen=True, slots=True)
class Moment:
    """The moment that decides expiry.

    Attributes:
        now: UTC.
        warnings: codes; ``clock_behind`` when the system's clock was not used.
    """

    now: datetime
    warnings: tuple[str, ...] = ()


def trusted_moment(system: datetime, seen: datetime | None, *, accepted: bool = False) -> Moment:
    """The later of the system's clock and everything seen.

    Args:
        system: the system's clock.
        seen: newest date in verified metadata and in the event log.
        accepted: somebody who may said that the date is right.

    Raises:
        UserMistakeError: the clock is so far ahead that it may be wrong; nothing is called expired until it is checked.
    """
    system = system.astimezone(UTC)
    if seen is None:
        return Moment(system)
    seen = seen.astimezone(UTC)
    if system - seen > MAY_LEAD and not accepted:
        raise UserMistakeError("trust.clock_ahead", today=system.date().isoformat(), seen=seen.date().isoformat())
    if seen - system > MAY_LAG:
        return Moment(seen, (BEHIND,))
    return Moment(max(system, seen))
