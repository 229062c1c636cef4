"""Lays the packs of head office, regions and branches over one another, the same way on every machine.

What a region or branch publishes stands beside head office's under an id of its own, so two regions never collide. It
replaces something only where head office opened fields of an item and the local item names it in ``overlays``: then
those fields, and no others, are taken; a branch's over a region's over head office's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hfc_desktop.domain.guidance import codec
from hfc_desktop.domain.guidance.item import Overlaid
from hfc_desktop.domain.guidance.vocabulary import ItemStatus
from hfc_desktop.domain.publishing import HEAD_OFFICE
from hfc_desktop.packs.rules.overlays import NEVER_OPEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.packs.source import PackSource, SourceItem


def composed(sources: Sequence[PackSource]) -> list[PackSource]:
    """Local ids made distinct and withdrawals carried out; what is checked and then indexed."""
    return _with_withdrawals([_namespaced(source) for source in sources])


def rank(publisher: str) -> int:
    """Order in which publishers are laid over one another; the highest wins."""
    return 0 if publisher in ("", HEAD_OFFICE) else 1 if publisher.startswith("region-") else 2


# -- names ------------------------------------------------------------------------------------------------------------


def local_id(item_id: str, publisher: str) -> str:
    """The id of a local item on every machine: ``faq.queue`` of region 330000 is ``faq.r330000-queue``."""
    kind, _dot, slug = item_id.partition(".")
    letter, code = publisher[0], publisher.partition("-")[2]
    return f"{kind}.{letter}{code}-{slug}"


def _namespaced(source: PackSource) -> PackSource:
    manifest = source.manifest
    if manifest is None or rank(manifest.publisher) == 0:
        return source
    names = {found.item.id: local_id(found.item.id, manifest.publisher) for found in source.items}
    items = tuple(replace(found, item=_renamed(found.item, names)) for found in source.items)
    taken = tuple(replace(entry, id=local_id(entry.id, manifest.publisher)) for entry in manifest.withdrawn)
    return replace(source, items=items, manifest=replace(manifest, withdrawn=taken))


def _renamed(item: GuidanceItem, names: dict[str, str]) -> GuidanceItem:
    return codec.from_json(item.kind, _with_names(codec.to_json(item), names))


def _with_names(value: Any, names: dict[str, str]) -> Any:  # noqa: ANN401  any JSON value
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return [_with_names(inner, names) for inner in value]
    if isinstance(value, dict):
        return {key: _with_names(inner, names) for key, inner in value.items()}
    return value


# -- withdrawals ------------------------------------------------------------------------------------------------------


def _with_withdrawals(sources: Sequence[PackSource]) -> list[PackSource]:
    """An item that its publisher takes back in any pack is withdrawn in all of them; its text stays, as history."""
    taken = {
        entry.id: entry.reason
        for source in sources
        if source.manifest is not None
        for entry in source.manifest.withdrawn
    }
    return [replace(source, items=tuple(_marked(found, taken) for found in source.items)) for source in sources]


def _marked(found: SourceItem, taken: dict[str, str]) -> SourceItem:
    reason = taken.get(found.item.id, "")
    if not reason or found.item.status is ItemStatus.WITHDRAWN:
        return found
    return replace(found, item=replace(found.item, status=ItemStatus.WITHDRAWN, withdrawn_reason=reason))


# -- overlays ---------------------------------------------------------------------------------------------------------


def overlaid(sources: Sequence[PackSource]) -> list[PackSource]:
    """The packs as the counter sees them: declared overlays laid over the items that open fields for them.

    An overlay of an item that is not there, or that opens none of its fields, stays an item beside it.
    """
    targets = {found.item.id: found.item for source in sources for found in source.items if not found.item.overlays}
    used: set[str] = set()
    for publisher, overlay in _overlays(sources):
        target = targets.get(overlay.overlays)
        fields = _fields(target, overlay) if target is not None else ()
        if target is None or not fields:
            continue
        note = Overlaid(publisher=publisher, fields=fields)
        changes = {name: getattr(overlay, name) for name in fields}
        targets[target.id] = replace(target, **changes, overlaid=(*target.overlaid, note))
        used.add(overlay.id)
    return [
        replace(
            source,
            items=tuple(
                replace(found, item=targets.get(found.item.id, found.item))
                for found in source.items
                if found.item.id not in used
            ),
        )
        for source in sources
    ]


def _overlays(sources: Iterable[PackSource]) -> list[tuple[str, GuidanceItem]]:
    """Declared overlays with their publishers, in the order in which they are laid."""
    found = [
        (source.manifest.publisher, entry.item)
        for source in sources
        if source.manifest is not None and rank(source.manifest.publisher)
        for entry in source.items
        if entry.item.overlays and entry.item.status is ItemStatus.ACTIVE
    ]
    return sorted(found, key=lambda entry: (rank(entry[0]), entry[0], entry[1].id))


def _fields(target: GuidanceItem, overlay: GuidanceItem) -> tuple[str, ...]:
    """Fields that head office opened and in which the overlay says something else."""
    if target.kind is not overlay.kind:
        return ()
    return tuple(
        name
        for name in target.open_fields
        if name not in NEVER_OPEN and hasattr(overlay, name) and getattr(overlay, name) != getattr(target, name)
    )
