"""How reference data are printed in a booklet: terms, regions, calendars, rule sets, classifications, word lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from hfc_desktop.documents import words
from hfc_desktop.documents.forms.item_parts import cells, heads, labelled, listed
from hfc_desktop.documents.layout.blocks import Paragraph
from hfc_desktop.documents.layout.tables import Table
from hfc_desktop.domain.complaint import Severity
from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.i18n import gettext as _
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hfc_desktop.documents.forms.item_kinds import Maker, Titles
    from hfc_desktop.documents.layout.blocks import Block
    from hfc_desktop.documents.layout.tables import Cell
    from hfc_desktop.domain.guidance.calendar import Calendar
    from hfc_desktop.domain.guidance.classification import Classification
    from hfc_desktop.domain.guidance.glossary import Glossary
    from hfc_desktop.domain.guidance.lexicon import Lexicon
    from hfc_desktop.domain.guidance.phrase import Phrase
    from hfc_desktop.domain.guidance.region import Region
    from hfc_desktop.domain.guidance.ruleset import ClockRule, LevelRule, Limit, Ruleset


def _glossary(item: Glossary, _titles: Titles) -> list[Block]:
    rows = tuple(cells(one.term, one.term_en, one.meaning) for one in item.terms)
    return [Table((20, 24, 56), rows, heads(_("Word"), _("in English"), _("Meaning")))]


def _region(item: Region, _titles: Titles) -> list[Block]:
    rows = tuple(
        cells(one.code, one.name, one.short, _("; ").join(one.aliases), words.listed(one.parent, one.authority))
        for one in item.names
    )
    head = heads(_("Region code"), _("Name"), _("Short name"), _("Also called"), _("Belongs to"))
    return [*labelled(_("Table file"), item.table), Table((14, 26, 16, 28, 16), rows, head)]


def _calendar(item: Calendar, _titles: Titles) -> list[Block]:
    rows = tuple(cells(one.name, words.day(one.first), words.day(one.last)) for one in item.holidays)
    estimated = _("estimated; the notice is not out yet") if item.provisional else ""
    return [
        *labelled(_("Year"), words.listed(str(item.year), item.notice, estimated)),
        Table((40, 30, 30), rows, heads(_("Holiday"), _("First day"), _("Last day"))),
        *labelled(_("Make-up working days"), _(", ").join(words.day(day) for day in item.workdays)),
    ]


def _ruleset(item: Ruleset, _titles: Titles) -> list[Block]:
    result = labelled(_("Regime"), words.listed(term("regime", item.regime), item.rule))
    if item.clocks:
        head = heads(_("Time limit"), _("Length"), _("Legal basis and condition"))
        result.append(Table((30, 16, 54), tuple(_clock(one) for one in item.clocks), head))
    if item.levels:
        head = heads(_("Reason for a higher level"), _("What follows"), _("Legal basis"))
        result.append(Table((44, 26, 30), tuple(_level(one) for one in item.levels), head))
    if item.limits:
        rows = tuple(cells(words.either(one.label, one.label_en), _limit(one)) for one in item.limits)
        result.append(Table((72, 28), rows, heads(_("Number in a rule"), _("Value"))))
    return result


def _level(one: LevelRule) -> tuple[Cell, ...]:
    parts = (
        _("level {level}").format(level=one.level) if one.level else "",
        term("severity", Severity.MAJOR) if one.major else "",
        _("task: {name}").format(name=one.task) if one.task else "",
        _("within {days} working days").format(days=one.task_days) if one.task_days else "",
    )
    values = _(", ").join(one.values)
    label = words.either(one.label, one.label_en)
    said = _("{name} ({detail})").format(name=label, detail=values) if values else label
    return cells(said, words.listed(*parts), one.article)


def _limit(one: Limit) -> str:
    if one.unit == "fen":
        return words.money(one.value)
    return f"{one.value}%" if one.unit == "percent" else f"{one.value} {one.unit}"


def _clock(one: ClockRule) -> tuple[Cell, ...]:
    length = _("{count} {unit}").format(count=one.days, unit=term("basis", one.unit))
    approval = _("approved by {post}").format(post=one.approval) if one.approval else ""
    parts = (
        one.article,
        approval,
        one.notice,
        _(", ").join(one.pauses),
        _(", ").join(term("source", source) for source in one.sources),
        term("confidence", one.confidence),
    )
    name = words.listed(words.either(one.label, one.label_en), str(one.stage) if one.stage else "", one.trigger)
    return cells(name, length, _("; ").join(part for part in parts if part))


def _classification(item: Classification, _titles: Titles) -> list[Block]:
    names = {one.slug: one.std_name for one in item.entries}
    rows = tuple(
        cells(one.std_name, one.name_en, one.code, names.get(one.parent, one.parent), _line(one.line))
        for one in item.entries
    )
    head = heads(_("Name"), _("in English"), _("Code"), _("Belongs to"), _("Line"))
    filled = tuple(
        cells(one.std_name, one.business, one.reason, _(", ").join(one.rules))
        for one in item.entries
        if one.business or one.reason or one.rules
    )
    result: list[Block] = [*labelled(_("Axis"), term("axis", item.axis)), Table((26, 30, 10, 18, 16), rows, head)]
    if filled:
        names_of = heads(_("Name"), _("Business filled in"), _("Cause filled in"), _("Rule sets beside the usual ones"))
        result.append(Table((28, 24, 24, 24), filled, names_of))
    return result


def _line(line: str) -> str:
    return term("line", line) if line else ""


def _lexicon(item: Lexicon, _titles: Titles) -> list[Block]:
    rows = tuple(cells(_(", ").join(group.words), str(group.weight), group.note) for group in item.groups)
    purpose = term("lexicon_purpose", item.purpose)
    return [*labelled(_("Purpose"), purpose), Table((58, 10, 32), rows, heads(_("Words"), _("Points"), _("Meaning")))]


def _phrase(item: Phrase, _titles: Titles) -> list[Block]:
    return [
        *labelled(_("Fits when"), item.situation),
        Paragraph(item.text, before=4),
        *listed(_("Other wordings"), item.variants),
        *labelled(_("Shortcut"), item.shortcut),
    ]


TABLES: Final[Mapping[Kind, Maker]] = {
    kind: cast("Maker", maker)
    for kind, maker in (
        (Kind.GLOSSARY, _glossary),
        (Kind.REGION, _region),
        (Kind.CALENDAR, _calendar),
        (Kind.RULESET, _ruleset),
        (Kind.CLASSIFICATION, _classification),
        (Kind.LEXICON, _lexicon),
        (Kind.PHRASE, _phrase),
    )
}
"""How the fields of a reference kind are printed."""
