"""Account restrictions: grounds with articles, periods that can be counted, nothing both told and not told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.item import Confidence
from hfc_desktop.domain.guidance.restriction import Effect, Flow, Imposer, Restriction
from hfc_desktop.domain.periods import parse
from hfc_desktop.packs.rules.findings import error, warning
from hfc_desktop.packs.rules.walk import bare
from hfc_desktop.packs.search_text import first, lines, made

if TYPE_CHECKING:
    from hfc_desktop.packs.rules.findings import Context, Findings
    from hfc_desktop.packs.search_text import SearchText

_SAMPLE_CODE: Final = re.compile(r"SMP-[A-Z][0-9]{2}-[0-9]")
_BY_CONTRACT: Final = frozenset({Imposer.BANK, Imposer.CUSTOMER})
"""Who acts on a contract; all others act on a law, article by article."""
_CONTRACT: Final = re.compile("协议|合同|约定|章程")
"""Grounds that are no law and have no articles."""
_SHORT: Final = 4
"""Shorter words are not looked for inside longer ones."""


def period_rule(path: tuple[str | int, ...], period: str) -> Findings:
    """A period is ISO 8601, as P1Y, P6M, P30D, PT48H."""
    try:
        parse(period)
    except ValueError:
        yield error(path, "period.syntax", value=period)


def _grounds(item: Restriction) -> Findings:
    """A ground names its article; one whose text was not at hand at least names its document, rather than guess."""
    if not item.ground:
        yield error(("ground",), "list.empty", field="ground")
    for number, source in enumerate(item.ground):
        numbered = source.document and source.confidence is not Confidence.LOOKED_UP
        named = source.article or numbered or _CONTRACT.search(source.title)
        if item.imposer not in _BY_CONTRACT and source.confidence is not Confidence.SAMPLE and not named:
            yield error(("ground", number), "restriction.no_article", title=source.title)


def _tellable(item: Restriction) -> Findings:
    """Nothing stands in both lists, nor inside an entry of the other."""
    hidden = [(words, bare(words)) for words in item.must_not_tell]
    for number, words in enumerate(item.may_tell):
        told = bare(words)
        for other, kept in hidden:
            short, long = sorted((told, kept), key=len)
            if told == kept or (len(short) >= _SHORT and short in long):
                yield error(("may_tell", number), "restriction.told_and_not_told", one=words, two=other)


def _periods(item: Restriction) -> Findings:
    for name in ("initial", "extension", "maximum"):
        if getattr(item.duration, name):
            yield from period_rule(("duration", name), getattr(item.duration, name))
    if item.duration.extension and not item.duration.initial:
        yield error(("duration", "extension"), "restriction.extension_of_nothing")


def _dated(item: Restriction) -> Findings:
    last = None
    for number, rule in enumerate(item.dated_rules):
        path = ("dated_rules", number)
        if rule.valid_to is not None and rule.valid_to < rule.valid_from:
            yield error((*path, "valid_to"), "dates.reversed", first=str(rule.valid_from), last=str(rule.valid_to))
        if number and (last is None or rule.valid_from <= last):
            yield error((*path, "valid_from"), "dates.rules_overlap", day=str(rule.valid_from))
        last = rule.valid_to


def rules(item: Restriction, _context: Context) -> Findings:
    """Code, grounds, effect, periods, what may be told."""
    if item.code.startswith("SMP") and not _SAMPLE_CODE.fullmatch(item.code):
        yield error(("code",), "restriction.code_syntax", value=item.code)
    yield from _grounds(item)
    yield from _tellable(item)
    yield from _periods(item)
    yield from _dated(item)
    effect: Effect = item.effect
    if {effect.incoming, effect.outgoing, effect.non_counter, effect.new_business} == {Flow.OPEN} and not effect.amount:
        yield warning(("effect",), "restriction.no_effect")
    for name in ("steps", "may_tell", "must_not_tell", "script", "query_path"):
        if not getattr(item, name):
            yield error((name,), "list.empty", field=name)


def search_text(item: Restriction) -> SearchText:
    """Found by code, message and who imposed it; shows the line to say."""
    return made(
        item,
        first_words=first(lines(item.script)),
        codes=(item.code,),
        plain=[item.imposer_text, item.effect.text, item.lifter],
        weak=[
            *lines(item.script),
            item.duration.text,
            *item.steps,
            *item.papers,
            *(f"{source.title} {source.article}" for source in item.ground),
            *(rule.text for rule in item.dated_rules),
        ],
    )
