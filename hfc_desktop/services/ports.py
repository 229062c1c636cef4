"""What use cases need from the adapters. Adapters implement these; ``bootstrap`` wires them; tests bring fakes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path
    from types import TracebackType

    from hfc_desktop.domain.audit import AuditFilter, AuditMark, LogBreak
    from hfc_desktop.domain.complaint import Complaint, ComplaintDraft
    from hfc_desktop.domain.documents import Stamp
    from hfc_desktop.domain.events import Event, JsonValue, Op
    from hfc_desktop.domain.guidance.item import GuidanceItem
    from hfc_desktop.domain.guidance.pack import PackManifest
    from hfc_desktop.domain.ledger import ComplaintFilter, ComplaintRow, Scope
    from hfc_desktop.domain.ledger_lists import Column, Line, Query, SavedList
    from hfc_desktop.domain.lookup import LookupQuery, LookupResult
    from hfc_desktop.domain.people import Actor, Attempts, Organisation, User
    from hfc_desktop.domain.reception_log import ReceptionCount, StoredReception
    from hfc_desktop.services.custody_ports import CustodyRepository
    from hfc_desktop.services.desk_ports import DeskRepository
    from hfc_desktop.services.exchange_ports import ExchangeRepository
    from hfc_desktop.services.ledger_ports import EvidenceRepository, FileRepository, RegisterRepository


class Progress(Protocol):
    """Told how far long work is."""

    def __call__(self, done: int, total: int) -> bool:
        """``done`` of ``total``; answers False to cancel."""
        ...


class Now(Protocol):
    """The clock, as an argument."""

    def __call__(self) -> datetime:
        """Time with the offset of Asia/Shanghai."""
        ...


class Uptime(Protocol):
    """Milliseconds of a counter that no change of the clock moves (``time.monotonic_ns() // 1_000_000``)."""

    def __call__(self) -> int:
        """Milliseconds since some fixed moment, usually the machine's start."""
        ...


# -- text ---------------------------------------------------------------------------------------------------------


class TextNormaliser(Protocol):
    """One way of writing for what means the same: NFKC, case, traditional to simplified, code punctuation."""

    def normalise(self, text: str) -> str:
        """``text`` as it is compared."""
        ...

    def code(self, text: str) -> str:
        """``text`` as a code: upper case, half width, without separators."""
        ...


class PinyinReader(Protocol):
    """Readings of Chinese text, made when a pack is installed, never per keystroke."""

    def readings(self, text: str) -> Sequence[tuple[str, ...]]:
        """All likely readings of ``text``, each as toneless syllables; most likely first."""
        ...


class SoundReader(Protocol):
    """How queries sound, by stored tables, on every keystroke; forgives zh/z, ch/c, sh/s, n/ng, l/n."""

    def canonical(self, syllable: str) -> str:
        """One syllable with the forgiven differences folded together."""
        ...

    def splits(self, letters: str) -> Sequence[tuple[tuple[str, bool], ...]]:
        """Ways to read letters as elements (canonical letters, whether a whole syllable), likeliest first."""
        ...

    def completions(self, letters: str) -> Sequence[str]:
        """Canonical syllables that begin with these canonical letters."""
        ...

    def of_text(self, text: str) -> Sequence[tuple[str, ...]]:
        """Canonical syllables of Chinese text, a syllable a character, likeliest way first."""
        ...

    def mended(self, letters: str, follows: Callable[[str, str], bool]) -> Sequence[tuple[str, ...]]:
        """Canonical syllables that mistyped letters were probably meant to be; ``follows`` prunes."""
        ...


# -- guidance -----------------------------------------------------------------------------------------------------


class GuidanceIndex(Protocol):
    """The lookup index of the active packs; opened read-only with the standard library alone."""

    def search(self, query: LookupQuery) -> LookupResult:
        """Best hits first. Never fails on what was typed."""
        ...

    def item(self, item_id: str) -> GuidanceItem | None:
        """One item by id, from the active packs."""
        ...

    def items_of(self, kind: str) -> Sequence[GuidanceItem]:
        """All items of one kind, by id."""
        ...

    def packs(self) -> Sequence[PackManifest]:
        """The active packs."""
        ...

    def region_names(self, codes: Collection[str]) -> Mapping[str, str]:
        """Names of regions by code; codes that no pack names are left out."""
        ...

    def pack_of(self, item_id: str) -> str:
        """Pack and issue of an item, as ``telecom-fraud-1``; empty when unknown."""
        ...


class EventLog(Protocol):
    """The log of one store. ``append`` fills in origin, incarnation, seq, lamport, prev."""

    def append(
        self,
        actor: Actor,
        table: str,
        record: str,
        op: Op,
        fields: Mapping[str, JsonValue],
        private: Mapping[str, JsonValue] | None = None,
    ) -> Event:
        """Write one event in the open transaction."""
        ...

    def events(self, table: str | None = None, record: str | None = None) -> Iterable[Event]:
        """Events in order of seq, of one kind or one record if named."""
        ...

    def private(self, event: Event) -> Mapping[str, JsonValue]:
        """The private part of an event; empty when it has none or it was redacted."""
        ...

    def count(self) -> int:
        """How many events the log holds."""
        ...

    def first_break(self) -> str | None:
        """Key of the first event whose chain or private hash does not hold; ``None`` when all hold."""
        ...

    def chain_break(self, progress: Progress | None = None) -> LogBreak | None:
        """The first place at which the log, taken by itself, does not hold."""
        ...

    def anchor_break(self) -> LogBreak | None:
        """What the head that is kept beside the store says against the log: a cut tail."""
        ...

    def page(self, wanted: AuditFilter) -> Sequence[tuple[Event, Mapping[str, JsonValue], AuditMark]]:
        """One page of the log, newest first, with private parts."""
        ...

    def write(self) -> None:
        """Bring what was appended into the tables, for whoever reads the log as it travels."""
        ...

    def redact(self, table: str, records: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Take the private parts of the events of records away for good; answers the keys of those events."""
        ...

    def redact_words(self, before: date) -> Sequence[str]:
        """Take the words away that lists were searched by before a day; answers the keys of those events."""
        ...


class ComplaintRepository(Protocol):
    """Complaints as domain values; the tables behind it are a projection of the log."""

    def add(self, complaint: Complaint) -> None:
        """Store a new complaint. The use case appends the event."""
        ...

    def get(self, complaint_id: str) -> Complaint | None:
        """One complaint by id or by number."""
        ...

    def update(self, complaint: Complaint) -> None:
        """Store the new state of a complaint."""
        ...

    def rows(self, wanted: ComplaintFilter) -> Sequence[ComplaintRow]:
        """One page of the list, unmasked; services mask it."""
        ...

    def count(self, wanted: ComplaintFilter) -> int:
        """How many records fit, whatever the page."""
        ...

    def add_many(self, complaints: Sequence[Complaint]) -> None:
        """Store new complaints at once. The use case appends the events."""
        ...

    def get_many(self, ids: Sequence[str]) -> Mapping[str, Complaint]:
        """Complaints by id or number, those that are there, by the name under which each was asked for."""
        ...

    def reserve(self, organisation: str, counter: str, day: date, count: int) -> int:
        """Take ``count`` numbers of one counter and day at once; answers the first."""
        ...

    def next_sequence(self, organisation: str, counter: str, day: date) -> int:
        """1, 2, 3, … for one counter and day."""
        ...


class ListRepository(Protocol):
    """Lists of the ledger of any length, and lists that somebody kept."""

    def top(self, query: Query, limit: int) -> Sequence[Line]:
        """The first lines, unmasked; services mask them."""
        ...

    def order(self, query: Query) -> array[int]:
        """The place of every line, in order. Places mean nothing beyond ``lines`` and ``ids``."""
        ...

    def lines(self, places: Sequence[int], scope: Scope | None = None) -> Sequence[Line]:
        """The lines at some places, in their order; what is gone or out of scope is left out."""
        ...

    def ids(self, places: Sequence[int], scope: Scope | None = None) -> Sequence[str]:
        """Ids of the matters at some places, in their order."""
        ...

    def count(self, query: Query) -> int:
        """How many lines a list has."""
        ...

    def groups(self, query: Query, column: Column) -> Mapping[str, int]:
        """How many lines a list has for each value of a column that holds text."""
        ...

    def saved(self, owner: str = "") -> Sequence[SavedList]:
        """Lists of one person and those that are shared, by name; all of them without a name."""
        ...

    def saved_one(self, list_id: str) -> SavedList | None:
        """One kept list."""
        ...

    def keep(self, kept: SavedList) -> bool:
        """Store one, replacing its earlier state; True when it is a new one."""
        ...

    def drop(self, list_id: str) -> None:
        """Forget one."""
        ...


class DraftRepository(Protocol):
    """Drafts of the record form."""

    def put(self, draft: ComplaintDraft, owner: str) -> bool:
        """Write a draft, replacing its earlier state; True when it is a new one."""
        ...

    def owner(self, draft_id: str) -> str | None:
        """Whose draft it is."""
        ...

    def get(self, draft_id: str) -> ComplaintDraft | None:
        """One draft."""
        ...

    def of(self, owner: str) -> Sequence[ComplaintDraft]:
        """Drafts of one member of staff, newest first."""
        ...

    def remove(self, draft_id: str) -> None:
        """Throw a draft away, or drop it because it was saved."""
        ...


class ReceptionRepository(Protocol):
    """Receptions; the table behind it is a projection of the log."""

    def put(self, stored: StoredReception) -> None:
        """Write a reception, replacing its earlier state. The use case appends the event."""
        ...

    def get(self, reception_id: str) -> StoredReception | None:
        """One reception."""
        ...

    def open_of(self, teller: str) -> Sequence[StoredReception]:
        """Receptions of one member of staff that did not end, newest first."""
        ...

    def of_complaint(self, complaint_id: str) -> Sequence[StoredReception]:
        """Receptions from which that record was made, oldest first."""
        ...

    def between(self, first: date, last: date, organisations: Sequence[str]) -> Sequence[StoredReception]:
        """Receptions that began on days of a span in some offices, oldest first."""
        ...

    def counts(
        self, first: date, last: date, organisations: Sequence[str], teller: str = ""
    ) -> Sequence[ReceptionCount]:
        """How many of each day, topic and ending; of one member of staff if named."""
        ...


class PeopleRepository(Protocol):
    """Users and offices."""

    def user(self, staff_no: str) -> User | None:
        """One user."""
        ...

    def users(self) -> Sequence[User]:
        """All users, by staff number."""
        ...

    def put_user(self, user: User, pin_hash: str | None = None) -> None:
        """Add or change a user; keeps the PIN when no new hash is given."""
        ...

    def pin_hash(self, staff_no: str) -> str | None:
        """Stored hash of the PIN."""
        ...

    def attempts(self, staff_no: str) -> Attempts:
        """Wrong PINs in a row, kept for unknown staff numbers as well."""
        ...

    def put_attempts(self, staff_no: str, attempts: Attempts) -> None:
        """Store them."""
        ...

    def organisation(self, code: str) -> Organisation | None:
        """One office."""
        ...

    def organisations(self) -> Sequence[Organisation]:
        """All offices, by code."""
        ...

    def put_organisation(self, organisation: Organisation) -> None:
        """Add or change an office."""
        ...


class UnitOfWork(Protocol):
    """One transaction. Leaving it without ``commit`` rolls everything back, events included."""

    @property
    def complaints(self) -> ComplaintRepository:
        """Complaints."""
        ...

    @property
    def lists(self) -> ListRepository:
        """Lists of the ledger."""
        ...

    @property
    def drafts(self) -> DraftRepository:
        """Drafts of the record form."""
        ...

    @property
    def receptions(self) -> ReceptionRepository:
        """Receptions."""
        ...

    @property
    def files(self) -> FileRepository:
        """Rule editions and attachments."""
        ...

    @property
    def evidence(self) -> EvidenceRepository:
        """What repeats are found by."""
        ...

    @property
    def registers(self) -> RegisterRepository:
        """Tasks, early signs, registers."""
        ...

    @property
    def custody(self) -> CustodyRepository:
        """Imports, lists of destruction, proofs."""
        ...

    @property
    def people(self) -> PeopleRepository:
        """Users and offices."""
        ...

    @property
    def desk(self) -> DeskRepository:
        """What a desk keeps beside its records."""
        ...

    @property
    def exchange(self) -> ExchangeRepository:
        """What travels between offices."""
        ...

    @property
    def log(self) -> EventLog:
        """The event log."""
        ...

    def __enter__(self) -> UnitOfWork:
        """Begin."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Roll back what was not committed."""
        ...

    def commit(self) -> None:
        """Make it last."""
        ...


class UnitOfWorkFactory(Protocol):
    """Opens a unit of work in the thread that calls it."""

    def __call__(self, *, read_only: bool = False) -> UnitOfWork:
        """A fresh unit of work. A writing one waits for its turn; a read-only one never waits and never writes."""
        ...


class PinHasher(Protocol):
    """Argon2id. A PIN selects a user; it is never a database key."""

    def hash(self, pin: str) -> str:
        """Encoded hash."""
        ...

    def verify(self, encoded: str, pin: str) -> bool:
        """Whether the PIN fits; same cost for a wrong one."""
        ...

    def outdated(self, encoded: str) -> bool:
        """Whether a hash was made at another cost than new ones are."""
        ...


class CustomerKeys(Protocol):
    """Keyed hash of identity numbers, so that repeats are seen without identities (HMAC-SHA-256)."""

    def key_for(self, id_number: str) -> tuple[str, str]:
        """Key id and hash."""
        ...


class DocumentRenderer(Protocol):
    """Makes PDF bytes from a frozen dataclass; same input, same bytes."""

    def render(self, form: str, document: object, password: str = "") -> bytes:
        """The document as PDF; one with a password is another each time."""
        ...

    def stamp(self, content: bytes, password: str = "") -> Stamp | None:
        """What a printed file says of itself; ``None`` when it is none of ours or the password does not fit."""
        ...


class FileSaver(Protocol):
    """Writes a document whole or not at all."""

    def __call__(self, path: Path, content: bytes) -> None:
        """Write ``content``; raises EnvironmentFaultError and leaves no half file."""
        ...
