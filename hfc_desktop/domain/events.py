"""Events: the one log that every write goes through. Tables are projections of it; the audit chain is this log.

An event has a shared part (codes, bands, keyed hashes, times) that is signed, chained and may travel upward, and, where
there are names, contacts or free text, a private part kept apart, of which the shared part holds a salted hash.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, Final

JsonValue = None | bool | int | str | list[Any] | dict[str, Any]


class Op(StrEnum):
    """What an event did."""

    CREATE = "create"
    SET = "set"
    ADD = "add"
    REMOVE = "remove"
    ACT = "act"
    LINK = "link"
    UNLINK = "unlink"
    TOMBSTONE = "tombstone"
    REDACT = "redact"
    READ = "read"
    PRINT = "print"
    EXPORT = "export"
    IMPORT = "import"
    LOGIN = "login"
    REFUSED = "refused"
    SETTING = "setting"
    PACK = "pack"


def _nfc(value: Any) -> JsonValue:  # noqa: ANN401  any JSON value comes in
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, float):
        raise TypeError("an event holds no floating-point number")
    if isinstance(value, Mapping):
        return {unicodedata.normalize("NFC", key): _nfc(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_nfc(item) for item in value]
    if value is None or isinstance(value, bool | int):
        return value
    raise TypeError(type(value).__name__)


_SCALARS: Final = frozenset({str, int, bool, type(None)})


def _is_plain(value: object) -> bool:
    """Whether JSON can write a value as it is: only its own types are in it, by exact type."""
    kind = type(value)
    if kind in _SCALARS:
        return True
    if kind is dict:
        return all(type(key) is str and _is_plain(entry) for key, entry in value.items())  # type: ignore[attr-defined]
    return kind in (list, tuple) and all(map(_is_plain, value))  # type: ignore[call-overload]


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: Any) -> bytes:  # noqa: ANN401  any JSON value goes out
    """Canonical JSON: UTF-8, NFC, sorted keys, no floats, no insignificant space.

    Raises:
        TypeError: the value holds something that JSON of this kind cannot.
    """
    if _is_plain(value):
        text = _dumped(value)
        if unicodedata.is_normalized("NFC", text):  # the usual case: nothing has to be made anew
            return text.encode()
    return _dumped(_nfc(value)).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry of the log, keyed by (origin, incarnation, seq).

    Attributes:
        origin: id of the device, 32 hexadecimal digits.
        incarnation: id of this life of its store; a new one after restore or clone.
        seq: 1, 2, 3, … within the incarnation.
        lamport: logical time; breaks ties only.
        at: wall time, ISO 8601 with offset; informative.
        record: id of the record it is about; empty for events of the house.
        table: kind of record (complaint, draft, user, organisation, pack, …).
        fields: shared values.
        seen: keys of the events whose values it replaces, as ``origin/incarnation/seq``.
        prev: hash of the event before it in the same incarnation; empty for the first.
        private_hash: salted SHA-256 of the private part; empty when there is none.
    """

    origin: str
    incarnation: str
    seq: int
    lamport: int
    at: str
    actor: str
    role: str
    table: str
    record: str
    op: Op
    fields: Mapping[str, JsonValue] = field(default_factory=dict)
    seen: tuple[str, ...] = ()
    prev: str = ""
    private_hash: str = ""

    @property
    def key(self) -> str:
        """``origin/incarnation/seq``."""
        return f"{self.origin}/{self.incarnation}/{self.seq}"

    def to_json(self) -> dict[str, JsonValue]:
        """The shared part as one JSON object."""
        return {
            "origin": self.origin,
            "incarnation": self.incarnation,
            "seq": self.seq,
            "lamport": self.lamport,
            "at": self.at,
            "actor": self.actor,
            "role": self.role,
            "table": self.table,
            "record": self.record,
            "op": self.op.value,
            "fields": dict(self.fields),
            "seen": list(self.seen),
            "prev": self.prev,
            "private_hash": self.private_hash,
        }

    def hash(self) -> str:
        """SHA-256 of the canonical shared part; the ``prev`` of the next event."""
        return hashlib.sha256(canonical(self.to_json())).hexdigest()


def event_of(body: str) -> Event:
    """An event from its canonical JSON; parts that a newer program adds are passed over.

    Raises:
        ValueError: it is not JSON, or has no such op.
        KeyError: something is missing in it.
        TypeError: a part is of another kind.
    """
    return event_from(json.loads(body))


def event_from(values: Mapping[str, Any]) -> Event:
    """An event from its parsed JSON; raises as ``event_of`` does."""
    return Event(op=Op(values["op"]), seen=tuple(values["seen"]), **{name: values[name] for name in _PLAIN_PARTS})


_PLAIN_PARTS: Final = tuple(part.name for part in fields(Event) if part.name not in {"op", "seen"})


def private_hash(salt: bytes, private: Mapping[str, JsonValue]) -> str:
    """Salted SHA-256 of a private part; the salt keeps short values from being guessed."""
    return hashlib.sha256(salt + canonical(private)).hexdigest()
