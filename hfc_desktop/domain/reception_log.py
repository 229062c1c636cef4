"""A reception as the store and the log hold it, and what of it may stand in the shared part of an event.

Shared: which guidance was used in which version, which steps and levels were reached, when. Private, as it is or may
tell of a customer: words, answers, accounts, remarks, exact amounts, places (Personal Information Protection Law
art. 6). A reception whose private part was redacted still reads, with its words gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from hfc_desktop.domain.disclosure import band
from hfc_desktop.domain.events import JsonValue
from hfc_desktop.domain.reception import Reception
from hfc_desktop.domain.record_json import document, from_json


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReception:
    """A reception with whose it is.

    Attributes:
        teller: staff number of who received the customer.
        saved_at: when it was written last.
    """

    reception: Reception
    organisation: str
    counter: str
    teller: str
    saved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionCount:
    """How many receptions of one day, topic and ending there were."""

    day: date
    topic: str
    closing: str
    count: int


_OWNER: Final = ("organisation", "counter", "teller", "saved_at")
_PLAIN: Final = (
    "id", "started_at", "ended_at", "topic", "outcome", "restriction", "hotlines", "fraud_type", "closing", "complaint",
)  # fmt: skip
"""Codes and times: shared whole."""
_CODES: Final[Mapping[str, tuple[str, ...]]] = {
    "uses": ("item", "version", "pack", "at", "helpful"),
    "path": ("item", "version", "node", "flag", "at"),
    "checklist": ("item", "version", "score", "level", "stopped_by", "finished_at"),
    "rule": ("item", "version", "rule"),
    "stop_loss": ("item", "version", "pack", "started_at", "sent_minutes_ago", "done", "reported_at"),
    "interception": ("at", "means", "fraud_type", "confirmed"),
}
"""Of these the shared part has only the named codes."""
_ACT: Final = ("number", "phase", "at")


def fields_of(stored: StoredReception) -> dict[str, JsonValue]:
    """All values, flat, as events and the table's document hold them."""
    whole = document(stored)
    reception = whole.pop("reception")
    assert isinstance(reception, dict)
    return {**reception, **whole}


def from_fields(values: Mapping[str, JsonValue]) -> StoredReception:
    """The reception of flat values; of the shared ones alone, it has no words.

    Raises:
        UserMistakeError: a value is missing or of the wrong form.
    """
    owner = {name: values[name] for name in _OWNER if name in values}
    return from_json(StoredReception, {**owner, "reception": values})


def split(values: Mapping[str, JsonValue]) -> tuple[dict[str, JsonValue], dict[str, JsonValue]]:
    """Flat values as the shared and the private part of an event; the private one has whole what is shared in part."""
    shared = {name: value for name, value in values.items() if name in _PLAIN or name in _OWNER}
    private = {name: value for name, value in values.items() if name not in shared}
    for name, codes in _CODES.items():
        if name in values:
            shared[name] = _coded(name, values[name], codes)
    return shared, private


def _coded(name: str, value: JsonValue, codes: tuple[str, ...]) -> JsonValue:
    if isinstance(value, list):
        return [_picked(entry, codes) for entry in value]
    if not isinstance(value, dict):
        return value
    coded = _picked(value, codes)
    if name == "stop_loss":
        coded["done"] = [_picked(act, _ACT) for act in value["done"]]
    if name == "interception":
        coded["amount_band"] = band(value["amount_fen"])
    return coded


def _picked(value: Mapping[str, JsonValue], codes: tuple[str, ...]) -> dict[str, JsonValue]:
    return {name: value[name] for name in codes if name in value}
