"""The word index of the ledger, made again from the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop.storage.models.lists import WORDS, WORDS_FILL

if TYPE_CHECKING:
    from collections.abc import Callable


def refill(execute: Callable[[str], object]) -> None:
    """Empty the index and fill it again; needed after a VACUUM, which may give records other row numbers.

    Args:
        execute: runs one SQL statement in an open transaction.
    """
    execute(f"INSERT INTO {WORDS} ({WORDS}) VALUES ('delete-all')")
    execute(WORDS_FILL)
