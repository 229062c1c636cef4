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
        publisher: headoffice, region-<code> or branch-<code>.
        signer: posts that signed it; the program and its version for a pack that is part of the program.
        origin: signed, bundled or unsigned.
        expires: last day on which this release may be installed; it never ends what is active.
        released_at: when it was released, ISO 8601; empty for what is not signed.
        urgent: whether the counter shows it until it was read.
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
    publisher: str = ""
    signer: str = ""
    origin: str = "unsigned"
    expires: str = ""
    released_at: str = ""
    urgent: bool = False

    @property
    def number(self) -> str:
        """Issue and content version as text."""
        return f"{self.issue}.{self.content_version}"

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
        trusted: publishers and lists that head office vouched for in a trust file.
        warnings: codes of what was odd and yet accepted.
        overridden: packs whose release had expired, installed by somebody's decision.
    """

    build: int
    installed: tuple[str, ...]
    unchanged: tuple[str, ...]
    items: int
    trusted: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    overridden: tuple[str, ...] = ()
