"""Installs guidance packs: verify, check, copy, index, try out, flip one pointer. Old builds stay to go back to."""

from __future__ import annotations

import os
import shutil
import sqlite3
from typing import TYPE_CHECKING, Any, Final

from hfc_desktop.domain.lookup import LookupQuery
from hfc_desktop.errors import EnvironmentFaultError, HfcError, SecurityRefusalError, UserMistakeError, system_reason
from hfc_desktop.packs.builds import Builds
from hfc_desktop.packs.index.search import SqliteIndex, open_index
from hfc_desktop.packs.no_cycles import no_cycle_search
from hfc_desktop.packs.rows import (
    digest,
    done_report,
    dotted,
    folder_of,
    id_of,
    installed_row,
    manifest_of,
    name_of,
    no_wishes,
    place_of,
    refuse_if_newer_than_program,
    trust_verdict,
    verdict_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from hfc_desktop.domain.guidance.faults import Fault
    from hfc_desktop.domain.guidance.item import Kind
    from hfc_desktop.domain.guidance.reports import InstalledPack, InstallReport
    from hfc_desktop.domain.publishing import TrustedPublisher, Verdict, Wishes
    from hfc_desktop.packs.builds import Build
    from hfc_desktop.packs.index.entries import IndexEntry, IndexTools
    from hfc_desktop.packs.intake import Incoming, Trusting
    from hfc_desktop.packs.source import PackSource
    from hfc_desktop.packs.trust.importer import Verified
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
        trust: whom the folder trusts; asked only when something is to be installed.
    """

    def __init__(
        self,
        folder: Path,
        normaliser: TextNormaliser,
        sounds: SoundReader,
        tools: Callable[[], IndexTools],
        check: Callable[[Sequence[PackSource]], Sequence[Fault]],
        now: Now,
        trust: Callable[[], Trusting],
    ) -> None:
        self.builds = Builds(folder)
        self._trust = trust
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

    def publishers(self) -> Sequence[TrustedPublisher]:
        """Everybody whose signed packs are accepted here."""
        return self._trust().importer().publishers()

    def trust(self, root: Path, fingerprint: str) -> TrustedPublisher:
        """Trust the head office whose root is in a file, if it has this fingerprint.

        Raises:
            SecurityRefusalError: it is no root, has another fingerprint, or another one is trusted already.
            EnvironmentFaultError: it cannot be read, or the data folder cannot be written.
        """
        from hfc_desktop.packs.archive import read_bytes

        with self.builds.writing():
            return self._trust().importer().trust(read_bytes(root), str(root), fingerprint)

    def trusted_file(self, name: str) -> bytes | None:
        """A list that head office vouches for, as ``devices.json``; ``None`` when none came yet."""
        return self._trust().state.file(name)

    def examine(self, paths: Sequence[Path], wishes: Wishes | None = None) -> Sequence[Verdict]:
        """What installing these would bring, verified to the same measure; nothing is changed.

        Raises:
            UserMistakeError: a path names no pack, or a file is damaged.
            SecurityRefusalError: nobody who is trusted vouches for it, or it is older than the one installed.
        """
        before = self._usable_packs(self.builds.active())
        with self._trust().apart() as trust, no_cycle_search():
            incoming, trusted = trust.read(paths, wishes or no_wishes())
            wanted = {id(one) for one in incoming if self._is_wanted(one, before)}
            found = [verdict_of(one, before.get(id_of(one.source)), id(one) in wanted) for one in incoming]
        return [*(trust_verdict(one) for one in trusted), *found]

    # -- writing ------------------------------------------------------------------------------------------------------

    def install(
        self, paths: Sequence[Path], progress: Progress | None = None, wishes: Wishes | None = None
    ) -> InstallReport | None:
        """Install packs, all of them or none.

        Args:
            paths: signed files, built files, pack folders (with a ``pack.yaml``), or folders of any of these.
            progress: told how far it is; may cancel.
            wishes: what somebody decided about expiry and the clock.

        Returns:
            What was done; ``None`` when cancelled, and then nothing changed.

        Raises:
            UserMistakeError: a path names no pack, or a pack has errors or needs a newer program.
            SecurityRefusalError: nobody trusted vouches for a pack, it is older than the one installed, or made to do
                harm.
            EnvironmentFaultError: the data folder cannot be written.
        """
        with self.builds.writing(), no_cycle_search():
            incoming, trusted = self._trust().read(paths, wishes or no_wishes())
            active = self.builds.active()
            before = self._usable_packs(active)
            wanted = [one for one in incoming if self._is_wanted(one, before)]
            report = self._report(incoming, trusted, wanted)
            if not wanted and (trusted or (active is not None and before)):
                self._keep_trust(incoming)
                return done_report(report, active.number if active else 0, sum(pack.items for pack in before.values()))
            replaced = {id_of(one.source) for one in wanted}
            kept = [pack for pack in before.values() if pack.pack_id not in replaced]
            done = self._build(kept, wanted, progress, lambda: self._keep_trust(incoming))
            return None if done is None else done_report(report, *done)

    @staticmethod
    def _report(incoming: Sequence[Incoming], trusted: Sequence[Verified], wanted: Sequence[Incoming]) -> InstallReport:
        from hfc_desktop.domain.guidance.reports import InstallReport

        replaced = {id_of(one.source) for one in wanted}
        verified = [one.verified for one in incoming if one.verified is not None] + list(trusted)
        return InstallReport(
            build=0,
            installed=tuple(name_of(one.source) for one in wanted),
            unchanged=tuple(name_of(one.source) for one in incoming if id_of(one.source) not in replaced),
            items=0,
            trusted=tuple(sorted(name for found in trusted for name in found.files)),
            warnings=tuple(sorted({code for found in verified for code in found.warnings})),
            overridden=tuple(sorted(found.line for found in verified if found.overridden)),
        )

    def _keep_trust(self, incoming: Sequence[Incoming]) -> None:
        """From now on nothing older than this is accepted, whatever build is active."""
        for one in incoming:
            if one.verified is not None:
                self._trust().importer().keep(one.verified)

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
        if pack.sha256 and digest(files) != pack.sha256:
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

    def _is_wanted(self, one: Incoming, before: dict[str, InstalledPack]) -> bool:
        source = one.source
        errors = [fault for fault in source.faults if fault.is_error]
        refuse_if_newer_than_program(source)
        if errors or source.manifest is None:
            first = errors[0]
            raise UserMistakeError("packs.has_errors", pack=source.label, count=len(errors), place=place_of(first))
        manifest = source.manifest
        if self._trust().is_superseded(one, manifest.pack_id):
            return False
        old = before.get(manifest.pack_id)
        if old is None:
            return True
        if old.publisher and old.publisher != manifest.publisher:
            raise SecurityRefusalError(
                "trust.other_publisher", path=source.label, pack=manifest.pack_id, publisher=old.publisher
            )
        if one.verified is not None and old.origin != "signed":
            return True
        offered = (manifest.issue, manifest.content_version)
        if offered < old.version:
            raise SecurityRefusalError(
                "packs.older_than_installed", pack=manifest.pack_id, offered=dotted(offered), have=dotted(old.version)
            )
        return offered > old.version or not self._is_whole(old)

    def _build(
        self,
        kept: Sequence[InstalledPack],
        wanted: Sequence[Incoming],
        progress: Progress | None,
        keep_trust: Callable[[], None],
    ) -> tuple[int, int] | None:
        """Number of the new build and of its items; ``None`` when cancelled."""
        from hfc_desktop.packs.origins import entries_of
        from hfc_desktop.packs.overlays import composed, overlaid

        read = [*(self._installed_copy(pack) for pack in kept), *(one.source for one in wanted)]
        sources = composed(read)
        errors = [fault for fault in self._check(sources) if fault.is_error]
        if errors:
            raise UserMistakeError(
                "packs.has_errors", pack=errors[0].file, count=len(errors), place=place_of(errors[0])
            )
        if progress is not None and not progress(0, sum(len(source.items) for source in sources)):
            return None
        previous = self.builds.active()
        build = self.builds.begin()
        done = False
        try:
            for one in wanted:
                self._copy(one.source)
            shown = overlaid(sources)
            items = self._index(build, entries_of(read, shown), shown, previous, progress)
            if items is None:
                return None
            self._try_out(build, shown)
            keep_trust()
            self.builds.finish(build, self._contents(kept, wanted))
            done = True
        except (OSError, sqlite3.OperationalError) as error:
            reason = "disk_full" if "full" in str(error) else system_reason(error)
            raise EnvironmentFaultError("packs.folder_unwritable", path=str(build.folder), reason=reason) from error
        finally:
            if not done:
                shutil.rmtree(build.folder, ignore_errors=True)
            self._forget_unused()
        return build.number, items

    def _copy(self, source: PackSource) -> None:
        target = self.builds.folder / "installed" / folder_of(source)
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
        self,
        build: Build,
        entries: Sequence[IndexEntry],
        sources: Sequence[PackSource],
        previous: Build | None,
        progress: Progress | None,
    ) -> int | None:
        from hfc_desktop.packs.index.build import build_index
        from hfc_desktop.packs.opening import readings_in, words_in

        regions = [line for source in sources for line in source.regions]
        report = build_index(
            entries,
            build.index,
            self._tools(),
            packs=[manifest_of(source) for source in sources],
            regions=regions,
            previous=previous.index if previous else None,
            precomputed=readings_in(sources),
            cut=words_in(sources),
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

    def _contents(self, kept: Sequence[InstalledPack], wanted: Sequence[Incoming]) -> dict[str, Any]:
        from dataclasses import asdict

        packs = [*kept, *(installed_row(one) for one in wanted)]
        return {
            "made_at": self._now().isoformat(),
            "packs": [asdict(pack) for pack in sorted(packs, key=lambda pack: pack.pack_id)],
        }

    def _forget_unused(self) -> None:
        """Drop copies that no build needs; while a list of packs is damaged, all are kept."""
        try:
            used = {pack.folder for build in self.builds.all() for pack in self._packs_of(build)}
        except EnvironmentFaultError:
            return
        for folder in (self.builds.folder / "installed").glob("*"):
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
