"""Words on cards beside those of ``wording.terms``: languages, periods, facts, days, money."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hfc_desktop.i18n import CHINESE, N_, language
from hfc_desktop.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from hfc_desktop.domain.guidance.item import GuidanceItem

LANGUAGES: Final[Mapping[str, str]] = {
    "zh": N_("Mandarin"),
    "en": N_("Spoken English"),
    "ug": N_("Uyghur"),
    "bo": N_("Tibetan"),
    "mn": N_("Mongolian"),
    "yue": N_("Cantonese"),
    "kk": N_("Kazakh"),
}

FACTS: Final[Mapping[str, str]] = {
    "request_received": N_("the request was received"),
    "request_date": N_("the request was made"),
    "card_opened": N_("the card was opened"),
    "account_opened": N_("the account was opened"),
    "promised": N_("it was promised in writing"),
    "event_date": N_("it happened"),
    "decision_date": N_("the decision was made"),
}

FIELDS: Final[Mapping[str, str]] = {
    "axis": N_("Axis"),
    "entries": N_("Values"),
    "slug": N_("Short name"),
    "std_name": N_("Name"),
    "name": N_("Name"),
    "name_en": N_("English"),
    "code": N_("Code"),
    "parent": N_("Belongs to"),
    "line": N_("Line"),
    "table": N_("File of the table"),
    "names": N_("Names"),
    "short": N_("Abbreviation"),
    "aliases": N_("Also called"),
    "authority": N_("Authority"),
    "purpose": N_("Purpose"),
    "groups": N_("Groups of words"),
    "words": N_("Words"),
    "weight": N_("Weight"),
    "note": N_("Meaning"),
}
"""Labels for fields of kinds that are drawn from their dataclass alone."""

_UNITS: Final = {
    "Y": (N_("{n} year"), N_("{n} years")),
    "M": (N_("{n} month"), N_("{n} months")),
    "W": (N_("{n} week"), N_("{n} weeks")),
    "D": (N_("{n} day"), N_("{n} days")),
    "H": (N_("{n} hour"), N_("{n} hours")),
    "m": (N_("{n} minute"), N_("{n} minutes")),
}
_PERIOD: Final = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")


def period(text: str) -> str:
    """An ISO 8601 period in words; any other text as it is."""
    found = _PERIOD.fullmatch(text)
    if not found or not any(found.groups()):
        return text
    parts = []
    for number, (singular, plural) in zip(found.groups(), _UNITS.values(), strict=True):
        if number:
            message = singular if number == "1" else plural
            parts.append(_(message).format(n=number))
    return " ".join(parts)


def titles(item: GuidanceItem) -> tuple[str, str]:
    """Title in the language in use, and the one in the other language."""
    return (item.title, item.title_en) if language() == CHINESE or not item.title_en else (item.title_en, item.title)


def day(value: date) -> str:
    """A day as it is written everywhere in the window."""
    return value.isoformat()


def money(fen: int) -> str:
    """Fen as yuan, with thousands and without empty decimals."""
    yuan, rest = divmod(fen, 100)
    return f"{yuan:,}.{rest:02d}" if rest else f"{yuan:,}"


def fact(name: str) -> str:
    """A fact that decides between rules, in words; its name where no words are known."""
    return _(FACTS[name]) if name in FACTS else name.replace("_", " ")


def field_label(name: str) -> str:
    """The label of a field of a reference kind; its name where no words are known."""
    return _(FIELDS[name]) if name in FIELDS else name.replace("_", " ").capitalize()
