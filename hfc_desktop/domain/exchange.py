"""Files that travel between offices: what their header says, which events are held, and what a receipt tells.

Everything here is pure: which events are new, which are had already, which contradict what is held (a fork), and which
numbers are missing follows from spans of numbers and hashes alone, whatever the order in which files come.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from hfc_desktop.domain.events import Event, JsonValue

FORMAT = "hfcx"
SCHEMA = 1
"""Version of the lines that this program writes, and the highest that it reads without parking anything."""
FIRST_READER = 1
"""Lowest program schema that may read what this one writes."""

Span = tuple[int, int]
"""First and last number of a run of events, both included."""


class FileKind(StrEnum):
    """What a file holds."""

    EVENTS = "events"
    FULL = "full"
    """Everything the sender holds, to seed a store that was lost."""
    RECEIPT = "receipt"


@dataclass(frozen=True, slots=True, order=True)
class Life:
    """One life of one device's store.

    Attributes:
        origin: id of the device, 32 hexadecimal digits.
        incarnation: id of this life; a new one after restore, copy or re-imaging.
    """

    origin: str
    incarnation: str

    @classmethod
    def of(cls, event: Event) -> Life:
        """The life that an event belongs to."""
        return cls(event.origin, event.incarnation)


@dataclass(frozen=True, slots=True)
class LifeSpan:
    """A run of numbers of one life."""

    origin: str
    incarnation: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Seal:
    """A device's signature over the head of its own chain; it travels on with the events, whoever passes them on.

    Attributes:
        hash: of the event ``seq``; the chain before it follows from it.
        signature: Ed25519, hexadecimal, over ``signed()``.
    """

    origin: str
    incarnation: str
    seq: int
    hash: str
    signature: str = ""

    def signed(self) -> bytes:
        """What the signature is over."""
        return f"hfc seal\n{self.origin}/{self.incarnation}/{self.seq}\n{self.hash}".encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """First line of a file; signed with all that follows.

    Attributes:
        format: ``hfcx``.
        schema: version of the lines.
        min_reader: lowest schema that a reader must know; above ours, the whole file is parked.
        device: fingerprint of the key that signs.
        office: code of the sending office.
        recipient: age recipient that the file is for, so that it cannot be sent on to somebody else.
        private: whether private parts travel along; only inside a branch.
        spans: what the file holds, by life.
        count: lines between header and trailer.
        created_at: informative.
        packs: guidance packs in use, as ``telecom-fraud-1``.
        seals: heads of the lives in the file, signed by the devices that lived them.
    """

    format: str = FORMAT
    schema: int = SCHEMA
    min_reader: int = FIRST_READER
    kind: FileKind
    origin: str
    incarnation: str
    device: str
    office: str
    recipient: str
    private: bool
    spans: tuple[LifeSpan, ...]
    count: int
    created_at: str
    app_version: str
    packs: tuple[str, ...] = ()
    seals: tuple[Seal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One event as it travels.

    Attributes:
        body: canonical JSON of the shared part, byte for byte what was hashed.
        salt: of the private part, hexadecimal; empty when none travels.
        private: canonical JSON of the private part; empty when none travels.
        number: of the line in its file, the header being 1; 0 for a line of our own.
        values: ``body`` as it was parsed when the line was read; ``None`` for a line of our own.
        private_values: ``private``, likewise.
    """

    body: str
    salt: str = ""
    private: str = ""
    number: int = field(default=0, compare=False)
    values: Mapping[str, JsonValue] | None = field(default=None, compare=False, repr=False)
    private_values: Mapping[str, JsonValue] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an attachment as it travels inside a branch; the parts of one stand one after the other.

    Attributes:
        sha256: of the whole attachment, under which it is kept.
    """

    sha256: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Arrival:
    """An event on its way in.

    Attributes:
        digest: SHA-256 of its line's body, hexadecimal.
    """

    event: Event
    digest: str
    line: Line


class Spans:
    """Numbers that are held of one life, as runs."""

    __slots__ = ("_runs",)

    def __init__(self, runs: Iterable[Span] = ()) -> None:
        self._runs: list[Span] = []
        for first, last in sorted(runs):
            self.add(first, last)

    def add(self, first: int, last: int) -> None:
        """Hold these numbers too.

        Raises:
            ValueError: the run ends before it begins, or numbers below 1.
        """
        if not 1 <= first <= last:
            raise ValueError(f"{first}..{last}")
        at = bisect_left(self._runs, (first, first))
        if at and self._runs[at - 1][1] >= first - 1:
            at -= 1
        end = at
        while end < len(self._runs) and self._runs[end][0] <= last + 1:
            first, last = min(first, self._runs[end][0]), max(last, self._runs[end][1])
            end += 1
        self._runs[at:end] = [(first, last)]

    def __contains__(self, number: int) -> bool:
        at = bisect_left(self._runs, (number + 1, 0))
        return at > 0 and self._runs[at - 1][1] >= number

    @property
    def runs(self) -> tuple[Span, ...]:
        """The runs, in order."""
        return tuple(self._runs)

    @property
    def high_water(self) -> int:
        """Last number up to which all are held; 0 when the first is missing."""
        return self._runs[0][1] if self._runs and self._runs[0][0] == 1 else 0

    @property
    def gaps(self) -> tuple[Span, ...]:
        """Runs that are missing below the greatest number held."""
        inner = tuple((before[1] + 1, after[0] - 1) for before, after in pairwise(self._runs))
        return ((1, self._runs[0][0] - 1), *inner) if self._runs and self._runs[0][0] > 1 else inner

    def missing_from(self, first: int, last: int) -> tuple[Span, ...]:
        """Runs of ``first..last`` that are not held."""
        found: list[Span] = []
        for low, high in self._runs:
            if first < low:
                found.append((first, min(low - 1, last)))
            first = max(first, high + 1)
            if first > last:
                return tuple(found)
        return (*found, (first, last))


class Verdict(StrEnum):
    """What becomes of one event that arrives."""

    NEW = "new"
    HAD = "had"
    FORK = "fork"
    """Another event of the same number is held: two stores lived one life, as after copying a disk."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """Events of a file, sorted by what is held already.

    Attributes:
        new: places in the list given of what is to be taken in, in its order.
        had: how many are held already.
        forks: places of those whose number is held with another hash.
    """

    new: tuple[int, ...]
    had: int
    forks: tuple[int, ...]


def sort_in(keys: Sequence[tuple[str, str]], held: Mapping[str, str]) -> Sorted:
    """Sort events by what is held.

    Args:
        keys: key and hash of each event that arrives, of one or more lives, in any order; one may come twice. The hash
            is over the bytes as they came, so that parts which a newer program added are in it.
        held: hash by event key, of whatever is held among ``keys``.
    """
    known = dict(held)
    new: list[int] = []
    had = 0
    forks: list[int] = []
    for at, (key, digest) in enumerate(keys):
        before = known.get(key)
        if before is None:
            known[key] = digest
            new.append(at)
        elif before == digest:
            had += 1
        else:
            forks.append(at)
    return Sorted(tuple(new), had, tuple(forks))


@dataclass(frozen=True, slots=True)
class Apart:
    """An event that is kept apart, and why."""

    seq: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeReceipt:
    """What the receiver holds of one life.

    Attributes:
        high_water: last number up to which all are held.
        gaps: missing runs between the numbers held.
        head: hash of the event at ``high_water``; empty at 0.
        apart: events that are kept apart.
    """

    origin: str
    incarnation: str
    high_water: int
    gaps: tuple[Span, ...] = ()
    head: str = ""
    apart: tuple[Apart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the office above tells the one below; it travels in a signed file like events.

    Attributes:
        office: code of the office that received.
        incarnation: life of the receiver's store; a receipt of another life voids all earlier ones.
        number: 1, 2, 3, … within that life and sender; an older one changes nothing.
        lives: what is held.
        attachments: SHA-256 of the attachments that are asked for.
    """

    office: str
    incarnation: str
    to: str
    number: int
    at: str
    lives: tuple[LifeReceipt, ...]
    attachments: tuple[str, ...] = ()


