"""What a rule says, and what it may look at beside the item itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from hfc_desktop.domain.guidance.faults import Severity

if TYPE_CHECKING:
    from datetime import date

    from hfc_desktop.domain.guidance.item import GuidanceItem, Kind
    from hfc_desktop.domain.guidance.pack import PackManifest

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault inside an item or manifest, at a path instead of a line."""

    path: Path
    code: str
    severity: Severity = Severity.ERROR
    params: Mapping[str, str | int] = field(default_factory=dict)


Findings: TypeAlias = Iterator[Finding]
Rule: TypeAlias = Callable[[Any, "Context"], Findings]


def error(path: Path, code: str, **params: str | int) -> Finding:
    """A fault that keeps the pack from being built."""
    return Finding(path, code, Severity.ERROR, params)


def warning(path: Path, code: str, **params: str | int) -> Finding:
    """A fault that must be looked at."""
    return Finding(path, code, Severity.WARNING, params)


@dataclass(frozen=True, slots=True)
class Library:
    """All items that references may lead to: of the packs at hand and of those they require.

    Attributes:
        items: by id; where an id is there twice, the first.
        pack_of: pack id by item id.
        broken: ids of items that are there but could not be read.
        topics: slugs of the scenario classification; empty when no pack brings it.
        regions: GB/T 2260 codes; empty when no pack brings the table.
        do_not_say: words of the do-not-say lists, with the id of their list.
    """

    items: Mapping[str, GuidanceItem]
    pack_of: Mapping[str, str]
    broken: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    do_not_say: tuple[tuple[str, str], ...] = ()

    def of_kind(self, kind: Kind) -> list[GuidanceItem]:
        """All items of one kind."""
        return [item for item in self.items.values() if item.kind is kind]


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule knows beside its item.

    Attributes:
        today: the day on which the pack is checked.
        manifest: ``None`` when it could not be read; rules that need it are silent then.
        absent: packs that this one requires and that are not at hand.
    """

    today: date
    library: Library
    manifest: PackManifest | None = None
    absent: tuple[str, ...] = ()
