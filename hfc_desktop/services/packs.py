"""Guidance packs: checked, compared and built at head office; installed, listed and rolled back at the branch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hfc_desktop.domain.guidance.faults import Severity
from hfc_desktop.errors import UserMistakeError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from hfc_desktop.domain.guidance.faults import Fault
    from hfc_desktop.domain.guidance.reports import BuiltPack, InstalledPack, InstallReport, PackDifference
    from hfc_desktop.services.ports import Now, PackShelf, PackWorkshop, Progress


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found.

    Attributes:
        faults: in order of files and lines.
    """

    faults: Sequence[Fault]

    def count(self, severity: Severity) -> int:
        """How many faults of that gravity."""
        return sum(fault.severity is severity for fault in self.faults)

    @property
    def good(self) -> bool:
        """Whether the packs may be built and installed."""
        return self.count(Severity.ERROR) == 0


@dataclass(frozen=True, slots=True)
class PackState:
    """One installed pack with its state today.

    Attributes:
        status: active, or due_for_review when its review day is past; such a pack still opens, with a mark.
    """

    pack: InstalledPack
    status: str


class PackService:
    """What one does with packs.

    Args:
        workshop: works on packs as files.
        shelf: the packs of one data folder.
        reopen: makes the counter search in what is active now.
        now: the clock.
    """

    def __init__(self, workshop: PackWorkshop, shelf: PackShelf, reopen: Callable[[], None], now: Now) -> None:
        self._workshop = workshop
        self._shelf = shelf
        self._reopen = reopen
        self._now = now

    def _today(self) -> date:
        return self._now().date()

    # -- head office --------------------------------------------------------------------------------------------------

    def validate(self, paths: Sequence[Path]) -> CheckResult:
        """Check pack sources.

        Raises:
            UserMistakeError: a path names no pack.
            EnvironmentFaultError: a pack cannot be read.
        """
        return CheckResult(self._workshop.check(paths, self._today()))

    def schemas(self, kind: str = "") -> Mapping[str, Any]:
        """The JSON Schema of one kind, or of all by kind.

        Raises:
            UserMistakeError: there is no such kind.
        """
        schemas = self._workshop.schemas()
        if not kind:
            return schemas
        if kind not in schemas:
            raise UserMistakeError("packs.unknown_kind", kind=kind, allowed=", ".join(schemas))
        return schemas[kind]

    def difference(self, before: Path, after: Path) -> PackDifference:
        """What changed between two packs, item by item, field by field."""
        return self._workshop.differences(before, after)

    def begin(self, folder: Path) -> Sequence[str]:
        """Write a commented skeleton into a new folder."""
        return self._workshop.begin(folder, self._today())

    def build(self, folder: Path, out: Path) -> BuiltPack:
        """Check a pack and write it as one file that can travel."""
        return self._workshop.build(folder, out, self._today())

    # -- branch -------------------------------------------------------------------------------------------------------

    def install(self, paths: Sequence[Path], progress: Progress | None = None) -> InstallReport | None:
        """Install packs, all of them or none, and search in them from now on; ``None`` when cancelled.

        Raises:
            UserMistakeError: a path names no pack, or a pack has errors.
            SecurityRefusalError: a pack is older than the one installed, or made to do harm.
            EnvironmentFaultError: the data folder cannot be written.
        """
        report = self._shelf.install(paths, progress)
        if report is not None and report.installed:
            self._reopen()
        return report

    def installed(self) -> Sequence[PackState]:
        """The installed packs, by id, with their state today."""
        today = self._today().isoformat()
        return [
            PackState(pack, "due_for_review" if pack.review_by < today else "active")
            for pack in self._shelf.installed()
        ]

    def roll_back(self, pack_id: str = "") -> InstallReport:
        """Return to the build before, or to the newest in which one pack was another.

        Raises:
            UserMistakeError: there is no such build.
        """
        report = self._shelf.roll_back(pack_id)
        self._reopen()
        return report
