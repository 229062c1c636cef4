"""What is said of a pack in the lists of a data folder: its line in a build, and the verdict on a file that came in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop import __version__
from hfc_desktop.errors import UserMistakeError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hfc_desktop.domain.guidance.faults import Fault
    from hfc_desktop.domain.guidance.pack import PackManifest
    from hfc_desktop.domain.guidance.reports import InstalledPack, InstallReport
    from hfc_desktop.domain.publishing import Verdict, Wishes
    from hfc_desktop.packs.intake import Incoming
    from hfc_desktop.packs.source import PackSource
    from hfc_desktop.packs.trust.importer import Verified


def refuse_if_newer_than_program(source: PackSource) -> None:
    """A pack of a newer format, or one that asks for a newer program, is refused in those words."""
    newer = any(fault.code == "pack.newer_schema" for fault in source.faults)
    wanted = source.manifest.min_app if source.manifest else ""
    if newer or _parts(wanted) > _parts(__version__):
        raise UserMistakeError("packs.needs_newer_program", pack=source.label, wanted=wanted or "?", have=__version__)


def _parts(version: str) -> list[int]:
    return [int(part) for part in version.split(".") if part.isdigit()]


def digest(files: Mapping[str, bytes]) -> str:
    """SHA-256 over all files of a pack, names included."""
    import hashlib

    whole = hashlib.sha256()
    for name, data in sorted(files.items()):
        whole.update(f"{len(name.encode())} {name} {len(data)} ".encode() + data)
    return whole.hexdigest()


def done_report(report: InstallReport, build: int, items: int) -> InstallReport:
    """The report with what the build came to."""
    from dataclasses import replace

    return replace(report, build=build, items=items)


def no_wishes() -> Wishes:
    """Nothing was decided about expiry or the clock."""
    from hfc_desktop.domain.publishing import Wishes

    return Wishes()


def installed_row(one: Incoming) -> InstalledPack:
    """The line of one pack in the list of a build."""
    from hfc_desktop.domain.guidance.reports import InstalledPack

    manifest, signature = manifest_of(one.source), one.signature
    return InstalledPack(
        pack_id=manifest.pack_id,
        issue=manifest.issue,
        content_version=manifest.content_version,
        title=manifest.title,
        title_en=manifest.title_en,
        folder=folder_of(one.source),
        items=len(one.source.items),
        review_by=manifest.review_by.isoformat(),
        issued_on=manifest.issued_on.isoformat(),
        sha256=digest(one.source.files),
        publisher=manifest.publisher,
        signer=signature.signer,
        origin=signature.origin,
        expires=signature.expires,
        released_at=signature.released_at,
        urgent=manifest.urgent,
    )


def verdict_of(one: Incoming, old: InstalledPack | None, wanted: bool) -> Verdict:
    """What installing a pack would mean here."""
    from hfc_desktop.domain.publishing import Verdict

    manifest = manifest_of(one.source)
    newer = old is not None and old.version < (manifest.issue, manifest.content_version)
    return Verdict(
        pack_id=manifest.pack_id,
        issue=manifest.issue,
        content_version=manifest.content_version,
        title=manifest.title,
        title_en=manifest.title_en,
        status="new" if old is None else "newer" if newer else "again" if wanted else "same",
        sha256=digest(one.source.files),
        signature=one.signature,
        items=len(one.source.items),
        urgent=manifest.urgent,
        have=old.number if old else "",
        skipped=max(0, manifest.issue - old.issue - 1) if old else 0,
        warnings=one.verified.warnings if one.verified else (),
    )


def trust_verdict(verified: Verified) -> Verdict:
    """What a trust file brings."""
    from hfc_desktop.domain.publishing import Verdict

    return Verdict(
        pack_id=verified.line,
        issue=0,
        content_version=0,
        title=", ".join(sorted(verified.files)),
        title_en=", ".join(sorted(verified.files)),
        status="trust",
        sha256="",
        signature=verified.signature,
        items=0,
        warnings=verified.warnings,
    )


def manifest_of(source: PackSource) -> PackManifest:
    """The description of a pack that was found fit."""
    assert source.manifest is not None, "checked by _is_wanted"
    return source.manifest


def id_of(source: PackSource) -> str:
    """Its id."""
    return str(manifest_of(source).pack_id)


def name_of(source: PackSource) -> str:
    """Its id and issue."""
    manifest = manifest_of(source)
    return f"{manifest.pack_id}-{manifest.issue}"


def folder_of(source: PackSource) -> str:
    """The name of the folder with its installed copy."""
    manifest = manifest_of(source)
    return f"{manifest.pack_id}-{manifest.issue}.{manifest.content_version}"


def dotted(version: tuple[int, int]) -> str:
    """A version as text."""
    return ".".join(str(part) for part in version)


def place_of(fault: Fault) -> str:
    """Where a fault is, and its code."""
    return f"{fault.file}:{fault.line}:{fault.column} {fault.code}"
