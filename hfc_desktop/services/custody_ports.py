"""What taking ledgers over, giving lists out and destroying records need from the adapters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from hfc_desktop.domain.imports import ImportDone, TakenRow
    from hfc_desktop.domain.retention import DestructionList, DestructionProof, EndedCase
    from hfc_desktop.domain.sheets import Cell, Format, Sheet


class TableReader(Protocol):
    """Reads tables from files."""

    def open(self, path: Path, encoding: str = "") -> Sheet:
        """The first table of a file."""
        ...


class TableWriter(Protocol):
    """Makes table files in memory."""

    def write(
        self, form: Format, headings: Sequence[str], rows: Iterable[Sequence[Cell]], encoding: str = "utf-8-sig"
    ) -> bytes:
        """A table as the bytes of a file."""
        ...


class Scrubber(Protocol):
    """Makes sure that what was deleted is nowhere in the store's files any more."""

    def __call__(self) -> None:
        """Rewrite the file and empty the log of writes."""
        ...


class CustodyRepository(Protocol):
    """Imports, lists of destruction, proofs."""

    def put_import(self, done: ImportDone) -> None:
        """Add or change an import."""
        ...

    def put_taken(self, import_id: str, rows: Iterable[TakenRow]) -> None:
        """Keep what an import did to each case."""
        ...

    def imports(self) -> Sequence[ImportDone]:
        """All imports, newest first."""
        ...

    def taken(self, import_id: str) -> Sequence[TakenRow]:
        """What an import did to each case."""
        ...

    def cases_by_key(self) -> Mapping[str, str]:
        """Id of the case by the key under which it was taken over, for the cases that are still here."""
        ...

    def touched_since(self, ids: Sequence[str], lamport: int) -> Sequence[str]:
        """Those of ``ids`` that were changed or printed after a logical time."""
        ...

    def ended_cases(self, organisations: Sequence[str], before: date) -> Sequence[EndedCase]:
        """Ended cases of some offices that were received before a day."""
        ...

    def put_list(self, made: DestructionList) -> None:
        """Add or change a list of destruction."""
        ...

    def lists(self) -> Sequence[DestructionList]:
        """All lists, newest first."""
        ...

    def put_proof(self, proof: DestructionProof) -> None:
        """Keep a proof."""
        ...

    def proof(self, number: str) -> DestructionProof | None:
        """The proof for a number."""
        ...

    def numbers(self, ids: Sequence[str]) -> Mapping[str, str]:
        """Numbers of cases by id, of those that are here."""
        ...

    def belongings(self, complaint_id: str) -> Sequence[tuple[str, str]]:
        """Table and id of what hangs on a case and goes with it."""
        ...

    def remove_cases(self, ids: Sequence[str], attachments: Iterable[str]) -> None:
        """Take cases, their parties, belongings and attachments out of the tables."""
        ...
