"""Keeps the collector from searching for cycles where objects pile up that hold none.

A full search over what an installation piles up holds the interpreter for a fifth of a second, and the window with it.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def no_cycle_search() -> Iterator[None]:
    """Without the search inside the ``with``; afterwards as it was."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
