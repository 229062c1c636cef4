"""What writing guidance needs from the adapters: a bench for the sources of one pack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from hfc_desktop.domain.authoring import (
        Checked,
        Entry,
        FieldPath,
        Form,
        Habits,
        History,
        ItemText,
        Numbers,
        Outline,
        Saved,
    )
    from hfc_desktop.domain.guidance.item import Kind


class PackBench(Protocol):
    """Reads, checks and writes the sources of packs, and keeps how far each is."""

    def outline(self, folder: Path) -> Outline:
        """The pack in a folder, with all that one can open in it."""
        ...

    def read(self, folder: Path, entry: Entry) -> ItemText:
        """One entry as text."""
        ...

    def check(self, folder: Path, entry: Entry, text: str, today: date) -> Checked:
        """Faults of one entry as it is typed, and the item that it makes."""
        ...

    def check_all(self, folder: Path, edits: Mapping[Entry, str], today: date) -> Checked:
        """Faults of the whole pack with texts that are not saved yet."""
        ...

    def write(self, folder: Path, entry: Entry, text: str, seen: str) -> Saved:
        """Put a text into its file, or keep it beside while it cannot be read."""
        ...

    def keep_draft(self, folder: Path, entry: Entry, text: str) -> None:
        """Keep a text beside the pack, or drop what was kept when it is empty."""
        ...

    def begin_item(self, folder: Path, kind: Kind, slug: str, today: date) -> Entry:
        """A new item in a file of its own, from the skeleton of its kind."""
        ...

    def number(self, folder: Path, numbers: Numbers) -> None:
        """Write number, dates and changelog of the issue into the description of the pack."""
        ...

    def digest(self, folder: Path) -> str:
        """Digest of the pack's files."""
        ...

    def history(self, folder: Path) -> History:
        """The steps that the pack made."""
        ...

    def keep_history(self, folder: Path, history: History) -> None:
        """Keep them beside the pack."""
        ...

    def habits(self, folder: Path) -> Habits:
        """Where one signed last."""
        ...

    def keep_habits(self, folder: Path, habits: Habits) -> None:
        """Keep that beside the pack."""
        ...

    def keep_published(self, folder: Path, released: Path) -> None:
        """Keep a copy of what was published, for the next comparison."""
        ...

    def published(self, folder: Path) -> Path | None:
        """The copy of what was published last from here."""
        ...


class ItemForms(Protocol):
    """Turns the text of an entry into a form and changes single values of it, leaving comments and order alone."""

    def form(self, text: str, kind: str) -> Form | None:
        """The form; ``None`` while the text cannot be read."""
        ...

    def set(self, text: str, path: FieldPath, value: str) -> str:
        """The text with one value changed."""
        ...

    def grow(self, text: str, path: FieldPath, value: str) -> str:
        """The text with one more entry in a list of texts."""
        ...

    def remove(self, text: str, path: FieldPath) -> str:
        """The text without one value."""
        ...

    def add(self, text: str, kind: str, name: str) -> str:
        """The text with one more top field, empty or with what it is by default."""
        ...
