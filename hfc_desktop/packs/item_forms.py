"""The text of an item as a form, and what a new item begins with: both told by the dataclass of its kind."""

from __future__ import annotations

import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, Union, get_args, get_origin, get_type_hints

from hfc_desktop.domain.authoring import Form, FormField
from hfc_desktop.domain.guidance.item import Kind, Overlaid
from hfc_desktop.domain.guidance.kinds import ITEM_CLASSES
from hfc_desktop.domain.guidance.pack import PackManifest
from hfc_desktop.packs import writing
from hfc_desktop.packs.skeleton import item_envelope, skeleton

if TYPE_CHECKING:
    from hfc_desktop.domain.authoring import FieldPath

PACK: Final = "pack"
"""Kind of the description of a pack among entries."""
_NOT_BY_AUTHORS: Final = frozenset({"overlaid"})


class Forms:
    """Reads and changes the text of entries value by value."""

    def form(self, text: str, kind: str) -> Form | None:
        """The form of a text; ``None`` while it cannot be read."""
        value = writing.readable(text)
        if not isinstance(value, dict):
            return None
        holder = class_of(kind)
        found = tuple(
            FormField(
                path=leaf.path,
                value=leaf.value,
                choices=_choices(_hint_at(holder, leaf.path)),
                removable=_removable(holder, leaf.path),
                grows=leaf.entry_of,
            )
            for leaf in writing.leaves(text)
        )
        absent = tuple(
            field.name for field in fields(holder) if field.name not in value and field.name not in _NOT_BY_AUTHORS
        )
        return Form(fields=found, absent=absent)

    def set(self, text: str, path: FieldPath, value: str) -> str:
        """The text with one value changed."""
        return writing.with_value(text, path, value)

    def grow(self, text: str, path: FieldPath, value: str) -> str:
        """The text with one more entry in a list of texts."""
        return writing.with_entry(text, path, value)

    def remove(self, text: str, path: FieldPath) -> str:
        """The text without one value."""
        return writing.without(text, path)

    def add(self, text: str, kind: str, name: str) -> str:
        """The text with one more top field, in the shape that its type has."""
        return writing.with_field(text, name, _flow(get_type_hints(class_of(kind))[name], date.today()))


def class_of(kind: str) -> type[Any]:
    """The dataclass of a content kind, or of the description of packs."""
    return PackManifest if kind == PACK else ITEM_CLASSES[Kind(kind)]


def new_item(kind: Kind, slug: str, today: date) -> str:
    """The text of a file with one new item: the commented example of its kind, or its required fields."""
    example = skeleton("new", today).get(f"{kind.value}/example.yaml")
    if example is not None:
        return example.replace(f"{kind.value}.new-example", f"{kind.value}.{slug}")
    holder = ITEM_CLASSES[kind]
    hints = get_type_hints(holder)
    envelope = item_envelope(today)
    head = f"- id: {kind.value}.{slug}\n  title: 新条目\n  title_en: New item\n  summary: 一行说清这是什么\n{envelope}"
    stated = {line.strip().partition(":")[0] for line in head.replace("- ", "  ").splitlines()}
    own = (field for field in fields(holder) if field.name not in stated and _is_required(field))
    return head + "".join(f"  {field.name}: {_flow(hints[field.name], today)}\n" for field in own)


def _is_required(field: Any) -> bool:  # noqa: ANN401  dataclasses.Field is generic over what nobody needs here
    return field.default is MISSING and field.default_factory is MISSING


# -- types ----------------------------------------------------------------------------------------------------------


def _inside(hint: Any) -> Any:  # noqa: ANN401  a type, or what typing makes of one
    """The type within an optional one."""
    if get_origin(hint) in (Union, types.UnionType):
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def _hint_at(holder: type[Any], path: FieldPath) -> Any:  # noqa: ANN401
    here: Any = holder
    for step in path:
        here = _inside(here)
        if isinstance(step, int):
            here = get_args(here)[0] if get_origin(here) is tuple else str
        elif isinstance(here, type) and is_dataclass(here):
            here = get_type_hints(here).get(step, str)
        else:
            return str
    return _inside(here)


def _choices(hint: Any) -> tuple[str, ...]:  # noqa: ANN401
    if hint is bool:
        return "true", "false"
    return tuple(str(member.value) for member in hint) if isinstance(hint, type) and issubclass(hint, Enum) else ()


def _removable(holder: type[Any], path: FieldPath) -> bool:
    if isinstance(path[-1], int):
        return True
    owner = _hint_at(holder, path[:-1]) if path[:-1] else holder
    if not (isinstance(owner, type) and is_dataclass(owner)):
        return False
    field = next((field for field in fields(owner) if field.name == path[-1]), None)
    return field is None or not _is_required(field)


def _flow(hint: Any, today: date) -> str:  # noqa: ANN401
    """A value of that type between brackets, to be filled in."""
    hint = _inside(hint)
    if get_origin(hint) is tuple:
        return f"[{_flow(get_args(hint)[0], today)}]"
    if isinstance(hint, type) and is_dataclass(hint) and hint is not Overlaid:
        hints = get_type_hints(hint)
        inner = [field for field in fields(hint) if _is_required(field)] or list(fields(hint))[:1]
        return "{" + ", ".join(f"{field.name}: {_flow(hints[field.name], today)}" for field in inner) + "}"
    return _single(hint, today)


def _single(hint: Any, today: date) -> str:  # noqa: ANN401
    choices = _choices(hint)
    if choices:
        return choices[0]
    if hint is int:
        return "1"
    return today.isoformat() if hint is date else "待填"
