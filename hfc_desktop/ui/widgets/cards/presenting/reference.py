"""Cards of reference kinds, which a teller seldom opens: terms, phrases, and every kind without a card of its own."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from hfc_desktop.domain.guidance.classification import Classification
from hfc_desktop.domain.guidance.item import GuidanceItem
from hfc_desktop.i18n import CHINESE, language
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui.widgets.cards import words
from hfc_desktop.ui.widgets.cards.model import Fact, Facts, Grid, Lead, Points, Section, Words
from hfc_desktop.ui.widgets.cards.presenting.frame import build, section, spoken
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.calendar import Calendar
    from hfc_desktop.domain.guidance.glossary import Glossary
    from hfc_desktop.domain.guidance.phrase import Phrase
    from hfc_desktop.domain.guidance.ruleset import Ruleset
    from hfc_desktop.ui.widgets.cards.model import CardModel
    from hfc_desktop.ui.widgets.cards.presenting.frame import Frame

_TERMS: Final = {"axis": "axis", "purpose": "lexicon_purpose"}
"""Group of terms by field, where a value is a code."""
_BUSINESS: Final = "classification.business"
_REASON: Final = "classification.reason"
"""The axes that scenarios point to."""
_ENVELOPE = frozenset(field.name for field in fields(GuidanceItem))


def glossary(item: Glossary, frame: Frame) -> CardModel:
    """A list of terms."""
    rows = tuple((term.term, term.term_en, term.meaning) for term in item.terms)
    lead = (Lead(_("What it is"), Words(item.summary)),)
    header = (_("Technical term"), _("English"), _("Meaning"))
    return build(item, frame, lead, (section(_("Technical terms"), Grid(header, rows, strong=frozenset({0}))),))


def phrase(item: Phrase, frame: Frame) -> CardModel:
    """A phrase for letters and records."""
    lead = (
        Lead(_("When it fits"), Words(item.situation)),
        Lead(_("Shortcut"), Words(item.shortcut)) if item.shortcut else None,
        Lead(_("Wording"), spoken((item.text,))),
    )
    return build(item, frame, lead, (section(_("Other wordings"), spoken(item.variants)),))


def calendar(item: Calendar, frame: Frame) -> CardModel:
    """The working days of a year."""
    provisional = Words(_("Estimated: the notice is not out yet."), big=True) if item.provisional else None
    lead = (
        Lead(_("What it is"), Words(item.summary)),
        Lead(_("Set by"), Words(item.notice)),
        Lead(_("Take care"), provisional) if provisional else None,
    )
    off = tuple((day.name, f"{words.day(day.first)} – {words.day(day.last)}") for day in item.holidays)
    make_up = tuple(words.day(day) for day in item.workdays)
    sections = (
        section(_("Days off"), Grid((_("Holiday"), _("Days")), off) if off else None),
        section(_("Make-up working days"), Points(make_up)),
    )
    return build(item, frame, lead, sections)


def ruleset(item: Ruleset, frame: Frame) -> CardModel:
    """The clocks of a regime, its reasons for a higher level, the numbers of its rules."""
    units = {"calendar": _("days"), "working": _("working days"), "hours": _("hours")}
    rows = tuple(
        (clock.label, f"{clock.days} {units.get(clock.unit, clock.unit)}", clock.article, clock.approval or "—")
        for clock in item.clocks
    )
    header = (_("Clock"), _("Length"), _("Article"), _("Approved by"))
    lead = (Lead(_("What it is"), Words(item.summary)),)
    levels = tuple((rule.label, str(rule.level or "—"), rule.article) for rule in item.levels)
    limits = tuple((limit.label, f"{limit.value:,}") for limit in item.limits)
    sections = (
        section(_("Clocks"), Grid(header, rows, strong=frozenset({0})) if rows else None),
        section(_("Reasons for a higher level"), _grid((_("Reason"), _("Level"), _("Article")), levels)),
        section(_("Numbers of the rules"), _grid((_("Rule"), _("Value")), limits)),
    )
    return build(item, frame, lead, sections)


def classification(item: Classification, frame: Frame) -> CardModel:
    """The values of an axis by their names; what points to another value shows that one's name, not its slug."""
    own, business, reason = _names(item), _names(frame.item(_BUSINESS)), _names(frame.item(_REASON))
    columns = (
        (_("Name"), [entry.std_name for entry in item.entries]),
        (_("English"), [entry.name_en for entry in item.entries]),
        (_("Code"), [entry.code for entry in item.entries]),
        (_("Belongs to"), [own.get(entry.parent, entry.parent) for entry in item.entries]),
        (_("Line"), [term("line", entry.line) if entry.line else "" for entry in item.entries]),
        (_("Business"), [business.get(entry.business, entry.business) for entry in item.entries]),
        (_("Reason"), [reason.get(entry.reason, entry.reason) for entry in item.entries]),
    )
    told = tuple(column for column in columns if any(column[1]))
    rows = tuple(zip(*(values for _header, values in told), strict=True))
    table = Grid(tuple(header for header, _values in told), rows, strong=frozenset({0}))
    lead = (Lead(_("What it is"), Words(item.summary)),)
    return build(item, frame, lead, (section(term("axis", item.axis), table),))


def _names(item: GuidanceItem | None) -> dict[str, str]:
    """Names of the values of an axis by their slugs, in the language in use."""
    if not isinstance(item, Classification):
        return {}
    chinese = language() == CHINESE
    return {entry.slug: entry.std_name if chinese or not entry.name_en else entry.name_en for entry in item.entries}


def _grid(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Grid | None:
    return Grid(header, rows, strong=frozenset({0})) if rows else None


def _plain(value: Any) -> str:  # noqa: ANN401  fields of any kind come in
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return words.day(value)
    if isinstance(value, tuple):
        return " · ".join(_plain(part) for part in value)
    return "" if value is None else str(value)


def _table(values: tuple[Any, ...]) -> Grid:
    names = tuple(field.name for field in fields(values[0]) if any(_plain(getattr(row, field.name)) for row in values))
    rows = tuple(tuple(_plain(getattr(row, name)) for name in names) for row in values)
    return Grid(tuple(words.field_label(name) for name in names), rows, strong=frozenset({0}))


def generic(item: GuidanceItem, frame: Frame) -> CardModel:
    """Every field of a kind without a card of its own, in the order of its dataclass: tables as tables."""
    sections: list[Section | None] = []
    facts = []
    for field in fields(item):
        value = getattr(item, field.name)
        if field.name in _ENVELOPE or value in ("", None, ()):
            continue
        if isinstance(value, tuple) and is_dataclass(value[0]):
            sections.append(section(words.field_label(field.name), _table(value)))
        elif isinstance(value, tuple):
            sections.append(section(words.field_label(field.name), Points(tuple(_plain(part) for part in value))))
        else:
            group = _TERMS.get(field.name, "")
            shown = term(group, _plain(value)) if group else _plain(value)
            facts.append(Fact(words.field_label(field.name), shown))
    lead = (Lead(_("What it is"), Words(item.summary)),)
    return build(item, frame, lead, (section(_("Details"), Facts(tuple(facts))), *sections))
