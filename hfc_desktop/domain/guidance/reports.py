"""What working with packs reports: what was built, what is installed, what an installation did."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltPack:
    """A pack made ready to travel.

    Attributes:
        path: the file written.
        sha256: of its bytes, hexadecimal.
        size: bytes.
    """

    pack_id: str
    issue: int
    content_version: int
    path: str
    sha256: str
    size: int
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One difference in one field.

    Attributes:
        field: path of the field, as ``nodes[a3].say``.
        kind: added, removed, changed, reordered, or wording (only punctuation, spaces or letters' width differ).
    """

    field: str
    kind: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """What differs in one item that is in both packs."""

    id: str
    kind: str
    title: str
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemName:
    """An item that is in one pack only."""

    id: str
    kind: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackDifference:
    """What changed from one pack to another.

    Attributes:
        withdrawn: items that are there no more, or are marked as withdrawn now.
        manifest: differences in the description of the pack.
    """

    before: str
    after: str
    added: tuple[ItemName, ...]
    changed: tuple[ItemChange, ...]
    withdrawn: tuple[ItemName, ...]
    manifest: tuple[FieldChange, ...]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.added or self.changed or self.withdrawn or self.manifest)


@dataclass(frozen=True, slots=True)
class InstalledPack:
    """One pack of the active build.

    Attributes:
        folder: name of the folder with its installed copy.
        sha256: of the pack's files together, so that two branches can compare what they have.
    """

    pack_id: str
    issue: int
    content_version: int
    title: str
    title_en: str
    folder: str
    items: int
    review_by: str
    issued_on: str
    sha256: str = ""

    @property
    def version(self) -> tuple[int, int]:
        """Issue and content version, as they are compared."""
        return self.issue, self.content_version


@dataclass(frozen=True, slots=True)
class InstallReport:
    """What an installation did, packs by id and issue.

    Attributes:
        build: number of the active build afterwards.
        installed: packs that are new or newer.
        unchanged: packs that were there in that very version.
        items: items in the active build.
    """

    build: int
    installed: tuple[str, ...]
    unchanged: tuple[str, ...]
    items: int
