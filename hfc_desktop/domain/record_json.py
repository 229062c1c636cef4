"""Domain values as JSON documents and back: the one form for the store, the log, ``--json`` and files.

A dataclass becomes an object with its field names, an enumeration its value, a day or a moment ISO 8601, a tuple a
list. Reading is strict about types, so that a bad value is named by its place and never reaches the ledger, and brings
texts into the form (NFC) in which the log holds them, so that a record read from either is the same.
"""

from __future__ import annotations

import types
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache, partial
from operator import attrgetter
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
    kind = type(value)
    if kind in _SCALARS:  # most of a record
        return cast("JsonValue", value)
    return _writer(cast("Any", kind))(value)


_Write = Callable[[Any], JsonValue]
"""Gives the JSON form of a value of one kind."""


@cache
def _writer(kind: Any) -> _Write:  # noqa: ANN401  a type is hashable only as Any
    """How values of a kind are written; looked up once, as every save writes a whole record twice."""
    if issubclass(kind, Enum):
        return attrgetter("_value_")
    if issubclass(kind, date):  # a moment is a date, too
        return cast("_Write", kind.isoformat)
    if issubclass(kind, tuple | list):
        return lambda entries: [to_json(entry) for entry in entries]
    if issubclass(kind, Mapping):
        return lambda entries: {str(key): to_json(entry) for key, entry in entries.items()}
    if is_dataclass(kind):
        return partial(_fields, *_shape(cast("Any", kind)))
    if issubclass(kind, str | int):
        return lambda value: cast("JsonValue", value)
    raise TypeError(kind.__name__)


_ReadAll = Callable[[Any], tuple[object, ...]]


def _fields(names: tuple[str, ...], read: _ReadAll, value: object) -> dict[str, JsonValue]:
    return {
        name: cast("JsonValue", found) if type(found) in _SCALARS else to_json(found)
        for name, found in zip(names, read(value), strict=True)
    }


@cache
def _shape(kind: Any) -> tuple[tuple[str, ...], _ReadAll]:  # noqa: ANN401
    """Names of the fields of a dataclass, and what reads all of them at once."""
    names = tuple(field.name for field in fields(kind))
    if len(names) > 1:
        return names, cast("_ReadAll", attrgetter(*names))
    return names, lambda value: tuple(getattr(value, name) for name in names)


def document(value: object) -> dict[str, JsonValue]:
    """A dataclass as one JSON object."""
    result = to_json(value)
    if not isinstance(result, dict):
        raise TypeError(type(value).__name__)
    return result


def sparse(value: object) -> dict[str, JsonValue]:
    """A dataclass as one JSON object without the fields that are as by default; ``from_json`` fills them in."""
    kind = cast("Any", type(value))  # a type is hashable only as Any
    usual, (names, read) = _defaults(kind), _shape(kind)
    return {
        name: to_json(found)
        for name, found, default in zip(names, read(value), usual, strict=True)
        if found is not default and found != default
    }


def changed(before: T, after: T) -> dict[str, JsonValue]:
    """Fields of which the form in ``after`` is another than in ``before``, with the new one."""
    names, read = _shape(cast("Any", type(after)))
    result: dict[str, JsonValue] = {}
    for name, old, new in zip(names, read(before), read(after), strict=True):
        if old is not new:  # most of a record is the very same after one act
            form = to_json(new)
            if form != to_json(old):
                result[name] = form
    return result


@cache
def _defaults(kind: type[Any]) -> tuple[object, ...]:
    """What stands in each field by default; where there is no default, a mark that equals no value."""
    return tuple(field.default for field in fields(kind))


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
    for name, needed, read in _layout(cast("Any", wanted)):
        if name in data:
            value = data[name]
            if read is _read_text and type(value) is str and value.isascii():  # most of what is read
                known[name] = value
            else:
                known[name] = read(value, f"{place}.{name}" if place else name)
        elif needed:
            raise UserMistakeError("records.missing_field", field=f"{place}.{name}" if place else name)
    return wanted(**known)


_Read = Callable[[object, str], object]
"""Reads a value of one kind; told where the value stands."""


@cache
def _layout(wanted: Any) -> tuple[tuple[str, bool, _Read], ...]:  # noqa: ANN401  a type is hashable only as Any
    """Name, whether it must be there, and reader of each field; looked up once, as thousands of records come in."""
    hints = get_type_hints(wanted)
    return tuple(
        (field.name, field.default is MISSING and field.default_factory is MISSING, _reader(hints[field.name]))
        for field in fields(wanted)
    )


def _bad(place: str, form: str) -> UserMistakeError:
    return UserMistakeError("records.bad_field", field=place, form=form)


def _reader(hint: Any) -> _Read:  # noqa: ANN401  hints have no common type
    origin = get_origin(hint)
    if origin is types.UnionType or origin is Union:
        inner = next(entry for entry in get_args(hint) if entry is not types.NoneType)
        return partial(_read_optional, _reader(inner))
    if origin is tuple:
        return partial(_read_list, _reader(get_args(hint)[0]))
    if is_dataclass(hint):
        return partial(from_json, cast("type[object]", hint))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return partial(_read_choice, hint, {member.value: member for member in hint})
    return _SCALAR_READERS.get(hint, _read_text)


def _read_optional(read: _Read, value: object, place: str) -> object:
    return None if value is None else read(value, place)


def _read_list(read: _Read, value: object, place: str) -> object:
    if not isinstance(value, list | tuple):
        raise _bad(place, "list")
    return tuple(read(entry, f"{place}[{index}]") for index, entry in enumerate(value))


def _read_flag(value: object, place: str) -> bool:
    if not isinstance(value, bool):
        raise _bad(place, "true_or_false")
    return value


def _read_whole(value: object, place: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _bad(place, "whole_number")
    return value


def _read_text(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise _bad(place, "text")
    return value if value.isascii() else unicodedata.normalize("NFC", value)


def _read_choice(hint: type[Enum], members: Mapping[str, Enum], value: object, place: str) -> Enum:
    if not isinstance(value, str):
        raise _bad(place, "text")
    found = members.get(value)
    if found is None:
        raise UserMistakeError("records.bad_choice", field=place, choices=", ".join(str(one.value) for one in hint))
    return found


def _read_day(value: object, place: str) -> date:
    try:
        return date.fromisoformat(_read_text(value, place))
    except ValueError:
        raise _bad(place, "day") from None


def _read_moment(value: object, place: str) -> datetime:
    try:
        moment = datetime.fromisoformat(_read_text(value, place))
    except ValueError:
        raise _bad(place, "moment") from None
    if moment.tzinfo is None:
        raise _bad(place, "moment")
    return moment


_SCALAR_READERS: Final[Mapping[Any, _Read]] = {
    bool: _read_flag,
    int: _read_whole,
    date: _read_day,
    datetime: _read_moment,
}
