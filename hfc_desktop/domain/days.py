"""Days as the law counts them: calendar days in Asia/Shanghai, whatever clock or zone a machine is set to."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Final

SHANGHAI: Final = timezone(timedelta(hours=8), "Asia/Shanghai")
"""Beijing time. China has had one zone and no summer time since 1992, so a fixed offset is exact for every record."""


def local_day(moment: datetime) -> date:
    """The day of ``moment`` in Beijing time.

    Raises:
        ValueError: ``moment`` carries no offset, so that its day is not certain.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without an offset has no certain day")
    return moment.astimezone(SHANGHAI).date()
