"""Domain values as JSON documents and back: the one form for the store, the log, ``--json`` and files.

A dataclass becomes an object with its field names, an enumeration its value, a day or a moment ISO 8601, a tuple a
list. Reading is strict about types, so that a bad value is named by its place and never reaches the ledger, and brings
texts into the form (NFC) in which the log holds them, so that a record read from either is the same.
"""

from __future__ import annotations

import types
import unicodedata
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Final, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from hfc_desktop.domain.events import JsonValue
from hfc_desktop.errors import UserMistakeError

T = TypeVar("T")


_SCALARS: Final = frozenset({str, int, bool, type(None)})


def to_json(value: object) -> JsonValue:
    """``value`` as JSON.

    Raises:
        TypeError: it holds something that has no form here, such as a floating-point number.
    """
    if type(value) in _SCALARS:  # most of a record; what inherits from them, such as an enum, is looked at below
        return cast("JsonValue", value)
    if isinstance(value, Enum):
        return cast("str", value.value)
    if isinstance(value, date):  # a moment is a date, too
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [to_json(entry) for entry in value]
    if isinstance(value, Mapping):
        return {str(key): to_json(entry) for key, entry in value.items()}
    if is_dataclass(value):
        return {name: to_json(getattr(value, name)) for name in _names(cast("Any", type(value)))}
    if isinstance(value, str | int):
        return value
    raise TypeError(type(value).__name__)


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def document(value: object) -> dict[str, JsonValue]:
    """A dataclass as one JSON object."""
    result = to_json(value)
    if not isinstance(result, dict):
        raise TypeError(type(value).__name__)
    return result


def sparse(value: object) -> dict[str, JsonValue]:
    """A dataclass as one JSON object without the fields that are as by default; ``from_json`` fills them in."""
    kind = cast("Any", type(value))  # a type is hashable only as Any
    result: dict[str, JsonValue] = {}
    for name, usual in _defaults(kind):
        found = getattr(value, name)
        if usual is MISSING or found != usual:
            result[name] = to_json(found)
    return result


@cache
def _defaults(kind: type[Any]) -> tuple[tuple[str, object], ...]:
    return tuple((field.name, field.default) for field in fields(kind))


def from_json(wanted: type[T], data: object, place: str = "") -> T:
    """``data`` as a value of the dataclass ``wanted``. Keys that the dataclass does not know are passed over.

    Args:
        wanted: the dataclass.
        data: what was read from JSON.
        place: where the value stands, for the message about a bad one.

    Raises:
        UserMistakeError: a required value is missing or of the wrong form (``records.missing_field``,
            ``records.bad_field``). The message names the place, never the value.
    """
    if not isinstance(data, Mapping):
        raise UserMistakeError("records.bad_field", field=place or wanted.__name__.lower(), form="object")
    known: dict[str, Any] = {}
    for field, hint in _layout(cast("Any", wanted)):
        where = f"{place}.{field.name}" if place else field.name
        if field.name in data:
            known[field.name] = _read(hint, data[field.name], where)
        elif field.default is MISSING and field.default_factory is MISSING:
            raise UserMistakeError("records.missing_field", field=where)
    return wanted(**known)


@cache
def _layout(wanted: Any) -> tuple[tuple[Field[Any], Any], ...]:  # noqa: ANN401  a type is hashable only as Any
    hints = get_type_hints(wanted)
    return tuple((field, hints[field.name]) for field in fields(wanted))


def _bad(place: str, form: str) -> UserMistakeError:
    return UserMistakeError("records.bad_field", field=place, form=form)


def _read(hint: Any, value: object, place: str) -> object:  # noqa: ANN401  hints have no common type
    origin = get_origin(hint)
    if origin is types.UnionType or origin is Union:
        return _read_union(hint, value, place)
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise _bad(place, "list")
        return tuple(_read(get_args(hint)[0], entry, f"{place}[{index}]") for index, entry in enumerate(value))
    if is_dataclass(hint):
        return from_json(cast("type[object]", hint), value, place)
    return _read_scalar(hint, value, place)


def _read_union(hint: Any, value: object, place: str) -> object:  # noqa: ANN401
    if value is None:
        return None
    inner = [entry for entry in get_args(hint) if entry is not types.NoneType]
    return _read(inner[0], value, place)


def _read_scalar(hint: Any, value: object, place: str) -> object:  # noqa: ANN401
    if hint is bool or hint is int:
        if isinstance(value, bool) is (hint is bool) and isinstance(value, int):
            return value
        raise _bad(place, "true_or_false" if hint is bool else "whole_number")
    if not isinstance(value, str):
        raise _bad(place, "text")
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _read_choice(hint, value, place)
    if hint is datetime:
        return _read_moment(value, place)
    if hint is date:
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise _bad(place, "day") from None
    return unicodedata.normalize("NFC", value)


def _read_choice(hint: type[Enum], value: str, place: str) -> Enum:
    try:
        return hint(value)
    except ValueError:
        choices = ", ".join(str(member.value) for member in hint)
        raise UserMistakeError("records.bad_choice", field=place, choices=choices) from None


def _read_moment(value: str, place: str) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise _bad(place, "moment") from None
    if moment.tzinfo is None:
        raise _bad(place, "moment")
    return moment
