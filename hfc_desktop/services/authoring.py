"""The authoring desk of head office: items are written, checked, compared, reviewed by somebody else and published.

Authors write and send to review, approvers approve or give back; neither does the other's part, whatever the window
offers. Every step holds for the files as they were: a changed word makes a draft of the pack again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.authoring import Habits, Numbers, Stage, passed_on
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.people import Right
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.services.packs import PACK
from hfc_desktop.services.rights import needs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hfc_desktop.domain.authoring import (
        Checked,
        Entry,
        Form,
        History,
        ItemText,
        Outline,
        Saved,
        Signing,
    )
    from hfc_desktop.domain.guidance.item import GuidanceItem, Kind
    from hfc_desktop.domain.guidance.pack import PackManifest
    from hfc_desktop.domain.guidance.reports import PackDifference
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.domain.publishing import Released
    from hfc_desktop.services.authoring_ports import ItemForms, PackBench
    from hfc_desktop.services.pack_ports import PackWorkshop
    from hfc_desktop.services.ports import Now, Progress, UnitOfWorkFactory
    from hfc_desktop.services.publishing import PublishingService

_STEPS: Final = 5
"""Steps of a publication, for the progress."""
_REVIEWED_WITHIN: Final = timedelta(days=182)
"""What a new issue is looked at again after, unless its authors say otherwise."""


class AuthoringService:
    """What authors and approvers do with the sources of packs.

    Args:
        units: opens the records, for rights and the log.
        bench: the sources.
        forms: items as forms.
        workshop: checks, compares and reads packs.
        publishing: signs and makes the file that travels.
        installed: where the installed copy of a pack lies; ``None`` when it is not installed.
        now: the clock.
    """

    def __init__(
        self,
        units: UnitOfWorkFactory,
        bench: PackBench,
        forms: ItemForms,
        workshop: PackWorkshop,
        publishing: Callable[[], PublishingService],
        installed: Callable[[str], Path | None],
        now: Now,
    ) -> None:
        self._units = units
        self._bench = bench
        self.forms = forms
        self._workshop = workshop
        self._publishing = publishing
        self._installed = installed
        self._now = now

    # -- looking ------------------------------------------------------------------------------------------------------

    @needs(Right.PACK_WRITE, Right.PACK_APPROVE, table=PACK)
    def open(self, folder: Path, actor: Actor) -> Outline:
        """The pack in a folder, with all that one can open in it.

        Raises:
            UserMistakeError: it is no pack folder.
            EnvironmentFaultError: it cannot be read.
        """
        return self._bench.outline(folder)

    @needs(Right.PACK_WRITE, Right.PACK_APPROVE, table=PACK)
    def read(self, folder: Path, entry: Entry, actor: Actor) -> ItemText:
        """One entry as text."""
        return self._bench.read(folder, entry)

    @needs(Right.PACK_WRITE, Right.PACK_APPROVE, table=PACK)
    def check(self, folder: Path, entry: Entry, text: str, actor: Actor) -> Checked:
        """Faults of one entry as it is typed, and the item that it makes."""
        return self._bench.check(folder, entry, text, self._now().date())

    @needs(Right.PACK_WRITE, Right.PACK_APPROVE, table=PACK)
    def check_all(self, folder: Path, edits: Mapping[Entry, str], actor: Actor) -> Checked:
        """Faults of the whole pack with texts that are not saved yet."""
        return self._bench.check_all(folder, edits, self._now().date())

    @needs(Right.PACK_WRITE, Right.PACK_APPROVE, table=PACK)
    def form(self, text: str, kind: str, actor: Actor) -> Form | None:
        """One entry as a form; ``None`` while its text cannot be read."""
        return self.forms.form(text, kind)

    @needs(Right.PACK_WRITE, Right.PACK_APPROVE, table=PACK)
    def compare(self, folder: Path, actor: Actor, against: Path | None = None) -> PackDifference | None:
        """What changed since the last published issue; ``None`` when there is none to compare with.

        Args:
            folder: the pack.
            actor: who asks.
            against: another pack, a folder or a built or signed file, to compare with instead.

        Raises:
            UserMistakeError: one of them cannot be read as a pack.
        """
        before = against or self._last_issue(folder)
        return self._workshop.differences(before, folder) if before else None

    def _last_issue(self, folder: Path) -> Path | None:
        return self._bench.published(folder) or self._installed(self._bench.outline(folder).pack_id)

    @needs(Right.PACK_WRITE, Right.PACK_APPROVE, table=PACK)
    def contents(self, folder: Path, actor: Actor) -> tuple[PackManifest, Sequence[GuidanceItem]]:
        """Description and items of the pack, for its circular."""
        return self._workshop.read(folder)

    @needs(Right.PACK_WRITE, Right.PACK_APPROVE, table=PACK)
    def habits(self, folder: Path, actor: Actor) -> Habits:
        """Where one signed last."""
        return self._bench.habits(folder)

    @needs(Right.PACK_WRITE, table=PACK)
    def next_numbers(self, folder: Path, actor: Actor) -> Numbers:
        """What the issue should be called: as it is while it is newer than the last one, else one higher."""
        manifest, _items = self._workshop.read(folder)
        today = self._now().date()
        before = self._last_issue(folder)
        issue, version = manifest.issue, manifest.content_version
        if before is not None:
            last, _old = self._workshop.read(before)
            if (issue, version) <= (last.issue, last.content_version):
                issue, version = last.issue + 1, last.content_version + 1
        return Numbers(
            issue=issue,
            content_version=version,
            issued_on=today,
            effective_from=max(today, manifest.effective_from),
            review_by=max(manifest.review_by, today + _REVIEWED_WITHIN),
        )

    # -- writing ------------------------------------------------------------------------------------------------------

    @needs(Right.PACK_WRITE, table=PACK)
    def save(self, folder: Path, entry: Entry, text: str, seen: str, actor: Actor) -> Saved:
        """Put a text into its file; one that cannot be read yet is kept beside, and the pack stays as it is.

        Raises:
            UserMistakeError: somebody else changed the item meanwhile.
            EnvironmentFaultError: it cannot be written; the file is as it was.
        """
        saved = self._bench.write(folder, entry, text, seen)
        if saved.into_pack:
            self._edited(folder, actor)
        return saved

    @needs(Right.PACK_WRITE, table=PACK)
    def keep_draft(self, folder: Path, entry: Entry, text: str, actor: Actor) -> None:
        """Keep a text beside the pack, or drop what was kept when it is empty."""
        self._bench.keep_draft(folder, entry, text)

    @needs(Right.PACK_WRITE, table=PACK)
    def begin_item(self, folder: Path, kind: Kind, slug: str, actor: Actor) -> Entry:
        """A new item in a file of its own, from the skeleton of its kind.

        Raises:
            UserMistakeError: the name will not do, or is taken.
        """
        entry = self._bench.begin_item(folder, kind, slug, self._now().date())
        self._edited(folder, actor)
        return entry

    @needs(Right.PACK_WRITE, table=PACK)
    def begin_pack(self, folder: Path, actor: Actor) -> Outline:
        """A new pack in an empty folder, with a commented example of three kinds.

        Raises:
            UserMistakeError: the folder holds something already.
        """
        self._workshop.begin(folder, self._now().date())
        self._edited(folder, actor)
        return self._bench.outline(folder)

    def _edited(self, folder: Path, actor: Actor) -> None:
        history = self._bench.history(folder)
        if history.edited(actor.staff_no) != history:
            self._bench.keep_history(folder, history.edited(actor.staff_no))

    # -- on its way out -----------------------------------------------------------------------------------------------

    @needs(Right.PACK_WRITE, table=PACK)
    def send_to_review(self, folder: Path, numbers: Numbers, actor: Actor) -> Outline:
        """Number the issue, write its changelog, and lay it before the approver.

        Raises:
            UserMistakeError: the pack has errors, or is under review already.
        """
        if self._bench.outline(folder).stage is not Stage.DRAFT:
            raise UserMistakeError(
                "authoring.wrong_stage", stage=self._bench.outline(folder).stage, wanted=Stage.REVIEW
            )
        self._bench.number(folder, numbers)
        errors = self._bench.check_all(folder, {}, self._now().date()).errors
        if errors:
            raise UserMistakeError("authoring.has_errors", count=errors)
        self._edited(folder, actor)
        return self._pass(folder, Stage.REVIEW, actor, f"{numbers.issue}.{numbers.content_version}")

    @needs(Right.PACK_APPROVE, table=PACK)
    def approve(self, folder: Path, actor: Actor) -> Outline:
        """Approve the pack as it is.

        Raises:
            UserMistakeError: it is not under review, or was changed since.
            SecurityRefusalError: the actor wrote in it, or sent it to review.
        """
        return self._pass(folder, Stage.APPROVED, actor)

    @needs(Right.PACK_APPROVE, table=PACK)
    def give_back(self, folder: Path, reason: str, actor: Actor) -> Outline:
        """Give the pack back to its authors.

        Raises:
            UserMistakeError: no reason is given, or it is not under review.
        """
        if not reason.strip():
            raise UserMistakeError("authoring.no_reason")
        return self._pass(folder, Stage.DRAFT, actor, reason.strip())

    @needs(Right.PACK_WRITE, Right.PACK_APPROVE, table=PACK)
    def publish(
        self, folder: Path, signing: Signing, actor: Actor, progress: Progress | None = None
    ) -> Released | None:
        """Sign an approved pack as author and approver, release it, and write the file; ``None`` when cancelled.

        Whoever holds a key types its passphrase; the root of the publisher refuses keys of other duties and the same
        post twice. Until the release nothing has left: a cancelled publication is begun again.

        Args:
            folder: the pack.
            signing: publication, keys and target.
            actor: who does it.
            progress: told how far it is; may cancel.

        Raises:
            UserMistakeError: the pack is not approved as it is, or a key or passphrase is wrong.
            EnvironmentFaultError: the file cannot be written.
        """
        outline = self._bench.outline(folder)
        if outline.stage not in (Stage.APPROVED, Stage.SIGNED):
            raise UserMistakeError("authoring.wrong_stage", stage=outline.stage, wanted=Stage.SIGNED)
        desk, line = self._publishing(), outline.pack_id
        author, approver, release = signing.author, signing.approver, signing.release
        steps: tuple[Callable[[], object], ...] = (
            lambda: desk.submit(signing.publication, folder, author.path, author.passphrase),
            lambda: desk.approve(signing.publication, line, approver.path, approver.passphrase),
            lambda: self._pass(folder, Stage.SIGNED, actor),
        )
        for done, step in enumerate(steps):
            if progress is not None and not progress(done, _STEPS):
                return None
            step()
        if progress is not None and not progress(len(steps), _STEPS):
            return None
        released = desk.release(signing.publication, line, signing.out, release.path, release.passphrase)
        self._pass(folder, Stage.PUBLISHED, actor, released.version, released.sha256)
        self._bench.keep_published(folder, Path(released.path))
        self._bench.keep_habits(folder, _habits_of(signing))
        if progress is not None:
            progress(_STEPS, _STEPS)
        return released

    @needs(Right.PACK_WRITE, Right.PACK_APPROVE, table=PACK)
    def fingerprint(self, publication: Path, actor: Actor) -> str:
        """Of the publisher's keys, as branches read it out over the telephone."""
        return self._publishing().root_state(publication).fingerprint

    def _pass(self, folder: Path, to: Stage, actor: Actor, note: str = "", sha256: str = "") -> Outline:
        """Make one step, keep it beside the pack and in the log."""
        before: History = self._bench.history(folder)
        digest = self._bench.digest(folder)
        after = passed_on(before, to, actor, digest, self._now(), note)
        outline = self._bench.outline(folder)
        with self._units() as uow:
            fields = {"what": to.value, "version": outline.version, "digest": digest[:16], "sha256": sha256}
            reason = {"reason": note} if to is Stage.DRAFT else None
            uow.log.append(actor, PACK, outline.pack_id, Op.PACK, {k: v for k, v in fields.items() if v}, reason)
            uow.commit()
        self._bench.keep_history(folder, after)
        return replace(outline, stage=after.stage(digest), history=after, changed_since=None)


def _habits_of(signing: Signing) -> Habits:
    return Habits(
        publication=str(signing.publication),
        author_key=str(signing.author.path),
        approver_key=str(signing.approver.path),
        release_key=str(signing.release.path),
        out=str(signing.out),
    )
