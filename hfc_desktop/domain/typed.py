"""Reading what people type: digits of either width, days in the ways in which they are written."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

_WIDE: Final = {ord("０") + n: str(n) for n in range(10)} | {
    ord("．"): ".",
    ord("，"): "",
    ord(","): "",
    ord("Ｘ"): "X",
}
_NAMED: Final = {"今天": 0, "today": 0, "昨天": 1, "yesterday": 1, "前天": 2}
_DATE: Final = re.compile(r"(?:(\d{4})[-/.年]?)?(\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")


def plain(text: str) -> str:
    """Digits and signs at half width, without blanks and thousands separators."""
    return text.translate(_WIDE).replace(" ", "").replace("　", "").strip()


def typed_day(text: str, today: date) -> date | None:
    """A day as typed: 2026-03-17, 20260317, 3-17, 3月17日, 今天, 昨天, 前天; ``None`` for an empty text.

    A day without a year is the latest one that is not after ``today``.

    Raises:
        ValueError: it is no day.
    """
    body = plain(text)
    if not body:
        return None
    if body.lower() in _NAMED:
        return today - timedelta(days=_NAMED[body.lower()])
    found = _DATE.fullmatch(body)
    if not found:
        raise ValueError(body)
    year, month, number, *compact = found.groups()
    if compact[0]:
        return date(int(compact[0]), int(compact[1]), int(compact[2]))
    if year:
        return date(int(year), int(month), int(number))
    this_year = date(today.year, int(month), int(number))
    return this_year if this_year <= today else date(today.year - 1, int(month), int(number))
