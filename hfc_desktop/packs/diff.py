"""Compares two packs by meaning: item by item, field by field.

Entries of a list that have an id of their own (steps, questions, rules) are matched by it, so a moved step is moved
and not removed and added; other entries are matched by their text, the nearest text counting as the same entry changed.
"""

from __future__ import annotations

import difflib
import unicodedata
from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.item import GuidanceItem, ItemStatus
from hfc_desktop.domain.guidance.reports import FieldChange, ItemChange, ItemName, PackDifference
from hfc_desktop.packs.rules.walk import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hfc_desktop.packs.source import PackSource

_KEYS: Final = ("id", "slug", "code", "number", "name", "term", "role")
"""Fields by which an entry of a list is the same entry, the first that it has."""
_ALIKE: Final = 0.6
"""From this likeness on, one text counts as the other one changed."""


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(_shown(inner) for inner in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if is_dataclass(value):
        held = (f"{name}: {_shown(getattr(value, name))}" for name in names_of(type(value)) if getattr(value, name))
        return ", ".join(held)
    return str(value)


def _meaning(text: str) -> str:
    """``text`` without what does not change its meaning: width, case, spaces, punctuation."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def _key(entry: object) -> str:
    if not is_dataclass(entry):
        return ""
    names = names_of(type(entry))
    field = next((name for name in _KEYS if name in names), "")
    return str(getattr(entry, field)) if field else ""


def _changes(path: str, before: object, after: object) -> Iterator[FieldChange]:
    if before == after:
        return
    if isinstance(before, tuple) and isinstance(after, tuple):
        yield from _list_changes(path, before, after)
    elif is_dataclass(before) and is_dataclass(after) and type(before) is type(after):
        for name in names_of(type(before)):
            inner = f"{path}.{name}" if path else name
            yield from _changes(inner, getattr(before, name), getattr(after, name))
    else:
        yield _one(path, before, after)


def _one(path: str, before: object, after: object) -> FieldChange:
    old, new = _shown(before), _shown(after)
    if not old:
        kind = "added"
    elif not new:
        kind = "removed"
    else:
        both_text = isinstance(before, str) and isinstance(after, str) and type(before) is type(after) is str
        kind = "wording" if both_text and _meaning(old) == _meaning(new) else "changed"
    return FieldChange(field=path, kind=kind, before=old, after=new)


def _list_changes(path: str, before: tuple[object, ...], after: tuple[object, ...]) -> Iterator[FieldChange]:
    keys = [_key(entry) for entry in (*before, *after)]
    keyed = all(keys) and len(set(keys[: len(before)])) == len(before) and len(set(keys[len(before) :])) == len(after)
    if keyed and keys:
        yield from _keyed_changes(path, before, after)
    else:
        yield from _unkeyed_changes(path, before, after)


def _keyed_changes(path: str, before: tuple[object, ...], after: tuple[object, ...]) -> Iterator[FieldChange]:
    old, new = {_key(entry): entry for entry in before}, {_key(entry): entry for entry in after}
    for key, entry in old.items():
        if key in new:
            yield from _changes(f"{path}[{key}]", entry, new[key])
        else:
            yield FieldChange(field=f"{path}[{key}]", kind="removed", before=_shown(entry))
    for key, entry in new.items():
        if key not in old:
            yield FieldChange(field=f"{path}[{key}]", kind="added", after=_shown(entry))
    yield from _order(path, [key for key in old if key in new], [key for key in new if key in old])


def _order(path: str, before: Sequence[str], after: Sequence[str]) -> Iterator[FieldChange]:
    if list(before) != list(after):
        yield FieldChange(field=path, kind="reordered", before=" → ".join(before), after=" → ".join(after))


def _unkeyed_changes(path: str, before: tuple[object, ...], after: tuple[object, ...]) -> Iterator[FieldChange]:
    """Equal entries pair off; what is left pairs with the likest; the rest came or went."""
    old, new = [_shown(entry) for entry in before], [_shown(entry) for entry in after]
    gone = [text for text in old if text not in new]
    come = [text for text in new if text not in old]
    for text in gone:
        likest = next(iter(difflib.get_close_matches(text, come, n=1, cutoff=_ALIKE)), None)
        number = old.index(text) + 1
        if likest is None:
            yield FieldChange(field=f"{path}[{number}]", kind="removed", before=text)
        else:
            come.remove(likest)
            yield from _changes(f"{path}[{number}]", before[number - 1], after[new.index(likest)])
    for text in come:
        yield FieldChange(field=f"{path}[{new.index(text) + 1}]", kind="added", after=text)
    yield from _order(path, [text for text in old if text in new], [text for text in new if text in old])


def _named(item: GuidanceItem) -> ItemName:
    return ItemName(id=item.id, kind=item.kind.value, title=item.title)


def _label(source: PackSource) -> str:
    manifest = source.manifest
    return f"{manifest.pack_id}-{manifest.issue}.{manifest.content_version}" if manifest else source.label


def difference(before: PackSource, after: PackSource) -> PackDifference:
    """What changed from ``before`` to ``after``; items in order of their ids."""
    old = {found.item.id: found.item for found in before.items}
    new = {found.item.id: found.item for found in after.items}
    lost = [old[item_id] for item_id in sorted(old.keys() - new.keys())]
    taken_back = [
        item
        for item_id, item in sorted(new.items())
        if item.status is ItemStatus.WITHDRAWN and item_id in old and old[item_id].status is not ItemStatus.WITHDRAWN
    ]
    changed = []
    for item_id in sorted(old.keys() & new.keys()):
        changes = tuple(_changes("", old[item_id], new[item_id]))
        if changes:
            item = new[item_id]
            changed.append(ItemChange(id=item_id, kind=item.kind.value, title=item.title, changes=changes))
    return PackDifference(
        before=_label(before),
        after=_label(after),
        added=tuple(_named(new[item_id]) for item_id in sorted(new.keys() - old.keys())),
        changed=tuple(changed),
        withdrawn=tuple(_named(item) for item in (*lost, *taken_back)),
        manifest=tuple(_changes("", before.manifest, after.manifest)),
    )
