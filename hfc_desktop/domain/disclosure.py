"""What of a complaint may stand in the shared part of an event, field by field.

The shared part is signed, chained and may travel upward; it holds codes, bands, keyed hashes and times. Names, numbers,
contacts, exact amounts and free text stand in the private part, which stays inside the branch (Personal Information
Protection Law art. 6: no more than the purpose needs). Which is which stands in ``record_fields``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from hfc_desktop.domain.events import JsonValue
from hfc_desktop.domain.record_fields import FIELD_RULES, FieldRule, Leaves

_BANDS: Final = ((100_000, "<1k"), (1_000_000, "1-10k"), (5_000_000, "10-50k"), (20_000_000, "50-200k"))

BAND_FIELDS: Final[Mapping[str, str]] = {
    name: name.replace("_fen", "_band") for name, rule in FIELD_RULES.items() if rule.leaves is Leaves.BAND
}
"""Exact amounts, private, and the field that holds their band in the shared part."""

_BAND_NAMES: Final = frozenset(BAND_FIELDS.values())


def band(fen: int | None) -> str:
    """The band of an amount in yuan: <1k, 1-10k, 10-50k, 50-200k, >200k; empty when there is no amount."""
    if fen is None:
        return ""
    return next((name for limit, name in _BANDS if fen < limit), ">200k")


def _parts(rule: FieldRule, value: JsonValue) -> JsonValue:
    """An entry, or each entry of a list, without what may not leave."""
    if isinstance(value, list):
        return [_parts(rule, entry) for entry in value]
    return {name: value.get(name) for name in rule.parts} if isinstance(value, dict) else value


def split(values: Mapping[str, JsonValue]) -> tuple[dict[str, JsonValue], dict[str, JsonValue]]:
    """Fields of a complaint document as the shared and the private part of an event.

    Raises:
        KeyError: a field has no row in ``record_fields``.
    """
    shared: dict[str, JsonValue] = {}
    private: dict[str, JsonValue] = {}
    for name, value in values.items():
        rule = FIELD_RULES[name]
        if rule.leaves is Leaves.YES:
            shared[name] = value
            continue
        private[name] = value
        if rule.leaves is Leaves.BAND:
            shared[BAND_FIELDS[name]] = band(value if isinstance(value, int) else None)
        elif rule.leaves is Leaves.PARTS:
            shared[name] = _parts(rule, value)
    return shared, private


def joined(shared: Mapping[str, Any], private: Mapping[str, Any]) -> dict[str, JsonValue]:
    """The fields that ``split`` took apart."""
    return {**{name: value for name, value in shared.items() if name not in _BAND_NAMES}, **private}
