"""The card of an account restriction: what it does, who alone lifts it, what may be told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.hotline import Hotline
from hfc_desktop.domain.guidance.item import Confidentiality, SpokenLine
from hfc_desktop.domain.guidance.restriction import Flow
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui.widgets.cards import words
from hfc_desktop.ui.widgets.cards.model import (
    CardModel,
    Fact,
    Facts,
    Flowing,
    Flows,
    Lead,
    Links,
    Never,
    Pair,
    Points,
    Say,
    Section,
    Tone,
    Words,
)
from hfc_desktop.ui.widgets.cards.presenting.frame import build, link_to, section, source_facts
from hfc_desktop.ui.widgets.cards.presenting.hotline import digits_of
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.restriction import Restriction
    from hfc_desktop.ui.widgets.cards.presenting.frame import Frame

_TONES: Final = {
    Flow.OPEN: Tone.SAY,
    Flow.STOPPED: Tone.NEVER,
    Flow.LIMITED: Tone.WARN,
    Flow.DELAYED: Tone.WARN,
    Flow.QUEUED: Tone.FAINT,
    Flow.DEBITED: Tone.NEVER,
}


def flows(item: Restriction) -> Flows:
    """What happens to money coming in, going out, other channels and new business, each in a word."""
    effect = item.effect
    cells = (
        (term("direction", "incoming"), effect.incoming),
        (term("direction", "outgoing"), effect.outgoing),
        (term("direction", "non_counter"), effect.non_counter),
        (term("direction", "new_business"), effect.new_business),
    )
    return Flows(tuple(Flowing(label, term("flow", flow), flow.value, _TONES[flow]) for label, flow in cells))


def _duration(item: Restriction) -> Facts:
    duration = item.duration
    rows = [Fact(_("How long"), duration.text)]
    if duration.initial:
        rows.append(Fact(_("First period"), words.period(duration.initial)))
    if duration.extension:
        rows.append(Fact(_("Each extension"), words.period(duration.extension)))
    if duration.maximum:
        rows.append(Fact(_("At most"), words.period(duration.maximum)))
    if duration.initial:
        ends = _("by itself, unless it is extended") if duration.auto_release else _("only when it is lifted")
        rows.append(Fact(_("It ends"), ends))
    if item.expiry_check:
        rows.append(Fact(_("When the period ends"), item.expiry_check))
    return Facts(tuple(rows))


def _dated_rules(item: Restriction) -> Facts:
    rows = []
    for rule in item.dated_rules:
        span = _("from {day}").format(day=words.day(rule.valid_from))
        if rule.valid_to:
            span = _("{first} to {last}").format(first=words.day(rule.valid_from), last=words.day(rule.valid_to))
        source = f"{rule.source.title} {rule.source.article}".strip() if rule.source else ""
        rows.append(Fact(span, rule.text, source))
    return Facts(tuple(rows))


def _told(item: Restriction) -> Pair:
    barred = Never(item.must_not_tell, _("Must not be told")) if item.must_not_tell else Words(_("Nothing is barred."))
    return Pair(
        Section(_("May be told to the holder"), (Points(item.may_tell),), tone=Tone.SAY),
        Section("", (barred,)),
    )


def _numbers(item: Restriction, frame: Frame) -> Section | None:
    found = [frame.item(hotline_id) for hotline_id in item.hotlines]
    blocks = [digits for hotline in found if isinstance(hotline, Hotline) for digits in digits_of(hotline, frame)]
    hint = None
    if item.hotline_of_freezing_unit:
        hint = Words(_("Give the number of the freezing unit's region, not of this branch. Look the unit up first."))
    return section(_("Numbers to give"), hint, *blocks, key="numbers")


def _handed_over(item: Restriction, frame: Frame) -> CardModel:
    """What everybody sees who is not of the item's audience: the post that speaks, and nothing of the measure."""
    open_item = frame.item(item.handover) if item.handover else None
    line = getattr(open_item, "script", ()) or (SpokenLine(text=_("Please take a seat; a colleague will help you.")),)
    post = item.handover_post or _("the operations supervisor")
    lead = (
        Lead(_("What it is"), Words(_("A named post handles this matter. Nothing about it may be told here."))),
        Lead(_("Who speaks with the customer"), Words(post, big=True)),
        Lead(_("What to say"), Say(tuple(line[:1]))),
    )
    links = Links((link_to(frame, item.handover),)) if item.handover else None
    model = build(item, frame, lead, ())
    return CardModel(
        item=model.item,
        kind=model.kind,
        badge=model.badge,
        title=_("Handed over to {post}").format(post=post),
        subtitle="",
        codes=(),
        marks=model.marks,
        band=None,
        lead=model.lead,
        sections=tuple(part for part in (section(_("See also"), links),) if part),
        footer=model.footer,
    )


def present(item: Restriction, frame: Frame) -> CardModel:
    """The card; a handover card for whoever is not of a restricted item's audience."""
    hidden = item.confidentiality is Confidentiality.RESTRICTED and not set(item.audience) & set(frame.audience)
    if hidden:
        return _handed_over(item, frame)
    affected = Fact(_("Amount affected"), item.effect.amount or _("the whole account"))
    lead = (
        Lead(_("What it is"), Words(item.effect.text)),
        Lead(_("Who lifts it"), Words(item.lifter, big=True)),
        Lead(_("What to say"), Say(item.script[:1])),
    )
    post = Facts((Fact(_("Who speaks with the customer"), item.handover_post),)) if item.handover_post else None
    places = Facts(tuple(Fact(place.place, place.what) for place in item.query_path))
    sections = (
        section(_("Effect"), flows(item), Facts((affected,))),
        Section("", (_told(item),)),
        section(_("Steps to have it lifted"), Points(item.steps, numbered=True)),
        section(_("Papers to bring"), Points(item.papers)),
        _numbers(item, frame),
        section(_("How long it lasts"), _duration(item), key="duration"),
        section(_("Who imposed it"), Facts((Fact(_("Imposed by"), item.imposer_text),)), post),
        section(_("Where to look"), places),
        section(_("More wording"), Say(item.script[1:])),
        section(_("Legal ground"), source_facts(item.ground)),
        section(_("Rules by date"), _dated_rules(item)),
    )
    return build(item, frame, lead, sections)
