"""Walks through an item: all its texts, and all lines that are meant to be said to a customer."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields, is_dataclass
from typing import TYPE_CHECKING, Final, cast

from hfc_desktop.domain.guidance.item import SpokenLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hfc_desktop.packs.rules.findings import Path

HAN: Final = re.compile(r"[\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_SAID_PLAINLY: Final = frozenset({"say", "wording", "answer_short", "use_text"})
"""Fields of plain text that are said as they stand. A step's ``say`` holds spoken lines, which are found as such."""
_NAMES: Final[dict[type, tuple[str, ...]]] = {}
_REQUIRED: Final[dict[type, tuple[str, ...]]] = {}


def names_of(kind: type) -> tuple[str, ...]:
    """Field names of a dataclass; none for any other type."""
    known = _NAMES.get(kind)
    if known is None:
        known = _NAMES[kind] = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
    return known


def required_names(kind: type) -> tuple[str, ...]:
    """Names of those fields of a dataclass that have no default; none for any other type."""
    known = _REQUIRED.get(kind)
    if known is None:
        without = fields(kind) if is_dataclass(kind) else ()
        known = _REQUIRED[kind] = tuple(
            field.name for field in without if field.default is MISSING and field.default_factory is MISSING
        )
    return known


class _Last:
    """The item that was walked last with what was found: some ten rules walk the same item one after the other."""

    walked: tuple[object, list[tuple[Path, object]]] = (None, [])


def values(value: object) -> Sequence[tuple[Path, object]]:
    """Every value inside ``value``, containers before what is in them."""
    last, found = _Last.walked
    if last is not value:
        found = []
        _walk(value, (), found.append)
        _Last.walked = (value, found)
    return found


def _walk(value: object, path: Path, take: Callable[[tuple[Path, object]], object]) -> None:
    take((path, value))
    kind = type(value)
    if kind is str:
        return
    if kind is tuple:
        for number, inner in enumerate(cast("tuple[object, ...]", value)):
            _walk(inner, (*path, number), take)
        return
    for name in names_of(kind):
        _walk(getattr(value, name), (*path, name), take)


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
