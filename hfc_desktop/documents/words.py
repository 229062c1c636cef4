"""Days, times, amounts and list signs as they are printed, in the language in use."""

from __future__ import annotations

from datetime import timedelta, timezone
from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import CHINESE, N_, language
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.laws import in_english
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from datetime import date, datetime

    from hfc_desktop.domain.documents import Named, Office

_BEIJING: Final = timezone(timedelta(hours=8))
_WEEKDAYS: Final = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_NUMERALS: Final = "一二三四五六七八九十"


def day(value: date | None) -> str:
    """2026-12-09."""
    return "" if value is None else value.isoformat()


def day_and_weekday(value: date | None) -> str:
    """2026-12-09 (Wed)."""
    if value is None:
        return ""
    return _("{day} ({weekday})").format(day=value.isoformat(), weekday=_(_WEEKDAYS[value.weekday()]))


def moment(value: datetime | None) -> str:
    """2026-11-24 15:30, Beijing time."""
    return "" if value is None else f"{value.astimezone(_BEIJING):%Y-%m-%d %H:%M}"


def clock_time(value: datetime) -> str:
    """15:30, Beijing time."""
    return f"{value.astimezone(_BEIJING):%H:%M}"


def money(fen: int | None) -> str:
    """2,600.00 yuan."""
    if fen is None:
        return ""
    sign, whole = ("-" if fen < 0 else ""), abs(fen)
    return _("CNY {amount}").format(amount=f"{sign}{whole // 100:,}.{whole % 100:02d}")


def size(count: int) -> str:
    """12 kB, of a file."""
    if count <= 0:
        return ""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / 1_000_000:.1f} MB"


def section_sign(number: int) -> str:
    """一、 or 1. before the title of a section."""
    if language() != CHINESE:
        return f"{number}. "
    tens, ones = divmod(number, 10)
    if tens == 0 or number == 10:
        return f"{_NUMERALS[number - 1]}、"
    lead = "十" if tens == 1 else f"{_NUMERALS[tens - 1]}十"
    return f"{lead}{_NUMERALS[ones - 1] if ones else ''}、"


def named(value: Named | None) -> str:
    """The name of a classification value, or its slug when no pack names it."""
    if value is None:
        return ""
    return (value.name if language() == CHINESE else value.name_en) or value.name or value.slug


def office_name(office: Office) -> str:
    """The name of an office."""
    return office.name if language() == CHINESE else office.name_en or office.name


def either(chinese: str, english: str) -> str:
    """The text in the language in use, if it was written in it."""
    return chinese if language() == CHINESE else english or chinese


def law(cited: str) -> str:
    """A law and its article."""
    return cited if language() == CHINESE else in_english(cited)


def post(title: str, role: str) -> str:
    """Somebody's post: as their office calls it in Chinese, as the program calls it in English."""
    return title if language() == CHINESE or not role else term("role", role)


def joined(*parts: str) -> str:
    """The parts that say something, with a semicolon of the language between them."""
    return _("; ").join(part for part in parts if part)


def listed(*parts: str) -> str:
    """The parts that say something, side by side with a dot between them."""
    return " · ".join(part for part in parts if part)


def sentences(*parts: str) -> str:
    """Sentences one after the other, with a space where the language has one."""
    return ("" if language() == CHINESE else " ").join(part for part in parts if part)
