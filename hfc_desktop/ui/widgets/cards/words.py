"""Words on cards for the codes of guidance: kinds, effects, certainty, capabilities, periods."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.hotline import Capability, HotlineLevel
from hfc_desktop.domain.guidance.item import BusinessLine, Confidence, Kind
from hfc_desktop.domain.guidance.restriction import Flow
from hfc_desktop.i18n import CHINESE, N_, language
from hfc_desktop.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from hfc_desktop.domain.guidance.item import GuidanceItem

KINDS: Final[Mapping[Kind, str]] = {
    Kind.SCENARIO: N_("Dialogue"),
    Kind.CHECKLIST: N_("Checklist"),
    Kind.RESTRICTION: N_("Restriction"),
    Kind.HOTLINE: N_("Hotline"),
    Kind.FAQ: N_("Question"),
    Kind.BULLETIN: N_("Bulletin"),
    Kind.CASE: N_("Case"),
    Kind.FRAUD_TYPE: N_("Fraud type"),
    Kind.DUTIES: N_("Duties"),
    Kind.REWARD: N_("Reward"),
    Kind.POLICY: N_("Policy"),
    Kind.PLAN: N_("Contingency plan"),
    Kind.QUIZ: N_("Quiz"),
    Kind.GLOSSARY: N_("Glossary"),
    Kind.REGION: N_("Regions"),
    Kind.CALENDAR: N_("Working calendar"),
    Kind.RULESET: N_("Deadline rules"),
    Kind.CLASSIFICATION: N_("Classification"),
    Kind.LEXICON: N_("Word list"),
    Kind.PHRASE: N_("Reply phrase"),
}

FLOWS: Final[Mapping[Flow, str]] = {
    Flow.OPEN: N_("open"),
    Flow.STOPPED: N_("stopped"),
    Flow.LIMITED: N_("limited"),
    Flow.DELAYED: N_("delayed"),
    Flow.QUEUED: N_("queued, not in effect yet"),
    Flow.DEBITED: N_("debited"),
}

CONFIDENCES: Final[Mapping[Confidence, str]] = {
    Confidence.LOOKED_UP: N_("read in the text"),
    Confidence.KNOWN: N_("well established, not compared with the text"),
    Confidence.UNSURE: N_("unsure: ask the legal desk before relying on it"),
    Confidence.SAMPLE: N_("sample, invented"),
}

CAPABILITIES: Final[Mapping[Capability, str]] = {
    Capability.REPORT: N_("report a crime"),
    Capability.WARN: N_("fraud warning"),
    Capability.CONSULT: N_("advice"),
    Capability.APPEAL_FREEZE: N_("appeal against a freeze"),
    Capability.APPEAL_PUNISHMENT: N_("appeal against a punishment"),
    Capability.COMPLAINT: N_("complaint"),
    Capability.LEGAL_ADVICE: N_("legal advice"),
}

LEVELS: Final[Mapping[HotlineLevel, str]] = {
    HotlineLevel.NATIONAL: N_("national"),
    HotlineLevel.PROVINCE: N_("province"),
    HotlineLevel.PREFECTURE: N_("prefecture"),
    HotlineLevel.COUNTY: N_("county"),
}

LINES: Final[Mapping[BusinessLine, str]] = {
    BusinessLine.PERSONAL: N_("Personal banking"),
    BusinessLine.CARD: N_("Cards"),
    BusinessLine.OPERATIONS: N_("Operations"),
    BusinessLine.DIGITAL: N_("Digital banking"),
    BusinessLine.SECURITY: N_("Security"),
    BusinessLine.LEGAL: N_("Legal"),
    BusinessLine.INCLUSIVE: N_("Inclusive finance"),
    BusinessLine.CONSUMER_PROTECTION: N_("Consumer protection"),
}

RISK_LEVELS: Final[Mapping[str, str]] = {
    "low": N_("Low"),
    "watch": N_("Watch"),
    "high": N_("High"),
    "stop": N_("Stop"),
}

LANGUAGES: Final[Mapping[str, str]] = {
    "zh": N_("Mandarin"),
    "en": N_("English"),
    "ug": N_("Uyghur"),
    "bo": N_("Tibetan"),
    "mn": N_("Mongolian"),
    "yue": N_("Cantonese"),
    "kk": N_("Kazakh"),
}

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
    parts = [
        _(singular if number == "1" else plural).format(n=number)
        for number, (singular, plural) in zip(found.groups(), _UNITS.values(), strict=True)
        if number
    ]
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


FACTS: Final[Mapping[str, str]] = {
    "request_received": N_("the request was received"),
    "request_date": N_("the request was made"),
    "card_opened": N_("the card was opened"),
    "account_opened": N_("the account was opened"),
    "promised": N_("it was promised in writing"),
    "event_date": N_("it happened"),
    "decision_date": N_("the decision was made"),
}


def fact(name: str) -> str:
    """A fact that decides between rules, in words; its name where no words are known."""
    return _(FACTS[name]) if name in FACTS else name.replace("_", " ")
