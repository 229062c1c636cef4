"""Checks packs as a whole: reads them, applies every rule, and gives every finding its file, line and column.

The order of faults is that of files, lines and columns, so two runs over the same files say the same.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from hfc_desktop.domain.guidance.classification import Classification
from hfc_desktop.domain.guidance.faults import Fault, Severity
from hfc_desktop.domain.guidance.item import Confidentiality, GuidanceItem, ItemStatus
from hfc_desktop.domain.guidance.lexicon import Lexicon
from hfc_desktop.domain.guidance.region import Region
from hfc_desktop.domain.guidance.restriction import Restriction
from hfc_desktop.packs.files import MANIFEST, pack_folders
from hfc_desktop.packs.kinds.lexicon import DO_NOT_SAY
from hfc_desktop.packs.registry import KINDS
from hfc_desktop.packs.rules import envelope, overlays, pack, privacy, references, spoken
from hfc_desktop.packs.rules.findings import Context, Library
from hfc_desktop.packs.source import PackSource, SourceItem, read_source
from hfc_desktop.packs.yaml_loader import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from hfc_desktop.packs.rules.findings import Finding, Rule
    from hfc_desktop.packs.yaml_loader import Place

_COMMON: Final[tuple[Rule, ...]] = (
    *envelope.RULES,
    *spoken.RULES,
    *privacy.RULES,
    *references.RULES,
    *overlays.RULES,
)


# -- what rules may look at -----------------------------------------------------------------------------------------


def library_of(sources: Sequence[PackSource]) -> Library:
    """All that references may lead to in these packs."""
    items: dict[str, GuidanceItem] = {}
    home: dict[str, str] = {}
    for source in sources:
        for found in source.items:
            if found.item.id not in items:
                items[found.item.id] = found.item
                home[found.item.id] = source.manifest.pack_id if source.manifest else ""
    return Library(
        items=items,
        pack_of=home,
        broken=frozenset().union(*(source.broken_ids for source in sources)),
        topics=frozenset(_topics(items.values())),
        regions=frozenset(_regions(sources, items.values())),
        do_not_say=tuple(_forbidden(items.values())),
    )


def _topics(items: Iterable[GuidanceItem]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Classification) and item.axis == "scenario":
            yield from (entry.slug for entry in item.entries)


def _regions(sources: Sequence[PackSource], items: Iterable[GuidanceItem]) -> Iterator[str]:
    table = [line.code for source in sources for line in source.regions]
    yield from table
    if table:
        for item in items:
            if isinstance(item, Region):
                yield from (names.code for names in item.names)


def _forbidden(items: Iterable[GuidanceItem]) -> Iterator[tuple[str, str]]:
    for item in items:
        if isinstance(item, Lexicon) and item.purpose == DO_NOT_SAY and item.status is ItemStatus.ACTIVE:
            for group in item.groups:
                yield from ((word, item.id) for word in group.words)


# -- checking -------------------------------------------------------------------------------------------------------


def _placed(finding: Finding, place: Place, file: str, item_id: str) -> Fault:
    line, column = place.at(finding.path).point()
    return Fault(
        file=file,
        line=line,
        column=column,
        code=finding.code,
        severity=finding.severity,
        params=finding.params,
        item=item_id,
    )


def _of_item(found: SourceItem, context: Context) -> Iterator[Fault]:
    item: Any = found.item
    findings: list[Finding] = list(envelope.required(item))
    for rule in (*_COMMON, KINDS[found.item.kind].rules):
        findings += rule(item, context)
    for finding in findings:
        yield _placed(finding, found.place, found.file, item.id)


def _of_manifest(source: PackSource, context: Context) -> Iterator[Fault]:
    if source.manifest is None:
        return
    findings = list(envelope.required(source.manifest))
    for rule in pack.RULES:
        findings += rule(source.manifest, context)
    for finding in findings:
        yield _placed(finding, source.manifest_place, source.manifest_file, "")
    if not source.items and not source.broken_ids:
        yield Fault(file=source.manifest_file, line=1, column=1, code="pack.no_items", severity=Severity.WARNING)


def _doubled(sources: Sequence[PackSource]) -> Iterator[Fault]:
    """Ids and main codes that are there twice, in one pack or in two."""
    for code, key, field in (("id.twice", _id, "id"), ("restriction.code_twice", _main_code, "code")):
        first: dict[str, SourceItem] = {}
        for found in (found for source in sources for found in source.items):
            value = key(found.item)
            if not value:
                continue
            if value in first:
                line, column = found.place.at((field,)).point()
                other = first[value]
                there = f"{other.file}:{other.place.at((field,)).line}"
                params: dict[str, str | int] = {"value": value.rstrip("*"), "other": there}
                yield Fault(file=found.file, line=line, column=column, code=code, params=params, item=found.item.id)
            first.setdefault(value, found)


def _id(item: GuidanceItem) -> str:
    return item.id


def _main_code(item: GuidanceItem) -> str:
    """The main code; an open item and the restricted one that hands over to it may share theirs."""
    if not isinstance(item, Restriction) or item.status is ItemStatus.WITHDRAWN:
        return ""
    return item.code + ("*" if item.confidentiality is Confidentiality.RESTRICTED else "")


def _doubled_packs(sources: Sequence[PackSource]) -> Iterator[Fault]:
    first: dict[str, PackSource] = {}
    for source in sources:
        if source.manifest is None:
            continue
        other = first.setdefault(source.manifest.pack_id, source)
        if other is not source:
            line, column = source.manifest_place.at(("pack_id",)).point()
            params: dict[str, str | int] = {"value": source.manifest.pack_id, "other": other.manifest_file}
            yield Fault(file=source.manifest_file, line=line, column=column, code="pack.twice", params=params)


def check_packs(
    sources: Sequence[PackSource], today: date | None = None, around: Sequence[PackSource] = ()
) -> list[Fault]:
    """Every fault of packs that belong together, in order.

    Args:
        sources: the packs to check.
        today: the day that counts for reviews; today if not given.
        around: packs that references may lead to and that are not checked themselves.
    """
    everything = [*sources, *around]
    library = library_of(everything)
    at_hand = {source.manifest.pack_id for source in everything if source.manifest}
    day = today or date.today()
    faults = [*_doubled(sources), *_doubled_packs(sources)]
    for source in sources:
        requires = source.manifest.requires if source.manifest else ()
        absent = tuple(name for name in requires if name not in at_hand)
        context = Context(day, library, source.manifest, absent)
        faults += source.faults
        faults += _of_manifest(source, context)
        for found in source.items:
            faults += _of_item(found, context)
    return sorted(_without_echoes(faults), key=Fault.place)


def _without_echoes(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Leave out what a fault of writing causes in its own line: an alias is not an empty text as well."""
    every = list(faults)
    badly_written = {(fault.file, fault.line) for fault in every if fault.code.startswith("yaml.")}
    for fault in every:
        if fault.code.startswith("yaml.") or (fault.file, fault.line) not in badly_written:
            yield fault


