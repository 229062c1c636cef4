"""Rules of the envelope that every item has: id, titles, dates, people, sources, confidentiality."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.item import Confidence, Confidentiality, ItemStatus, Kind, Source
from hfc_desktop.packs.rules.findings import error, warning
from hfc_desktop.packs.rules.walk import HAN, required_names, texts, values

if TYPE_CHECKING:
    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.packs.rules.findings import Context, Findings, Path

_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ARTICLE: Final = re.compile(r"第\s*[0-9〇零一二三四五六七八九十百]+\s*条")
SUMMARY_LIMIT: Final = 60
"""Most characters of a summary, so that it fits one line of the result list."""
_WITH_RESPONSE: Final = frozenset({Kind.SCENARIO, Kind.RESTRICTION})
"""Kinds that a teller works by: they say how to prevent a complaint and how to respond to one."""
_READINGS: Final = re.compile(r"[a-z\u00fc]+(?: [a-z\u00fc]+)*")


def identity(item: GuidanceItem, _context: Context) -> Findings:
    """The id names the kind and can stand in an address."""
    prefix, dot, slug = item.id.partition(".")
    if prefix != item.kind.value or not dot:
        yield error(("id",), "id.prefix", id=item.id, kind=item.kind.value)
    elif not _SLUG.fullmatch(slug) or len(item.id) > 80:
        yield error(("id",), "id.syntax", id=item.id)
    if item.pinyin and not _READINGS.fullmatch(item.pinyin):
        yield error(("pinyin",), "pinyin.syntax", value=item.pinyin)


def wording(item: GuidanceItem, _context: Context) -> Findings:
    """Nothing that must be said is empty; each language stands in its own field; the summary fits its line."""
    if len(item.summary) > SUMMARY_LIMIT:
        yield error(("summary",), "text.summary_long", length=len(item.summary), limit=SUMMARY_LIMIT)
    if not item.summary_en:
        yield warning(("summary_en",), "text.untranslated", field="summary_en")
    for path, value in values(item):
        if value == "" and path and isinstance(path[-1], int):
            yield error(path, "text.empty", field=str(path[-2]))
    for path, text in texts(item):
        name = str(path[-1])
        if (name.endswith("_en") or name == "english") and HAN.search(text):
            yield error(path, "text.not_english", field=name)


def required(item: object) -> Findings:
    """No required text of an item or of what is nested in it is empty."""
    for path, value in values(item):
        for name in required_names(type(value)):
            if getattr(value, name) == "":
                yield error((*path, name), "text.empty", field=name)


def dates(item: GuidanceItem, context: Context) -> Findings:
    """Validity runs forward, and somebody will look at the item again."""
    if item.valid_to is not None and item.valid_to < item.valid_from:
        yield error(("valid_to",), "dates.reversed", first=str(item.valid_from), last=str(item.valid_to))
    ended = item.valid_to is not None and item.valid_to < context.today
    if item.review_by < context.today and not ended and item.status is not ItemStatus.WITHDRAWN:
        yield warning(("review_by",), "dates.review_overdue", day=str(item.review_by))
    if item.review_by < item.valid_from:
        yield error(("review_by",), "dates.review_before_start", day=str(item.review_by), start=str(item.valid_from))


def people(item: GuidanceItem, _context: Context) -> Findings:
    """Nobody approves their own text; a withdrawn item says why."""
    if item.author == item.approver:
        yield error(("approver",), "people.same", post=item.author)
    if item.status is ItemStatus.WITHDRAWN and not item.withdrawn_reason:
        yield error(("status",), "status.no_reason")


def versions(item: GuidanceItem, context: Context) -> Findings:
    """The version counts up and the changelog keeps pace."""
    if item.version < 1:
        yield error(("version",), "version.number", value=item.version)
    earlier = 0
    for number, note in enumerate(item.changelog):
        if note.version <= earlier or note.version > item.version:
            yield error(("changelog", number, "version"), "version.order", value=note.version, version=item.version)
        if note.on > context.today:
            yield error(("changelog", number, "on"), "dates.future", day=str(note.on))
        earlier = max(earlier, note.version)
    if item.version > 1 and item.version != earlier:
        yield warning(("version",), "version.not_in_changelog", version=item.version)


def sources(item: GuidanceItem, context: Context) -> Findings:
    """A statement of law has a source; a source that was looked up says when; nothing was verified tomorrow."""
    found = [(path, value) for path, value in values(item) if isinstance(value, Source)]
    for path, source in found:
        if source.confidence is Confidence.LOOKED_UP and source.verified_on is None:
            yield error(path, "source.not_verified", title=source.title)
        if source.verified_on is not None and source.verified_on > context.today:
            yield error((*path, "verified_on"), "dates.future", day=str(source.verified_on))
        if source.verified_on is not None and not source.verified_by:
            yield warning((*path, "verified_on"), "source.nobody", title=source.title)
    if not found:
        yield from _unsourced(item)


def _unsourced(item: GuidanceItem) -> Findings:
    for path, text in texts(item):
        article = _ARTICLE.search(text)
        if article:
            yield error(path, "source.law_without_source", article=article.group())
            return


def confidentiality(item: GuidanceItem, _context: Context) -> Findings:
    """Restricted items are never printed for a customer."""
    if item.confidentiality is Confidentiality.RESTRICTED and item.print_allowed:
        yield error(("confidentiality",), "restricted.printable")
    if not item.audience:
        yield error(("audience",), "audience.nobody")


def both_blocks(item: GuidanceItem, _context: Context) -> Findings:
    """What a teller works by says how to prevent and how to respond."""
    if item.kind in _WITH_RESPONSE:
        for name in ("prevention", "response"):
            if not getattr(item, name):
                yield error((name,), "blocks.missing", field=name)


def codes(item: GuidanceItem, context: Context) -> Findings:
    """Codes are declared by the pack, so that a slip of the pen is seen."""
    if context.manifest is None:
        return
    declared = [re.compile(re.escape(code).replace(r"\*", ".*").replace(r"\?", ".")) for code in _declared(context)]
    stated: list[tuple[Path, str]] = [(("codes", number), code) for number, code in enumerate(item.codes)]
    main = getattr(item, "code", "") if item.kind is Kind.RESTRICTION else ""
    if main and main not in item.codes:
        stated.append((("code",), main))
    for path, code in stated:
        if not any(pattern.fullmatch(code) for pattern in declared):
            yield error(path, "code.undeclared", value=code)


def _declared(context: Context) -> tuple[str, ...]:
    return context.manifest.declared_codes if context.manifest is not None else ()


def published_here(item: GuidanceItem, context: Context) -> Findings:
    """A region publishes only for places inside it; head office publishes for all."""
    publisher = context.manifest.publisher if context.manifest else ""
    home = publisher.removeprefix("region-")
    if home == publisher:
        return
    inside = home.rstrip("0")
    if not item.region:
        yield error(("id",), "region.not_scoped", home=home)
    for number, code in enumerate(item.region):
        if not code.startswith(inside):
            yield error(("region", number), "region.foreign", value=code, home=home)


RULES: Final = (
    identity, wording, dates, people, versions, sources, confidentiality, both_blocks, codes, published_here,
)  # fmt: skip
"""Every rule of the envelope, in the order of an item's fields."""
