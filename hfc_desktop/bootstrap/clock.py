"""The clocks of the program."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone
from typing import Final

CHINA: Final = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has had one time and no summer time since 1991; a fixed offset needs no time-zone data on the machine."""


def now() -> datetime:
    """Time in Asia/Shanghai, to the second."""
    return datetime.now(CHINA).replace(microsecond=0)


def uptime_ms() -> int:
    """Milliseconds of the machine's own counter."""
    return time.monotonic_ns() // 1_000_000
