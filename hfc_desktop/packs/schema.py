"""Checks what the YAML reader gave against the dataclasses of the domain, by pydantic, and words nothing.

Every complaint of pydantic becomes a fault of ours with the place in the file. Numbers, days and yes-or-no must be
written in their one plain form (``10``, ``2026-11-01``, ``true``): pydantic alone would read ``1_000`` as a thousand.
"""

from __future__ import annotations

import difflib
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

from hfc_desktop.domain.guidance.faults import Fault
from hfc_desktop.domain.guidance.kinds import ITEM_CLASSES
from hfc_desktop.domain.guidance.pack import PackManifest
from hfc_desktop.packs import lengths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pydantic_core import ErrorDetails

    from hfc_desktop.domain.guidance.item import Kind
    from hfc_desktop.packs.yaml_loader import Path, Place, Value

_SHOWN: Final = 40
"""Most characters of a wrong value that a fault repeats."""

_CODES: Final[Mapping[str, str]] = {
    "missing": "schema.missing_field",
    "unexpected_keyword_argument": "schema.unknown_field",
    "enum": "schema.bad_choice",
    "string_type": "schema.text_expected",
    "tuple_type": "schema.list_expected",
    "dataclass_type": "schema.mapping_expected",
    "date_type": "schema.bad_date",
    "int_type": "schema.bad_number",
    "bool_type": "schema.bad_flag",
}


_ADAPTERS: Final[dict[type, TypeAdapter[Any]]] = {}


def _adapter(kind: type) -> TypeAdapter[Any]:
    """Made once a kind, since making one costs some milliseconds."""
    made = _ADAPTERS.get(kind)
    if made is None:
        made = _ADAPTERS[kind] = TypeAdapter(kind)
    return made


def _types_inside(hint: object) -> object:
    """The type of what stands inside a list or an optional value."""
    while get_args(hint):
        hint = next(part for part in get_args(hint) if part not in (type(None), ...))
    return hint


def _type_at(kind: type, path: Path) -> object:
    """The type that the schema expects at ``path``."""
    here: object = kind
    for step in path:
        if isinstance(step, str) and isinstance(here, type) and is_dataclass(here):
            here = _types_inside(get_type_hints(here).get(step, str))
    return here


def _code(error: ErrorDetails) -> str:
    known = _CODES.get(error["type"])
    if known is not None:
        return known
    family = error["type"].split("_", 1)[0]
    return {"date": "schema.bad_date", "int": "schema.bad_number", "bool": "schema.bad_flag"}.get(
        family, "schema.bad_value"
    )


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _nearest(word: str, allowed: list[str]) -> str:
    return next(iter(difflib.get_close_matches(word, allowed, n=1, cutoff=0.6)), "")


def _params(error: ErrorDetails, code: str, kind: type) -> dict[str, str | int]:
    path = error["loc"]
    name = str(path[-1]) if path else ""
    params: dict[str, str | int] = {"field": _dotted(path), "value": _shown(error["input"])}
    if code == "schema.unknown_field":
        holder = _type_at(kind, path[:-1])
        names = [field.name for field in fields(holder)] if isinstance(holder, type) and is_dataclass(holder) else []
        params["nearest"] = _nearest(name, names)
    elif code == "schema.bad_choice":
        choices = _type_at(kind, path)
        allowed = [str(member.value) for member in choices] if isinstance(choices, type(Enum)) else []
        params |= {"allowed": ", ".join(allowed), "nearest": _nearest(_shown(error["input"]), allowed)}
    elif code == "schema.bad_value":
        params["reason"] = error["msg"]
    return params


