"""Reads a whole pack: manifest, items of all kinds, table of regions, assets. Collects faults instead of stopping."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.faults import Fault, Severity
from hfc_desktop.domain.guidance.item import GuidanceItem, Kind
from hfc_desktop.packs import assets, schema
from hfc_desktop.packs.files import ASSETS, LOOKUP, MANIFEST, REGIONS, is_good_name, read_folder
from hfc_desktop.packs.regions import RegionLine, read_regions
from hfc_desktop.packs.yaml_loader import Place, load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from hfc_desktop.domain.guidance.pack import PackManifest
    from hfc_desktop.packs.yaml_loader import Value

SCHEMA: Final = 1
"""Newest pack format that this program reads."""
_KINDS: Final = tuple(kind.value for kind in Kind)
_ID_LINE: Final = re.compile(rb"^[\s-]*id:\s*[\"']?([a-z_]+\.[a-z0-9-]+)", re.MULTILINE)
_ALONGSIDE: Final = ("NOTICE", "LICENSE", "README", "CHANGELOG")
"""Files that may lie beside ``pack.yaml`` for people."""


@dataclass(frozen=True, slots=True)
class SourceItem:
    """One item and where it was read."""

    item: GuidanceItem
    file: str
    place: Place


@dataclass(frozen=True, slots=True)
class PackSource:
    """One pack as read.

    Attributes:
        label: the pack as the user named it; faults' files begin with it.
        manifest: ``None`` when ``pack.yaml`` cannot be used.
        broken_ids: ids of items that could not be read, so that references to them are not called dead as well.
        files: all files by relative name.
        faults: what was found while reading.
    """

    label: str
    manifest: PackManifest | None
    manifest_place: Place
    items: tuple[SourceItem, ...]
    regions: tuple[RegionLine, ...]
    broken_ids: frozenset[str]
    files: Mapping[str, bytes]
    faults: tuple[Fault, ...]

    @property
    def manifest_file(self) -> str:
        """``pack.yaml`` as faults name it."""
        return _labelled(self.label, MANIFEST)


def _labelled(label: str, name: str) -> str:
    return f"{label}/{name}" if label else name


class _Reader:
    """Reads the files of one pack."""

    def __init__(self, files: Mapping[str, bytes], label: str) -> None:
        self.files = files
        self.label = label
        self.faults: list[Fault] = []
        self.items: list[SourceItem] = []
        self.broken: set[str] = set()
        self.regions: tuple[RegionLine, ...] = ()

    def note(self, name: str, code: str, severity: Severity = Severity.ERROR, **params: str | int) -> None:
        """A fault of a whole file."""
        self.faults.append(Fault(file=_labelled(self.label, name), code=code, severity=severity, params=params))

    def manifest(self) -> tuple[PackManifest | None, Place]:
        """The manifest and the places in it."""
        file = _labelled(self.label, MANIFEST)
        loaded = load(self.files[MANIFEST], file)
        self.faults += loaded.faults
        if loaded.value is None:
            return None, loaded.place
        newer = self._newer_schema(loaded.value)
        if newer:
            line, column = loaded.place.at(("schema",)).point()
            params: dict[str, str | int] = {"schema": newer, "known": SCHEMA}
            self.faults.append(Fault(file=file, line=line, column=column, code="pack.newer_schema", params=params))
            return None, loaded.place
        manifest, faults = schema.read_manifest(loaded.value, loaded.place, file)
        self.faults += faults
        return manifest, loaded.place

    @staticmethod
    def _newer_schema(value: Value) -> int:
        """The schema number when it is newer than ours: then nothing else is judged by our rules."""
        stated = value.get("schema") if isinstance(value, dict) else None
        known = isinstance(stated, str) and stated.isascii() and stated.isdigit() and len(stated) < 7
        return int(str(stated)) if known and int(str(stated)) > SCHEMA else 0

    def file(self, name: str) -> None:
        """Read one file other than the manifest."""
        folder, _slash, rest = name.partition("/")
        if not is_good_name(name):
            self.note(name, "file.name")
        elif name == REGIONS:
            self.regions, faults = read_regions(self.files[name], _labelled(self.label, name))
            self.faults += faults
        elif name.startswith(ASSETS):
            self._asset(name)
        elif name.startswith(LOOKUP):
            return
        elif rest and folder in _KINDS:
            self._kind_file(Kind(folder), name)
        elif rest:
            nearest = next(iter(difflib.get_close_matches(folder, _KINDS, n=1)), "")
            self.note(name, "file.unknown_folder", folder=folder, nearest=nearest)
        elif name.partition(".")[0].partition("-")[0] not in _ALONGSIDE:
            self.note(name, "file.unexpected", Severity.WARNING)

    def _asset(self, name: str) -> None:
        code = assets.fault_of(name, self.files[name])
        if code:
            self.note(name, code, limit=assets.MAX_SIDE)

    def _kind_file(self, kind: Kind, name: str) -> None:
        if not name.endswith(".yaml") or name.count("/") != 1:
            self.note(name, "file.unexpected", Severity.WARNING)
            return
        file = _labelled(self.label, name)
        loaded = load(self.files[name], file)
        self.faults += loaded.faults
        if loaded.value is None:
            self.broken |= _ids_seen(self.files[name])
            return
        for value, place in _items_in(loaded.value, loaded.place):
            self._item(kind, value, place, file)

    def _item(self, kind: Kind, value: Value, place: Place, file: str) -> None:
        item, faults = schema.read_item(kind, value, place, file)
        stated = value.get("id") if isinstance(value, dict) else None
        item_id = stated if isinstance(stated, str) else ""
        self.faults += [_of_item(fault, item_id) for fault in faults]
        if item is None:
            self.broken.add(item_id)
        else:
            self.items.append(SourceItem(item, file, place))


def _ids_seen(data: bytes) -> set[str]:
    """Ids in a file that cannot be read, as far as one can see them, so that references to them are not called dead."""
    return {found.decode() for found in _ID_LINE.findall(data)}


def _of_item(fault: Fault, item_id: str) -> Fault:
    return Fault(
        file=fault.file, line=fault.line, column=fault.column, code=fault.code, params=fault.params, item=item_id
    )


def _items_in(value: Value, place: Place) -> Iterator[tuple[Value, Place]]:
    """A file holds one item or a list of them."""
    if not isinstance(value, list):
        yield value, place
        return
    for number, inner in enumerate(value):
        yield inner, place.children[number]


def read_pack(files: Mapping[str, bytes], label: str) -> PackSource:
    """Read a pack from its files; ``pack.yaml`` must be among them."""
    reader = _Reader(files, label)
    manifest, place = reader.manifest()
    if manifest is not None or not any(fault.code == "pack.newer_schema" for fault in reader.faults):
        for name in sorted(files):
            if name != MANIFEST:
                reader.file(name)
    return PackSource(
        label,
        manifest,
        place,
        tuple(reader.items),
        reader.regions,
        frozenset(reader.broken),
        files,
        tuple(reader.faults),
    )


def read_source(root: Path) -> PackSource:
    """Read a pack's source folder.

    Raises:
        UserMistakeError: it is no pack folder.
        EnvironmentFaultError: it cannot be read.
    """
    return read_pack(read_folder(root), root.as_posix())
