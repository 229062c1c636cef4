"""Guidance items and pack manifests as plain JSON values and back, with the standard library alone.

The index stores items in this form and the counter reads them on every card, where pydantic must not be imported. What
it reads was checked when the pack was installed, so a value that does not fit is a damaged index, not an author's
mistake. Fields at their default are left out: items are stored small, and a field added later has its default.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from itertools import compress
from operator import attrgetter, ne
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

from hfc_desktop.domain.guidance.item import GuidanceItem, Kind
from hfc_desktop.domain.guidance.kinds import ITEM_CLASSES
from hfc_desktop.domain.guidance.pack import PackManifest
from hfc_desktop.errors import EnvironmentFaultError

T = TypeVar("T")
Encoder = Callable[[Any], Any]
Decoder = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _FieldPlan:
    """How one field is written and read; ``None`` means the value is its own JSON form."""

    name: str
    default: object
    encode: Encoder | None
    decode: Decoder


def _unwrapped(hint: object) -> tuple[object, bool]:
    """The type without ``None``, and whether ``None`` was allowed."""
    if get_origin(hint) in (types.UnionType, Union):
        others = [part for part in get_args(hint) if part is not type(None)]
        if len(others) == 1:
            return others[0], True
    return hint, False


def _encoder(hint: object) -> Encoder | None:
    kind, _optional = _unwrapped(hint)
    if get_origin(kind) is tuple:
        inner = _encoder(get_args(kind)[0])
        return list if inner is None else lambda values: [inner(value) for value in values]
    if not isinstance(kind, type):
        raise TypeError(f"no plan for {hint}")
    if is_dataclass(kind):
        return _encode
    if issubclass(kind, Enum):
        return attrgetter("_value_")  # what ``value`` returns, without a call
    return date.isoformat if issubclass(kind, date) else None


def _decoder(hint: object) -> Decoder:
    kind, optional = _unwrapped(hint)
    plain = _plain_decoder(kind)
    return (lambda value: None if value is None else plain(value)) if optional else plain


def _plain_decoder(kind: object) -> Decoder:
    if get_origin(kind) is tuple:
        return _tuple_decoder(_decoder(get_args(kind)[0]))
    if not isinstance(kind, type):
        raise TypeError(f"no plan for {kind}")
    if is_dataclass(kind):
        return lambda value: _decode(kind, value)
    if issubclass(kind, Enum):
        return kind
    return date.fromisoformat if issubclass(kind, date) else _scalar_decoder(kind)


def _tuple_decoder(inner: Decoder) -> Decoder:
    def decode(values: object) -> object:
        if type(values) is not list:
            raise TypeError("list expected")
        return tuple([inner(value) for value in values])

    return decode


def _scalar_decoder(kind: type) -> Decoder:
    if kind not in (str, int, bool):
        raise TypeError(f"no plan for {kind}")

    def decode(value: object) -> object:
        if type(value) is not kind:
            raise TypeError(f"{kind.__name__} expected")
        return value

    return decode


def _default(field: Field[Any]) -> object:
    return field.default_factory() if field.default_factory is not MISSING else field.default


_PLANS: Final[dict[type, Mapping[str, _FieldPlan]]] = {}
_WRITING: Final[dict[type, _Writing]] = {}


def _plan(kind: type) -> Mapping[str, _FieldPlan]:
    known = _PLANS.get(kind)
    if known is None:
        known = _PLANS[kind] = _made_plan(kind)
    return known


def _made_plan(kind: type) -> Mapping[str, _FieldPlan]:
    hints = get_type_hints(kind)
    return {
        field.name: _FieldPlan(
            field.name, _default(field), _optional_safe(hints[field.name]), _decoder(hints[field.name])
        )
        for field in fields(kind)
    }


def _optional_safe(hint: object) -> Encoder | None:
    encode, (_kind, optional) = _encoder(hint), _unwrapped(hint)
    if encode is None or not optional:
        return encode
    return lambda value: None if value is None else encode(value)


@dataclass(frozen=True, slots=True)
class _Writing:
    """How an object of one class is written.

    Attributes:
        values_of: takes all values of an object at once; thousands of objects are written when an index is built.
        defaults: values that are left out, in the same order.
        fields: name and encoder of each.
    """

    values_of: Callable[[Any], Sequence[Any]]
    defaults: Sequence[object]
    fields: Sequence[tuple[str, Encoder | None]]


def _writing(kind: type) -> _Writing:
    known = _WRITING.get(kind)
    if known is None:
        plans = tuple(_plan(kind).values())
        name, *others = [plan.name for plan in plans]
        get = attrgetter(name, *others)
        known = _WRITING[kind] = _Writing(
            get if others else lambda value: (get(value),),
            [plan.default for plan in plans],
            [(plan.name, plan.encode) for plan in plans],
        )
    return known


def _encode(value: object) -> dict[str, Any]:
    writing = _writing(type(value))
    values = writing.values_of(value)
    # Most fields are at their default, and those cost no step of this loop.
    kept = compress(zip(writing.fields, values, strict=True), map(ne, values, writing.defaults))
    return {name: held if encode is None else encode(held) for (name, encode), held in kept}


def _decode(kind: type[T], document: Mapping[str, Any]) -> T:
    plans = _plan(kind)
    return kind(**{name: plans[name].decode(value) for name, value in document.items()})


def _read(kind: type[T], document: Mapping[str, Any]) -> T:
    try:
        return _decode(kind, document)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise EnvironmentFaultError(
            "packs.stored_item_damaged", kind=kind.__name__.lower(), reason=str(error)
        ) from error


def to_json(item: GuidanceItem) -> dict[str, Any]:
    """``item`` as a JSON object: enums by value, days as ISO 8601, tuples as lists, defaults left out."""
    return _encode(item)


def from_json(kind: Kind | str, document: Mapping[str, Any]) -> GuidanceItem:
    """The item that ``to_json`` wrote.

    Raises:
        EnvironmentFaultError: the document does not fit the kind, so the index is damaged or of another program.
    """
    return _read(ITEM_CLASSES[Kind(kind)], document)


def manifest_to_json(manifest: PackManifest) -> dict[str, Any]:
    """A pack manifest in the same form."""
    return _encode(manifest)


def manifest_from_json(document: Mapping[str, Any]) -> PackManifest:
    """The manifest that ``manifest_to_json`` wrote.

    Raises:
        EnvironmentFaultError: the document does not fit.
    """
    return _read(PackManifest, document)
