"""Reads items from a YAML file that stands outside any pack, by the same strict rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.domain.guidance.item import Kind
from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError, system_reason
from hfc_desktop.packs import schema
from hfc_desktop.packs.yaml_loader import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hfc_desktop.domain.guidance.faults import Fault
    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.packs.yaml_loader import Loaded, Place, Value


def read_loose_items(kind: str, path: Path) -> list[GuidanceItem]:
    """The items of one kind in a file, which holds one item or a list of them.

    Raises:
        UserMistakeError: it is no such file; the error names file, line and column of the first fault.
        EnvironmentFaultError: it cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EnvironmentFaultError("packs.unreadable", path=str(path), reason=system_reason(error)) from error
    loaded = load(data, str(path))
    faults = list(loaded.faults)
    items: list[GuidanceItem] = []
    for value, place in _values(loaded):
        item, more = schema.read_item(Kind(kind), value, place, str(path))
        faults += more
        if item is not None:
            items.append(item)
    if faults or not items:
        raise _first(faults, path)
    return items


def read_loose_document(path: Path) -> Value:
    """What a YAML file holds, every scalar as text, by the same strict rules.

    Raises:
        UserMistakeError: it is no such file; the error names file, line and column of the first fault.
        EnvironmentFaultError: it cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EnvironmentFaultError("packs.unreadable", path=str(path), reason=system_reason(error)) from error
    loaded = load(data, str(path))
    if loaded.faults or loaded.value is None:
        raise _first(list(loaded.faults), path)
    return loaded.value


def _values(loaded: Loaded) -> Iterator[tuple[Value, Place]]:
    if isinstance(loaded.value, list):
        for number, value in enumerate(loaded.value):
            yield value, loaded.place.at((number,))
    elif loaded.value is not None:
        yield loaded.value, loaded.place


def _first(faults: list[Fault], path: Path) -> UserMistakeError:
    line, column, code = (faults[0].line, faults[0].column, faults[0].code) if faults else (1, 1, "file.empty")
    return UserMistakeError("items.bad_file", path=str(path), line=line, column=column, fault=code)
