"""What all cards share: head, marks, validity, sources, related items, pack line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hfc_desktop.domain.guidance.item import Audience, Confidence, Confidentiality, ItemStatus, Risk, SpokenLine
from hfc_desktop.i18n import gettext as _
from hfc_desktop.i18n import ngettext
from hfc_desktop.ui.widgets.cards import words
from hfc_desktop.ui.widgets.cards.model import (
    Band,
    Block,
    CardModel,
    Fact,
    Facts,
    Lead,
    Link,
    Links,
    Mark,
    Never,
    Points,
    Say,
    Section,
    Tone,
    Words,
)
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from hfc_desktop.domain.guidance.item import GuidanceItem, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a presentation needs beside the item.

    Attributes:
        today: day for which the card must hold.
        item: other items by id, for titles and numbers; ``None`` for an id that no active pack has.
        pack: pack and issue of an item, as ``telecom-fraud-1``.
        audience: whom the reader belongs to; decides what of a restricted item is shown.
        amber_days: age of a hotline entry from which it is shown amber.
        grey_days: age from which it must be verified before giving.
    """

    today: date
    item: Callable[[str], GuidanceItem | None]
    pack: Callable[[str], str]
    audience: tuple[Audience, ...] = (Audience.TELLER, Audience.LOBBY)
    amber_days: int = 90
    grey_days: int = 180


def certainty(source: Source) -> str:
    """How sure a statement is, in words; empty when it was read in the text."""
    return "" if source.confidence is Confidence.LOOKED_UP else term("confidence", source.confidence)


def source_facts(sources: Iterable[Source]) -> Facts:
    """Sources with their articles, and how sure each is."""
    rows = []
    for source in sources:
        read = ""
        if source.verified_on:
            read = _("compared on {day}").format(day=words.day(source.verified_on))
            read = f"{read} · {source.verified_by}" if source.verified_by else read
        note = " · ".join(part for part in (certainty(source), read) if part)
        rows.append(Fact(source.title, source.article or source.document, note))
    return Facts(tuple(rows))


def link_to(frame: Frame, item_id: str) -> Link:
    """A link with the item's title; the id where no active pack has it."""
    found = frame.item(item_id)
    if found is None:
        return Link(item_id, item_id, _("not open to you, or not in the active packs"))
    return Link(item_id, words.titles(found)[0], term("kind", found.kind))


def links_to(frame: Frame, ids: Iterable[str]) -> tuple[Link, ...]:
    """Links to several items."""
    return tuple(link_to(frame, item_id) for item_id in ids)


def spoken(texts: Iterable[str]) -> Say:
    """Plain sentences as lines to say."""
    return Say(tuple(SpokenLine(text=text) for text in texts))


def must_not_say(lines: Sequence[str]) -> Never:
    """Lines under the word 不可说."""
    return Never(tuple(lines), _("Do not say"))


def section(
    heading: str, *blocks: Block | None, folded: bool = False, tone: Tone = Tone.PLAIN, key: str = ""
) -> Section | None:
    """A section of the blocks that hold something; ``None`` when none does."""
    kept = tuple(block for block in blocks if block is not None and not is_empty(block))
    if kept and isinstance(kept[0], Never) and kept[0].word == heading:
        heading = ""  # the word stands on the block itself
    return Section(heading, kept, folded, tone, key) if kept else None


def is_empty(block: Block) -> bool:
    """Whether a block has nothing to show."""
    match block:
        case Words(text=text):
            return not text
        case Points(lines=lines) | Never(lines=lines):
            return not lines
        case Say(lines=spoken_lines):
            return not spoken_lines
        case Facts(rows=rows):
            return not rows
        case Links(links=links):
            return not links
        case _:
            return False


def _marks(item: GuidanceItem) -> tuple[Mark, ...]:
    marks = []
    if item.is_sample:
        marks.append(Mark(_("Sample"), Tone.WARN))
    if item.risk_level is Risk.HIGH:
        marks.append(Mark(_("High risk"), Tone.NEVER))
    elif item.risk_level is Risk.ELEVATED:
        marks.append(Mark(_("Care"), Tone.WARN))
    if item.confidentiality is Confidentiality.RESTRICTED:
        marks.append(Mark(_("Restricted"), Tone.NEVER))
    return tuple(marks)


