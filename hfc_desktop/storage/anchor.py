"""The head of the log, kept in a file beside the store, so that a cut tail is found.

A chain of hashes shows a changed or missing event in its middle; its end can be cut off in silence, by whoever cuts the
head that the store keeps along with it. So the head also stands here, under a keyed hash whose key is the store's own.
The file is written after each commit without waiting for the disk: after a power cut it may be older than the log,
never newer, and an older head is as good as long as the log still holds that event. Once it contradicts the log it is
left as it is: it is the evidence. Against somebody who holds the store's key and knows this file, only the heads that
were sent upward help.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_SIZE: Final = 512
"""Always the same length, so that one write replaces the whole."""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of one life's chain: ``life`` is ``origin/incarnation``."""

    life: str
    seq: int
    hash: str


class AnchorChangedError(Exception):
    """The file was not written by this program with this store's key."""


class Anchor:
    """The anchor of one store; may be used from any thread."""

    def __init__(self, store: Path, key: bytes) -> None:
        self.path = store.with_name(store.name + ".head")
        self._key = hmac.new(key, b"hfc head of the log", hashlib.sha256).digest()
        self._lock = threading.Lock()

    def read(self) -> Head | None:
        """The head as it was last written; ``None`` when there is no file.

        Raises:
            AnchorChangedError: the file is not ours.
        """
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise AnchorChangedError from error
        try:
            values = json.loads(content)
            head = Head(str(values["life"]), int(values["seq"]), str(values["hash"]))
            if hmac.compare_digest(str(values["mac"]), self._mac(head)):
                return head
        except (ValueError, KeyError, TypeError) as error:
            raise AnchorChangedError from error
        raise AnchorChangedError

    def put(self, head: Head) -> None:
        """Write the head, whatever stood there before.

        Raises:
            OSError: it could not be written.
        """
        text = json.dumps({"life": head.life, "seq": head.seq, "hash": head.hash, "mac": self._mac(head)})
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        try:
            os.write(handle, text.ljust(_SIZE).encode("ascii"))
        finally:
            os.close(handle)

    def advance(self, head: Head, holds: Callable[[Head], bool]) -> None:
        """Move on to ``head`` after a commit, unless what stands here contradicts the log or is newer.

        Args:
            head: the end of the log now.
            holds: whether the log has an event like that.
        """
        with self._lock:
            try:
                before = self.read()
            except AnchorChangedError:
                return
            newer = before is not None and before.life == head.life and before.seq >= head.seq
            if before is not None and not newer and holds(before):
                try:
                    self.put(head)
                except OSError:
                    return  # the record itself is safe, and an older head still vouches for all before it

    def _mac(self, head: Head) -> str:
        text = f"{head.life}\n{head.seq}\n{head.hash}"
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()
