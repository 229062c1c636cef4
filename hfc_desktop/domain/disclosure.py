"""What of a complaint may stand in the shared part of an event, field by field.

The shared part is signed, chained and may travel upward; it holds codes, bands, keyed hashes and times. Names, numbers,
contacts, exact amounts and free text stand in the private part, which stays inside the branch (Personal Information
Protection Law art. 6: no more than the purpose needs).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from hfc_desktop.domain.complaint import PRIVATE_FIELDS
from hfc_desktop.domain.events import JsonValue

_BANDS: Final = ((100_000, "<1k"), (1_000_000, "1-10k"), (5_000_000, "10-50k"), (20_000_000, "50-200k"))

AMOUNTS: Final[Mapping[str, str]] = {"amount_fen": "amount_band", "loss_fen": "loss_band"}
"""Exact amounts, private, and the field that holds their band in the shared part."""

_USE_CODES: Final = ("item", "version", "pack", "at", "helpful")


def band(fen: int | None) -> str:
    """The band of an amount in yuan: <1k, 1-10k, 10-50k, 50-200k, >200k; empty when there is no amount."""
    if fen is None:
        return ""
    return next((name for limit, name in _BANDS if fen < limit), ">200k")


def _codes_of_use(value: JsonValue) -> JsonValue:
    """A used guidance item without its free text (what the teller missed in it)."""
    return [{name: use.get(name) for name in _USE_CODES} for use in value] if isinstance(value, list) else value


def split(values: Mapping[str, JsonValue]) -> tuple[dict[str, JsonValue], dict[str, JsonValue]]:
    """Fields of a complaint document as the shared and the private part of an event."""
    shared: dict[str, JsonValue] = {}
    private: dict[str, JsonValue] = {}
    for name, value in values.items():
        if name in AMOUNTS:
            private[name] = value
            shared[AMOUNTS[name]] = band(value if isinstance(value, int) else None)
        elif name in PRIVATE_FIELDS:
            private[name] = value
        elif name == "guidance_used":
            private[name] = value
            shared[name] = _codes_of_use(value)
        else:
            shared[name] = value
    return shared, private


def joined(shared: Mapping[str, Any], private: Mapping[str, Any]) -> dict[str, JsonValue]:
    """The fields that ``split`` took apart."""
    bands = set(AMOUNTS.values())
    return {**{name: value for name, value in shared.items() if name not in bands}, **private}