def to_send(held: Mapping[Life, Spans], receipt: Receipt | None) -> dict[Life, tuple[Span, ...]]:
    """Which numbers of each life the receiver lacks: everything since its last receipt, and every gap it told of."""
    had = {Life(one.origin, one.incarnation): one for one in receipt.lives} if receipt is not None else {}
    wanted: dict[Life, tuple[Span, ...]] = {}
    for life, spans in held.items():
        there = Spans()
        told = had.get(life)
        if told is not None and told.high_water:
            there.add(1, told.high_water)
        runs = [run for first, last in spans.runs for run in there.missing_from(first, last)]
        if runs:
            wanted[life] = tuple(runs)
    return wanted


class Reason(StrEnum):
    """Why a file or a line is kept apart or parked; words stand in ``wording.exchange``."""

    DAMAGED = "damaged"
    NOT_FOR_US = "not_for_us"
    READDRESSED = "readdressed"
    UNKNOWN_DEVICE = "unknown_device"
    REVOKED = "revoked"
    FOREIGN_KEY = "foreign_key"
    WRONG_COUNT = "wrong_count"
    TOO_BIG = "too_big"
    NEWER_READER = "newer_reader"
    NEWER_OP = "newer_op"
    BAD_LINE = "bad_line"
    FORK = "fork"
    ILLEGAL_STEP = "illegal_step"
    ID_TWICE = "id_twice"
    NO_ATTACHMENT = "no_attachment"
    WRONG_ATTACHMENT = "wrong_attachment"