def validity(item: GuidanceItem, frame: Frame) -> Band | None:
    """The strip for an item that does not simply hold today."""
    link = link_to(frame, item.superseded_by) if item.superseded_by else None
    if item.status is ItemStatus.WITHDRAWN:
        return Band(_("Withdrawn: {reason}").format(reason=item.withdrawn_reason), Tone.NEVER, link)
    if item.status is ItemStatus.DRAFT:
        return Band(_("Draft, not approved: do not use it with customers."), Tone.NEVER)
    if item.valid_to is not None and item.valid_to < frame.today:
        ended = _("Expired on {day}.").format(day=words.day(item.valid_to))
        replaced = _("Replaced by")
        return Band(f"{ended} {replaced}" if link else ended, Tone.NEVER, link)
    if frame.today < item.valid_from:
        return Band(_("Not in force before {day}.").format(day=words.day(item.valid_from)), Tone.WARN)
    if item.review_by < frame.today:
        text = _("Review was due on {day}; check with the owner before relying on it.")
        return Band(text.format(day=words.day(item.review_by)), Tone.WARN)
    return None


def _footer(item: GuidanceItem, frame: Frame) -> str:
    span = _("from {day}").format(day=words.day(item.valid_from))
    if item.valid_to:
        span = _("{first} to {last}").format(first=words.day(item.valid_from), last=words.day(item.valid_to))
    parts = [
        frame.pack(item.id),
        _("version {n}").format(n=item.version),
        _("valid {span}").format(span=span),
        _("review by {day}").format(day=words.day(item.review_by)),
        term("line", item.line),
    ]
    return " · ".join(part for part in parts if part)


def _source_section(item: GuidanceItem) -> Section | None:
    if not item.sources:
        return None
    unsure = sum(source.confidence is Confidence.UNSURE for source in item.sources)
    heading = ngettext("Source ({n})", "Sources ({n})", len(item.sources)).format(n=len(item.sources))
    if unsure:
        heading += " · " + _("{n} unsure").format(n=unsure)
    return section(heading, source_facts(item.sources), folded=True)


def _local(item: GuidanceItem) -> tuple[str, ...]:
    """Whose local words stand in the card; the last one lies on top."""
    lines = []
    for note in item.overlaid:
        kind, _dash, code = note.publisher.partition("-")
        text = ngettext("{publisher} {code}: {n} field", "{publisher} {code}: {n} fields", len(note.fields))
        lines.append(text.format(publisher=term("publisher", kind), code=code, n=len(note.fields)))
    return tuple(lines)


def _common_sections(item: GuidanceItem, frame: Frame) -> list[Section | None]:
    history = tuple(f"{words.day(note.on)} · v{note.version} · {note.text}" for note in item.changelog)
    return [
        section(_("What the customer may feel"), Words(item.psychology)),
        section(_("Response, in order"), Points(item.response, numbered=True)),
        section(_("How to prevent it"), Points(item.prevention), folded=True),
        section(_("See also"), Links(links_to(frame, item.related))),
        section(_("Local words in this card"), Points(_local(item))),
        _source_section(item),
        section(_("Changes"), Points(history), folded=True),
    ]


def build(
    item: GuidanceItem, frame: Frame, lead: Sequence[Lead | None], sections: Sequence[Section | None]
) -> CardModel:
    """A card from a kind's own lead and sections; what all kinds share is added in its fixed place."""
    title, other = words.titles(item)
    return CardModel(
        item=item.id,
        kind=item.kind,
        badge=term("kind", item.kind),
        title=title,
        subtitle=other,
        codes=item.codes,
        marks=_marks(item),
        band=validity(item, frame),
        lead=tuple(line for line in lead if line is not None and not is_empty(line.block))[:3],
        sections=tuple(part for part in (*sections, *_common_sections(item, frame)) if part is not None),
        footer=_footer(item, frame),
    )
