"""Writing guidance at head office: what an item looks like to its author, and how far a pack is on its way out.

A pack goes draft → review → approved → signed → published. Every step holds for one state of the pack's files: whoever
changes a word afterwards has a draft again, so nothing is signed that was not read as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hfc_desktop.domain.guidance.faults import Fault, Severity
from hfc_desktop.domain.guidance.item import GuidanceItem
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError

if TYPE_CHECKING:
    from datetime import datetime

    from hfc_desktop.domain.people import Actor

Step = str | int
FieldPath = tuple[Step, ...]
"""Where a value stands in an item: names of fields and numbers of entries."""


class Stage(StrEnum):
    """How far a pack is."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    SIGNED = "signed"
    PUBLISHED = "published"


_BEFORE: Final = {
    Stage.REVIEW: (Stage.DRAFT,),
    Stage.APPROVED: (Stage.REVIEW,),
    Stage.DRAFT: (Stage.REVIEW, Stage.APPROVED),
    Stage.SIGNED: (Stage.APPROVED, Stage.SIGNED),
    Stage.PUBLISHED: (Stage.SIGNED,),
}
"""From which stages one may come to a stage; a publication that was interrupted is signed again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """One step that a pack made.

    Attributes:
        by: staff number of who made it.
        at: when, ISO 8601.
        digest: of the pack's files as they were.
        note: why a pack went back, or the version that was published.
    """

    stage: Stage
    by: str
    role: str
    at: str
    digest: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All steps of a pack.

    Attributes:
        steps: the oldest first.
        editors: who changed the pack since it was last published.
    """

    steps: tuple[Passed, ...] = ()
    editors: tuple[str, ...] = ()

    def stage(self, digest: str) -> Stage:
        """Where the pack stands whose files have this digest."""
        last = self.steps[-1] if self.steps else None
        return last.stage if last is not None and last.digest == digest else Stage.DRAFT

    def changed_since(self, digest: str) -> Passed | None:
        """The step that no longer holds because a file was changed after it."""
        last = self.steps[-1] if self.steps else None
        return last if last is not None and last.digest != digest and last.stage is not Stage.DRAFT else None

    def edited(self, by: str) -> History:
        """The same once this person changed a file."""
        return self if by in self.editors else replace(self, editors=(*self.editors, by))


def passed_on(history: History, to: Stage, actor: Actor, digest: str, at: datetime, note: str = "") -> History:
    """The history with one more step.

    Raises:
        UserMistakeError: the pack is not where that step begins.
        SecurityRefusalError: somebody would approve what they wrote or sent to review themselves.
    """
    here = history.stage(digest)
    if here not in _BEFORE[to]:
        raise UserMistakeError("authoring.wrong_stage", stage=here, wanted=to)
    if to is Stage.APPROVED and actor.staff_no in (*history.editors, history.steps[-1].by):
        raise SecurityRefusalError("authoring.own_work")
    step = Passed(
        stage=to,
        by=actor.staff_no,
        role=actor.role.value,
        at=at.isoformat(timespec="seconds"),
        digest=digest,
        note=note,
    )
    return History(steps=(*history.steps, step), editors=() if to is Stage.PUBLISHED else history.editors)


# -- what is written ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the tree shows and one edits: an item, the description of the pack, or a whole file that cannot be read.

    Attributes:
        file: relative name of its file.
        item: id of the item; empty when the whole file is meant.
        kind: content kind; ``pack`` for the description.
        title: title in Chinese, as it was when the pack was read; no part of what makes two entries the same.
        draft: whether a text that cannot be read yet is kept beside.
    """

    file: str
    item: str = ""
    kind: str
    title: str = field(default="", compare=False)
    title_en: str = field(default="", compare=False)
    draft: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A pack as its author sees it.

    Attributes:
        version: issue and content version, as ``3.1``.
        digest: of its files.
        changed_since: the step that an edit undid.
    """

    folder: Path
    pack_id: str
    title: str
    title_en: str
    version: str
    entries: tuple[Entry, ...]
    digest: str
    stage: Stage
    history: History
    changed_since: Passed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemText:
    """One entry as text.

    Attributes:
        first_line: line of its file at which the text begins.
        seen: digest of the text, by which it is found out that somebody else changed it meanwhile.
        draft: text that was kept beside because it could not be read; empty for none.
    """

    entry: Entry
    text: str
    first_line: int
    seen: str
    draft: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One value as a form shows it.

    Attributes:
        choices: what may be chosen; empty for free text.
        removable: whether the value may be taken out alone.
        grows: path of the list of texts that it is an entry of; empty for none.
    """

    path: FieldPath
    value: str
    choices: tuple[str, ...] = ()
    removable: bool = False
    grows: FieldPath = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One entry as a form.

    Attributes:
        fields: in the order of the text.
        absent: top fields that could be added.
    """

    fields: tuple[FormField, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A fault and where the author finds it.

    Attributes:
        entry: the entry to open; ``None`` when it is in none.
        line: line of the entry's text, from 1; 0 for the whole.
    """

    fault: Fault
    entry: Entry | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found.

    Attributes:
        item: the item as it would be shown; ``None`` while it cannot be read.
        whole: whether the whole pack was checked, not one entry alone.
    """

    problems: tuple[Problem, ...]
    item: GuidanceItem | None = None
    whole: bool = False

    @property
    def errors(self) -> int:
        """How many faults keep the pack from being published."""
        return sum(problem.fault.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What saving did: written into the pack, or kept beside because it cannot be read yet."""

    entry: Entry
    into_pack: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What an issue is called and from when it holds.

    Attributes:
        note: what changed, for the pack's changelog.
    """

    issue: int
    content_version: int
    issued_on: date
    effective_from: date
    review_by: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """Where one signed last, offered again; paths only, never a passphrase."""

    publication: str = ""
    author_key: str = ""
    approver_key: str = ""
    release_key: str = ""
    out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyInHand:
    """A key file and the passphrase that its holder typed."""

    path: Path
    passphrase: str

    def __repr__(self) -> str:
        """Never the passphrase: what is shown in a log must not open a key."""
        return f"KeyInHand({self.path.name})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """What publishing needs: the publisher's folder, three keys of three posts, and where the file goes."""

    publication: Path
    author: KeyInHand
    approver: KeyInHand
    release: KeyInHand
    out: Path
