"""Reading what people type: digits of either width, days and amounts in the ways in which they are written."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

_WIDE: Final = {ord("０") + n: str(n) for n in range(10)} | {
    ord("．"): ".",
    ord("，"): "",
    ord(","): "",
    ord("Ｘ"): "X",
}
_NAMED: Final = {"今天": 0, "today": 0, "昨天": 1, "yesterday": 1, "前天": 2}
_LARGEST_YUAN: Final = Decimal(100_000_000_000)
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


def money(text: str) -> int | None:
    """Yuan as typed, in fen; ``None`` for an empty field. 万 multiplies by ten thousand.

    Raises:
        ValueError: it is no amount.
    """
    body = plain(text).removeprefix("¥").removeprefix("￥").removesuffix("元")
    if not body:
        return None
    factor = 10_000 if body.endswith("万") else 1
    try:
        yuan = Decimal(body.removesuffix("万")) * factor
    except InvalidOperation as error:
        raise ValueError(body) from error
    fen = yuan * 100
    if not yuan.is_finite() or yuan < 0 or yuan > _LARGEST_YUAN or fen != fen.to_integral_value():
        raise ValueError(body)
    return int(fen)


def money_text(fen: int | None) -> str:
    """Fen as it is typed."""
    if fen is None:
        return ""
    yuan, rest = divmod(fen, 100)
    return f"{yuan}.{rest:02d}" if rest else str(yuan)