class FileState(StrEnum):
    """What became of a file that came in."""

    TAKEN = "taken"
    APART = "apart"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Parked:
    """A line that waits.

    Attributes:
        number: of the line in its file, the header being 1.
        key: of its event, where that could be read.
        raw: the bytes as they came.
    """

    sha256: str
    number: int
    reason: Reason
    key: str
    raw: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A file that came in, and what became of it.

    Attributes:
        name: as the user's file was called; without its folder.
        office: the sender, as far as it is proven; else empty.
        reason: why it is kept apart or waits; empty when it was taken in.
    """

    sha256: str
    name: str
    office: str
    at: str
    state: FileState
    reason: str = ""
    new: int = 0
    had: int = 0
    parked: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLine:
    """A receipt in one line.

    Attributes:
        given: whether we gave it; else we got it.
        up_to: how many events it vouches for, of all lives in it.
        missing: runs of numbers that are missing, as ``12-14, 20``.
        device: id of the device that it is to or from.
    """

    office: str
    device: str
    given: bool
    number: int
    at: str
    up_to: int
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeStatus:
    """Where the exchange stands.

    Attributes:
        files: those that wait or are kept apart, newest first.
        parked_lines: lines that wait.
    """

    events: int
    receipts: tuple[ReceiptLine, ...]
    files: tuple[Incoming, ...]
    parked_lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What taking in a file did.

    Attributes:
        new: events taken in.
        had: events that were held already.
        updated: complaints that were there before and are shown anew.
        conflicts: records that have a conflict now.
        parked: lines that wait, with the reason of each.
        quarantined: reason when the whole file is kept apart.
        gaps: numbers that are missing, as told in the receipt.
        office: the sender, as far as it is proven; else empty.
        created: complaints of which nothing was held before.
        attachments: how many came along whole.
        odd_times: events that say a time which cannot be, by a clock that went wrong; they count all the same.
    """

    file: str
    office: str = ""
    new: int = 0
    had: int = 0
    created: int = 0
    updated: int = 0
    attachments: int = 0
    odd_times: int = 0
    conflicts: int = 0
    parked: tuple[tuple[int, Reason], ...] = ()
    forks: tuple[str, ...] = ()
    quarantined: Reason | None = None
    gaps: Mapping[Life, tuple[Span, ...]] = field(default_factory=dict)
