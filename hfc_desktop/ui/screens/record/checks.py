"""Reading and checking what is typed into the record form. A checker answers with what to enter, or nothing.

Money is read into whole fen; days are days in Asia/Shanghai.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from hfc_desktop.domain.complaint import IdType
from hfc_desktop.domain.typed import money, plain, typed_day
from hfc_desktop.i18n import gettext as _

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_SIGNS: Final = "10X98765432"
_CREDIT_SIGNS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_MOBILE: Final = re.compile(r"1[3-9]\d{9}")
_LANDLINE: Final = re.compile(r"(0\d{2,3}-?)?\d{7,8}(-\d{1,6})?")


def resident_id_holds(text: str) -> bool:
    """Whether it is a resident identity number of 18 signs with a true check sign (GB 11643)."""
    body = plain(text).upper()
    if not re.fullmatch(r"\d{17}[\dX]", body):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=False))
    try:
        date(int(body[6:10]), int(body[10:12]), int(body[12:14]))
    except ValueError:
        return False
    return body[17] == _CHECK_SIGNS[total % 11]


def credit_code_holds(text: str) -> bool:
    """Whether it is a unified social credit code of 18 signs with a true check sign (GB 32100)."""
    body = plain(text).upper()
    if len(body) != 18 or any(sign not in _CREDIT_SIGNS for sign in body):
        return False
    total = sum(_CREDIT_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(body[:17]))
    return _CREDIT_SIGNS[(31 - total % 31) % 31] == body[17]


def check_money(text: str) -> str:
    """What to enter instead of an amount that cannot be read; empty when it can."""
    try:
        money(text)
    except ValueError:
        return _("Enter an amount in yuan, such as 2600 or 2600.50 or 3万.")
    return ""


def check_past_day(text: str, today: date) -> str:
    """What to enter instead of a day that cannot be read or has not come yet."""
    try:
        read = typed_day(text, today)
    except ValueError:
        return _("Enter a day, such as 2026-03-17, 3-17 or 昨天.")
    if read is not None and read > today:
        return _("That day has not come yet. Enter the day on which it happened.")
    return ""


def check_phone(text: str) -> str:
    """What to enter instead of something that is no phone number."""
    body = plain(text)
    if not body or _MOBILE.fullmatch(body) or _LANDLINE.fullmatch(body):
        return ""
    return _("Enter a mobile number of 11 digits, or a landline with area code, such as 0991-0000000.")


def check_account_tail(text: str) -> str:
    """What to enter instead of a whole card number: only its end is kept."""
    body = plain(text)
    if not body or (len(body) == 4 and body.isdecimal()):
        return ""
    return _("Enter only the last four digits of the card or account.")


def check_id_number(text: str, id_type: str) -> str:
    """What to enter instead of a number that the chosen document cannot have."""
    body = plain(text)
    if not body:
        return ""
    if id_type == IdType.RESIDENT_ID and not resident_id_holds(body):
        return _("This is not a valid resident identity number: 18 characters, the last one a digit or X.")
    if id_type == IdType.CREDIT_CODE and not credit_code_holds(body):
        return _("This is not a valid unified social credit code: 18 characters, without I, O, S, V and Z.")
    if not body.isalnum() or not body.isascii():
        return _("Enter the number of the document: letters and digits only.")
    return ""
