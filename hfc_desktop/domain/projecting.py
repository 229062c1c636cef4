"""A complaint as far as a place can know it: from merged fields, of which some may be withheld or newer than we are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Final

from hfc_desktop.domain.complaint import Complaint
from hfc_desktop.domain.events import JsonValue
from hfc_desktop.domain.record_json import from_json
from hfc_desktop.errors import UserMistakeError

_NEEDED: Final = frozenset(
    field.name for field in fields(Complaint) if field.default is MISSING and field.default_factory is MISSING
)


def complaint_of(values: Mapping[str, JsonValue]) -> tuple[Complaint, tuple[str, ...]]:
    """The complaint, and the fields of which nothing can be shown.

    A field whose value is of a kind that this program does not know yet, or of which only parts came, falls back to
    its default; the log keeps what was written.

    Raises:
        UserMistakeError: a field is missing without which there is no complaint.
    """
    known, unknown = dict(values), list[str]()
    while True:
        try:
            return from_json(Complaint, known), tuple(unknown)
        except UserMistakeError as error:
            name = str(error.params.get("field", "")).partition(".")[0].partition("[")[0]
            if name not in known or name in _NEEDED:
                raise
            del known[name]
            unknown.append(name)
