"""What the use cases of the ledger need from the store beside the records themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from hfc_desktop.domain.early_signs import EarlySign
    from hfc_desktop.domain.escalation import CaseTask
    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.domain.registers import Entry, RegisterKind
    from hfc_desktop.domain.repeats import Traits, Verdict
    from hfc_desktop.domain.rule_editions import RuleEdition


class RuleSource(Protocol):
    """Where rule sets, calendars and word lists come from: the lookup index, or a pack read for this purpose."""

    def items_of(self, kind: str) -> Sequence[GuidanceItem]:
        """All items of one kind."""
        ...


class TextLikeness(Protocol):
    """How alike two free texts are once set phrases and punctuation are gone."""

    def score(self, one: str, other: str) -> int:
        """0 to 100."""
        ...


class EvidenceRepository(Protocol):
    """What repeats are found by, and what was decided about them."""

    def alike(self, case: Traits, first: date, last: date) -> Sequence[Traits]:
        """Cases received in a span that share customer, telephone tail or representative with ``case``."""
        ...

    def shared_customers(self, first: date, organisations: Sequence[str]) -> Sequence[Traits]:
        """Cases since a day whose customer has more than one of them, one of those open, in some offices."""
        ...

    def received_between(self, first: date, last: date, organisations: Sequence[str]) -> Sequence[Traits]:
        """Every complaint received in a span in some offices, without its text."""
        ...

    def consultations(
        self, scenario: str, first: date, last: date, *, customer: str = "", organisation: str = ""
    ) -> Sequence[str]:
        """Ids of consultations about a scenario in a span: of one customer by its keyed hash, or at one office."""
        ...

    def offices_with(self, scenario: str, first: date, last: date) -> int:
        """At how many offices complaints of one scenario came in a span."""
        ...

    def verdicts(self, ids: Iterable[str]) -> frozenset[tuple[str, str]]:
        """Pairs that were found to be no repeats, of those that hold one of ``ids``."""
        ...

    def put_verdict(self, verdict: Verdict) -> None:
        """Remember that two cases are not the same matter."""
        ...

    def drop_verdict(self, one: str, other: str) -> None:
        """Forget it."""
        ...


class FileRepository(Protocol):
    """Rule editions and attachments."""

    def editions(self, keys: Iterable[str]) -> Mapping[str, RuleEdition]:
        """Editions by key."""
        ...

    def put_edition(self, key: str, edition: RuleEdition) -> bool:
        """Keep an edition; True when it was not there yet."""
        ...

    def put_content(self, sha256: str, media_type: str, content: bytes) -> None:
        """Keep the bytes of an attachment under their hash."""
        ...

    def media_type(self, sha256: str) -> str | None:
        """What kind of file an attachment is; ``None`` when its bytes are not here."""
        ...

    def missing(self) -> Sequence[str]:
        """Hashes of attachments that cases name and whose bytes are not here, in order."""
        ...

    def content(self, sha256: str) -> bytes | None:
        """The bytes; ``None`` when this store has them not (a hash that came from another counter)."""
        ...


class RegisterRepository(Protocol):
    """Tasks, slips of early signs, and the registers."""

    def put_task(self, task: CaseTask) -> None:
        """Add or change a task."""
        ...

    def task(self, task_id: str) -> CaseTask | None:
        """One task."""
        ...

    def tasks(self, organisations: Sequence[str], *, open_only: bool = True, complaint: str = "") -> Sequence[CaseTask]:
        """Tasks of some offices, the most urgent first; those of one case if named."""
        ...

    def put_sign(self, sign: EarlySign) -> None:
        """Add or change a slip."""
        ...

    def sign(self, sign_id: str) -> EarlySign | None:
        """One slip."""
        ...

    def signs(
        self, organisations: Sequence[str], since: datetime, *, open_only: bool = False, by: str = ""
    ) -> Sequence[EarlySign]:
        """Slips since a moment, newest first; of one member of staff if named."""
        ...

    def put_entry(self, entry: Entry) -> None:
        """Add or change an entry of a register."""
        ...

    def entry(self, entry_id: str) -> Entry | None:
        """One entry."""
        ...

    def entries(self, kind: RegisterKind, organisations: Sequence[str], *, open_only: bool = False) -> Sequence[Entry]:
        """Entries of one register, those due first in front."""
        ...
