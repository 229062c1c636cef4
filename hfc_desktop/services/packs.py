"""Guidance packs: checked, compared and built at head office; installed, listed and rolled back at the branch.

Looking needs nobody. Changing what a counter answers needs the right to, once there are records and guidance; a fresh
or damaged counter may be given guidance by whoever stands at it, since the packs say themselves who vouches for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from hfc_desktop.domain.events import Op
from hfc_desktop.domain.guidance.faults import Severity
from hfc_desktop.domain.people import Right
from hfc_desktop.errors import EnvironmentFaultError, SecurityRefusalError, UserMistakeError
from hfc_desktop.services.changes import Changes
from hfc_desktop.services.records import require

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.domain.guidance.faults import Fault
    from hfc_desktop.domain.guidance.reports import BuiltPack, InstalledPack, InstallReport, PackDifference
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.domain.publishing import TrustedPublisher, Verdict, Wishes
    from hfc_desktop.services.pack_ports import PackShelf, PackWorkshop
    from hfc_desktop.services.ports import Now, Progress, UnitOfWorkFactory

PACK: Final = "pack"
"""Kind of record of guidance packs in events and ``Changes``."""
_REASON: Final = "reason"


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
        units: opens the records for rights and audit; ``None`` from it when there are none.
    """

    def __init__(
        self,
        workshop: PackWorkshop,
        shelf: PackShelf,
        reopen: Callable[[], None],
        now: Now,
        units: Callable[[], UnitOfWorkFactory | None] = lambda: None,
    ) -> None:
        self._workshop = workshop
        self._shelf = shelf
        self._reopen = reopen
        self._now = now
        self._units = units

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

    # -- branch: looking ----------------------------------------------------------------------------------------------

    def installed(self) -> Sequence[PackState]:
        """The installed packs, by id, with their state today."""
        today = self._today().isoformat()
        return [
            PackState(pack, "due_for_review" if pack.review_by < today else "active")
            for pack in self._shelf.installed()
        ]

    def examine(self, paths: Sequence[Path], wishes: Wishes | None = None) -> Sequence[Verdict]:
        """What installing these would bring, verified to the same measure; nothing is changed.

        Raises:
            UserMistakeError: a path names no pack, or a file is damaged.
            SecurityRefusalError: nobody who is trusted vouches for it, or it is older than the one installed.
        """
        return self._shelf.examine(paths, wishes)

    def changes(self, path: Path) -> PackDifference | None:
        """What a pack file would change against the installed pack of that id; ``None`` when that is not installed.

        Raises:
            UserMistakeError: it is no pack.
        """
        manifest, _items = self._workshop.read(path)
        old = next((pack for pack in self._shelf.installed() if pack.pack_id == manifest.pack_id), None)
        return self._workshop.differences(self._shelf.source_folder(old), path) if old else None

    def publishers(self) -> Sequence[TrustedPublisher]:
        """Everybody whose signed packs are accepted here."""
        return self._shelf.publishers()

    def needs_sign_in(self) -> bool:
        """Whether changing the guidance of this counter is for people with the right alone."""
        return self._units() is not None and bool(self._usable())

    def _usable(self) -> Sequence[InstalledPack]:
        """The installed packs; none when their list is damaged, so that a damaged counter can be mended."""
        try:
            return self._shelf.installed()
        except EnvironmentFaultError:
            return ()

    # -- branch: changing ---------------------------------------------------------------------------------------------

    def install(
        self,
        paths: Sequence[Path],
        progress: Progress | None = None,
        *,
        actor: Actor | None = None,
        wishes: Wishes | None = None,
    ) -> InstallReport | None:
        """Install packs, all of them or none, and search in them from now on; ``None`` when cancelled.

        Args:
            paths: signed files, built files, pack folders, or folders of any of these, as a USB stick.
            progress: told how far it is; may cancel.
            actor: who installs; needed once there are records and guidance.
            wishes: what the actor decided about expiry and the clock; needs an actor wherever there are records.

        Raises:
            UserMistakeError: a path names no pack, or a pack has errors.
            SecurityRefusalError: the actor may not, nobody trusted vouches for a pack, it is older than the one
                installed, or made to do harm.
            EnvironmentFaultError: the data folder cannot be written.
        """
        units = self._let_in(actor, always=wishes is not None)
        report = self._shelf.install(paths, progress, wishes)
        if report is None:
            return None
        if report.installed:
            self._reopen()
        if report.installed or report.trusted:
            fields: dict[str, JsonValue] = {
                "what": "install",
                "build": report.build,
                "packs": [self._described(name) for name in report.installed],
                "trusted": list(report.trusted),
                "overridden": list(report.overridden),
                "warnings": list(report.warnings),
            }
            self._record(units, actor, "build", fields, wishes.reason if wishes else "")
        return report

    def _described(self, name: str) -> str:
        """Pack, version and who vouches for it, for the audit."""
        pack = next((pack for pack in self._usable() if f"{pack.pack_id}-{pack.issue}" == name), None)
        return f"{pack.pack_id} {pack.number} {pack.origin} {pack.sha256[:16]}" if pack else name

    def roll_back(self, pack_id: str = "", *, actor: Actor | None = None, reason: str = "") -> InstallReport:
        """Return to the build before, or to the newest in which one pack was another.

        Raises:
            UserMistakeError: there is no such build.
            SecurityRefusalError: the actor may not.
        """
        units = self._let_in(actor)
        report = self._shelf.roll_back(pack_id)
        self._reopen()
        fields: dict[str, JsonValue] = {"what": "rollback", "build": report.build, "pack": pack_id}
        self._record(units, actor, "build", fields, reason)
        return report

    def trust(self, root: Path, fingerprint: str, *, actor: Actor | None = None) -> TrustedPublisher:
        """Trust the head office whose root is in a file; from then on nothing unsigned is installed here.

        Raises:
            SecurityRefusalError: the actor may not, the fingerprint is another, or another root is trusted already.
        """
        units = self._let_in(actor, always=True)
        found = self._shelf.trust(root, fingerprint)
        fields: dict[str, JsonValue] = {"what": "trust", "root": found.root, "fingerprint": found.fingerprint}
        self._record(units, actor, found.publisher, fields)
        return found

    def _let_in(self, actor: Actor | None, *, always: bool = False) -> UnitOfWorkFactory | None:
        """The records, if there are any and the actor may change the guidance.

        Args:
            actor: who acts.
            always: whether the right is needed even while nothing is installed.
        """
        units = self._units()
        if units is None or not (always or self._usable()):
            return units
        if actor is None:
            raise SecurityRefusalError("packs.sign_in")
        require(units, actor, Right.PACK_INSTALL, PACK)
        return units

    @staticmethod
    def _record(
        units: UnitOfWorkFactory | None,
        actor: Actor | None,
        record: str,
        fields: Mapping[str, JsonValue],
        reason: str = "",
    ) -> None:
        """Write who changed the guidance into the log; a counter without records has none."""
        if units is None or actor is None:
            return
        with units() as uow:
            uow.log.append(actor, PACK, record, Op.PACK, fields, {_REASON: reason.strip()} if reason.strip() else None)
            uow.commit()

    # -- urgent packs -------------------------------------------------------------------------------------------------

    def unread(self, actor: Actor) -> Sequence[InstalledPack]:
        """Urgent packs that this person has not confirmed to have read; the newest first."""
        urgent = [pack for pack in self._usable() if pack.urgent]
        units = self._units()
        if units is None or not urgent:
            return ()
        with units(read_only=True) as uow:
            read = {
                record
                for record in map(_receipt, urgent)
                for event in uow.log.events(PACK, record)
                if event.op is Op.READ and event.actor == actor.staff_no
            }
        left = [pack for pack in urgent if _receipt(pack) not in read]
        return sorted(left, key=_released, reverse=True)

    def recent_urgent(self, since: date) -> Sequence[InstalledPack]:
        """Urgent packs released since a day, for a window at which nobody signed in; the newest first."""
        found = [pack for pack in self._usable() if pack.urgent and _released(pack) >= since.isoformat()]
        return sorted(found, key=_released, reverse=True)

    def confirm_read(self, pack_id: str, actor: Actor) -> Changes:
        """Keep that this person read an urgent pack; the receipt travels up with the log.

        Raises:
            UserMistakeError: no such pack is installed.
        """
        pack = next((pack for pack in self._usable() if pack.pack_id == pack_id), None)
        units = self._units()
        if pack is None or units is None:
            raise UserMistakeError("packs.not_installed", pack=pack_id)
        with units() as uow:
            uow.log.append(actor, PACK, _receipt(pack), Op.READ, {"what": "urgent", "version": pack.number})
            uow.commit()
        return Changes.of(PACK, pack.pack_id)

    def receipts(self, pack_id: str, actor: Actor) -> Mapping[str, str]:
        """Who read the installed version of a pack and when, by staff number.

        Raises:
            UserMistakeError: no such pack is installed.
            SecurityRefusalError: the actor may not ask.
        """
        pack = next((pack for pack in self._usable() if pack.pack_id == pack_id), None)
        units = self._units()
        if pack is None or units is None:
            raise UserMistakeError("packs.not_installed", pack=pack_id)
        require(units, actor, Right.PACK_INSTALL, PACK)
        with units(read_only=True) as uow:
            events = [event for event in uow.log.events(PACK, _receipt(pack)) if event.op is Op.READ]
        return {event.actor: event.at for event in reversed(events)}


def _receipt(pack: InstalledPack) -> str:
    """Record of read receipts: one version of one pack."""
    return f"{pack.pack_id} {pack.number}"


def _released(pack: InstalledPack) -> str:
    """When it was released, ISO 8601; the day of issue for what is not signed."""
    return pack.released_at or pack.issued_on
