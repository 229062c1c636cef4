"""Installs guidance packs: read, check, copy, index, try out, then flip one pointer. Old builds stay to go back to."""

from __future__ import annotations

import os
import shutil
import sqlite3
from typing import TYPE_CHECKING, Any, Final

from hfc_desktop import __version__
from hfc_desktop.domain.lookup import LookupQuery
from hfc_desktop.errors import EnvironmentFaultError, HfcError, SecurityRefusalError, UserMistakeError
from hfc_desktop.packs.builds import Builds
from hfc_desktop.packs.index.search import SqliteIndex, open_index

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from hfc_desktop.domain.guidance.faults import Fault
    from hfc_desktop.domain.guidance.item import Kind
    from hfc_desktop.domain.guidance.reports import InstalledPack, InstallReport
    from hfc_desktop.packs.builds import Build
    from hfc_desktop.packs.index.entries import IndexTools
    from hfc_desktop.packs.source import PackSource
    from hfc_desktop.services.ports import Now, Progress, SoundReader, TextNormaliser

_TRIALS: Final = ("冻结", "dongjie", "sfdj", "J02", "j02-2", "卡里有钱取不出", "96110", "frozen", "投诉", "'\"*()", "")
"""Queries that a new build must answer without failing before it becomes active."""


class Catalogue:
    """The packs installed in one data folder.

    Args:
        folder: ``DataDir.packs``.
        normaliser: the counter's.
        sounds: the counter's.
        tools: loads what only an installation needs (pinyin, search text).
        check: faults of a pack among all that will be active together.
        now: the clock.
    """

    def __init__(
        self,
        folder: Path,
        normaliser: TextNormaliser,
        sounds: SoundReader,
        tools: Callable[[], IndexTools],
        check: Callable[[Sequence[PackSource]], Sequence[Fault]],
        now: Now,
    ) -> None:
        self.builds = Builds(folder)
        self._normaliser = normaliser
        self._sounds = sounds
        self._tools = tools
        self._check = check
        self._now = now
        self.damage: EnvironmentFaultError | None = None
        """Set by ``open`` when the active build was damaged and an earlier one took its place."""

    # -- reading ------------------------------------------------------------------------------------------------------

    def open(self) -> SqliteIndex | None:
        """The active index; ``None`` when nothing is installed.

        A damaged build gives way to the newest one that opens, so that the counter always has an answer.

        Raises:
            EnvironmentFaultError: no build opens.
        """
        active = self.builds.active()
        if active is None:
            return None
        others = [build for build in self.builds.all() if build.number != active.number]
        self.damage = None
        for build in (active, *others):
            try:
                return open_index(build.index, self._normaliser, self._sounds)
            except EnvironmentFaultError as error:
                self.damage = self.damage or error
        assert self.damage is not None
        raise self.damage

    def installed(self) -> tuple[InstalledPack, ...]:
        """Packs of the active build, by id."""
        active = self.builds.active()
        return self._packs_of(active) if active else ()

    def _packs_of(self, build: Build) -> tuple[InstalledPack, ...]:
        rows = self.builds.contents(build).get("packs", [])
        try:
            from hfc_desktop.domain.guidance.reports import InstalledPack  # not before the first paint

            return tuple(InstalledPack(**row) for row in rows)
        except TypeError as error:
            raise EnvironmentFaultError("packs.build_damaged", path=str(build.contents), reason=str(error)) from error

    def source_folder(self, pack: InstalledPack) -> Path:
        """Where the installed copy of a pack lies."""
        return self.builds.folder / "installed" / pack.folder

    # -- writing ------------------------------------------------------------------------------------------------------

    def install(self, paths: Sequence[Path], progress: Progress | None = None) -> InstallReport | None:
        """Install packs, all of them or none.

        Args:
            paths: built files, pack folders (with a ``pack.yaml``), or folders of either.
            progress: told how far it is; may cancel.

        Returns:
            What was done; ``None`` when cancelled, and then nothing changed.

        Raises:
            UserMistakeError: a path names no pack, or a pack has errors or needs a newer program.
            SecurityRefusalError: a pack is older than the one installed, or made to do harm.
            EnvironmentFaultError: the data folder cannot be written.
        """
        from hfc_desktop.packs.opening import open_pack, packs_in

        with self.builds.writing():
            fresh = [open_pack(pack) for path in paths for pack in packs_in(path)]
            active = self.builds.active()
            before = self._usable_packs(active)
            wanted = [source for source in fresh if self._is_wanted(source, before)]
            replaced = {_pack(source) for source in wanted}
            unchanged = tuple(_name(source) for source in fresh if _pack(source) not in replaced)
            if not wanted and active is not None and before:
                from hfc_desktop.domain.guidance.reports import InstallReport

                return InstallReport(active.number, (), unchanged, sum(pack.items for pack in before.values()))
            kept = [self._installed_copy(pack) for pack in before.values() if pack.pack_id not in replaced]
            return self._build(kept, wanted, unchanged, progress)

    def _usable_packs(self, active: Build | None) -> dict[str, InstalledPack]:
        """Packs of the active build by id; none when it is damaged, so that installing again mends it."""
        if active is None:
            return {}
        try:
            open_index(active.index, self._normaliser, self._sounds).close()
            return {pack.pack_id: pack for pack in self._packs_of(active)}
        except EnvironmentFaultError:
            return {}

    def _copied_files(self, pack: InstalledPack) -> Mapping[str, bytes]:
        """Files of the copy of an installed pack, as they were when it was installed.

        Raises:
            EnvironmentFaultError: the copy is not whole; installing that pack again mends it.
        """
        from hfc_desktop.packs.files import read_folder

        folder = self.source_folder(pack)
        try:
            files = read_folder(folder)
        except HfcError as error:
            raise EnvironmentFaultError("packs.copy_damaged", pack=pack.pack_id, path=str(folder)) from error
        if pack.sha256 and _digest(files) != pack.sha256:
            raise EnvironmentFaultError("packs.copy_damaged", pack=pack.pack_id, path=str(folder))
        return files

    def _installed_copy(self, pack: InstalledPack) -> PackSource:
        from hfc_desktop.packs.source import read_pack

        return read_pack(self._copied_files(pack), pack.folder)

    def _is_whole(self, pack: InstalledPack) -> bool:
        try:
            self._copied_files(pack)
        except EnvironmentFaultError:
            return False
        return True

    def _is_wanted(self, source: PackSource, before: dict[str, InstalledPack]) -> bool:
        errors = [fault for fault in source.faults if fault.is_error]
        _refuse_if_newer_than_program(source)
        if errors or source.manifest is None:
            first = errors[0]
            raise UserMistakeError("packs.has_errors", pack=source.label, count=len(errors), place=_place(first))
        manifest = source.manifest
        old = before.get(manifest.pack_id)
        if old is None:
            return True
        offered = (manifest.issue, manifest.content_version)
        if offered < old.version:
            raise SecurityRefusalError(
                "packs.older_than_installed", pack=manifest.pack_id, offered=_dotted(offered), have=_dotted(old.version)
            )
        return offered > old.version or not self._is_whole(old)

    def _build(
        self,
        kept: Sequence[PackSource],
        wanted: Sequence[PackSource],
        unchanged: tuple[str, ...],
        progress: Progress | None,
    ) -> InstallReport | None:
        sources = [*kept, *wanted]
        errors = [fault for fault in self._check(sources) if fault.is_error]
        if errors:
            raise UserMistakeError("packs.has_errors", pack=errors[0].file, count=len(errors), place=_place(errors[0]))
        if progress is not None and not progress(0, sum(len(source.items) for source in sources)):
            return None
        previous = self.builds.active()
        build = self.builds.begin()
        done = False
        try:
            for source in wanted:
                self._copy(source)
            items = self._index(build, sources, previous, progress)
            if items is None:
                return None
            self._try_out(build, sources)
            self.builds.finish(build, self._contents(sources))
            done = True
        except (OSError, sqlite3.OperationalError) as error:
            raise EnvironmentFaultError("packs.folder_unwritable", path=str(build.folder), reason=str(error)) from error
        finally:
            if not done:
                shutil.rmtree(build.folder, ignore_errors=True)
        self._forget_unused()
        from hfc_desktop.domain.guidance.reports import InstallReport

        return InstallReport(build.number, tuple(_name(source) for source in wanted), unchanged, items)

    def _copy(self, source: PackSource) -> None:
        target = self.builds.folder / "installed" / _folder(source)
        part = target.with_name(target.name + ".part")
        shutil.rmtree(part, ignore_errors=True)
        for name, data in source.files.items():
            path = part / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        shutil.rmtree(target, ignore_errors=True)
        part.rename(target)

    def _index(
        self, build: Build, sources: Sequence[PackSource], previous: Build | None, progress: Progress | None
    ) -> int | None:
        from hfc_desktop.packs.index.build import build_index
        from hfc_desktop.packs.index.entries import IndexEntry
        from hfc_desktop.packs.opening import readings_in

        entries = [IndexEntry(found.item, _name(source)) for source in sources for found in source.items]
        regions = [line for source in sources for line in source.regions]
        report = build_index(
            entries,
            build.index,
            self._tools(),
            packs=[_manifest(source) for source in sources],
            regions=regions,
            previous=previous.index if previous else None,
            precomputed=readings_in(sources),
            progress=progress,
        )
        return None if report is None else report.items

    def _try_out(self, build: Build, sources: Sequence[PackSource]) -> None:
        """Every item opens and a set of queries is answered; otherwise the build is not used."""
        index = open_index(build.index, self._normaliser, self._sounds)
        try:
            kinds: set[Kind] = {found.item.kind for source in sources for found in source.items}
            for kind in sorted(kinds):
                index.items_of(kind)
            for text in _TRIALS:
                index.search(LookupQuery(text=text, on=self._now().date()))
        finally:
            index.close()

    def _contents(self, sources: Sequence[PackSource]) -> dict[str, Any]:
        rows = []
        for source in sorted(sources, key=_pack):
            manifest = _manifest(source)
            rows.append(
                {
                    "pack_id": manifest.pack_id,
                    "issue": manifest.issue,
                    "content_version": manifest.content_version,
                    "title": manifest.title,
                    "title_en": manifest.title_en,
                    "folder": _folder(source),
                    "items": len(source.items),
                    "review_by": manifest.review_by.isoformat(),
                    "issued_on": manifest.issued_on.isoformat(),
                    "sha256": _digest(source.files),
                }
            )
        return {"made_at": self._now().isoformat(), "packs": rows}

    def _forget_unused(self) -> None:
        """Drop copies that no build needs; while a list of packs is damaged, all are kept."""
        try:
            used = {pack.folder for build in self.builds.all() for pack in self._packs_of(build)}
        except EnvironmentFaultError:
            return
        for folder in (self.builds.folder / "installed").iterdir():
            if folder.name not in used:
                shutil.rmtree(folder, ignore_errors=True)

    def roll_back(self, pack_id: str = "") -> InstallReport:
        """Return to the build before the active one.

        Args:
            pack_id: return to the newest earlier build in which this pack was another, or was not there.

        Raises:
            UserMistakeError: there is none.
        """
        with self.builds.writing():
            target = self._earlier(pack_id)
            open_index(target.index, self._normaliser, self._sounds).close()
            self.builds.activate(target)
            packs = self._packs_of(target)
        names = tuple(f"{pack.pack_id}-{pack.issue}" for pack in packs)
        from hfc_desktop.domain.guidance.reports import InstallReport

        return InstallReport(target.number, names, (), sum(pack.items for pack in packs))

    def _earlier(self, pack_id: str) -> Build:
        active = self.builds.active()
        older = [build for build in self.builds.all() if active and build.number < active.number]
        if active is None or not older:
            raise UserMistakeError("packs.nothing_to_return_to")
        if not pack_id:
            return older[0]
        now = self._version_in(active, pack_id)
        for build in older:
            if self._version_in(build, pack_id) != now:
                return build
        raise UserMistakeError("packs.rollback_other", pack=pack_id)

    def _version_in(self, build: Build, pack_id: str) -> tuple[int, int] | None:
        return next((pack.version for pack in self._packs_of(build) if pack.pack_id == pack_id), None)


