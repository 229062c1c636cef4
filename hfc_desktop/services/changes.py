"""What a write touched. Every writing use case returns it; the window refreshes only what concerns it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids by kind of record, as ``{"complaint": {"0192…"}}``."""

    touched: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, table: str, *ids: str) -> Changes:
        """Changes of one kind of record."""
        return cls({table: frozenset(ids)})

    def __or__(self, other: Changes) -> Changes:
        """Both together."""
        tables = self.touched.keys() | other.touched.keys()
        return Changes({t: self.touched.get(t, frozenset()) | other.touched.get(t, frozenset()) for t in tables})

    def __bool__(self) -> bool:
        """Whether anything was touched."""
        return any(self.touched.values())

    def concerns(self, table: str, record: str | None = None) -> bool:
        """Whether records of ``table`` (or that one record) were touched."""
        ids = self.touched.get(table, frozenset())
        return bool(ids) if record is None else record in ids
