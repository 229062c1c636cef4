"""Walks through an item: all its texts, and all lines that are meant to be said to a customer."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.item import SpokenLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hfc_desktop.packs.rules.findings import Path

HAN: Final = re.compile(r"[\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_SAID_PLAINLY: Final = frozenset({"say", "wording", "answer_short", "use_text"})
"""Fields of plain text that are said as they stand. A step's ``say`` holds spoken lines, which are found as such."""
_NAMES: Final[dict[type, tuple[str, ...]]] = {}


def names_of(kind: type) -> tuple[str, ...]:
    """Field names of a dataclass."""
    known = _NAMES.get(kind)
    if known is None:
        known = _NAMES[kind] = tuple(field.name for field in fields(kind))
    return known


def values(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Every value inside ``value``, containers before what is in them."""
    yield path, value
    if isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from values(inner, (*path, number))
    elif is_dataclass(value):
        for name in names_of(type(value)):
            yield from values(getattr(value, name), (*path, name))


def texts(value: object) -> Iterator[tuple[Path, str]]:
    """Every text that is not empty; names of enums are none."""
    for path, inner in values(value):
        if type(inner) is str and inner:
            yield path, inner


def spoken(value: object) -> Iterator[tuple[Path, str]]:
    """Every text that a teller says to the customer, Chinese wordings only."""
    for path, inner in values(value):
        if isinstance(inner, SpokenLine):
            for name in ("text", "softer", "elderly"):
                if getattr(inner, name):
                    yield (*path, name), getattr(inner, name)
        elif type(inner) is str and inner and _plain_name(path) in _SAID_PLAINLY:
            yield path, inner


def _plain_name(path: Path) -> str:
    """Name of the field that a text, or the list that it is in, belongs to; empty inside nested values."""
    named = path[:-1] if path and isinstance(path[-1], int) else path
    return str(named[-1]) if len(named) == 1 else ""


def bare(text: str) -> str:
    """``text`` without spaces and punctuation, for comparing what is said."""
    return "".join(character for character in text if character.isalnum())