# -- from paths -----------------------------------------------------------------------------------------------------


def check_paths(paths: Sequence[Path], today: date | None = None) -> list[Fault]:
    """Check the packs that ``paths`` name: pack folders, or folders of pack folders.

    Packs that are required and lie in the same folder are read along, so that references to them can be followed.

    Raises:
        UserMistakeError: a path names no pack.
        EnvironmentFaultError: a pack cannot be read.
    """
    folders = list(dict.fromkeys(folder for path in paths for folder in pack_folders(path)))
    sources = [read_source(folder) for folder in folders]
    return check_packs(sources, today, required_beside(sources, folders))


def required_beside(sources: Sequence[PackSource], folders: Sequence[Path]) -> list[PackSource]:
    """The packs beside the given ones that these require, one after the other."""
    ids = {source.manifest.pack_id for source in sources if source.manifest}
    wanted = {name for source in sources if source.manifest for name in source.manifest.requires} - ids
    beside = {folder.resolve().parent for folder in folders}
    found: list[PackSource] = []
    if not wanted:
        return found
    known = _beside(beside)
    while wanted:
        name = min(wanted)
        wanted.discard(name)
        ids.add(name)
        if name in known:
            source = read_source(known[name])
            found.append(source)
            wanted |= set(source.manifest.requires if source.manifest else ()) - ids
    return found


def _beside(parents: Iterable[Path]) -> dict[str, Path]:
    """Pack folders in these folders, by pack id."""
    found: dict[str, Path] = {}
    for parent in sorted(parents):
        for file in sorted(parent.glob(f"*/{MANIFEST}")):
            value = load(file.read_bytes(), str(file)).value
            if isinstance(value, dict) and isinstance(value.get("pack_id"), str):
                found.setdefault(str(value["pack_id"]), file.parent)
    return found
