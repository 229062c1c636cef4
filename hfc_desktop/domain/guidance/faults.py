"""Faults found in guidance packs: where, which, how grave. Edges word them; nothing here is a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How grave a fault is: an error keeps a pack from being built or installed, a warning must be looked at."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault.

    Attributes:
        file: file as the user named it.
        line: from 1; 0 when the whole file or pack is meant.
        column: from 1, in characters; 0 with line 0.
        code: dotted name of the fault; key of its wording and of its hint.
        params: values for the wording.
        item: id of the item that it is in; empty when it is in none.
    """

    file: str
    line: int = 0
    column: int = 0
    code: str
    severity: Severity = Severity.ERROR
    params: Mapping[str, str | int] = field(default_factory=dict)
    item: str = ""

    @property
    def is_error(self) -> bool:
        """Whether it keeps a pack from being built or installed."""
        return self.severity is Severity.ERROR

    def place(self) -> tuple[str, int, int, str, str]:
        """Sort key: by file, line, column, then code and values, so that the order never varies."""
        return self.file, self.line, self.column, self.code, str(sorted(self.params.items()))