def _dotted(path: tuple[int | str, ...]) -> str:
    """A path as an editor reads it: ``nodes[3].say``, counting entries from 1."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return text.lstrip(".")


def _point(code: str, place: Place, path: Path) -> tuple[int, int]:
    if code == "schema.unknown_field":
        return place.at(path).key_point()
    return place.at(path[:-1] if code == "schema.missing_field" else path).point()


def _fault(error: ErrorDetails, kind: type, place: Place, file: str) -> Fault:
    code = _code(error)
    line, column = _point(code, place, error["loc"])
    return Fault(file=file, line=line, column=column, code=code, params=_params(error, code, kind))


# -- one plain form -------------------------------------------------------------------------------------------------


def _plain(typed: object) -> tuple[str, str] | None:
    """The one way to write a number, day or yes-or-no, and the code of the fault when it is written otherwise."""
    if isinstance(typed, bool):
        return ("true" if typed else "false"), "schema.bad_flag"
    if isinstance(typed, int):
        return str(typed), "schema.bad_number"
    if isinstance(typed, date):
        return typed.isoformat(), "schema.bad_date"
    return None


def _oddly_written(typed: object, raw: Value, path: Path = ()) -> Iterator[tuple[Path, str, str]]:
    if isinstance(raw, dict):
        for name, inner in raw.items():
            yield from _oddly_written(getattr(typed, name), inner, (*path, name))
    elif isinstance(raw, list):
        assert isinstance(typed, tuple)
        for number, inner in enumerate(raw):
            yield from _oddly_written(typed[number], inner, (*path, number))
    else:
        plain = _plain(typed)
        if plain is not None and plain[0] != raw:
            yield path, plain[1], raw


def _checked(kind: type[Any], value: Value, place: Place, file: str) -> tuple[Any, list[Fault]]:
    try:
        typed = _adapter(kind).validate_python(value)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False)
        return None, [_fault(detail, kind, place, file) for detail in details]
    faults = []
    for path, code, raw in _oddly_written(typed, value):
        line, column = place.at(path).point()
        params: dict[str, str | int] = {"field": _dotted(path), "value": _shown(raw)}
        faults.append(Fault(file=file, line=line, column=column, code=code, params=params))
    faults += [_too_long(found, place, file) for found in lengths.too_long(value)]
    return (None if faults else typed), faults


def _too_long(found: tuple[Path, int, int], place: Place, file: str) -> Fault:
    path, count, limit = found
    line, column = place.at(path).point()
    params: dict[str, str | int] = {"field": _dotted(path), "count": count, "limit": limit}
    return Fault(file=file, line=line, column=column, code="schema.too_long", params=params)


def read_item(kind: Kind, value: Value, place: Place, file: str) -> tuple[Any, list[Fault]]:
    """The typed item of a mapping, or ``None`` and why not."""
    item, faults = _checked(ITEM_CLASSES[kind], value, place, file)
    named = value.get("id") if isinstance(value, dict) else None
    other = _kind_named(named)
    if faults and other not in ("", kind.value):
        # It fits the kind of its id, not the kind of the folder: a list of missing fields would only mislead.
        line, column = place.at(("id",)).point()
        params: dict[str, str | int] = {"id": _shown(named), "kind": other, "folder": kind.value}
        return None, [Fault(file=file, line=line, column=column, code="id.folder", params=params)]
    return item, faults


def _kind_named(item_id: Value | None) -> str:
    """The kind that an id begins with; empty if it names none."""
    prefix = item_id.partition(".")[0] if isinstance(item_id, str) else ""
    return prefix if prefix in {kind.value for kind in ITEM_CLASSES} else ""


def read_manifest(value: Value, place: Place, file: str) -> tuple[PackManifest | None, list[Fault]]:
    """The typed manifest of ``pack.yaml``, or ``None`` and why not."""
    return _checked(PackManifest, value, place, file)


# -- for editors ----------------------------------------------------------------------------------------------------


def json_schemas() -> dict[str, dict[str, Any]]:
    """JSON Schema by kind, and ``pack`` for ``pack.yaml``; a file holds one item or a list of them."""
    schemas = {"pack": _described(PackManifest, lambda item: item)}
    for kind, item_class in ITEM_CLASSES.items():
        schemas[kind.value] = _described(item_class, lambda item: {"anyOf": [item, {"type": "array", "items": item}]})
    return schemas


def _described(kind: type, shape: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    made = lengths.described(_adapter(kind).json_schema())
    shared = made.pop("$defs", {})
    name = kind.__name__
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": name,
        "description": (kind.__doc__ or "").split("\n")[0],
        **shape({"$ref": f"#/$defs/{name}"}),
        "$defs": {**shared, name: made},
    }