def _refuse_if_newer_than_program(source: PackSource) -> None:
    """A pack of a newer format, or one that asks for a newer program, is refused in those words."""
    newer = any(fault.code == "pack.newer_schema" for fault in source.faults)
    wanted = source.manifest.min_app if source.manifest else ""
    if newer or _parts(wanted) > _parts(__version__):
        raise UserMistakeError("packs.needs_newer_program", pack=source.label, wanted=wanted or "?", have=__version__)


def _parts(version: str) -> list[int]:
    return [int(part) for part in version.split(".") if part.isdigit()]


def _digest(files: Mapping[str, bytes]) -> str:
    """SHA-256 over all files of a pack, names included."""
    import hashlib

    whole = hashlib.sha256()
    for name, data in sorted(files.items()):
        whole.update(f"{len(name.encode())} {name} {len(data)} ".encode() + data)
    return whole.hexdigest()


def _manifest(source: PackSource) -> Any:  # noqa: ANN401
    assert source.manifest is not None, "checked by _is_wanted"
    return source.manifest


def _pack(source: PackSource) -> str:
    return str(_manifest(source).pack_id)


def _name(source: PackSource) -> str:
    manifest = _manifest(source)
    return f"{manifest.pack_id}-{manifest.issue}"


def _folder(source: PackSource) -> str:
    manifest = _manifest(source)
    return f"{manifest.pack_id}-{manifest.issue}.{manifest.content_version}"


def _dotted(version: tuple[int, int]) -> str:
    return ".".join(str(part) for part in version)


def _place(fault: Fault) -> str:
    return f"{fault.file}:{fault.line}:{fault.column} {fault.code}"
