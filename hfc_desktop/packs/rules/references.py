"""References: every id that an item names leads to an item of the right kind, and replacements agree at both ends."""

from __future__ import annotations

import difflib
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.bulletin import Bulletin
from hfc_desktop.domain.guidance.case import Case
from hfc_desktop.domain.guidance.checklist import Checklist, StopRule
from hfc_desktop.domain.guidance.item import Confidentiality, GuidanceItem, ItemStatus, Kind
from hfc_desktop.domain.guidance.quiz import Question
from hfc_desktop.domain.guidance.restriction import Restriction
from hfc_desktop.domain.guidance.scenario import Node
from hfc_desktop.packs.rules.findings import Finding, error, warning
from hfc_desktop.packs.rules.walk import values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hfc_desktop.packs.rules.findings import Context, Findings, Path

_ANY: Final[Mapping[str, Kind | None]] = {"related": None, "supersedes": None, "superseded_by": None}
_FIELDS: Final[Mapping[type, Mapping[str, Kind | None]]] = {
    Node: {"hotlines": Kind.HOTLINE},
    Restriction: {**_ANY, "hotlines": Kind.HOTLINE, "handover": None},
    Question: {"ref": None},
    Case: {**_ANY, "fraud_type": Kind.FRAUD_TYPE, "quiz": Kind.QUIZ},
    Checklist: {**_ANY, "fraud_types": Kind.FRAUD_TYPE},
    StopRule: {"hotline": Kind.HOTLINE},
    Bulletin: {**_ANY, "applies_to": None},
}
"""Fields that hold ids, with the kind that they must lead to; ``None`` means any kind."""


def references(item: GuidanceItem) -> Iterator[tuple[Path, str, Kind | None]]:
    """Every id that ``item`` names, where, and the kind that it must be of."""
    for path, value in values(item):
        known = _FIELDS.get(type(value)) or (_ANY if isinstance(value, GuidanceItem) else {})
        for name, kind in known.items():
            held = getattr(value, name)
            if isinstance(held, str):
                if held:
                    yield (*path, name), held, kind
            else:
                for number, inner in enumerate(held):
                    yield (*path, name, number), inner, kind


def alive(item: GuidanceItem, context: Context) -> Findings:
    """Every reference leads somewhere sensible."""
    for path, target, kind in references(item):
        if target == item.id:
            yield error(path, "reference.itself", id=target)
        elif target in context.library.items:
            yield from _found(path, context.library.items[target], kind, context)
        elif target not in context.library.broken:
            yield _lost(path, target, context)


def _found(path: Path, target: GuidanceItem, kind: Kind | None, context: Context) -> Findings:
    if kind is not None and target.kind is not kind:
        yield error(path, "reference.wrong_kind", id=target.id, kind=kind.value)
    if target.status is ItemStatus.WITHDRAWN and path[0] not in ("supersedes", "superseded_by"):
        yield warning(path, "reference.withdrawn", id=target.id)
    manifest, home = context.manifest, context.library.pack_of.get(target.id, "")
    if manifest is not None and home != manifest.pack_id and home not in manifest.requires:
        yield warning(path, "reference.not_required", id=target.id, pack=home)


def _lost(path: Path, target: str, context: Context) -> Finding:
    if context.absent:
        return warning(path, "reference.unresolved", id=target, packs=", ".join(context.absent))
    nearest = next(iter(difflib.get_close_matches(target, context.library.items, n=1, cutoff=0.75)), "")
    return error(path, "reference.dead", id=target, nearest=nearest)


def topic(item: GuidanceItem, context: Context) -> Findings:
    """The topic is a slug of the scenario classification."""
    topics = context.library.topics
    if item.topic and topics and item.topic not in topics:
        nearest = next(iter(difflib.get_close_matches(item.topic, topics, n=1)), "")
        yield error(("topic",), "reference.topic", value=item.topic, nearest=nearest)


def regions(item: GuidanceItem, context: Context) -> Findings:
    """Region codes are in the table."""
    known = context.library.regions
    for number, code in enumerate(item.region):
        if len(code) != 6 or not code.isascii() or not code.isdigit() or (known and code not in known):
            yield error(("region", number), "region.unknown", value=code)


def restricted(item: GuidanceItem, context: Context) -> Findings:
    """A restricted item hands everybody else over to an open one and to a post."""
    if not isinstance(item, Restriction) or item.confidentiality is not Confidentiality.RESTRICTED:
        return
    if not item.handover or not item.handover_post:
        at = "handover_post" if item.handover else "handover"
        yield error((at,), "restricted.no_handover", field=at)
    target = context.library.items.get(item.handover)
    if target is not None and target.confidentiality is Confidentiality.RESTRICTED:
        yield error(("handover",), "restricted.handover_restricted", id=item.handover)


# -- replacements ---------------------------------------------------------------------------------------------------


def replacements(item: GuidanceItem, context: Context) -> Findings:
    """What is replaced names its successor and ends on the day before that begins; nothing replaces itself."""
    items = context.library.items
    for number, old_id in enumerate(item.supersedes):
        path: Path = ("supersedes", number)
        old = items.get(old_id)
        if old is None or old_id == item.id:
            continue
        if _leads_to(old, item.id, items):
            yield error(path, "supersedes.cycle", id=old_id)
            continue
        if old.superseded_by != item.id:
            yield error(path, "supersedes.not_named", id=old_id, successor=item.id)
        yield from _handed_on(path, old, item)
    successor = items.get(item.superseded_by)
    if successor is not None and item.id not in successor.supersedes:
        yield error(("superseded_by",), "supersedes.one_sided", id=item.superseded_by)


def _handed_on(path: Path, old: GuidanceItem, new: GuidanceItem) -> Findings:
    if old.status is ItemStatus.WITHDRAWN:
        return
    last = new.valid_from - timedelta(days=1)
    if old.valid_to is None or old.valid_to > last:
        ends = str(old.valid_to or "")
        yield error(path, "supersedes.overlap", id=old.id, ends=ends, starts=str(new.valid_from), last=str(last))
    elif old.valid_to < last:
        yield warning(path, "supersedes.gap", id=old.id, ends=str(old.valid_to), starts=str(new.valid_from))


def _leads_to(start: GuidanceItem, goal: str, items: Mapping[str, GuidanceItem]) -> bool:
    """Whether going from item to what it replaces comes to ``goal``."""
    seen: set[str] = set()
    waiting = list(start.supersedes)
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        if here not in seen and here in items:
            seen.add(here)
            waiting += items[here].supersedes
    return False


RULES: Final = (alive, topic, regions, restricted, replacements)
