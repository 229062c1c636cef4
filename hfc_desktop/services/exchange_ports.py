"""What the exchange of files needs from the adapters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from hfc_desktop.domain.devices import Device
    from hfc_desktop.domain.exchange import (
        Arrival,
        FileState,
        Header,
        Incoming,
        Life,
        Line,
        Parked,
        Piece,
        Reason,
        Receipt,
        Seal,
        Span,
        Spans,
    )
    from hfc_desktop.domain.merging import Conflict, Written


class ExchangeRepository(Protocol):
    """Devices, files, lines that wait, receipts, seals, conflicts, and the log as it travels."""

    def put_device(self, device: Device) -> None:
        """Add or change a device."""
        ...

    def device(self, origin: str) -> Device | None:
        """One device."""
        ...

    def device_of(self, fingerprint: str) -> Device | None:
        """The device with this fingerprint."""
        ...

    def devices(self) -> Sequence[Device]:
        """All devices, by office."""
        ...

    def put_files(self, files: Sequence[tuple[Incoming, bytes | None]]) -> None:
        """Remember files; content is kept for what waits."""
        ...

    def file(self, sha256: str) -> Incoming | None:
        """A file that came before."""
        ...

    def files(self, state: FileState) -> Sequence[Incoming]:
        """Files in one state, newest first."""
        ...

    def content(self, sha256: str) -> bytes | None:
        """The bytes of a file that waits."""
        ...

    def park(self, lines: Iterable[Parked]) -> None:
        """Let lines wait."""
        ...

    def parked(self) -> Sequence[Parked]:
        """Lines that wait."""
        ...

    def unpark(self, parked: Parked) -> None:
        """A line waits no more."""
        ...

    def put_receipt(self, office: str, receipt: Receipt, *, given: bool) -> None:
        """Remember the last receipt to or from an office."""
        ...

    def receipt(self, office: str, *, given: bool) -> Receipt | None:
        """The last receipt to or from an office."""
        ...

    def receipts(self) -> Sequence[tuple[str, bool, Receipt]]:
        """All of them: office, whether we gave it, receipt."""
        ...

    def put_seals(self, seals: Sequence[Seal]) -> None:
        """Remember the furthest seal of each life."""
        ...

    def seals(self) -> Sequence[Seal]:
        """The furthest seal of each life."""
        ...

    def spans(self, lives: Iterable[Life] | None = None) -> Mapping[Life, Spans]:
        """Numbers that are held of each life, or of those named."""
        ...

    def gaps_of(self, lives: Sequence[Life]) -> Mapping[Life, Sequence[Span]]:
        """Runs that are missing below the greatest number held; lives without any are left out."""
        ...

    def own_life(self) -> Life:
        """The life of this store."""
        ...

    def hash_at(self, life: Life, seq: int) -> str:
        """Hash of an event; empty when it is not held."""
        ...

    def held(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Hash by key of those that are held."""
        ...

    def lines(self, life: Life, runs: Sequence[Span], *, private: bool) -> Iterator[Line]:
        """Events as they travel, in order."""
        ...

    def expect(self, *, many: bool) -> None:
        """Make room in memory for thousands of events that are to come, or let go of it."""
        ...

    def take_in(self, arrivals: Sequence[Arrival]) -> None:
        """Add events of other lives."""
        ...

    def written_of(self, table: str, records: Sequence[str]) -> Mapping[str, Sequence[Written]]:
        """Events of several records with all that is held of them."""
        ...

    def all_written(self, table: str) -> Iterator[tuple[str, Sequence[Written]]]:
        """Each record of a kind with its events, in the order of ids."""
        ...

    def written(self, table: str, record: str) -> Sequence[Written]:
        """Events of one record with all that is held of them."""
        ...

    def put_conflicts(self, table: str, conflicts: Mapping[str, Sequence[Conflict]]) -> None:
        """What stands beside one another in records; replaces what was noted of them before."""
        ...

    def conflicts(self) -> Sequence[tuple[str, str, Conflict]]:
        """Table, record and conflict, by record."""
        ...


class Envelope(Protocol):
    """Seals and opens files."""

    def seal(self, header: Header, lines: Iterable[Line | Piece], recipients: Sequence[str]) -> bytes:
        """Sign, deflate and encrypt."""
        ...

    def unseal(self, content: bytes, key_of: Callable[[Header], str | None]) -> Unsealed:
        """Open a file and prove whose it is."""
        ...

    def sign(self, data: bytes) -> str:
        """Signature by this device."""
        ...

    def verifies(self, public: str, data: bytes, signature: str) -> bool:
        """Whether a signature is a key's."""
        ...

    def fingerprint(self, public: str, recipient: str) -> str:
        """What two people read to each other; raises ``ValueError`` for what is no key."""
        ...

    def is_recipient(self, text: str) -> bool:
        """Whether something can be encrypted to it."""
        ...

    def parse(self, line: bytes) -> Line | None:
        """A line that waited; ``None`` when it cannot be read."""
        ...

    @property
    def public(self) -> str:
        """Public signing key of this device."""
        ...

    @property
    def recipient(self) -> str:
        """Age recipient of this device."""
        ...


class Unsealed(Protocol):
    """What came out of a file: an authentic one has no ``reason``."""

    @property
    def reason(self) -> Reason | None:
        """Why the whole file is kept apart."""
        ...

    @property
    def header(self) -> Header | None:
        """What the file says of itself."""
        ...

    @property
    def lines(self) -> Sequence[Line]:
        """Events."""
        ...

    @property
    def bad(self) -> Sequence[tuple[int, Reason, bytes]]:
        """Lines that cannot be read: number, reason, bytes."""
        ...

    @property
    def pieces(self) -> Sequence[Piece]:
        """Parts of attachments, in the order in which they stand."""
        ...
